"""Does the index go with what the rep sells by? Their own count of a week against the total.

docs/scoring.md, Outcome check. Two wandering series agree by luck, so the number of weeks is shrunk
by how slowly both wander, and five lags are looked at with 99 % intervals each.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.readings import Reading

LEAST_WEEKS = 26
LAGS = range(5)
"""Weeks by which the outcome may follow the index."""
Z99 = 2.576
INFLATE = 1.03
"""What ranks cost against values, as a factor on the standard error."""
MOST_HELD = 0.95


@dataclass(frozen=True, slots=True)
class Count:
    """What a rep counted in one ISO week; `monday` is its first day."""

    monday: date
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """Rank correlation of the total with the outcome `lag` weeks later, and its 99 % interval."""

    lag: int
    correlation: float
    low: float
    high: float
    weeks: int

    @property
    def clear(self) -> bool:
        """Whether the interval excludes no link."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """`weeks` have both numbers. `links` is empty while it is too early; `found` is the clearest
    link, or None where there is none."""

    weeks: int
    links: tuple[Link, ...] = ()

    @property
    def too_early(self) -> bool:
        """Nothing may be said yet."""
        return not self.links

    @property
    def found(self) -> Link | None:
        """The link whose interval lies farthest from none."""
        clear = [one for one in self.links if one.clear]
        return max(clear, key=lambda one: max(one.low, -one.high), default=None)


def monday(day: date) -> date:
    """The first day of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def check(readings: Sequence[Reading], counts: Sequence[Count]) -> Verdict:
    """The verdict. Readings are one a day, oldest first; of a week the last one stands."""
    totals = {monday(one.day): one.total / 100 for one in readings}
    outcomes = {one.monday: float(one.count) for one in counts}
    both = len(totals.keys() & outcomes.keys())
    if both < LEAST_WEEKS:
        return Verdict(both)
    links = (_link(totals, outcomes, lag) for lag in LAGS)
    return Verdict(both, tuple(link for link in links if link is not None))


def _link(totals: dict[date, float], outcomes: dict[date, float], lag: int) -> Link | None:
    later = timedelta(weeks=lag)
    days = sorted(day for day in totals if day + later in outcomes)
    if len(days) < LEAST_WEEKS - max(LAGS):
        return None
    x = ranks([totals[day] for day in days])
    y = ranks([outcomes[day + later] for day in days])
    correlation = _correlation(x, y)
    held = _held(x) * _held(y)
    count = max(4.0, min(float(len(days)), len(days) * (1 - held) / (1 + held)))
    # Four effective weeks leave one degree of freedom; fewer would leave none.
    half = Z99 * INFLATE / math.sqrt(max(count - 3, 1e-9))
    centre = math.atanh(max(-0.999999, min(0.999999, correlation)))
    return Link(lag, correlation, math.tanh(centre - half), math.tanh(centre + half), len(days))


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, equal values sharing the mean of theirs."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    found = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for one in range(at, end + 1):
            found[order[one]] = (at + end) / 2 + 1
        at = end + 1
    return found


def _correlation(x: Sequence[float], y: Sequence[float]) -> float:
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    above = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    spread = math.fsum((a - mean_x) ** 2 for a in x) * math.fsum((b - mean_y) ** 2 for b in y)
    return above / math.sqrt(spread) if spread else 0.0


def _held(values: Sequence[float]) -> float:
    """How much of a week's rank is still there a week later, corrected for a short series."""
    held = _correlation(values[:-1], values[1:])
    return max(0.0, min(MOST_HELD, held + (1 + 3 * held) / len(values)))
