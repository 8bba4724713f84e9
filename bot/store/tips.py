"""What happened to tips."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table, delete
from sqlalchemy import select as columns
from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.tables import TipRow
from scoring.tips.tip import TipEvent, TipRecord

_TABLE: Table = TipRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


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


def answers_since(db: Db, user: str, day: date) -> tuple[TipRecord, ...]:
    """What a member said of tips from a day of theirs on, oldest first."""
    found = db.session.execute(
        columns(_TABLE.c.tip, _TABLE.c.event, _TABLE.c.day)
        .where(
            _TABLE.c.team_id == db.team,
            _TABLE.c.user_id == user,
            _TABLE.c.day >= day,
            _TABLE.c.event != TipEvent.SHOWN,
        )
        .order_by(_TABLE.c.at)
    )
    return tuple(TipRecord(tip, EVENTS[event], on) for tip, event, on in found)


def take_back_done(db: Db, user: str, tip: str, since: date) -> frozenset[date]:
    """Drop that a tip was done on days from `since` on; the days."""
    own = (
        _TABLE.c.team_id == db.team,
        _TABLE.c.user_id == user,
        _TABLE.c.tip == tip,
        _TABLE.c.event == TipEvent.DONE,
        _TABLE.c.day >= since,
    )
    days = frozenset(db.session.execute(columns(_TABLE.c.day).where(*own)).scalars())
    db.session.execute(delete(_TABLE).where(*own))
    return days


@dataclass(frozen=True, slots=True)
class History:
    """All events of a member, oldest first: (event, the slot in which it was written down); and
    what digests showed, by slot: (tip, day) each, in the order in which it was written down."""

    events: tuple[tuple[TipRecord, str | None], ...]
    shown: Mapping[str, tuple[tuple[str, date], ...]]

    def records(self, unshown: str | None = None) -> tuple[TipRecord, ...]:
        """The events. What the digest of the slot `unshown` showed is left out: within its week a
        shown step is the plan, and does not rest."""
        if unshown is None:
            return tuple(one for one, _ in self.events)
        return tuple(one for one, slot in self.events if slot != unshown or not _by_digest(one))


def _by_digest(one: TipRecord) -> bool:
    return one.digest and one.event is TipEvent.SHOWN


EVENTS = {event.value: event for event in TipEvent}


def history(db: Db, user: str) -> History:
    """All that happened to a member's tips. Columns, not rows: two years of it are read for each
    card."""
    found = db.session.execute(
        columns(_TABLE.c.tip, _TABLE.c.event, _TABLE.c.day, _TABLE.c.digest, _TABLE.c.slot)
        .where(_TABLE.c.team_id == db.team, _TABLE.c.user_id == user)
        .order_by(_TABLE.c.at)
    ).all()
    events = tuple(
        (TipRecord(tip, EVENTS[event], day, digest), slot)
        for tip, event, day, digest, slot in found
    )
    shown: dict[str, list[tuple[str, date]]] = {}
    for one, slot in events:
        if slot is not None and _by_digest(one):
            shown.setdefault(slot, []).append((one.tip, one.day))
    return History(events, {slot: tuple(own) for slot, own in shown.items()})


def _newest(db: Db, user: str, tip: str) -> tuple[str, date] | None:
    """The newest answer, and its day."""
    found = db.session.execute(
        columns(_TABLE.c.event, _TABLE.c.day)
        .where(
            _TABLE.c.team_id == db.team,
            _TABLE.c.user_id == user,
            _TABLE.c.tip == tip,
            _TABLE.c.event != TipEvent.SHOWN,
        )
        .order_by(_TABLE.c.at.desc())
        .limit(1)
    ).first()
    return None if found is None else (found.event, found.day)


def records(db: Db, user: str) -> tuple[TipRecord, ...]:
    """All events of a member, oldest first."""
    return history(db, user).records()


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
