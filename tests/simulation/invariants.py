"""What has to hold whatever happens, worked out here once more and not by the bot's own rules."""

import sqlite3
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from tests.simulation.world import World

ENDS = ("sent", "failed", "skipped", "uncertain")
WILLED = ("opted_out", "left", "team_gone", "paused")
"""Why a digest may stay away though nothing went wrong."""
DAY, QUARTER, APART = timedelta(days=1), timedelta(minutes=15), timedelta(hours=72)


class Broken(AssertionError):
    """An invariant that did not hold."""


class Row(NamedTuple):
    """A digest of the ledger, read without the bot's help."""

    id: str
    user: str
    slot: str
    state: str
    due_at: datetime
    error: str | None
    reason: str | None


class Person(NamedTuple):
    """A member, likewise."""

    user: str
    zone: str
    every: int
    work_days: int
    opens: int
    closes: int
    next_digest_at: datetime | None


class Ledger:
    """What people asked for and what Slack took."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.on: set[str] = set()
        self.installed = True
        self.choices: dict[str, set[tuple[int, int]]] = {}
        self.posts: Counter[str] = Counter()
        self._file = sqlite3.connect(world.url.removeprefix("sqlite:///"))

    def close(self) -> None:
        self._file.close()

    def rows(self) -> list[Row]:
        found = self._file.execute(
            "SELECT id, user_id, slot, state, due_at, error, reason FROM delivery"
            " WHERE kind = 'digest' ORDER BY user_id, due_at"
        )
        return [Row(*one)._replace(due_at=_moment(one[4])) for one in found]

    def people(self) -> dict[str, Person]:
        found = self._file.execute(
            "SELECT user_id, zone, every, work_days, opens, closes, next_digest_at FROM member"
        )
        people = (Person(*one) for one in found)
        return {
            one.user: one._replace(next_digest_at=at and _moment(str(at)))
            for one in people
            for at in [one.next_digest_at]
        }

    def _consents(self, user: str) -> int:
        (found,) = self._file.execute(
            "SELECT count(*) FROM consent WHERE user_id = ? AND what = 'digest on'", (user,)
        ).fetchone()
        return int(found)

    def _away(self, user: str, member: Person, now: datetime) -> bool:
        today = now.astimezone(ZoneInfo(member.zone)).date().isoformat()
        (found,) = self._file.execute(
            "SELECT count(*) FROM leave WHERE user_id = ? AND first <= ? AND back > ?",
            (user, today, today),
        ).fetchone()
        return bool(found)

    def chosen(self, user: str, weekday: int, minute: int) -> None:
        self.on.add(user)
        self.choices.setdefault(user, set()).add((weekday, minute))

    def require(self, holds: bool, what: str) -> None:
        if not holds:
            raise Broken(what)

    def taken(self, message: dict[str, Any]) -> None:
        """Slack took a message: it must have been wanted, consented to, and due."""
        world = self.world
        key = message["metadata"]["event_payload"]["key"]
        self.posts[key] += 1
        self.require(self.posts[key] == 1, f"{key} was posted twice")
        row = next(one for one in self.rows() if one.id == key)
        member = self.people()[row.user]
        world.say(f"{row.user} gets {row.slot}, due {row.due_at:%a %d %H:%M} ({member.zone})")
        self.require(row.user in self.on, f"{row.user} had stopped")
        self.require(self.installed, "the app was removed")
        self.require(self._consents(row.user) > 0, "no consent")
        self.require(not self._away(row.user, member, world.now), f"{row.user} was on leave")
        self.require(_in_window(row, member, world.now), f"{row.user} outside the window")

    def due(self) -> list[tuple[str, str]]:
        """(user, slot) of those that a sweep has to enter now."""
        found = []
        for user, member in self.people().items():
            at = member.next_digest_at
            if user in self.on and at is not None and at <= self.world.now:
                local = at.astimezone(ZoneInfo(member.zone))
                year, week, _ = local.isocalendar()
                self._is_chosen(user, local)
                found.append((user, f"{year:04d}-W{week:02d}"))
        return found

    def _is_chosen(self, user: str, local: datetime) -> None:
        """A wall time that was chosen, or the end of the gap in which one fell."""
        quarter = local.hour * 60 + local.minute
        before = (local.astimezone(ZoneInfo("UTC")) - timedelta(minutes=1)).astimezone(local.tzinfo)
        skipped = local.utcoffset() != before.utcoffset()
        same = any(
            day == local.weekday() and (minute == quarter or skipped)
            for day, minute in self.choices[user]
        )
        self.require(same, f"{user} did not choose {local:%A %H:%M}")

    def swept(self, due: list[tuple[str, str]]) -> None:
        """After a sweep each of them has its row, and the next one lies ahead."""
        world = self.world
        entered = {(row.user, row.slot) for row in self.rows()} if due else set()
        for one in due:
            self.require(one in entered, f"{one} has no row")
        for user, member in self.people().items():
            at = member.next_digest_at
            if user in self.on and at is not None and not world.skew:
                ahead = at - world.now
                self.require(ahead <= timedelta(weeks=member.every + 6), f"{user} waits until {at}")

    def week_ends(self) -> None:
        """At most one in each local ISO week, and three days between two."""
        per_slot = Counter((row.user, row.slot) for row in self.rows() if self.posts[row.id])
        self.require(all(count == 1 for count in per_slot.values()), f"doubled: {per_slot}")
        for user in self.choices:
            dues = sorted(
                row.due_at for row in self.rows() if row.user == user and self.posts[row.id]
            )
            near = [b for a, b in pairwise(dues) if b - a < APART]
            self.require(not near, f"{user}: less than three days before {near}")

    def world_ends(self, calm: bool) -> Counter[str]:
        """Every slot has come to an end, with a record; how many came to which."""
        ends: Counter[str] = Counter()
        for row in self.rows():
            self.require(row.state in ENDS, f"{row.user} {row.slot} is still {row.state}")
            posted = self.posts[row.id]
            wanted = {"sent": (1,), "uncertain": (0, 1)}.get(row.state, (0,))
            self.require(posted in wanted, f"{row.user} {row.slot} is {row.state}, posted {posted}")
            self.require(row.state == "sent" or bool(row.reason or row.error), "no reason")
            allowed = row.state == "sent" or row.reason in WILLED
            self.require(allowed or not calm, f"{row.user} {row.slot} is {row.state} {row.reason}")
            ends[row.state] += 1
        return ends


def _in_window(row: Row, member: Person, now: datetime) -> bool:
    """At the chosen quarter hour, or within a day in the person's working hours."""
    late = now - row.due_at
    if timedelta(0) <= late <= QUARTER:
        return True
    local = now.astimezone(ZoneInfo(member.zone))
    works = member.work_days >> local.weekday() & 1
    opens, closes = (time(at // 60, at % 60) for at in (member.opens, member.closes))
    return timedelta(0) <= late <= DAY and bool(works) and opens <= local.time() < closes


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text)).replace(tzinfo=UTC)
