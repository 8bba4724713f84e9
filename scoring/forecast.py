"""Where the total may stand on a later day: the level of the last weeks, and a slope that fades.

docs/scoring.md, Forecast. Readings only; estimates never enter it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scoring import line, slope
from scoring.readings import Reading
from scoring.slope import WEEK
from scoring.trend import ASSUMED, Wobble

PRIOR_SLOPE = 0.5 / WEEK
"""Points a day by which totals usually drift, as a standard deviation (ours)."""
KEPT = 0.9
"""Part of a slope that is still there a week later."""
LEVEL_WEEKS = 4
DRIFT, LATER_DRIFT = 0.3, 0.5
"""Variance, in points squared, that a week of future adds; the second beyond six weeks."""
LONG = 42
MEDIAN, LOOSE = 1.57, 1.4
"""Variance of a median against a mean, and of weekly medians that hang together."""
Z80 = 1.2816
FULL = 100.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The total on a day in points: expectation and standard deviation."""

    day: date
    mean: float
    sd: float

    @property
    def low(self) -> float:
        """Lower end of the 80 % range, in points."""
        return max(0.0, self.mean - Z80 * self.sd)

    @property
    def high(self) -> float:
        """Upper end of the 80 % range, in points."""
        return min(FULL, self.mean + Z80 * self.sd)

    def chance(self, target: float) -> float:
        """The chance to stand at `target` points or more."""
        return 0.5 * math.erfc((target - self.mean) / (self.sd * math.sqrt(2)))


def forecast(
    readings: Sequence[Reading], day: date, *, since: date | None = None, wobble: Wobble = ASSUMED
) -> Forecast | None:
    """The total on `day`, from readings (one a day, oldest first); None without any.

    `since`: the day from which readings count, after a change of LinkedIn's own.
    """
    usable = [one for one in readings if since is None or one.day >= since]
    if not usable:
        return None
    ahead = max(0, (day - usable[-1].day).days)
    damp = WEEK * (1 - KEPT ** (ahead / WEEK)) / (1 - KEPT)
    found = slope.weeks(usable, since=since)
    future = (DRIFT if ahead <= LONG else LATER_DRIFT) * ahead / WEEK
    if not found.enough:
        mean = line.median([one.total / 100 for one in usable[-3:]])
        variance = 1.5 * wobble.total**2 + (PRIOR_SLOPE * damp) ** 2 + future
        return Forecast(day, _within(mean), math.sqrt(variance))
    told = slope.trend(usable, since=since, wobble=wobble)
    belief = PRIOR_SLOPE**2 / (PRIOR_SLOPE**2 + told.error**2)
    drift = told.slope / WEEK * belief
    doubt = math.sqrt(belief) * told.error
    recent = list(zip(found.times, found.values, strict=True))[-LEVEL_WEEKS:]
    level = line.median([value - drift * time for time, value in recent])
    variance = MEDIAN * LOOSE * wobble.total**2 / len(recent)
    variance += ((damp + WEEK) * doubt) ** 2 + wobble.total**2 + future
    return Forecast(day, _within(level + drift * damp), math.sqrt(variance))


def _within(points: float) -> float:
    return max(0.0, min(FULL, points))
