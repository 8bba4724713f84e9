"""One engine, SQLite or PostgreSQL, and transactions that belong to one workspace."""

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.errors import CoachError
from bot.store.locks import Presence
from bot.store.migrations import HEAD, KNOWN

ACROSS = ""
"""The team of a transaction that may look across workspaces: sweep, claims, housekeeping."""

SQLITE_CLOCK = "((julianday('now') - 2440587.5) * 86400.0)"
POSTGRES_CLOCK = "CAST(extract(epoch FROM clock_timestamp()) AS double precision)"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",
)
"""FULL: what a person was told is stored survives a power cut; it costs a quarter millisecond.
secure_delete: what is erased is overwritten, and not only left out."""

IDLE = "SET idle_in_transaction_session_timeout = '60s'"
"""A process that freezes in the middle of a transaction would hold its rows until it wakes."""


class Db:
    """An open transaction of one workspace.

    The session is made when it is asked for: statements written by hand need none.
    """

    __slots__ = ("_session", "connection", "team")

    def __init__(self, team: str, connection: Connection) -> None:
        self.team = team
        self.connection = connection
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The ORM's view of it."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False)
        return self._session

    def within(self, team: str) -> "Db":
        """The same transaction, seen from one workspace."""
        made = Db(team, self.connection)
        made._session = self.session
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Write what the session holds, unless something went wrong. Whoever began the transaction
        ends it."""
        if self._session is not None:
            with self._session:
                if error is None:
                    self._session.flush()

    @property
    def postgres(self) -> bool:
        """Whether rows can be locked one by one."""
        return self.connection.dialect.name == "postgresql"

    def seconds(self) -> float:
        """Now by the database's clock, in seconds since 1970. Not the calendar."""
        return float(self.connection.execute(text(f"SELECT {self.clock}")).scalar_one())

    @property
    def clock(self) -> str:
        """SQL for the same, inside a statement."""
        return POSTGRES_CLOCK if self.postgres else SQLITE_CLOCK


def new_id() -> str:
    """An opaque id."""
    return secrets.token_hex(16)


