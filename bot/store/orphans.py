"""Boards whose keeper goes."""

from datetime import datetime

from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.tables import BoardRow


def kept_by(db: Db, user: str) -> tuple[str, ...]:
    """The channels of the boards that a person keeps."""
    found = db.session.exec(
        select(BoardRow.channel_id)
        .where(BoardRow.team_id == db.team, BoardRow.keeper == user)
        .order_by(col(BoardRow.channel_id))
    )
    return tuple(found)


def keeper_gone(db: Db, user: str, now: datetime) -> None:
    """Write down since when the boards of a person have nobody who keeps them."""
    for row in db.session.exec(
        select(BoardRow).where(BoardRow.team_id == db.team, BoardRow.keeper == user)
    ).all():
        row.keeper_gone_at = row.keeper_gone_at or now
        db.session.add(row)
