"""A member's page for a 1:1: their draft, and what they shared of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.engine import Db
from bot.store.team_tables import PackRow


@dataclass(frozen=True, slots=True)
class Pack:
    """`shared`: the text as it was when its owner shared it; None where they never did."""

    draft: str
    edited_at: datetime
    shared: str | None
    shared_at: datetime | None


def get(db: Db, user: str) -> Pack | None:
    """The page of a member, or None."""
    row = db.session.get(PackRow, (db.team, user))
    return Pack(row.draft, row.edited_at, row.shared, row.shared_at) if row else None


def put(db: Db, user: str, text: str, now: datetime, *, share: bool) -> None:
    """Keep a draft; `share`: this text is also what its reader sees from now on."""
    row = db.session.get(PackRow, (db.team, user))
    row = row or PackRow(team_id=db.team, user_id=user, draft=text, edited_at=now)
    row.draft, row.edited_at = text, now
    if share:
        row.shared, row.shared_at = text, now
    db.session.add(row)
    db.session.flush()


def unshare(db: Db, user: str) -> None:
    """Nobody reads the page any more; the draft stays."""
    row = db.session.get(PackRow, (db.team, user))
    if row is not None:
        row.shared = row.shared_at = None
        db.session.add(row)
        db.session.flush()


def erase(db: Db, user: str) -> None:
    """The page is gone."""
    row = db.session.get(PackRow, (db.team, user))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
