"""Start and stop of a process, and the one place that reads the system's clock."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs
from bot.app import Parts, create_app
from bot.errors import CoachError
from bot.settings import Settings
from bot.store.engine import Store

HEALTH_S = 10.0
"""Seconds between two looks at one's own health."""
SWEPT_S = 180.0
"""Seconds without a sweep from which the process calls itself unwell."""
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
        """End the connection. The client's reader wakes every three seconds, so we wait in the
        background: nothing arrives any more once the socket is shut."""
        self.handler.client.auto_reconnect_enabled = False
        ending = threading.Thread(target=self.handler.close, daemon=True)
        ending.start()
        ending.join(1.0)


def connect(parts: Parts) -> Connection:
    """Connect to Slack with the stock handler. Raises SlackApiError for a token Slack refuses."""
    settings = parts.settings
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
    """Receive, sweep and deliver until a signal. Exit code 0 after a signal, 1 when Slack stayed
    silent for minutes, 2 for what a person has to mend first."""
    logs.configure(settings.log_level, settings.secrets)
    try:
        store = open_store(settings)
    except CoachError as error:
        print(SCHEMA[error.code], file=sys.stderr)
        return 2
    borrowed = _Borrowed(clock_url) if clock_url else None
    clock: Callable[[], datetime] = borrowed.now if borrowed else system_clock
    parts = create_app(settings, clock, store)
    ended = _on_signals()
    try:
        connection = connect(parts)
    except (SlackApiError, OSError) as error:
        code = error.response.get("error") if isinstance(error, SlackApiError) else "no answer"
        print(
            f"Slack did not let me connect ({code}). Run `ssi-coach doctor` to see what to mend.",
            file=sys.stderr,
        )
        parts.close()
        return 2
    logs.event("started", revision=store.head())
    parts.ticks.start()
    if borrowed:
        borrowed.follow(parts.settle, ended)
    code = _watch(parts, connection, settings, ended)
    connection.close()
    parts.close()
    logs.event("stopped", code=str(code))
    sys.stderr.flush()
    return code


SCHEMA = {
    "newer_schema": "The database was made by a newer version of SSI Coach. "
    "Install that version, or restore a backup that fits this one.",
    "older_schema": "The database needs an update. Run `ssi-coach db upgrade` first.",
}
"""What a person does about a schema that does not fit."""


def open_store(settings: Settings) -> Store:
    """The store with the schema that this program needs; SQLite is brought up to date here.

    Raises CoachError("newer_schema" or "older_schema").
    """
    store = Store(settings.database_url)
    if settings.database_url.startswith("sqlite"):
        store.upgrade()
    store.check()
    return store


class _Borrowed:
    """A clock elsewhere: a sandbox's, asked over HTTP."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._now = self._ask()

    def now(self) -> datetime:
        return self._now

    def follow(self, settle: Callable[[datetime], None], ended: threading.Event) -> None:
        """Ask twice a second, and do what is due as soon as the clock has moved."""

        def look() -> None:
            while not ended.wait(POLL_S):
                try:
                    now = self._ask()
                except OSError:
                    continue
                if now != self._now:
                    self._now = now
                    settle(now)

        threading.Thread(target=look, daemon=True, name="clock").start()

    def _ask(self) -> datetime:
        import json
        import urllib.request

        with urllib.request.urlopen(self._url, timeout=5) as answer:  # noqa: S310  the operator's own URL
            return datetime.fromisoformat(json.load(answer)["now"]).astimezone(UTC)


def _on_signals() -> threading.Event:
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return ended


def _watch(parts: Parts, connection: Connection, settings: Settings, ended: threading.Event) -> int:
    """Write the health file while all is well; end when Slack was out of reach for too long."""
    heard = time.monotonic()
    while True:
        connected = connection.is_connected()
        heard = time.monotonic() if connected else heard
        if time.monotonic() - heard > DEAF_S:
            logs.event("deaf", seconds=round(time.monotonic() - heard))
            return 1
        swept = parts.ticks.seconds_since_sweep()
        if settings.health_file and connected and swept < SWEPT_S:
            _write(Path(settings.health_file), f"ok {round(swept)}\n")
        if ended.wait(HEALTH_S):
            return 0


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(text, "utf-8")
    part.replace(path)
