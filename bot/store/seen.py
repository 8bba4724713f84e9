"""Events that were carried out."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from bot.store.engine import Db
from bot.store.tables import SeenRow


def known(db: Db, event: str) -> bool:
    """Whether an event was carried out."""
    return db.session.get(SeenRow, (db.team, event)) is not None


def first_time(db: Db, event: str, now: datetime) -> bool:
    """Remember an event; False when it was remembered before."""
    if known(db, event):
        return False
    db.session.add(SeenRow(team_id=db.team, event_id=event, at=now))
    db.session.flush()
    return True


def forget_across(db: Db, before: datetime) -> None:
    """Drop what Slack will not repeat any more."""
    db.session.execute(delete(SeenRow).where(col(SeenRow.at) < before))
