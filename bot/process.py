"""Start and stop of a process, and the one place that reads the system's clock."""

import http.client
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot import clients, logs, web
from bot.app import Parts, create_app
from bot.clients import Meaning
from bot.errors import CoachError
from bot.services import arrivals
from bot.settings import Settings
from bot.store.engine import Store
from bot.web import Health

HEALTH_S = 10.0
"""Seconds between two looks at one's own health."""
DEAF_S = 300.0
"""Seconds without a connection to Slack after which the process ends, to be started anew."""
POLL_S = 0.5
"""Seconds between two looks at a clock elsewhere."""


def system_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Connection:
    """Socket Mode, connected."""

    handler: SocketModeHandler

    def is_connected(self) -> bool:
        """Whether Slack can reach us."""
        return bool(self.handler.client.is_connected())

    def close(self) -> None:
        """End the connection: nothing arrives any more, and what arrived is finished within a
        second, or is left to its thread.

        Two threads of the client would wake up only seconds later: the one that reads the socket,
        and the one that waits for the next message. So the socket is shut, and None is said.
        """
        client = self.handler.client
        client.auto_reconnect_enabled = False
        client.logger.setLevel(logging.CRITICAL)  # our hanging up is no error
        ending = threading.Thread(target=self.handler.close, daemon=True)
        ending.start()
        reading = client.current_session.sock if client.current_session is not None else None
        if reading is not None:
            with suppress(OSError):  # the other side was quicker
                reading.shutdown(socket.SHUT_RDWR)
        client.message_queue.put(None)
        ending.join(1.0)


def connect(parts: Parts) -> Connection:
    """Connect to Slack with the stock handler, and note which workspace this is.

    Raises SlackApiError for a token that Slack refuses.
    """
    settings = parts.settings
    us = parts.bolt.client.auth_test()
    arrivals.installed(
        parts.store, str(us["team_id"]), str(us["team"]), str(us["user_id"]), parts.clock(),
        operator=settings.operator_channel, command=settings.ssi_command,
    )  # fmt: skip
    token = settings.slack_app_token.get_secret_value()
    handler = SocketModeHandler(
        parts.bolt,
        token,
        web_client=WebClient(base_url=settings.slack_api_url),
        concurrency=settings.concurrency,
    )
    handler.connect()  # type: ignore[no-untyped-call]  # the SDK's own
    return Connection(handler)


def run(settings: Settings, clock_url: str | None = None) -> int:
    """Receive, sweep and deliver until a signal.

    Exit code 0 after a signal, 1 when Slack is out of reach (a supervisor may try again), 2 for
    what a person has to mend first, each with a sentence on stderr. `clock_url`: a
    sandbox's clock instead of ours.
    """
    logs.configure(settings.log_level, settings.secrets)
    try:
        borrowed = _Borrowed(clock_url) if clock_url else None
        store = open_store(settings.database_url, settings.backup_dir)
    except CoachError as error:
        return _told(TO_MEND[error.code], 1 if error.code == "restoring" else 2)
    clock: Callable[[], datetime] = borrowed.now if borrowed else system_clock
    parts = create_app(settings, clock, store)
    ended = _on_signals()
    try:
        connection = connect(parts)
    except clients.FAULTS as error:
        parts.close()
        met = clients.fault(error)
        passing = met.meaning in (Meaning.UNCLEAR, Meaning.WAIT)
        return _told(TO_MEND["not_connected"].format(code=met.code), 1 if passing else 2)
    look = _looker(parts, connection)
    try:
        server = web.serve(settings.health_port, look) if settings.health_port else None
    except OSError:
        connection.close()
        parts.close()
        return _told(TO_MEND["health_port"])
    logs.event("started", revision=store.head())
    parts.ticks.start()
    if borrowed:
        borrowed.follow(parts.settle, ended)
    code = _watch(look, settings.health_file, ended)
    connection.close()
    parts.close()
    if server:
        server.shutdown()
    logs.event("stopped", code=str(code))
    return code


