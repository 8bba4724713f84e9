"""Databases as an earlier release left them, filled by SQL."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from bot.errors import CoachError
from bot.services import restored
from bot.store.engine import Db, Store
from bot.store.restore import TABLES as NOW_TABLES
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


NEWER = """
INSERT INTO declared VALUES ('T1', 'U1', 'photo', 'yes', '2026-11-17');
INSERT INTO forecast_log VALUES ('T1', 'r2', 'U1', '2026-11-16', '{}', '2026-11-16 08:00:00.000000');
INSERT INTO goal VALUES ('T1', 'U1', 6500, '2027-03-31', '2026-11-01', 5600);
INSERT INTO outcome VALUES ('T1', 'U1', '2026-11-16', 7);
INSERT INTO learned VALUES ('T1', '{}', '2026-11-20 08:00:00.000000');
INSERT INTO archive_wait VALUES ('T1', 'U1', '2026-11-20 08:00:00.000000', '2026-11-24 08:00:00.000000');
INSERT INTO sales_seat VALUES ('T1', 's1', 'U1', 'email', 'u1@acme.example', 'confirmed', '', '2026-11-20 08:00:00.000000');
INSERT INTO leave VALUES ('T1', 'l1', 'U1', '2026-12-21', '2027-01-04', '2026-11-20 08:00:00.000000');
INSERT INTO holiday VALUES ('T1', '2026-12-25');
INSERT INTO if_then_plan VALUES ('T1', 'p1', 'U1', 'insights.comment', 'morning', 'my first coffee', 'write a comment', 0, 540, '2026-11-23 08:00:00.000000', '2026-11-16', '2026-12-14', NULL);
INSERT INTO board_manager VALUES ('T1', 'C1', 'U2', 'U3', '2026-11-20 08:00:00.000000');
INSERT INTO share_grant VALUES ('T1', 'g1', 'U1', 'U2', 'C1', 'pack', 'granted', NULL, '2026-11-20 08:00:00.000000', NULL);
INSERT INTO pack VALUES ('T1', 'U1', '{}', '{}', '2026-11-20 08:00:00.000000', '2026-11-20 08:00:00.000000');
INSERT INTO access_receipt VALUES ('T1', 'a1', 'U1', 'U2', 'pack', '2026-11-20 08:00:00.000000');
INSERT INTO quest VALUES ('T1', 'q1', 'C1', 'comments', 40, '2026-11-16', '2026-12-13', NULL);
INSERT INTO quest_share VALUES ('T1', 'q1', 'U1', 3);
INSERT INTO board_figure VALUES ('T1', 'C1', 'kept', '2026-W47', 'U1 U2', 'U1', 3, 8);
INSERT INTO tombstone VALUES ('T1', 'abcdef', '2026-11-01');
"""
"""Rows of the tables that came after 0001."""


def nothing(db: Db) -> None:
    """No change of the schedule, so that rows can be compared."""


def settle(db: Db) -> None:
    restored.settle(db, NOW)


def rows(store: Store) -> dict[str, list[Any]]:
    with store.reading.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)))) for table in NOW_TABLES
        }


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(CoachError) as found:
        act()
    return found.value.code
