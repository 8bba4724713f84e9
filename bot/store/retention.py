"""What is over and needed no more: rows of the ledger, people who went silent, workspaces."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import and_, bindparam, delete, or_, select
from sqlmodel import col

from bot.store.deliveries import OPEN, TABLE
from bot.store.engine import Db
from bot.store.tables import MemberRow, Workspace

KEEP_MONTHS = 24
"""Where a workspace says nothing else."""


def over_across(db: Db, before: datetime, limit: int) -> list[tuple[str, str]]:
    """(team, id) of rows that were due before a moment and have ended, however they did."""
    found = db.session.execute(
        select(TABLE.c.team_id, TABLE.c.id)
        .where(TABLE.c.due_at < before, TABLE.c.state.not_in(OPEN))
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
        db.connection.execute(statement, given)


def keep_months(db: Db) -> int:
    """For how many months after their last act the workspace keeps people."""
    row = db.session.get(Workspace, db.team)
    return row.keep_months if row else KEEP_MONTHS


def active(db: Db, user: str, today: date) -> None:
    """A member did something today, UTC."""
    row = db.session.get(MemberRow, (db.team, user))
    if row is not None:
        row.active_on = today
        db.session.add(row)


def idle(db: Db, before: date) -> tuple[str, ...]:
    """Members who did nothing since a day; of those who came before that was written down, the
    day on which Slack was last asked about them counts."""
    midnight = datetime(before.year, before.month, before.day, tzinfo=UTC)
    never = and_(col(MemberRow.active_on).is_(None), col(MemberRow.refreshed_at) < midnight)
    found = db.session.execute(
        select(col(MemberRow.user_id))
        .where(col(MemberRow.team_id) == db.team, or_(col(MemberRow.active_on) < before, never))
        .order_by(col(MemberRow.user_id))
    )
    return tuple(found.scalars())


def uninstalled_across(db: Db, before: datetime) -> tuple[str, ...]:
    """Workspaces that removed the app before a moment."""
    found = db.session.execute(
        select(col(Workspace.team_id)).where(col(Workspace.uninstalled_at) < before)
    )
    return tuple(found.scalars())
