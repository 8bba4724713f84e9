"""Whether the readings rise, fall or stay: one slope with its interval, or too early to say.

Medians of weeks, Theil–Sen through them, and a standard error that allows for a wobble that hangs
on from day to day. docs/scoring.md, Trend.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring import line
from scoring.pillars import Pillar
from scoring.readings import Reading
from scoring.trend import ASSUMED, DAILY, PRIOR, Wobble

WEEK = 7
LEAST_BINS, LEAST_SPAN = 3, 13
"""Weeks with readings, and days between the first and the last reading, to speak of a trend."""
LOOK_BACK = 91
"""Days of readings that make the trend."""
MOVED_TOTAL, MOVED_PILLAR = 2.0, 1.0
"""Points that the line must cover before it is called a rise or a fall."""
INFLATE = 1.1
"""What the median costs against the mean, as a factor on the variance of the slope."""


class Course(StrEnum):
    """What is said of a row of readings."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Weeks:
    """Medians of weeks counted back from the newest reading, oldest first.

    `times` are days from the newest reading (0 or negative), `values` points.
    """

    times: tuple[float, ...]
    values: tuple[float, ...]
    newest: date | None
    span: int

    @property
    def enough(self) -> bool:
        """Whether a slope may be told."""
        return len(self.times) >= LEAST_BINS and self.span >= LEAST_SPAN


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope`, `low` and `high` in points a week (95 %); `error`: standard error in points a day.

    `weeks` have readings; `needs`: more of them before a trend can be told.
    """

    kind: Course
    slope: float
    low: float
    high: float
    error: float
    weeks: int
    needs: int


def weeks(
    readings: Sequence[Reading], pillar: Pillar | None = None, since: date | None = None
) -> Weeks:
    """The weekly medians of the last 91 days, or since a day. Readings are oldest first."""
    series = [
        (one.day, shown / 100)
        for one in readings
        if (shown := one.total if pillar is None else one.points(pillar)) is not None
    ]
    newest = series[-1][0] if series else None
    bins: dict[int, list[tuple[int, float]]] = {}
    for day, value in series:
        age = (newest - day).days if newest else 0
        if (since is None and age <= LOOK_BACK) or (since is not None and day >= since):
            bins.setdefault(age // WEEK, []).append((-age, value))
    kept = [bins[at] for at in sorted(bins, reverse=True)]
    times = tuple(math.fsum(t for t, _ in one) / len(one) for one in kept)
    values = tuple(line.median([v for _, v in one]) for one in kept)
    ages = [age for one in kept for age, _ in one]
    return Weeks(times, values, newest, max(ages) - min(ages) if ages else 0)


def trend(
    readings: Sequence[Reading],
    pillar: Pillar | None = None,
    *,
    since: date | None = None,
    wobble: Wobble = ASSUMED,
) -> Trend:
    """The trend of the total, or of a pillar. Estimates never enter it."""
    found = weeks(readings, pillar, since)
    count = len(found.times)
    if not found.enough:
        days = math.ceil((LEAST_SPAN - found.span) / WEEK) if count else LEAST_BINS
        return Trend(Course.TOO_EARLY, 0, 0, 0, 0, count, max(1, LEAST_BINS - count, days))
    fitted = line.through(found.times, found.values)
    error = _error(found, fitted, wobble.of(pillar))
    half = line.student(PRIOR + count - 2) * error
    covered = fitted.slope * (found.times[-1] - found.times[0])
    kind = Course.STEADY
    if abs(fitted.slope) > half and abs(covered) >= (
        MOVED_TOTAL if pillar is None else MOVED_PILLAR
    ):
        kind = Course.UP if fitted.slope > 0 else Course.DOWN
    low, high = fitted.slope - half, fitted.slope + half
    return Trend(kind, WEEK * fitted.slope, WEEK * low, WEEK * high, error, count, 0)


def _error(found: Weeks, fitted: line.Line, assumed: float) -> float:
    """Standard error of the slope, in points a day."""
    count = len(found.times)
    variance = (PRIOR * assumed**2 + fitted.squares(assumed)) / (PRIOR + count - 2)
    mean = math.fsum(found.times) / count
    spread = math.fsum((t - mean) ** 2 for t in found.times)
    hangs_on = DAILY ** ((found.times[-1] - found.times[0]) / (count - 1))
    return math.sqrt(INFLATE * variance * (1 + hangs_on) / (1 - hangs_on) / spread)
