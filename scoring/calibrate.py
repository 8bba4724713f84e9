"""Readings correct the estimate: one person's offset over time, damped where little is seen.

A local-level filter on what the readings leave unexplained. With one reading and no files it
carries the reading on and widens its range; a thin upload never drags a reading around, because
movements count by how much of the pillar was measured. docs/scoring.md, Calibration.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.pillars import PILLAR_MAX, PILLARS, Pillar
from scoring.readings import Reading
from scoring.shift import UNSETTLED, Shift

Q = 0.033
"""Variance a day, in points squared, by which a person's offset may wander (tuned)."""
NOISE = 0.11
"""Variance of one reading of a pillar, in points squared (tuned on a simulator)."""
ROUNDED = 1 / 12
"""Variance that a number written without decimals adds."""
FIRST = 4.5**2
"""Variance of the offset before the first reading."""
DAMPING = 0.65
"""How far a measured movement is believed when most of a pillar is seen (tuned). What is not seen
tends to move along with what is, so that six tenths are enough."""
UNMOVED, TRUSTED = 0.3, 0.6
"""Measured weight of a pillar up to which no movement is believed, and from which that much is."""
DOUBT = 0.35
"""Standard deviation of a movement that activity shows, as a share of it."""
LOOK_BACK = 182
"""Days of readings that the filter uses; older ones have faded."""
KNOTS, APART = 4, 14
"""Activity is measured again on the day of the newest reading and on up to three earlier ones, at
least this many days apart; between them its movement is a straight line."""

PILLAR_POINTS = PILLAR_MAX / 100

Four = tuple[float, ...]
Explain = Callable[[date], Four]
"""The four pillars in points as activity explains them on a day, like with like."""


@dataclass(frozen=True, slots=True)
class Wander:
    """`q`: variance a day by which a person's offset drifts; `noise`: that of one reading of a
    pillar; `first`: that of the offset before the first reading. Points squared."""

    q: float = Q
    noise: float = NOISE
    first: float = FIRST


ASSUMED = Wander()


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A pillar by its readings, carried to a day: mean and variance in points."""

    pillar: Pillar
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Carried:
    """All four, and the variance of their sum in points squared."""

    pillars: tuple[Calibrated, ...]
    total_variance: float


def run(
    readings: Sequence[Reading],
    today: date,
    explain: Explain,
    coverage: Sequence[float],
    wander: Wander = ASSUMED,
    shifts: Sequence[Shift] = (),
) -> Carried | None:
    """Carry the readings (one a day, oldest first) to `today`; None without any.

    A reading of the total alone moves all four by their own uncertainty. `coverage` is the
    measured weight of each pillar, 0 to 1. On the day of a shift of LinkedIn's own what was
    believed of a person becomes less sure.
    """
    recent = [one for one in readings if (today - one.day).days <= LOOK_BACK] or readings[-1:]
    if not recent:
        return None
    explained = _between(_knots(recent, today), today, explain)
    filtered = _Filter(explained(recent[0].day), [damping(seen) for seen in coverage], wander)
    days = [one.day for one in shifts]
    for one in recent:
        filtered.move(one.day, days)
        filtered.take(one, explained(one.day))
    filtered.move(today, days)
    return filtered.at(explained(today), explained(recent[-1].day))


def damping(coverage: float) -> float:
    """How far a measured movement is believed, by the measured weight of its pillar (0 to 1)."""
    return DAMPING * max(0.0, min(1.0, (coverage - UNMOVED) / (TRUSTED - UNMOVED)))


def _knots(readings: Sequence[Reading], today: date) -> list[date]:
    """The days on which activity is measured again, newest first."""
    knots = [readings[-1].day]
    for one in reversed(readings):
        if len(knots) < KNOTS and (knots[-1] - one.day).days >= APART:
            knots.append(one.day)
    return knots


def _between(knots: Sequence[date], today: date, explain: Explain) -> Explain:
    """A straight line through the knots; before the oldest its value stands."""
    days = sorted({*knots, today})
    at: Mapping[date, Four] = {day: explain(day) for day in days}

    def explained(day: date) -> Four:
        if day in at:
            return at[day]
        place = bisect_left(days, day)
        if place == 0:
            return at[days[0]]
        before, after = days[place - 1], days[place]
        share = (day - before).days / (after - before).days
        return tuple(a + share * (b - a) for a, b in zip(at[before], at[after], strict=True))

    return explained


class _Filter:
    """Offset and variance of each pillar, moved from reading to reading."""

    def __init__(self, anchor: Four, damped: Sequence[float], wander: Wander) -> None:
        self.anchor = anchor
        self.damping = damped
        self.wander = wander
        self.offset = [0.0] * 4
        self.variance = [wander.first] * 4
        self.total = 4 * wander.first
        self.day: date | None = None

    def move(self, day: date, shifts: Sequence[date]) -> None:
        """What activity explains of a movement, drift need not explain as well."""
        if self.day is not None:
            days = max(0, (day - self.day).days)
            shaken = UNSETTLED * sum(self.day < shift <= day for shift in shifts)
            for at, damped in enumerate(self.damping):
                wander = self.wander.q * days * (1 - damped) + shaken
                self.variance[at] += wander
                self.total += wander
        self.day = day

    def take(self, reading: Reading, explained: Four) -> None:
        expected = [self._expected(at, explained) for at in range(4)]
        if reading.pillars is None:
            self._take_total(reading.total / 100 - sum(expected))
            return
        noise = self.wander.noise + (ROUNDED if reading.whole else 0.0)
        for at, points in enumerate(reading.pillars):
            gain = self.variance[at] / (self.variance[at] + noise)
            self.offset[at] += gain * (points / 100 - expected[at])
            self.variance[at] *= 1 - gain
        self.total = sum(self.variance)

    def _take_total(self, gap: float) -> None:
        """The gap goes to each pillar by its uncertainty; the sum itself is now well known."""
        noise = 4 * self.wander.noise + ROUNDED
        below = sum(self.variance) + noise
        for at, variance in enumerate(self.variance):
            self.offset[at] += variance / below * gap
            self.variance[at] *= 1 - variance / below
        self.total *= noise / (self.total + noise)

    def at(self, explained: Four, last: Four) -> Carried:
        """The four on a day; `last` is what activity explained on the day of the last reading."""
        made, total = [], self.total
        for at, pillar in enumerate(PILLARS):
            moved = DOUBT * self.damping[at] * (explained[at] - last[at])
            mean = max(0.0, min(PILLAR_POINTS, self._expected(at, explained)))
            made.append(Calibrated(pillar, mean, self.variance[at] + self.wander.noise + moved**2))
            total += self.wander.noise + moved**2
        return Carried(tuple(made), total)

    def _expected(self, at: int, explained: Four) -> float:
        moved = self.damping[at] * (explained[at] - self.anchor[at])
        return self.anchor[at] + self.offset[at] + moved


def spread(points: Sequence[float], total: float) -> list[float]:
    """Pillars shifted so that they sum to a reported total, each by the room it has.

    Points; the total is at most four full pillars.
    """
    gap = total - math.fsum(points)
    room = [PILLAR_POINTS - value if gap > 0 else value for value in points]
    whole = math.fsum(room)
    if not whole:
        return list(points)
    return [value + gap * part / whole for value, part in zip(points, room, strict=True)]
