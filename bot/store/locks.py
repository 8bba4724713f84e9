"""Who works with a database: bots share it, a restore wants it alone, one upgrade at a time.

SQLite: `flock` on files beside the database, never on the database itself, whose own locks would
end with any descriptor that we close. PostgreSQL: advisory locks of a session. Either kind ends
with its process, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from bot.errors import CoachError

UPGRADE, PRESENCE = 7_233_001, 7_233_002
"""Advisory locks of PostgreSQL; any numbers of our own."""


class Presence:
    """A place at a database. Raises CoachError("restoring") where a restore has it alone, and for
    who wants it `alone` CoachError("bot_running") where anybody else is there."""

    def __init__(self, engine: Engine, path: Path | None, *, alone: bool) -> None:
        self._file: int | None = None
        self._connection: Connection | None = None
        if path is not None:
            taken = self._at_file(path, alone)
        elif engine.dialect.name == "postgresql":
            taken = self._at_server(engine, alone)
        else:
            taken = True  # in memory: nobody else can be there
        if not taken:
            self.end()
            raise CoachError("bot_running" if alone else "restoring")

    def _at_file(self, path: Path, alone: bool) -> bool:
        self._file = os.open(beside(path, "running"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _at_server(self, engine: Engine, alone: bool) -> bool:
        lock = "pg_try_advisory_lock" if alone else "pg_try_advisory_lock_shared"
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        asked = text(f"SELECT {lock}(:key)")
        return bool(self._connection.execute(asked, {"key": PRESENCE}).scalar_one())

    def end(self) -> None:
        """Leave."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._connection is not None:
            self._connection.detach()  # a pooled connection would keep the lock
            self._connection.close()
            self._connection = None


def beside(path: Path, what: str) -> Path:
    """The name of a file that belongs to a database."""
    return path.with_name(f"{path.name}.{what}")


@contextmanager
def one_upgrade(path: Path | None) -> Iterator[None]:
    """On SQLite, wait until nobody else upgrades, for as long as that takes: a writer's own
    patience is five seconds."""
    if path is None:
        yield
        return
    file = os.open(beside(path, "upgrading"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