TO_MEND = {
    "newer_schema": "The database was made by a newer version of SSI Coach. "
    "Install that version, or restore a backup that fits this one.",
    "older_schema": "The database needs an update. Run `ssi-coach db upgrade` first.",
    "no_database": "The database of DATABASE_URL does not answer. "
    "Check that it runs, and that name and password are right.",
    "no_file": "The file of DATABASE_URL cannot be opened. "
    "Check that its folder is there and may be written.",
    "no_clock": "The clock that --clock names does not tell the time. Check the address.",
    "not_connected": "Slack did not let me connect ({code}). "
    "Run `ssi-coach doctor` to see what to mend.",
    "restoring": "A restore is at work on this database. Start again when it has ended.",
    "database_damaged": "The database is damaged. Restore the newest sound backup.",
    "backup_unwritten": "The backup could not be written. "
    "Check that its folder is there and may be written, and that its disk has room.",
    "health_port": "HEALTH_PORT is taken by another program. Choose another one.",
}
"""What a person does about a start that cannot be made, by code."""


def _told(sentence: str, code: int = 2) -> int:
    print(f"ssi-coach: {sentence}", file=sys.stderr)
    return code


def opened(url: str) -> Store:
    """The store of a database that answers, whatever its schema.

    Raises CoachError("no_file" or "no_database").
    """
    sqlite = url.startswith("sqlite")
    store = None
    try:
        store = Store(url)
        with store.across(write=False) as db:
            db.seconds()
    except Exception as error:  # of the driver, whose errors only the store may name
        if store is not None:
            store.close()
        raise CoachError("no_file" if sqlite else "no_database") from error
    return store


def open_store(url: str, backups: str = "") -> Store:
    """The store with the schema that this program needs, and a place at it until it is closed;
    SQLite is brought up to date here, with a backup first in `backups` or beside the file.

    Raises CoachError with a code of TO_MEND.
    """
    store = opened(url)
    try:
        store.join()
        if url.startswith("sqlite"):
            made = store.upgrade(Path(backups) if backups else None)
            if made:
                logs.event("backup_made", revision=store.head())
        store.check()
    except CoachError:
        store.close()
        raise
    return store


class _Borrowed:
    """A clock elsewhere: a sandbox's, asked over HTTP. Raises CoachError("no_clock")."""

    def __init__(self, url: str) -> None:
        self._url = url
        try:
            self._now = self._ask()
        except CLOCK_FAULTS as error:
            raise CoachError("no_clock") from error

    def now(self) -> datetime:
        return self._now

    def follow(self, settle: Callable[[datetime], None], ended: threading.Event) -> None:
        """Ask twice a second, and do what is due as soon as the clock has moved."""

        def look() -> None:
            while not ended.wait(POLL_S):
                try:
                    now = self._ask()
                except CLOCK_FAULTS:
                    continue
                if now == self._now:
                    continue
                self._now = now
                try:
                    settle(now)
                except Exception as error:
                    logs.trouble("tick_broke", error, kind="clock")

        threading.Thread(target=look, daemon=True, name="clock").start()

    def _ask(self) -> datetime:
        import json
        import urllib.request

        if not self._url.startswith(("http://", "https://")):
            raise ValueError("not an address of the web")
        with urllib.request.urlopen(self._url, timeout=5) as answer:  # noqa: S310  checked above
            return datetime.fromisoformat(json.load(answer)["now"]).astimezone(UTC)


CLOCK_FAULTS = (OSError, ValueError, LookupError, TypeError, http.client.HTTPException)
"""What asking a clock may raise: no answer, or one that is no time."""


def _on_signals() -> threading.Event:
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return ended


def _looker(parts: Parts, connection: Connection) -> Callable[[], Health]:
    def look() -> Health:
        return Health(
            connected=connection.is_connected(),
            database=parts.store.revision() is not None,
            swept_s=parts.ticks.seconds_since_sweep(),
        )

    return look


def _watch(look: Callable[[], Health], file: str, ended: threading.Event) -> int:
    """Write the health file while all is well; end when Slack was out of reach for too long."""
    heard = time.monotonic()
    while True:
        found = look()
        heard = time.monotonic() if found.connected else heard
        if time.monotonic() - heard > DEAF_S:
            logs.event("deaf", seconds=round(time.monotonic() - heard))
            return 1
        if file and found.ok:
            _write(Path(file), found.as_json() + "\n")
        if ended.wait(HEALTH_S):
            return 0


def _write(path: Path, text: str) -> None:
    """Whole or not at all; a disk that is full is no reason to end."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        logs.trouble("health_unwritten", error)
