"""Managers of boards, as coach admins named them."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.team_tables import ManagerRow


def since(db: Db, channel: str, user: str) -> datetime | None:
    """Since when somebody is a manager of a board; None where they are none."""
    row = db.session.get(ManagerRow, (db.team, channel, user))
    return row.named_at if row else None


def of_board(db: Db, channel: str) -> Mapping[str, datetime]:
    """The managers of a board, and since when, in the order in which they were named."""
    found = db.session.exec(
        select(ManagerRow)
        .where(ManagerRow.team_id == db.team, ManagerRow.channel_id == channel)
        .order_by(col(ManagerRow.named_at), col(ManagerRow.user_id))
    )
    return {row.user_id: row.named_at for row in found}


def boards_of(db: Db, user: str) -> tuple[str, ...]:
    """The channels of the boards of which somebody is a manager."""
    found = db.session.exec(
        select(ManagerRow.channel_id)
        .where(ManagerRow.team_id == db.team, ManagerRow.user_id == user)
        .order_by(col(ManagerRow.named_at), col(ManagerRow.channel_id))
    )
    return tuple(found)


def name(db: Db, channel: str, user: str, *, by: str, now: datetime) -> bool:
    """Make somebody a manager; False where they are one already, since when they were named."""
    if db.session.get(ManagerRow, (db.team, channel, user)) is not None:
        return False
    row = ManagerRow(
        team_id=db.team, channel_id=channel, user_id=user, named_by=by, named_at=now
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return True


def remove(db: Db, channel: str, user: str) -> bool:
    """Somebody is a manager no more; False where they were none."""
    row = db.session.get(ManagerRow, (db.team, channel, user))
    if row is None:
        return False
    db.session.delete(row)
    db.session.flush()
    return True
