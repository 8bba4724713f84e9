"""What happened to tips."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.tables import TipRow
from scoring.tips.tip import TipEvent, TipRecord


def record(
    db: Db,
    user: str,
    tip: str,
    event: TipEvent,
    day: date,
    now: datetime,
    *,
    slot: str | None = None,
    digest: bool = False,
) -> None:
    """Keep one event; `day` is the member's local day, `slot` its ISO week. An answer that is
    given again on the same day, by a second tap or a repeated request, counts once."""
    if event is not TipEvent.SHOWN and _newest(db, user, tip) == (event, day):
        return
    row = TipRow(
        team_id=db.team, id=new_id(), user_id=user, tip=tip, event=event, day=day, at=now,
        slot=slot, digest=digest,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()


def _newest(db: Db, user: str, tip: str) -> tuple[str, date] | None:
    row = db.session.exec(
        select(TipRow)
        .where(TipRow.team_id == db.team, TipRow.user_id == user, TipRow.tip == tip)
        .order_by(col(TipRow.at).desc())
    ).first()
    return (row.event, row.day) if row else None


def records(db: Db, user: str) -> tuple[TipRecord, ...]:
    """All events of a member, oldest first."""
    found = db.session.exec(
        select(TipRow)
        .where(TipRow.team_id == db.team, TipRow.user_id == user)
        .order_by(col(TipRow.at))
    )
    return tuple(TipRecord(row.tip, TipEvent(row.event), row.day, row.digest) for row in found)


def everyone(db: Db) -> Mapping[str, tuple[TipRecord, ...]]:
    """All events of every member of the workspace, oldest first."""
    found = db.session.exec(
        select(TipRow).where(TipRow.team_id == db.team).order_by(col(TipRow.at))
    )
    people: dict[str, list[TipRecord]] = {}
    for row in found:
        record = TipRecord(row.tip, TipEvent(row.event), row.day, row.digest)
        people.setdefault(row.user_id, []).append(record)
    return {user: tuple(own) for user, own in people.items()}


def kept_weeks(
    db: Db, users: Iterable[str], since: date, until: date
) -> Mapping[str, frozenset[str]]:
    """The ISO weeks, by member, in which at least one tip was done; both days included."""
    found = db.session.exec(
        select(col(TipRow.user_id), col(TipRow.day)).where(
            TipRow.team_id == db.team,
            col(TipRow.user_id).in_(tuple(users)),
            TipRow.event == TipEvent.DONE,
            TipRow.day >= since,
            TipRow.day <= until,
        )
    )
    weeks: dict[str, set[str]] = {}
    for user, day in found:
        weeks.setdefault(user, set()).add(day.strftime("%G-W%V"))
    return {user: frozenset(kept) for user, kept in weeks.items()}
