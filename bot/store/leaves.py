"""Days on which members are away."""

from dataclasses import dataclass
from datetime import date, datetime

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