class Store:
    """The database. Raises CoachError("newer_schema" or "older_schema") from `check`."""

    def __init__(self, url: str) -> None:
        self.url = url
        target = _normal(url)
        self._sqlite = target.get_backend_name() == "sqlite"
        self.database = target.database or ""
        on_disk = self._sqlite and self.database not in ("", ":memory:")
        self.path = Path(self.database) if on_disk else None
        if self._sqlite:
            _private_file(target.database)
        self._engine = _engine(target, self._sqlite)
        self._reading = self._engine.execution_options(deferred=True)
        self._presence: Presence | None = None
        self._traces = False
        # SQLite lets writers try again after ever longer pauses, and some of many never get in.
        self._turn = threading.Lock()

    @property
    def engine(self) -> Engine:
        """Connections for this room; on SQLite a transaction of theirs writes."""
        return self._engine

    @property
    def reading(self) -> Engine:
        """The same; on SQLite a transaction of theirs only reads."""
        return self._reading

    def join(self) -> None:
        """Be known to be at work here until `close`. Raises CoachError("restoring")."""
        self._presence = Presence(self._engine, self.path, alone=False)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the database alone. Raises CoachError("bot_running")."""
        presence = Presence(self._engine, self.path, alone=True)
        try:
            yield
        finally:
            presence.end()

    @contextmanager
    def begin(self, team: str, *, write: bool = True) -> Iterator[Db]:
        """One transaction of one workspace: committed at the end, undone by an exception.

        On SQLite a writer takes the lock at once (BEGIN IMMEDIATE), so that it never has to give
        way half through; a reader sees one state and waits for nobody.
        """
        if not team:
            raise ValueError("a transaction belongs to a workspace")
        with self._session(team, write) as db:
            yield db

    @contextmanager
    def across(self, *, write: bool = True) -> Iterator[Db]:
        """A transaction over all workspaces, for the sweep, the claims and the housekeeping."""
        with self._session(ACROSS, write) as db:
            yield db

    @contextmanager
    def _session(self, team: str, write: bool) -> Iterator[Db]:
        bind = self._engine if write else self._reading
        turn = self._turn if write and self._sqlite else nullcontext()
        with turn, bind.connect() as connection, connection.begin(), Db(team, connection) as db:
            yield db

    def revision(self) -> str | None:
        """The revision of the database's schema; None for an empty database."""
        try:
            with self._reading.connect() as connection:
                found = connection.execute(text("SELECT version_num FROM alembic_version"))
                return str(found.scalar_one())
        except SQLAlchemyError:
            return None

    def head(self) -> str:
        """The revision that this program needs."""
        return HEAD

    def knows(self, revision: str) -> bool:
        """Whether this program can start from a revision."""
        return revision in KNOWN

    def check(self) -> None:
        """Raise CoachError unless the schema is the one this program needs."""
        revision = self.revision()
        if revision == HEAD:
            return
        known = revision is None or revision in KNOWN
        raise CoachError("older_schema" if known else "newer_schema", {"revision": str(revision)})

    def upgrade(self, backups: Path | None = None) -> Path | None:
        """Bring the schema up to date. Two processes that do so at once do it once.

        The backup that was made before: in the folder `backups`, else beside a SQLite file; None
        where nothing changed, for a new database, and for PostgreSQL without a folder. Raises
        CoachError: "newer_schema" for one that this program does not know, "backup_unwritten".
        """
        revision = self.revision()
        if revision == HEAD:
            return None
        if revision is not None and revision not in KNOWN:
            raise CoachError("newer_schema", {"revision": revision})
        from bot.store.upgrading import upgrade  # alembic takes 270 ms that no start should pay

        made = upgrade(self, backups=backups)
        return made.file if made else None

    def listen(self, watcher: Any) -> None:
        """Call `watcher(statement, parameters)` before each statement, for tests and tracing."""

        @event.listens_for(self._engine, "before_cursor_execute")
        def on_statement(
            _connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any
        ) -> None:
            watcher(statement, parameters)

    def leave_no_traces(self) -> None:
        """Something was erased: its bytes have to go, from the write-ahead log too."""
        self._traces = True

    def rewrite(self) -> None:
        """Write a SQLite file anew, without what was deleted before deleting meant overwriting.
        Where the disk is full or somebody reads, it stays as it is: no start fails for this."""
        if not self._sqlite:
            return
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
        except sqlite3.Error:
            return
        finally:
            connection.close()
        self.leave_no_traces()
        self.wipe()

    def wipe(self) -> bool:
        """Bring what was erased out of the write-ahead log; False where somebody still reads an
        earlier state, so that it has to be tried again. PostgreSQL sees to its files itself."""
        if not self._traces or not self._sqlite:
            return True
        self._traces = False
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            found = cursor.fetchone()
            cursor.close()
        finally:
            connection.close()
        self._traces = bool(found and found[0])
        return not self._traces

    def close(self) -> None:
        """Close every connection, and leave."""
        if self._presence is not None:
            self._presence.end()
            self._presence = None
        self._engine.dispose()


def _normal(url: str) -> URL:
    """The URL with psycopg 3 for PostgreSQL, whatever a host calls it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url.removeprefix(prefix)
    return make_url(url)


def _private_file(database: str | None) -> None:
    """Make the file before SQLite does, so that only its owner can read it."""
    if database and database != ":memory:":
        path = Path(database)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _engine(url: URL, sqlite: bool) -> Engine:
    if not sqlite:
        engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=30)

        @event.listens_for(engine, "connect")
        def on_server(connection: Any, _record: Any) -> None:
            connection.execute(IDLE)
            connection.commit()

        return engine
    engine = create_engine(url, pool_size=10, max_overflow=30)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin by itself
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        deferred = connection.get_execution_options().get("deferred")
        connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")

    return engine
