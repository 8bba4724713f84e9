"""Readings: numbers that LinkedIn showed, given by their owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services import card as cards
from bot.services import digest_content, people
from bot.services.card import Card
from bot.store import activity, forecasts, learned, members, readings
from bot.store.engine import Db, Store
from bot.store.members import Member
from bot.store.readings import Stored
from scoring import backtest, report
from scoring.readings import Reading, history

JUMP = 3000
"""Hundredths of a point that a total may move within a week before we ask once (typing slips)."""

WEEK = timedelta(days=7)
FRESH = 1
"""Days for which a reading still tests what was shown before it."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A reading that was stored under `id`; `ask_digest` is true once in a member's life."""

    id: str
    card: Card
    ask_digest: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that was not stored yet, because it is far from the one before it."""

    reading: Reading
    before: Reading


def record(
    store: Store, team: str, user: str, reading: Reading, now: datetime, *, sure: bool = False
) -> Logged | Doubt:
    """Store a reading, or ask first when it jumps by more than 30 points within a week.

    The same reading given twice (a double click, a repeated event) is stored once.
    """
    with store.begin(team) as db:
        known = readings.all_of(db, user)
        before = history([entry.reading for entry in known], reading.day)
        if not sure and before and _jumps(before[-1], reading):
            return Doubt(reading, before[-1])
        twin = next((entry for entry in known[-1:] if _same(entry.reading, reading)), None)
        stored = twin.id if twin else _add(db, user, reading, now)
        digest_content.refresh(db, user, now)
        ask = _ask_once(db, user, now)
        return Logged(stored, cards.of(db, user, now), ask)


def correct(
    store: Store, team: str, user: str, id: str, reading: Reading, now: datetime
) -> Reading | None:
    """Put a reading in the place of one's own former one, and tell that; None when there is none
    of that id."""
    with store.begin(team) as db:
        former = readings.remove(db, user, id)
        if former is None:
            return None
        readings.add(db, user, reading, now)
        digest_content.refresh(db, user, now)
        return former.reading


def mine(store: Store, team: str, user: str) -> tuple[Stored, ...]:
    """One's own readings as they stand, newest day first: of one day the one given last."""
    with store.begin(team, write=False) as db:
        by_day = {entry.reading.day: entry for entry in readings.all_of(db, user)}
    return tuple(by_day[day] for day in sorted(by_day, reverse=True))


def undo(store: Store, team: str, user: str, id: str, now: datetime) -> Card | None:
    """Take back one's own reading; None when there is none of that id (it was undone before)."""
    with store.begin(team) as db:
        if readings.remove(db, user, id) is None:
            return None
        digest_content.refresh(db, user, now)
        return cards.of(db, user, now)


def last(store: Store, team: str, user: str) -> Reading | None:
    """The newest reading, to fill the form with."""
    with store.begin(team, write=False) as db:
        known = [entry.reading for entry in readings.all_of(db, user)]
    return max(known, key=lambda reading: (reading.day, reading.sequence), default=None)


def _add(db: Db, user: str, reading: Reading, now: datetime) -> str:
    """Keep a reading and, where it is news, what was shown before it was known.

    A reading for a day long gone, or beside a later one, tests no forecast.
    """
    member = members.get(db, user)
    known = [entry.reading for entry in readings.all_of(db, user)]
    fresh = member is not None and (people.today(member, now) - reading.day).days <= FRESH
    if member is None or not fresh or any(one.day >= reading.day for one in known):
        return readings.add(db, user, reading, now)
    shown = report.before(
        as_of=reading.day,
        readings=known,
        activity=activity.of(db, user),
        situation=cards.situation(db, member, None, backtest.score(forecasts.of(db, user))),
        world=learned.get(db),
    )
    id = readings.add(db, user, reading, now)
    forecasts.keep(db, user, id, reading.day, shown, now)
    return id


def _ask_once(db: Db, user: str, now: datetime) -> bool:
    member: Member | None = members.get(db, user)
    if member is None or member.digest != "unasked":
        return False
    members.choose_digest(db, user, state="asked", next_at=None, how="first reading", now=now)
    return True


def _jumps(before: Reading, reading: Reading) -> bool:
    near = timedelta(0) <= reading.day - before.day <= WEEK
    return near and abs(reading.total - before.total) > JUMP


def _same(one: Reading, other: Reading) -> bool:
    facts = ("day", "pillars", "total", "source", "industry_rank", "network_rank")
    more = ("industry_average", "network_average")
    return all(getattr(one, name) == getattr(other, name) for name in facts + more)
