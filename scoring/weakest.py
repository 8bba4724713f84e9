"""Which pillar is the weakest, if that can be said at all; and which is the strongest.

Of a thin upload the least number is the weakest pillar one time in four, no more than a lucky dip;
so most of this module is about when to say nothing. docs/scoring.md, Weakest pillar.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring.estimate import GUARD
from scoring.measures import Measures, Seen
from scoring.pillars import PILLARS, Pillar
from scoring.readings import Reading
from scoring.signals import SIGNALS

FRESH = 28
"""Days for which a reading of the four pillars supports a claim."""
CLAIM, UNREAD = 0.67, 0.69
"""Chances from which a claim is made: with a fresh reading, and from files alone (tuned)."""
PAIR = 0.80
TIE = 50
"""Hundredths of a point within which two reported pillars are level."""
POINTS = 81
"""Points of the trapezoid over the four normals."""
CARRIES = 0.6
"""Share of a signal from which it can be said to carry a pillar."""

LEAST_SD = 0.25
"""Standard deviation below which the grid of the integral would miss a pillar."""
ROOT_TWO = math.sqrt(2)


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


@dataclass(frozen=True, slots=True)
class Ground:
    """What a claim rests on: means and standard deviations in points, the measured weight of each
    pillar, and the newest reading of the four pillars."""

    means: Sequence[float]
    sds: Sequence[float]
    coverage: Sequence[float]
    reading: Reading | None
    today: date

    @property
    def may_claim(self) -> bool:
        """The guard: a fresh reading of the four pillars, or enough measured of every one."""
        return self._age <= FRESH or min(self.coverage) >= GUARD

    @property
    def enough(self) -> float:
        """The chance from which a claim is made."""
        return CLAIM if self._age <= FRESH else UNREAD

    @property
    def _age(self) -> float:
        return math.inf if self.reading is None else (self.today - self.reading.day).days

    @property
    def alone(self) -> bool:
        """Whether nothing was measured, so that the reading alone speaks."""
        return self.reading is not None and not any(self.coverage)

    def level(self, at: int) -> bool:
        """Whether the reading that speaks has another pillar within half a point of this one."""
        if self.reading is None or self.reading.pillars is None:
            return False
        if self._age > 1 and not self.alone:
            return False
        points = self.reading.pillars
        return any(abs(points[other] - points[at]) <= TIE for other in range(4) if other != at)


def chances(means: Sequence[float], sds: Sequence[float], *, greatest: bool = False) -> list[float]:
    """The chance of each to be the least (or greatest) of independent normals; they sum to 1."""
    sds = [max(sd, LEAST_SD) for sd in sds]
    low = min(m - 4 * s for m, s in zip(means, sds, strict=True))
    high = max(m + 4 * s for m, s in zip(means, sds, strict=True))
    step = (high - low) / (POINTS - 1)
    points = [low + at * step for at in range(POINTS)]
    towards = -1 / ROOT_TWO if greatest else 1 / ROOT_TWO
    densities, beyond = [], []
    for mean, sd in zip(means, sds, strict=True):
        z = [(x - mean) / sd for x in points]
        densities.append([math.exp(-v * v / 2) / sd for v in z])
        beyond.append([math.erfc(v * towards) for v in z])
    sums = []
    for one, density in enumerate(densities):
        others = (row for other, row in enumerate(beyond) if other != one)
        terms = list(map(math.prod, zip(density, *others, strict=True)))
        sums.append(math.fsum(terms) - (terms[0] + terms[-1]) / 2)
    whole = math.fsum(sums)
    return [value / whole for value in sums]


def weakest(ground: Ground) -> Weakest:
    """The verdict on the weakest pillar."""
    found = chances(ground.means, ground.sds)
    order = sorted(range(4), key=lambda at: (-found[at], at))
    first, second = order[0], order[1]
    if not ground.may_claim:
        return Weakest(Verdict.UNSURE, (), found[first])
    by = ground.reading.day if ground.reading is not None and ground.alone else None
    if found[first] >= ground.enough and not ground.level(first):
        return Weakest(Verdict.CLAIMED, (PILLARS[first],), found[first], by)
    if found[first] + found[second] >= PAIR:
        pair = tuple(PILLARS[at] for at in sorted((first, second)))
        return Weakest(Verdict.TWO_WAY, pair, found[first] + found[second], by)
    return Weakest(Verdict.UNSURE, (), found[first])


def strongest(ground: Ground, measures: Measures) -> Strongest | None:
    """The mirror of the claim, or None where it cannot be made."""
    if not ground.may_claim:
        return None
    found = chances(ground.means, ground.sds, greatest=True)
    at = max(range(4), key=lambda one: (found[one], -one))
    if found[at] < ground.enough or ground.level(at):
        return None
    return Strongest(PILLARS[at], _carries(PILLARS[at], measures))


def _carries(pillar: Pillar, measures: Measures) -> str | None:
    """The signal that lifts the pillar most above what is usual, if it stands high itself; what
    was measured comes before what was told."""
    for seen in (Seen.MEASURED, Seen.DECLARED):
        there = [
            signal
            for signal in SIGNALS
            if signal.pillar is pillar
            and signal.name in measures
            and measures[signal.name].seen is seen
        ]
        if there:
            best = max(there, key=lambda s: s.weight * (measures[s.name].u - s.mean))
            return best.name if measures[best.name].u >= CARRIES else None
    return None
