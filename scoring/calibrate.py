"""Readings correct the estimate: one person's offset over time, damped where little is seen.

A local-level filter on what the readings leave unexplained. With one reading and no files it
carries the reading on and widens its range; a thin upload never drags a reading around, because
movements count by how much of the pillar was measured. docs/scoring.md, Calibration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.pillars import PILLARS, Pillar
from scoring.readings import Reading

Q = 0.05
"""Variance a day, in points squared, by which a person's offset may wander."""
NOISE = 0.25
"""Variance of one reading of a pillar, in points squared."""
ROUNDED = 1 / 12
"""Variance that a number written without decimals adds."""
FIRST = 4.5**2
"""Variance of the offset before the first reading."""
DAMPING = 0.7
"""How far a measured movement is believed when all of a pillar is seen."""
LOOK_BACK = 182
"""Days of readings that the filter uses."""
MOST = 4
"""Readings that the filter uses; older ones have faded."""

Explain = Callable[[date], tuple[float, ...]]
"""The four pillars in points as activity explains them on a day, like with like."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A pillar by its readings, carried to a day: mean and variance in points."""

    pillar: Pillar
    mean: float
    variance: float


def run(
    readings: Sequence[Reading], today: date, explain: Explain, coverage: Sequence[float]
) -> tuple[Calibrated, ...] | None:
    """Carry the readings (oldest first) to `today`; None without one that has the four pillars.

    A reading of the total alone moves all four by their own uncertainty.
    """
    recent = [one for one in readings if (today - one.day).days <= LOOK_BACK][-MOST:]
    if not recent:
        recent = list(readings[-1:])
    if not any(one.pillars for one in recent):
        return None
    while not recent[0].pillars:
        recent = recent[1:]
    damping = [DAMPING * max(0.0, min(1.0, (seen - 0.3) / 0.5)) for seen in coverage]
    explained = {one.day: explain(one.day) for one in recent}
    explained[today] = explain(today)
    anchor = explained[recent[0].day]
    filtered = _Filter(anchor, damping)
    for one in recent:
        filtered.move(one.day)
        filtered.take(one, explained[one.day])
    filtered.move(today)
    return filtered.at(explained[today], explained[recent[-1].day])


class _Filter:
    """Offset and variance of each pillar, moved from reading to reading."""

    def __init__(self, anchor: tuple[float, ...], damping: Sequence[float]) -> None:
        self.anchor = anchor
        self.damping = damping
        self.offset = [0.0] * 4
        self.variance = [FIRST] * 4
        self.day: date | None = None

    def move(self, day: date) -> None:
        if self.day is not None:
            wander = Q * max(0, (day - self.day).days)
            self.variance = [variance + wander for variance in self.variance]
        self.day = day

    def take(self, reading: Reading, explained: tuple[float, ...]) -> None:
        expected = [self._expected(at, explained) for at in range(4)]
        noise = NOISE + (ROUNDED if reading.whole else 0.0)
        if reading.pillars is None:
            gap = reading.total / 100 - sum(expected)
            below = sum(self.variance) + 4 * NOISE + ROUNDED
            gains = [variance / below for variance in self.variance]
            gaps = [gap] * 4
        else:
            gains = [variance / (variance + noise) for variance in self.variance]
            gaps = [reading.pillars[at] / 100 - expected[at] for at in range(4)]
        for at in range(4):
            self.offset[at] += gains[at] * gaps[at]
            self.variance[at] *= 1 - gains[at]

    def at(self, explained: tuple[float, ...], last: tuple[float, ...]) -> tuple[Calibrated, ...]:
        made = []
        for at, pillar in enumerate(PILLARS):
            moved = 0.6 * self.damping[at] * (explained[at] - last[at])
            mean = max(0.0, min(25.0, self._expected(at, explained)))
            made.append(Calibrated(pillar, mean, self.variance[at] + NOISE + moved**2))
        return tuple(made)

    def _expected(self, at: int, explained: tuple[float, ...]) -> float:
        moved = self.damping[at] * (explained[at] - self.anchor[at])
        return self.anchor[at] + self.offset[at] + moved
