"""If-then plans, and which of them are due for a reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table, delete
from sqlmodel import col, select

from bot.store import bulk
from bot.store.engine import Db, new_id
from bot.store.tables import DeliveryRow, MemberRow
from bot.store.weekly_tables import IfThenRow

_TABLE: Table = IfThenRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


@dataclass(frozen=True, slots=True)
class IfThen:
    """A plan: when `cue`, I will `action`. Without a cue it is a tip taken as it stands.

    `weekday` (0 is Monday) and `minute` of the local day: when its owner asked to be reminded.
    It runs from `made_on` up to, and not on, `ends_on`, or until it was ended before.
    """

    team: str
    id: str
    user: str
    tip: str
    kind: str
    cue: str
    action: str
    weekday: int | None
    minute: int | None
    next_cue_at: datetime | None
    made_on: date
    ends_on: date
    ended_on: date | None = None

    def runs(self, day: date) -> bool:
        """Whether it runs on a day of its owner's."""
        return self.made_on <= day < (self.ended_on or self.ends_on)

    def is_open(self, day: date) -> bool:
        """Whether it was not ended and is not over on a day, even one before it was made: its owner
        may have travelled west since."""
        return self.ended_on is None and day < self.ends_on


@dataclass(frozen=True, slots=True)
class Due:
    """A plan whose reminder is due, and the zone of its owner."""

    plan: IfThen
    zone: str


def add(
    db: Db,
    user: str,
    *,
    tip: str,
    kind: str,
    cue: str,
    action: str,
    made_on: date,
    ends_on: date,
    weekday: int | None = None,
    minute: int | None = None,
) -> IfThen:
    """Keep a new plan; its reminder is scheduled with `change`."""
    row = IfThenRow(
        team_id=db.team, id=new_id(), user_id=user, tip=tip, kind=kind, cue=cue, action=action,
        weekday=weekday, minute=minute, made_on=made_on, ends_on=ends_on,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return _value(row)


def get(db: Db, user: str, id: str) -> IfThen | None:
    """A plan of this person's by its id, ended or not."""
    row = _row(db, user, id)
    return _value(row) if row else None


def of_user(db: Db, user: str) -> tuple[IfThen, ...]:
    """Every plan of a person, oldest first."""
    found = db.session.exec(
        select(IfThenRow)
        .where(IfThenRow.team_id == db.team, IfThenRow.user_id == user)
        .order_by(col(IfThenRow.made_on), col(IfThenRow.ended_on).is_(None))
    )
    return tuple(_value(row) for row in found)


def change(db: Db, plan: IfThen) -> IfThen:
    """Keep what may change of a plan: its reminder and its end."""
    row = _row(db, plan.user, plan.id)
    if row is None:
        raise LookupError("no such plan")
    row.weekday, row.minute, row.next_cue_at = plan.weekday, plan.minute, plan.next_cue_at
    row.ends_on, row.ended_on = plan.ends_on, plan.ended_on
    db.session.add(row)
    db.session.flush()
    return _value(row)


def remove(db: Db, user: str, id: str) -> None:
    """Take a plan back, as if it had never been."""
    db.session.execute(
        delete(IfThenRow).where(
            col(IfThenRow.team_id) == db.team,
            col(IfThenRow.user_id) == user,
            col(IfThenRow.id) == id,
        )
    )


def due_across(db: Db, now: datetime, limit: int) -> list[Due]:
    """Plans of any workspace whose reminder is due, locked until the transaction ends."""
    query = (
        select(IfThenRow, MemberRow.zone)
        .join(
            MemberRow,
            (col(MemberRow.team_id) == IfThenRow.team_id)
            & (col(MemberRow.user_id) == IfThenRow.user_id),
        )
        .where(col(IfThenRow.next_cue_at) <= now)
        .order_by(col(IfThenRow.next_cue_at))
        .limit(limit)
    )
    if db.postgres:
        query = query.with_for_update(skip_locked=True, of=IfThenRow)
    return [Due(_value(row), zone) for row, zone in db.session.exec(query)]


def advance_across(db: Db, rows: Sequence[tuple[IfThen, datetime | None]]) -> None:
    """Set when each plan is due next."""
    given = [(at, one.team, one.id) for one, at in rows]
    bulk.update(db, _TABLE, "next_cue_at", ("team_id", "id"), given)


def reminders(db: Db, kind: str) -> tuple[tuple[IfThen, tuple[str, ...]], ...]:
    """Every plan of the workspace that was reminded of, with the slots of the messages of `kind`
    that were sent for it."""
    found = db.session.exec(
        select(IfThenRow, DeliveryRow.slot)
        .join(
            DeliveryRow,
            (col(DeliveryRow.team_id) == IfThenRow.team_id)
            & (col(DeliveryRow.user_id) == IfThenRow.user_id)
            & col(DeliveryRow.slot).startswith(col(IfThenRow.id)),
        )
        .where(IfThenRow.team_id == db.team, DeliveryRow.kind == kind, DeliveryRow.state == "sent")
    )
    slots: dict[str, tuple[IfThen, list[str]]] = {}
    for row, slot in found:
        slots.setdefault(row.id, (_value(row), []))[1].append(slot)
    return tuple((plan, tuple(sent)) for plan, sent in slots.values())


def _row(db: Db, user: str, id: str) -> IfThenRow | None:
    row = db.session.get(IfThenRow, (db.team, id))
    return row if row is not None and row.user_id == user else None


def _value(row: IfThenRow) -> IfThen:
    return IfThen(
        team=row.team_id,
        id=row.id,
        user=row.user_id,
        tip=row.tip,
        kind=row.kind,
        cue=row.cue,
        action=row.action,
        weekday=row.weekday,
        minute=row.minute,
        next_cue_at=row.next_cue_at,
        made_on=row.made_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on,
    )
