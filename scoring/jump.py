"""The day on which a row of readings jumped, if it did. docs/scoring.md, Change point."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scoring import line
from scoring.readings import Reading
from scoring.trend import DAILY, TOTAL_WOBBLE

LEAST = 7
"""Readings from which a jump can be told from wobble."""
SIDE = 3
"""Readings on each side of it."""
CERTAIN = 2.5
"""Standard errors that the two sides must lie apart."""
SMALLEST = 3.0
"""Points below which no jump is reported."""
MEDIAN = 1.57
"""Variance of a median against that of a mean."""


@dataclass(frozen=True, slots=True)
class Jump:
    """From `before` to `after` (medians in hundredths of the total), first seen on a day."""

    day: date
    before: int
    after: int


def change_point(readings: Sequence[Reading], wobble: float = TOTAL_WOBBLE) -> Jump | None:
    """The clearest jump of the total. Readings are one a day, oldest first."""
    if len(readings) < LEAST:
        return None
    values = [one.total / 100 for one in readings]
    apart = (readings[-1].day - readings[0].day).days / (len(readings) - 1)
    hangs_on = DAILY**apart
    best: tuple[float, int] | None = None
    for at in range(SIDE, len(values) - SIDE + 1):
        before, after = line.median(values[:at]), line.median(values[at:])
        rest = [abs(v - before) for v in values[:at]] + [abs(v - after) for v in values[at:]]
        spread = max(wobble, line.ROBUST * line.median(rest))
        sides = 1 / at + 1 / (len(values) - at)
        error = spread * math.sqrt(sides * MEDIAN * (1 + hangs_on) / (1 - hangs_on))
        z = abs(after - before) / error
        if abs(after - before) >= SMALLEST and z >= CERTAIN and (best is None or z > best[0]):
            best = z, at
    if best is None:
        return None
    at = best[1]
    before, after = line.median(values[:at]), line.median(values[at:])
    return Jump(readings[at].day, round(100 * before), round(100 * after))
