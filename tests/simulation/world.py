"""A workspace that lives through random weeks: its people, its clocks, and what befalls the bot.

One thread, one seed, no real waiting: the database's clock is a function of the simulated time.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.delivery import Sender
from bot.dispatch import Dispatch
from bot.scheduler import Ticks
from bot.services import arrivals, digest, leave, people, silence, upkeep
from bot.services.people import Profile
from bot.store import members, workspaces
from bot.store.engine import Store
from sandbox import seed
from sandbox.clock import Clock
from sandbox.faults import Fault
from sandbox.town import Town
from tests.delivery.office import settings
from tests.simulation.invariants import Ledger
from tests.simulation.wire import Died, Wire

ZONES = (
    "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Pago_Pago",
    "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo", "UTC", "Pacific/Kiritimati",
)  # fmt: skip
STARTS = (
    datetime(2026, 11, 20, 9, tzinfo=UTC),  # no change of the clock near
    datetime(2026, 3, 20, 9, tzinfo=UTC),  # Europe's spring
    datetime(2026, 10, 16, 9, tzinfo=UTC),  # Europe's and America's autumn
    datetime(2026, 12, 11, 9, tzinfo=UTC),  # week 53 and the year's end
)
USERS = (seed.ANA, seed.BEN, seed.CHI, seed.DEV)
MINUTE = timedelta(minutes=1)
LEASE_S = 60.0
STEPS = 25
"""A process that is to die or freeze does so at one of so many next steps."""


@dataclass
class World:
    """`calm`: nothing goes wrong, so that everything that is due has to be sent."""

    rng: random.Random
    url: str
    calm: bool
    true: datetime = field(init=False)
    skew: timedelta = timedelta(0)
    up: bool = True
    trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.true = self.rng.choice(STARTS)
        clock = Clock(self.true)
        self.town = Town(clock, "http://127.0.0.1:9")
        self.town.rates.per_channel = self.town.rates.per_team = self.town.rates.burst = 1e9
        self.machine_clock = self.rng.random() < 0.5
        self._looks = 0
        self._doom: int | None = None
        self._freeze: int | None = None
        self.settings = settings(
            self.url, "http://127.0.0.1:9/api/", lease_s=LEASE_S, backoff_s=30.0, send_timeout_s=10
        )
        self.gone: set[str] = set()
        self.ledger = Ledger(self)
        self.store = self._open()
        with self.store.begin(seed.TEAM) as db:
            workspaces.put(db, seed.TEAM_NAME, seed.BOT, seed.TEAM_TZ, self.now)
        for user in USERS:
            zone = self.rng.choice(ZONES)
            people.meet(self.store, seed.TEAM, user, Profile(user, zone), self.now)

    @property
    def now(self) -> datetime:
        """What the bot takes for the time."""
        return self.true + self.skew

    def say(self, what: str) -> None:
        self.trace.append(f"{self.now:%a %Y-%m-%d %H:%M:%S} {what}")

    def _open(self) -> Store:
        store = Store(self.url)

        @event.listens_for(store.engine, "connect")
        def on_connect(connection: Any, _record: Any) -> None:
            connection.create_function("julianday", 1, self._julianday)

        return store

    def _julianday(self, _what: str) -> float:
        """The database's clock: each look at it takes some milliseconds."""
        self._looks += 1
        at = self.now if self.machine_clock else self.true
        return 2440587.5 + (at.timestamp() + 0.03 * (self._looks % 1000)) / 86400.0

    def process(self, hooks: bool = True) -> "Process":
        """A bot at work on the database; `hooks`: one that may die and freeze."""
        return Process(self, self._meet if hooks else lambda _what: None)

    def _meet(self, what: str) -> None:
        if self._doom is not None:
            self._doom -= 1
            if self._doom <= 0:
                self._doom = None
                self.say(f"dies before: {what[:40]}")
                raise Died
        free = what.startswith(("BEGIN", "answer")) or "conversations" in what
        if self._freeze is not None and free:
            self._freeze -= 1
            if self._freeze <= 0:
                self._freeze = None
                self._thaw_later(what)

    def _thaw_later(self, what: str) -> None:
        """The process stands still past its lease, and another one does its work."""
        self.say(f"frozen at: {what[:40]}")
        self.wait(timedelta(seconds=LEASE_S + self.rng.randint(1, 600)))
        other = self.process(hooks=False)
        other.tick()
        other.close()
        self.say("wakes up")

    def wait(self, span: timedelta) -> None:
        """Let time pass, for Slack and for us."""
        self.true += span
        self.town.clock._now = self.true

    # What people do

    def opt_in(self, user: str) -> None:
        choice = {
            "weekday": self.rng.randrange(7),
            "minute": 15 * self.rng.choice([*range(96), 36, 36, 0, 95, 8, 9, 10]),
            "every": self.rng.choice((1, 1, 1, 2, 4)),
        }
        self.say(f"{user} chooses {choice}")
        self.ledger.chosen(user, choice["weekday"], choice["minute"])
        digest.choose(
            self.store, seed.TEAM, user, state="on", how="simulated", now=self.now, **choice
        )

    def opt_out(self, user: str) -> None:
        self.say(f"{user} stops")
        digest.choose(self.store, seed.TEAM, user, state="off", how="simulated", now=self.now)
        self.ledger.on.discard(user)

    def move(self, user: str) -> None:
        zone = self.rng.choice(ZONES)
        self.say(f"{user} moves to {zone}")
        arrivals.changed(self.store, seed.TEAM, user, Profile(user, zone), self.now)

    def deactivate(self, user: str) -> None:
        self.say(f"{user} is deactivated, and forgotten")
        zone = self.member(user).zone
        self.gone.add(user)
        arrivals.changed(self.store, seed.TEAM, user, Profile(user, zone, deleted=True), self.now)
        self.ledger.on.discard(user)

    def act(self, user: str) -> None:
        self.say(f"{user} looks at the card")
        silence.heard(self.store, seed.TEAM, user, self.now)

    def pause(self, user: str) -> None:
        back = people.today(self.member(user), self.now) + timedelta(days=self.rng.randint(1, 20))
        self.say(f"{user} is away until {back}")
        leave.pause(self.store, seed.TEAM, user, back, self.now)

    def uninstall(self, _user: str) -> None:
        self.say("the app is removed")
        arrivals.gone(self.store, seed.TEAM, self.now)
        self.ledger.installed = False

    def install(self, _user: str) -> None:
        self.say("the app is installed again")
        arrivals.installed(self.store, seed.TEAM, seed.TEAM_NAME, seed.BOT, self.now)
        self.ledger.installed = True

    # What befalls the bot

    def fault(self, _user: str) -> None:
        do = self.rng.choice(
            ("429", "500", "drop", "accept_then_drop", "accept_then_drop")
            if self.rng.random() < 0.9
            else ("error",)
        )
        method = self.rng.choice(("chat.postMessage",) * 3 + ("conversations.history",))
        error = self.rng.choice(("internal_error", "fatal_error", "msg_too_long", "missing_scope"))
        wait = self.rng.choice(("1", "30", "3600", "soon"))
        self.say(f"{method} will meet {do} {error if do == 'error' else ''}")
        self.town.faults.armed.append(
            Fault(method, do, self.rng.randint(1, 3), retry_after=wait, error=error)
        )

    def doom(self, _user: str) -> None:
        self._doom = self.rng.randint(1, STEPS * 4)

    def freeze(self, _user: str) -> None:
        self._freeze = self.rng.randint(1, STEPS)

    def jump(self, _user: str) -> None:
        hours = self.rng.choice((-24, -1, 1, 23, 0))
        self.skew = timedelta(hours=hours)
        self.say(f"the machine's clock is {hours} h off now")

    def outage(self, _user: str) -> None:
        span = timedelta(minutes=self.rng.choice((1, 1, 30, 30, 200, 200, 600, 1500, 4000, 12000)))
        self.say(f"down for {span}")
        self.wait(span)

    def member(self, user: str) -> members.Member:
        with self.store.begin(seed.TEAM, write=False) as db:
            found = members.get(db, user)
        assert found is not None
        return found


class Process:
    """One process: a store, a sender, the ticks. What it hands over is carried out at once."""

    def __init__(self, world: World, meet: Callable[[str], None]) -> None:
        self.world = world
        self.store = world._open()
        self.store.listen(lambda statement, _parameters: meet(statement))
        wire = Wire(seed.BOT_TOKEN, world.town, meet, world.ledger.taken)
        self.sender = Sender(self.store, wire, world.settings, lambda: world.true.timestamp())
        self.ticks = Ticks(self.store, Dispatch({}), lambda: world.now)

    def tick(self) -> None:
        """What a minute brings."""
        world = self.world
        due = world.ledger.due()
        now = world.now
        self.ticks.sweep(now)
        world.ledger.swept(due)
        for team, id in upkeep.open_deliveries(self.store, 100):
            self.sender.deliver(team, id, world.now)

    def close(self) -> None:
        self.store.close()


def path_of(folder: Path, template: Path, number: int) -> str:
    """The URL of an empty database of one's own."""
    path = folder / f"world-{number}.db"
    path.write_bytes(template.read_bytes())
    return f"sqlite:///{path}"
