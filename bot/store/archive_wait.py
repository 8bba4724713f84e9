"""Who asked to be reminded of an archive that LinkedIn is making."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.upload_tables import ArchiveWaitRow, SourceRow, UploadRow


@dataclass(frozen=True, slots=True)
class Wait:
    """One person's wish: when it was made, and when they are to be reminded."""

    team: str
    user: str
    asked_at: datetime
    due_at: datetime


def put(db: Db, user: str, asked_at: datetime, due_at: datetime) -> Wait:
    """Keep a wish, in place of an earlier one."""
    row = db.session.get(ArchiveWaitRow, (db.team, user))
    if row is None:
        row = ArchiveWaitRow(team_id=db.team, user_id=user, asked_at=asked_at, due_at=due_at)
    row.asked_at, row.due_at = asked_at, due_at
    db.session.add(row)
    db.session.flush()
    return _value(row)


def get(db: Db, user: str) -> Wait | None:
    """The wish of a person, or None."""
    row = db.session.get(ArchiveWaitRow, (db.team, user))
    return _value(row) if row else None


def drop(db: Db, user: str) -> None:
    """Forget the wish of a person."""
    db.session.execute(
        delete(ArchiveWaitRow).where(
            col(ArchiveWaitRow.team_id) == db.team, col(ArchiveWaitRow.user_id) == user
        )
    )


def due_across(db: Db, now: datetime, limit: int) -> list[Wait]:
    """Wishes of any workspace whose time has come, locked until the transaction ends."""
    query = (
        select(ArchiveWaitRow)
        .where(col(ArchiveWaitRow.due_at) <= now)
        .order_by(col(ArchiveWaitRow.due_at))
        .limit(limit)
    )
    if db.postgres:
        query = query.with_for_update(skip_locked=True)
    return [_value(row) for row in db.session.exec(query)]


def drop_across(db: Db, waits: Sequence[Wait]) -> None:
    """Forget wishes of any workspace."""
    for one in waits:
        db.session.execute(
            delete(ArchiveWaitRow).where(
                col(ArchiveWaitRow.team_id) == one.team, col(ArchiveWaitRow.user_id) == one.user
            )
        )


def arrived(db: Db, user: str, sources: Sequence[str], since: datetime) -> bool:
    """Whether an upload since a moment brought one of these sources."""
    found = db.session.exec(
        select(func.count())
        .select_from(UploadRow)
        .join(
            SourceRow,
            (col(SourceRow.team_id) == UploadRow.team_id)
            & (col(SourceRow.upload_id) == UploadRow.id),
        )
        .where(
            UploadRow.team_id == db.team,
            UploadRow.user_id == user,
            col(UploadRow.created_at) >= since,
            col(SourceRow.source).in_(sources),
        )
    )
    return found.one() > 0


def _value(row: ArchiveWaitRow) -> Wait:
    return Wait(row.team_id, row.user_id, row.asked_at, row.due_at)
