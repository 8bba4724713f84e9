"""Who asked to be forgotten, as marks from which no id can be read.

A mark is a random key and, by it, the HMAC of the person's id: whoever has an id can ask whether
it was forgotten, and nobody can tell an id from a mark. docs/decisions/0014-….md
"""

import hmac
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date

from sqlalchemy import Connection, delete, insert, inspect, select
from sqlmodel import col

from bot.store import backup
from bot.store.backup import Backup
from bot.store.engine import Db
from bot.store.personal import table
from bot.store.team_tables import TombstoneRow

KEY_BYTES = 16
_TABLE = table("tombstone")


def add(db: Db, user: str, today: date) -> str:
    """Leave a mark for somebody who is forgotten, in the place of an earlier one; the mark."""
    lift(db, user)
    made = _mark(secrets.token_hex(KEY_BYTES), db.team, user)
    db.session.add(TombstoneRow(team_id=db.team, person=made, day=today))
    db.session.flush()
    return made


def stands(db: Db, user: str) -> bool:
    """Whether somebody was forgotten and has not come back by their own word."""
    return bool(_of(db, user))


def lift(db: Db, user: str) -> None:
    """They came back."""
    for mark in _of(db, user):
        db.session.execute(
            delete(TombstoneRow).where(
                col(TombstoneRow.team_id) == db.team, col(TombstoneRow.person) == mark
            )
        )


def among(db: Db, users: Iterable[str]) -> list[str]:
    """Those of some people who were forgotten."""
    marks = _all(db)
    return [user for user in users if any(_fits(mark, db.team, user) for mark in marks)]


def teams_across(db: Db) -> tuple[str, ...]:
    """The workspaces in which somebody was forgotten."""
    return tuple(db.session.execute(select(_TABLE.c.team_id).distinct()).scalars())


def carried(connection: Connection) -> Sequence[dict[str, object]]:
    """The marks of a database that is about to be replaced; none where it is of another schema."""
    there = inspect(connection)
    if not there.has_table(_TABLE.name):
        return ()
    if {one["name"] for one in there.get_columns(_TABLE.name)} != set(_TABLE.c.keys()):
        return ()
    return [dict(row) for row in connection.execute(select(_TABLE)).mappings()]


def later(made: Backup) -> list[dict[str, object]]:
    """The marks in later backups beside the one that is restored: of those who were forgotten
    after it was made, even if they came back since, for what it holds of them is from before."""
    found = []
    for database in backup.newer_beside(made):
        with closing(database):
            try:
                rows = database.execute("SELECT team_id, person, day FROM tombstone").fetchall()
                found += [
                    {"team_id": team, "person": mark, "day": date.fromisoformat(day)}
                    for team, mark, day in rows
                ]
            except (sqlite3.Error, TypeError, ValueError):  # of an earlier schema, or damaged
                continue
    return found


def put_back(connection: Connection, marks: Sequence[dict[str, object]]) -> None:
    """Add them to a database that was restored, beside those that it has."""
    known = {(row.team_id, row.person) for row in connection.execute(select(_TABLE))}
    given = {(one["team_id"], one["person"]): one for one in marks}
    new = [one for key, one in given.items() if key not in known]
    if new:
        connection.execute(insert(_TABLE), new)


def _of(db: Db, user: str) -> list[str]:
    return [mark for mark in _all(db) if _fits(mark, db.team, user)]


def _all(db: Db) -> Sequence[str]:
    found = db.session.execute(select(_TABLE.c.person).where(_TABLE.c.team_id == db.team))
    return found.scalars().all()


def _mark(key: str, team: str, user: str) -> str:
    # The workspace is part of it, since the same id may stand for others elsewhere.
    return key + hmac.new(bytes.fromhex(key), f"{team}\0{user}".encode(), "sha256").hexdigest()


def _fits(mark: str, team: str, user: str) -> bool:
    try:
        return hmac.compare_digest(mark, _mark(mark[: 2 * KEY_BYTES], team, user))
    except ValueError:  # no mark of ours
        return False
