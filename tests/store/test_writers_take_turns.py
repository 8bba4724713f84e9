"""Threads that write to one SQLite file wait for each other however long it takes."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from bot.store.engine import Store


def test_a_writer_waits_longer_than_sqlite_would(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'coach.db'}")

    @event.listens_for(store.engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=10")

    store.upgrade()
    writing = threading.Event()

    def write(team: str) -> None:
        with store.begin(team) as db:
            writing.set()
            db.session.execute(text("INSERT INTO pace VALUES (:team, 0)"), {"team": team})
            time.sleep(0.2)

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(write, "T1")
        assert writing.wait(10)
        with store.across(write=False) as db:
            assert db.session.execute(text("SELECT count(*) FROM pace")).scalar_one() == 0
        for done in (first, *(pool.submit(write, f"T{n}") for n in (2, 3, 4))):
            done.result()
    with store.across(write=False) as db:
        assert db.session.execute(text("SELECT count(*) FROM pace")).scalar_one() == 4
    store.close()


def test_a_writer_that_breaks_lets_the_next_one_in(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'coach.db'}")
    store.upgrade()
    for _ in range(2):
        try:
            with store.begin("T1"):
                raise LookupError
        except LookupError:
            pass
    store.close()
