"""Rows of the ledger that are over and needed no more."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store.deliveries import TABLE
from bot.store.engine import Db


def over_across(db: Db, before: datetime, limit: int) -> list[tuple[str, str]]:
    """(team, id) of rows that were due before a moment and were sent or skipped."""
    found = db.session.execute(
        select(TABLE.c.team_id, TABLE.c.id)
        .where(TABLE.c.due_at < before, TABLE.c.state.in_(("sent", "skipped")))
        .limit(limit)
    )
    return [(team, id) for team, id in found]


def forget_across(db: Db, rows: Sequence[tuple[str, str]]) -> None:
    """Drop rows that are over."""
    statement = delete(TABLE).where(
        TABLE.c.team_id == bindparam("team"), TABLE.c.id == bindparam("row")
    )
    if rows:
        given = [{"team": team, "row": id} for team, id in rows]
        db.session.connection().execute(statement, given)
