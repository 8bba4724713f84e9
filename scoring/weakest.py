"""Which pillar is the weakest, if that can be said at all; and which is the strongest.

Naming the least number of a thin upload is right one time in four, which is chance: silence is the
skill. docs/scoring.md, Weakest pillar.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import NormalDist

from scoring.estimate import GUARD
from scoring.measures import Measures, Seen
from scoring.pillars import PILLARS, Pillar
from scoring.readings import Reading
from scoring.signals import SIGNALS

FRESH = 28
"""Days for which a reading of the four pillars supports a claim."""
CLAIM = 0.60
PAIR = 0.80
TIE = 50
"""Hundredths of a point within which two reported pillars are level."""
POINTS = 81
"""Points of the trapezoid over the four normals."""
CARRIES = 0.6
"""Share of a signal from which it can be said to carry a pillar."""

_UNIT = NormalDist()


class Verdict(StrEnum):
    """What may be said of the weakest pillar."""

    CLAIMED = "claimed"
    TWO_WAY = "two_way"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Weakest:
    """`pillars`: one when claimed, two when too close to call, none when unsure.

    `by_reading`: the day of the reading on which the claim rests, where nothing was measured.
    """

    verdict: Verdict
    pillars: tuple[Pillar, ...]
    probability: float
    by_reading: date | None = None


@dataclass(frozen=True, slots=True)
class Strongest:
    """The strongest pillar, and the measured signal that carries it, if one does."""

    pillar: Pillar
    signal: str | None


def chances(means: Sequence[float], sds: Sequence[float], *, greatest: bool = False) -> list[float]:
    """The chance of each to be the least (or greatest) of independent normals; they sum to 1."""
    sds = [max(sd, 1e-3) for sd in sds]
    low = min(m - 4 * s for m, s in zip(means, sds, strict=True))
    high = max(m + 4 * s for m, s in zip(means, sds, strict=True))
    step = (high - low) / (POINTS - 1)
    sums = [0.0] * len(means)
    for at in range(POINTS):
        x = low + at * step
        z = [(x - m) / s for m, s in zip(means, sds, strict=True)]
        beyond = [_UNIT.cdf(v) if greatest else 1 - _UNIT.cdf(v) for v in z]
        edge = 0.5 if at in (0, POINTS - 1) else 1.0
        for one in range(len(means)):
            others = math.prod(b for other, b in enumerate(beyond) if other != one)
            sums[one] += edge * math.exp(-(z[one] ** 2) / 2) / sds[one] * others
    whole = sum(sums) or 1.0
    return [value / whole for value in sums]


def may_claim(reading: Reading | None, coverage: Sequence[float], today: date) -> bool:
    """The guard: a fresh reading of the four pillars, or enough measured of every one."""
    fresh = reading is not None and reading.pillars and (today - reading.day).days <= FRESH
    return bool(fresh) or min(coverage) >= GUARD


def weakest(
    means: Sequence[float],
    sds: Sequence[float],
    coverage: Sequence[float],
    reading: Reading | None,
    today: date,
) -> Weakest:
    """The verdict. `means` and `sds` in points; `reading` is the newest with four pillars."""
    found = chances(means, sds)
    order = sorted(range(4), key=lambda at: (-found[at], at))
    first, second = order[0], order[1]
    if not may_claim(reading, coverage, today):
        return Weakest(Verdict.UNSURE, (), found[first])
    by = reading.day if reading is not None and not any(coverage) else None
    if found[first] >= CLAIM and not _level(reading, first, today):
        return Weakest(Verdict.CLAIMED, (PILLARS[first],), found[first], by)
    if found[first] + found[second] >= PAIR:
        pair = tuple(PILLARS[at] for at in sorted((first, second)))
        return Weakest(Verdict.TWO_WAY, pair, found[first] + found[second], by)
    return Weakest(Verdict.UNSURE, (), found[first])


def _level(reading: Reading | None, at: int, today: date) -> bool:
    """Whether a reading of today has another pillar within half a point of the least."""
    if reading is None or reading.pillars is None or (today - reading.day).days > 1:
        return False
    points = reading.pillars
    return any(abs(points[other] - points[at]) <= TIE for other in range(4) if other != at)


def strongest(
    means: Sequence[float],
    sds: Sequence[float],
    coverage: Sequence[float],
    reading: Reading | None,
    today: date,
    measures: Measures,
) -> Strongest | None:
    """The mirror of the claim, or None where it cannot be made."""
    if not may_claim(reading, coverage, today):
        return None
    found = chances(means, sds, greatest=True)
    at = max(range(4), key=lambda one: (found[one], -one))
    if found[at] < CLAIM:
        return None
    pillar = PILLARS[at]
    carrying = [
        signal
        for signal in SIGNALS
        if signal.pillar is pillar
        and signal.name in measures
        and measures[signal.name].seen is Seen.MEASURED
        and measures[signal.name].u >= CARRIES
    ]
    best = max(carrying, key=lambda s: s.weight * (measures[s.name].u - s.mean), default=None)
    return Strongest(pillar, best.name if best else None)
