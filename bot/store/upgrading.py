"""Running the migrations, once, even when two processes start together."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

LOCK = 7_233_001
"""The advisory lock of PostgreSQL that one migration at a time holds; any number of our own."""


def config(connection: Connection) -> Config:
    """Alembic without an ini file, on a connection that is open."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision in one transaction.

    SQLite's BEGIN IMMEDIATE and PostgreSQL's advisory lock make a second starter wait; it then
    finds nothing left to do.
    """
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        command.upgrade(config(connection), "head")
