"""A backup into a database: whole, or nothing has changed.

The rows go by way of a SQLite file of our own, which is brought to this program's revision first;
so an older backup, and one of the other kind of database, take the same road.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from bot.errors import CoachError
from bot.store import (
    backup,
    copying,
    tables,
    team_tables,
    tombstones,
    upload_tables,
    weekly_tables,
)
from bot.store.backup import Backup
from bot.store.engine import ACROSS, Db, Store
from bot.store.locks import UPGRADE, one_upgrade
from bot.store.migrations import HEAD
from bot.store.upgrading import migrate, upgrade

_LOADED = (tables, team_tables, upload_tables, weekly_tables)
TABLES = SQLModel.metadata.sorted_tables
"""Every table of this revision: of all modules that define some."""


def check(file: Path, store: Store) -> Backup:
    """A backup that this program can restore. Raises what `backup.read` raises, and CoachError
    "newer_backup" for a schema of a later version."""
    found = backup.read(file)
    if not store.knows(found.revision):
        raise CoachError("newer_backup", {"revision": found.revision})
    return found


def restore(
    file: Path, store: Store, *, replace: bool, then: Callable[[Db], None]
) -> tuple[Backup, dict[str, int]]:
    """Put a backup's rows into a database, and do `then` in the same transaction; the backup, and
    how many rows each table has now.

    Raises what `check` raises, and CoachError: "bot_running" while a bot has the database open,
    "not_empty" for one that holds rows, unless it is to be replaced, "not_ours" for one with tables
    of another program, and "restore_failed" where the database or a disk does not take it.
    """
    found = check(file, store)
    with store.alone():
        try:
            with (
                tempfile.TemporaryDirectory(prefix="ssi-coach-") as folder,
                _as_of_now(file, Path(folder)) as source,
                one_upgrade(store.path),
            ):
                marks = tombstones.later(found)
                return found, _replaced(source, store, replace, then, marks)
        except (OSError, SQLAlchemyError) as error:
            raise CoachError("restore_failed") from error


@contextmanager
def _as_of_now(file: Path, folder: Path) -> Iterator[Store]:
    """A copy of a backup, with this program's schema."""
    copied = folder / "restored.db"
    shutil.copyfile(file, copied)
    made = Store(f"sqlite:///{copied}")
    try:
        upgrade(made, backed_up=False)
        yield made
    finally:
        made.close()


def _replaced(
    source: Store,
    store: Store,
    replace: bool,
    then: Callable[[Db], None],
    marks: Sequence[dict[str, object]],
) -> dict[str, int]:
    with source.reading.connect() as old, store.engine.begin() as target:
        if target.dialect.name == "postgresql":
            target.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE})
        forgotten = [*marks, *tombstones.carried(target)]
        _make_room(target, replace)
        migrate(target, HEAD)
        copied = copying.copy(old, target, TABLES)
        if copying.count(target, TABLES) != copied:
            raise CoachError("restore_failed")
        tombstones.put_back(target, forgotten)
        with Db(ACROSS, target) as db:
            then(db)
        return copying.count(target, TABLES)


def _make_room(target: Connection, replace: bool) -> None:
    """Drop the tables that stand there, of whatever revision."""
    found = MetaData()
    found.reflect(target)
    if found.tables and copying.VERSION_TABLE not in found.tables:
        raise CoachError("not_ours")
    ours = [table for table in found.sorted_tables if table.name != copying.VERSION_TABLE]
    if not replace and any(copying.count(target, ours).values()):
        raise CoachError("not_empty")
    found.drop_all(target)
