"""`ssi-coach demo`: the real bot in a Slack workspace in a box, with a past and a movable clock.

The bot connects to the sandbox exactly as to Slack. What is special stands here: the sandbox's
clock is the bot's calendar, and each quarter hour that it walks waits until the bot has done what
was due.
"""

import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot import logs, process, seeding
from bot.app import Parts, create_app
from bot.errors import CoachError
from bot.services.people import Profile
from bot.settings import Settings
from bot.store import workspaces
from bot.store.engine import Store
from sandbox import seed
from sandbox.server import Sandbox

REPS: tuple[seeding.Rep, ...] = (
    seeding.Rep(seed.ANA, (14.2, 11.5, 8.1, 15.4), (0.15, 0.10, 0.05, 0.02), 1.0, ranks=(11, 9)),
    seeding.Rep(seed.BEN, (12.0, 9.2, 10.3, 9.0), (0.05, 0.12, 0.02, 0.20), 0.5, ranks=(24, 30)),
    seeding.Rep(seed.CHI, (18.5, 15.2, 16.0, 17.3), (0.02, 0.03, 0.10, 0.02), 0.75, ranks=(3, 4)),
    seeding.Rep(seed.DEV, (9.4, 13.1, 6.2, 11.0), (0.20, 0.02, 0.15, 0.05), 0.5, ranks=(38, 35)),
    seeding.Rep(seed.EVA, (16.1, 8.3, 12.4, 13.9), (0.00, 0.18, 0.01, 0.04), 0.8, ranks=(15, 18)),
    seeding.Rep(seed.FIN, (11.3, 12.2, 9.5, 8.8), (-0.02, 0.04, 0.02, 0.03), 0.35, ranks=(29, 26)),
    seeding.Rep(seed.GUS, (13.0, 10.1, 11.2, 12.5), (0.04, 0.0, -0.03, 0.02), 0.4, False, (21, 22)),
    seeding.Rep(seed.HAN, (15.5, 14.0, 7.9, 16.2), (0.01, 0.02, 0.12, 0.01), 0.6, False, (9, 10)),
)
"""Invented: where each rep stood twelve weeks ago, how they moved, and how steadily they act."""


TO_MEND = {
    **process.TO_MEND,
    "wrong_database": "DATABASE_URL names a database with another workspace in it. "
    "Unset it, or name an empty one, and start the demo again.",
    "port_taken": "This port is taken or not allowed. Choose another one with --port.",
}
"""What a person does about a demo that cannot start, by code."""


@dataclass(slots=True)
class Demo:
    """The sandbox and, unless `with_bot` is false, the bot inside it.

    `database_url`: None makes a fresh SQLite file that is gone afterwards; a named one is seeded
    once. `managed`: the board has a manager, to whom reps show something. Raises CoachError with a
    code of TO_MEND, as for somebody else's workspace in it.
    """

    port: int = 0
    database_url: str | None = None
    with_bot: bool = True
    managed: bool = True
    sandbox: Sandbox = field(init=False)
    parts: Parts | None = field(init=False, default=None)
    _connection: process.Connection | None = field(init=False, default=None)
    _folder: tempfile.TemporaryDirectory[str] | None = field(init=False, default=None)

    def start(self) -> None:
        """Start all, and return once the bot is connected."""
        try:
            self.sandbox = Sandbox(port=self.port)
        except OSError as error:
            raise CoachError("port_taken") from error
        store = self._store() if self.with_bot else None
        self.sandbox.start()
        if store is None:
            return
        settings = Settings.read(
            {
                "SLACK_BOT_TOKEN": self.sandbox.bot_token,
                "SLACK_APP_TOKEN": self.sandbox.app_token,
                "SLACK_API_URL": self.sandbox.api_url,
                "DATABASE_URL": store.url,
                "OPERATOR_CONTACT": "the person who started this demo",
            }
        )
        clock = self.sandbox.clock
        self.parts = create_app(settings, clock.now, store)
        self._connection = process.connect(self.parts)
        clock.subscribe(self.parts.settle)
        self.parts.ticks.start()

    def stop(self) -> None:
        """Stop all; what was in flight is finished first."""
        if self._connection is not None:
            self._connection.close()
        if self.parts is not None:
            self.parts.close()
        self.sandbox.stop()
        if self._folder is not None:
            self._folder.cleanup()

    def _store(self) -> Store:
        url = self.database_url
        if url is None:
            self._folder = tempfile.TemporaryDirectory(prefix="ssi-coach-demo-")
            url = f"sqlite:///{Path(self._folder.name) / 'demo.db'}"
        store = process.opened(url)
        store.upgrade()
        with store.across() as db:
            there = set(workspaces.all_across(db))
        if there - {seed.TEAM, seed.EMPTY_TEAM}:
            store.close()
            raise CoachError("wrong_database")
        if seed.TEAM not in there:
            self._seed(store)
        return store

    def _seed(self, store: Store) -> None:
        now = self.sandbox.clock.now()
        people = {person.id: Profile(person.name, person.tz) for person in seed.PEOPLE}
        seeding.seed(
            store,
            seed.TEAM,
            seed.TEAM_NAME,
            seed.BOT,
            seed.TEAM_TZ,
            profiles=people,
            reps=REPS,
            keeper=seed.MGR,
            channel=seed.CHANNEL,
            now=now,
        )
        if self.managed:
            seeding.manage(store, seed.TEAM, seed.ADM, seed.MGR, seed.CHANNEL, REPS, now)


def main(port: int, *, browser: bool, with_bot: bool) -> int:
    """Run until interrupted. Exit code 2, with a sentence, for a start that cannot be made."""
    logs.configure("INFO", ())
    ended = _on_signals()  # before anybody is told that it is ready, and may end it
    demo = Demo(port, os.environ.get("DATABASE_URL"), with_bot)
    try:
        demo.start()
    except CoachError as error:
        print(f"ssi-coach: {TO_MEND[error.code]}", file=sys.stderr)
        return 2
    print(f"Sandbox ready: {demo.sandbox.url}", flush=True)
    if not with_bot:
        _tell_tokens(demo.sandbox)
    if browser:
        webbrowser.open(demo.sandbox.url)
    ended.wait()
    demo.stop()
    return 0


def _tell_tokens(box: Sandbox) -> None:
    lines: Sequence[tuple[str, str]] = (
        ("SLACK_API_URL", box.api_url),
        ("SLACK_BOT_TOKEN", box.bot_token),
        ("SLACK_APP_TOKEN", box.app_token),
    )
    for name, value in lines:
        print(f"{name}={value}", flush=True)


def _on_signals() -> threading.Event:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    return ended
