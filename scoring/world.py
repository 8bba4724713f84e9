"""What the readings of one workspace taught about LinkedIn's numbers; never another workspace's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scoring import calibrate, learning, mapping, trend
from scoring.calibrate import Wander
from scoring.learning import Lessons
from scoring.mapping import TeamMap
from scoring.readings import Reading
from scoring.shift import Shift
from scoring.trend import Wobble

PAIRS = 100
"""Pairs of neighbouring readings from which the noise is learned."""
LEAST_Q, MOST_Q = 0.01, 0.2
LEAST_NOISE, MOST_NOISE = 0.1, 1.0
NEIGHBOURS = 90
"""Most days between the two readings of a pair."""


@dataclass(frozen=True, slots=True)
class World:
    """The team map, the wobble, how fast a person drifts, shifts of LinkedIn's own, and which tips
    get done."""

    team: TeamMap = mapping.IDENTITY
    wobble: Wobble = trend.ASSUMED
    wander: Wander = calibrate.ASSUMED
    shifts: tuple[Shift, ...] = ()
    lessons: Lessons = learning.NONE

    @property
    def since(self) -> date | None:
        """The day of the newest shift, from which trends start anew."""
        return self.shifts[-1].day if self.shifts else None


UNTAUGHT = World()


def wander(people: Sequence[Sequence[Reading]]) -> Wander:
    """How fast pillars drift and how noisy a reading is, by squared differences of neighbours.

    A difference has twice the noise, and the drift times the days between. Below 100 pairs the
    assumption stands. Readings are one a day, oldest first.
    """
    rows = [
        ((after - before) / 100, (late.day - early.day).days)
        for own in people
        for early, late in pairwise(own)
        if early.pillars is not None and late.pillars is not None
        and (late.day - early.day).days <= NEIGHBOURS
        for before, after in zip(early.pillars, late.pillars, strict=True)
    ]  # fmt: skip
    if len(rows) < PAIRS * 4:
        return calibrate.ASSUMED
    return _regressed(rows)


def _regressed(rows: Sequence[tuple[float, int]]) -> Wander:
    """Weighted least squares of d² on (2, days); weights fall with the gap."""
    a = b = c = x = y = 0.0
    for moved, days in rows:
        weight = 1 / (1 + days) ** 2
        a += weight * 4
        b += weight * 2 * days
        c += weight * days * days
        x += weight * 2 * moved * moved
        y += weight * days * moved * moved
    below = a * c - b * b
    if below <= 1e-9 * a * c:
        # All gaps alike: noise and drift cannot be told apart.
        return calibrate.ASSUMED
    noise, q = (x * c - y * b) / below, (a * y - b * x) / below
    return Wander(q=max(LEAST_Q, min(MOST_Q, q)), noise=max(LEAST_NOISE, min(MOST_NOISE, noise)))
