"""Running the migrations, once, even when two processes start together; with a backup first."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from bot.store import backup
from bot.store.backup import Backup
from bot.store.copying import VERSION_TABLE
from bot.store.engine import Store
from bot.store.locks import UPGRADE, one_upgrade
from bot.store.migrations import HEAD


def config(connection: Connection) -> Config:
    """Alembic without an ini file, on a connection that is open."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


def migrate(connection: Connection, to: str) -> None:
    """Bring the schema to a revision, in the transaction that is open."""
    command.upgrade(config(connection), to)


def upgrade(
    store: Store, *, to: str = HEAD, backups: Path | None = None, backed_up: bool = True
) -> Backup | None:
    """Bring the schema to a revision in one transaction; the backup that was made before, if any.

    A lock makes a second starter wait; it then finds nothing left to do. A database without tables
    needs no backup. Raises CoachError("backup_unwritten"), and nothing is changed then.
    """
    with one_upgrade(store.path):
        with store.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE})
            before = _revision(connection)
            if before == to:
                return None
            made = backup.before_upgrade(store, before, backups) if before and backed_up else None
            migrate(connection, to)
        if before:
            store.rewrite()
    return made


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  our own name
    return found.scalar_one_or_none()
