"""Databases as an earlier release left them, filled by SQL."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bot.store.engine import Store
from bot.store.upgrading import upgrade

FILLED = (Path(__file__).parent / "data" / "filled_0001.sql").read_text("utf-8")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""Monday, 11:00 in Berlin: the digest and the board of that morning are past."""
TABLES = {
    "workspace": 2, "member": 4, "consent": 1, "upload": 2, "upload_source": 1, "upload_level": 1,
    "reading": 2, "tip_event": 1, "board": 1, "board_member": 1, "delivery": 4, "pace": 1,
    "seen": 1, "audit": 1,
}  # fmt: skip
"""The tables of revision 0001, and the rows of each."""


def first_release(url: str) -> Store:
    """A database of revision 0001 with rows in all its tables."""
    store = Store(url)
    upgrade(store, to="0001")
    run(url, FILLED)
    return store


def run(url: str, statements: str) -> None:
    """Statements without our own code, as an operator's tool runs them."""
    if url.startswith("sqlite"):
        database = sqlite3.connect(url.removeprefix("sqlite:///"))
        database.executescript(statements)
        database.close()
        return
    with psycopg.connect(url) as connection:
        connection.execute("SET TIME ZONE 'UTC'")
        connection.execute(statements.encode())
