"""Many members in a database, written as fast as it takes them, and a database to write them to."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from bot.store.engine import Store
from tests.postgres import server

TEAMS = 20
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, when the digests of those who chose 09:00 in Berlin are due."""
ZONES = (
    ("Europe/Berlin", 540), ("Europe/London", 480), ("Asia/Kolkata", 810),
    ("America/Sao_Paulo", 300),
)  # fmt: skip
"""Where they live, and the minute of their Monday that is START."""
COLUMNS = (
    "team_id", "user_id", "name", "zone", "guest", "deleted", "digest", "weekday", "minute",
    "every", "minutes", "outcome", "ideal", "refreshed_at", "next_digest_at", "silent", "hidden",
    "work_days", "opens", "closes",
)  # fmt: skip


@contextmanager
def database(kind: str) -> Iterator[Store]:
    """A migrated, empty database: sqlite in a file, or postgres from the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "postgres":
            with server() as url:
                yield from _opened(url)
        else:
            yield from _opened(f"sqlite:///{Path(folder) / 'bench.db'}")


def _opened(url: str) -> Iterator[Store]:
    store = Store(url)
    store.upgrade()
    try:
        yield store
    finally:
        store.close()


def fill(store: Store, count: int, due: int, teams: int = TEAMS) -> None:
    """Write `count` members of whom the first `due` are due at START, the rest a week later."""
    rows = (
        (f"T{at % teams:04d}", f"U{at:07d}", "Rep", ZONES[at % 4][0], False, False, "on", 0,
         ZONES[at % 4][1], 1, 60, "", "", START,
         START if at < due else START + timedelta(weeks=1), 0, False, 31,
         480, 1080)
        for at in range(count)
    )  # fmt: skip
    names = ", ".join(COLUMNS)
    if store.path is None:
        with psycopg.connect(store.url) as connection:
            with connection.cursor().copy(f"COPY member ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            connection.execute("ANALYZE member")
        return
    marks = ", ".join("?" for _ in COLUMNS)
    with sqlite3.connect(store.path) as file:
        file.executemany(
            f"INSERT INTO member ({names}) VALUES ({marks})",  # noqa: S608  our own names
            map(_stored, rows),
        )
        file.execute("ANALYZE")
    file.close()


def _stored(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(
        one.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(one, datetime) else one for one in row
    )


def empty(store: Store) -> None:
    """Take every member and every delivery out again."""
    if store.path is None:
        with psycopg.connect(store.url) as connection:
            connection.execute("TRUNCATE member, delivery, pace")
        return
    with sqlite3.connect(store.path) as file:
        file.executescript("DELETE FROM member; DELETE FROM delivery; DELETE FROM pace")
    file.close()
