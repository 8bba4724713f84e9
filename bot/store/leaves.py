"""Days on which members are away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.weekly_tables import LeaveRow


@dataclass(frozen=True, slots=True)
class Leave:
    """From the day `first`, back on the day `back`, both where the member is."""

    id: str
    first: date
    back: date


def of(db: Db, user: str) -> tuple[Leave, ...]:
    """Every leave of a member, the earliest first."""
    found = db.session.exec(
        select(LeaveRow)
        .where(LeaveRow.team_id == db.team, LeaveRow.user_id == user)
        .order_by(col(LeaveRow.back))
    )
    return tuple(Leave(row.id, row.first, row.back) for row in found)


def begin(db: Db, user: str, first: date, back: date, now: datetime) -> Leave:
    """Keep a new leave."""
    row = LeaveRow(team_id=db.team, id=new_id(), user_id=user, first=first, back=back, asked_at=now)
    db.session.add(row)
    db.session.flush()
    return Leave(row.id, first, back)


def end(db: Db, user: str, id: str, back: date) -> Leave | None:
    """Let a leave end on another day; one that ends before it began is forgotten. None for a leave
    that is not this member's."""
    row = db.session.get(LeaveRow, (db.team, id))
    if row is None or row.user_id != user:
        return None
    row.back = back
    kept = Leave(row.id, row.first, back)
    if back <= row.first:
        db.session.execute(
            delete(LeaveRow).where(col(LeaveRow.team_id) == db.team, col(LeaveRow.id) == id)
        )
    else:
        db.session.add(row)
    db.session.flush()
    return kept


def away(db: Db, users: Sequence[str], day: date) -> frozenset[str]:
    """Who of these members is away on a day."""
    found = db.session.exec(
        select(LeaveRow.user_id).where(
            LeaveRow.team_id == db.team,
            col(LeaveRow.user_id).in_(users),
            LeaveRow.first <= day,
            LeaveRow.back > day,
        )
    )
    return frozenset(found)
