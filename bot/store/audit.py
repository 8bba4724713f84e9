"""Who did what to whom: rows are added, never changed, and hold ids only."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import CursorResult, delete
from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.tables import AuditRow

YEAR = timedelta(days=365)
"""How long the database keeps a line, whatever it is told; the migration says so to it."""


def write(db: Db, now: datetime, *, actor: str, action: str, whom: str, result: str) -> None:
    """Add one line."""
    db.session.add(
        AuditRow(
            team_id=db.team, id=new_id(), at=now, actor=actor, action=action, whom=whom,
            result=result,
        )
    )  # fmt: skip


def lines(db: Db) -> tuple[tuple[datetime, str, str, str, str], ...]:
    """(when, who, what, whom, result) of every line, the newest first."""
    found = db.session.exec(
        select(AuditRow)
        .where(AuditRow.team_id == db.team)
        .order_by(col(AuditRow.at).desc(), col(AuditRow.id))
    )
    return tuple((row.at, row.actor, row.action, row.whom, row.result) for row in found)


def forget_across(db: Db, before: datetime) -> int:
    """Drop lines from before a moment that are more than a year old by the database's own clock
    too, without which it lets none go; how many."""
    year_ago = db.seconds() - YEAR.total_seconds() - 1
    limit = min(before, datetime.fromtimestamp(year_ago, UTC))
    result = db.session.execute(delete(AuditRow).where(col(AuditRow.at) < limit))
    assert isinstance(result, CursorResult)  # noqa: S101  what a DELETE returns, for the checker
    return int(result.rowcount)
