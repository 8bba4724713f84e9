"""The course of a member's readings: trend, jump, shifts, and where it may lead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services import card as cards
from bot.services.card import Card
from bot.store.engine import Store
from scoring.forecast import Forecast, forecast
from scoring.jump import Jump, change_point
from scoring.pillars import PILLARS
from scoring.readings import Reading
from scoring.shift import Shift
from scoring.slope import Trend, trend

AHEAD = timedelta(weeks=4)
"""How far ahead the total is forecast."""


@dataclass(frozen=True, slots=True)
class Course:
    """`readings` shown (one a day, oldest first), since a day if one was named. `pillars` in
    LinkedIn's order; `restarted`: the day of a shift from which the trend counts."""

    card: Card
    readings: tuple[Reading, ...]
    total: Trend
    pillars: tuple[Trend, ...]
    jump: Jump | None
    shifts: tuple[Shift, ...]
    ahead: Forecast | None
    since: date | None
    restarted: date | None


def build(store: Store, team: str, user: str, now: datetime, since: date | None = None) -> Course:
    """The course since a day, or of the last quarter of a year."""
    with store.begin(team, write=False) as db:
        card = cards.of(db, user, now)
    world, given = card.world, card.report.readings
    shown = tuple(one for one in given if since is None or one.day >= since)
    days = [day for day in (since, world.since) if day is not None]
    start = max(days, default=None)
    counted = [one for one in shown if start is None or one.day >= start]
    ahead = forecast(given, card.today + AHEAD, since=world.since, wobble=world.wobble)
    return Course(
        card=card,
        readings=shown,
        total=trend(counted, since=start, wobble=world.wobble),
        pillars=tuple(trend(counted, one, since=start, wobble=world.wobble) for one in PILLARS),
        jump=None if world.shifts else change_point(shown, world.wobble.total),
        shifts=tuple(one for one in world.shifts if not shown or one.day >= shown[0].day),
        ahead=ahead if len(given) >= 2 else None,
        since=since,
        restarted=world.since if world.since and shown and shown[0].day < world.since else None,
    )
