"""Whether anything of a kind is due, in any workspace: one statement, answered by the indexes."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import select

from bot.store.engine import Db
from bot.store.tables import BoardRow, MemberRow
from bot.store.upload_tables import ArchiveWaitRow
from bot.store.weekly_tables import IfThenRow

COLUMNS = {
    "digest": MemberRow.next_digest_at,
    "board": BoardRow.next_post_at,
    "archive_wait": ArchiveWaitRow.due_at,
    "cue": IfThenRow.next_cue_at,
}
"""By the kind of message: the indexed column that says when the next one is due."""


def kinds_across(db: Db, now: datetime) -> frozenset[str]:
    """The kinds of which at least one is due."""
    earliest = [select(func.min(column)).scalar_subquery() for column in COLUMNS.values()]
    found = db.session.execute(select(*earliest)).one()
    return frozenset(kind for kind, at in zip(COLUMNS, found, strict=True) if at and at <= now)
