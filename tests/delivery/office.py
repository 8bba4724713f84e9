"""What the delivery tests share: a bot without its ears, joined to a sandbox and a database."""

import asyncio
import shutil
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import clients
from bot.delivery import Sender
from bot.dispatch import Dispatch
from bot.scheduler import Ticks
from bot.services import board, digest, people, silence
from bot.services.people import Profile
from bot.settings import Settings
from bot.store import deliveries, workspaces
from bot.store.engine import Store
from sandbox import seed
from sandbox.faults import Fault, Faults
from sandbox.rates import Rates
from sandbox.server import Sandbox
from sandbox.workspace import seeded

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""When people opt in: 10:00 in Berlin."""
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""When the digest of someone in Berlin is due: 09:00 there."""
OPEN = ("pending", "claimed")


def settings(database_url: str, api_url: str, **changed: Any) -> Settings:
    return Settings.model_validate(
        {
            "slack_bot_token": seed.BOT_TOKEN,
            "slack_app_token": seed.APP_TOKEN,
            "slack_api_url": api_url,
            "database_url": database_url,
            "lease_s": 2.0,
            "backoff_s": 0.02,
            "send_timeout_s": 0.95,
            "posts_per_second": 50,
            **changed,
        }
    )


def copy_of(template: Path, folder: Path) -> str:
    """The URL of a migrated, empty SQLite file of one's own."""
    shutil.copy(template, folder / "coach.db")
    return f"sqlite:///{folder / 'coach.db'}"


@dataclass
class Office:
    settings: Settings
    store: Store
    sender: Sender
    dispatch: Dispatch
    ticks: Ticks
    now: datetime = FRIDAY
    box: Sandbox | None = None

    @classmethod
    def open(cls, made: Settings, workers: int = 8) -> "Office":
        store = Store(made.database_url)
        sender = Sender(store, clients.sending(made), made)
        office: Office
        dispatch = Dispatch(
            {
                "delivery": lambda team, id: sender.deliver(team, id, office.now),
                "upload": lambda team, id: None,
            },
            workers,
        )
        office = cls(made, store, sender, dispatch, Ticks(store, dispatch, lambda: office.now))
        return office

    def close(self) -> None:
        self.dispatch.drain(5.0)
        self.store.close()

    def meet(self, *users: str, zone: str = seed.TEAM_TZ, deleted: bool = False) -> None:
        names = {person.id: person.name for person in seed.PEOPLE}
        for user in users:
            profile = Profile(names.get(user, user), zone, deleted=deleted)
            people.meet(self.store, seed.TEAM, user, profile, self.now)

    def opt_in(self, *users: str, zone: str = seed.TEAM_TZ, **choice: Any) -> None:
        self.meet(*users, zone=zone)
        for user in users:
            digest.choose(
                self.store, seed.TEAM, user, state="on", how="test", now=self.now, **choice
            )

    def opt_out(self, user: str) -> None:
        digest.choose(self.store, seed.TEAM, user, state="off", how="test", now=self.now)

    def act(self, user: str) -> None:
        """The person does something, whatever it is."""
        silence.heard(self.store, seed.TEAM, user, self.now)

    def set_up_board(self, *users: str, mode: str = "consistency", **choice: Any) -> None:
        self.meet(seed.MGR, *users)
        given = {"weekday": 0, "minute": 570, "season_weeks": 6, **choice}
        board.set_up(
            self.store, seed.TEAM, seed.MGR, seed.CHANNEL, mode=mode, now=self.now, **given
        )
        for user in users:
            board.join(self.store, seed.TEAM, user, seed.CHANNEL, self.now)

    def install(self) -> None:
        with self.store.begin(seed.TEAM) as db:
            workspaces.put(db, seed.TEAM_NAME, seed.BOT, seed.TEAM_TZ, self.now)

    def sweep(self, now: datetime) -> None:
        self.now = now
        if self.box is not None and self.box.clock.now() < now:
            asyncio.run(self.box.clock.walk(now))
        self.ticks.sweep(now)

    def once(self) -> None:
        """Carry out what is open now, and wait for it."""
        self.ticks.open_rows(self.now)
        assert self.dispatch.settle(30)

    def until_quiet(self, seconds: float = 30.0) -> None:
        """Carry out what is open until nothing is, waiting for leases and for Slack's waits."""
        end = time.monotonic() + seconds
        while self.open_rows():
            assert time.monotonic() < end, [row.state for row in self.rows()]
            self.once()
            time.sleep(0.02)

    def week_begins(self, now: datetime) -> None:
        """Sweep, and try everything once."""
        self.sweep(now)
        self.once()

    def week(self, now: datetime) -> None:
        """Sweep, and carry everything out."""
        self.sweep(now)
        self.until_quiet()

    def rows(self, user: str | None = None) -> list[deliveries.Delivery]:
        users = [user] if user else [one.id for one in seed.PEOPLE] + [seed.CHANNEL]
        kinds = (
            "digest",
            "board",
            "board_edit",
            "board_doubt",
            "board_stopped",
            "board_reminder",
            "cue",
            "export",
            "export_failed",
        )
        with self.store.begin(seed.TEAM, write=False) as db:
            return [
                row for one in users for kind in kinds for row in deliveries.of_user(db, one, kind)
            ]

    def open_rows(self) -> list[deliveries.Delivery]:
        return [row for row in self.rows() if row.state in OPEN]

    def row(self, user: str, kind: str = "digest") -> deliveries.Delivery:
        (found,) = [row for row in self.rows(user) if row.kind == kind]
        return found


def as_new(box: Sandbox) -> Sandbox:
    """A sandbox as it was when it started; starting one takes longer than most tests."""
    box.clock.__init__(seed.START)  # type: ignore[misc]  # everybody else holds this very clock
    box.town.teams = seeded(box.clock)
    box.town.rates = Rates()
    box.town.faults = Faults()
    box.town.calls.clear()
    return box


def posts(box: Sandbox, channel: str | None = None) -> list[dict[str, Any]]:
    """The bot's messages that carry a key, as they stand in the sandbox."""
    found = box.town.teams[seed.TEAM].messages
    return [
        message
        for place in ([channel] if channel else list(found))
        for message in found[place]
        if (message.get("metadata") or {}).get("event_payload", {}).get("key")
    ]


def per_key(box: Sandbox) -> Counter[str]:
    """How many messages stand for each key."""
    return Counter(message["metadata"]["event_payload"]["key"] for message in posts(box))


def calls(box: Sandbox, method: str) -> int:
    """How often a method was called."""
    return sum(call["method"] == method for call in box.town.calls)


def until_called(box: Sandbox, method: str) -> None:
    """Wait until a slow call is over, so that it does not reach into the next test."""
    end = time.monotonic() + 30
    while not calls(box, method):
        assert time.monotonic() < end
        time.sleep(0.01)


def arm(box: Sandbox, method: str, do: str, **more: Any) -> None:
    """A fault for the next calls of a method."""
    box.town.faults.armed.append(Fault(method, do, **more))


def later(**delta: float) -> datetime:
    """A moment after the digest is due in Berlin."""
    return MONDAY + timedelta(**delta)
