"""The noise rule, shared by all screens. A change within the noise is steady, and nothing else.

"Up" or "down" is said only where pure noise would say it in at most 5 % of weeks. The wobble is
learned from the person's own earlier readings; until then it is assumed. docs/scoring.md, Noise.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring.pillars import Pillar
from scoring.readings import Reading

TOTAL_WOBBLE = 0.8
PILLAR_WOBBLE = 0.4
"""Standard deviations in points that are assumed of a day's reading."""
PRIOR = 6
"""Readings that the assumption is worth."""
DAILY = 0.8
"""Correlation of the wobble from one day to the next."""
MEMORY = 182
"""Days of readings from which the wobble is learned."""
LEARNED = 8
"""Readings from which the text no longer says that the wobble is being learned."""

MOST = 60
"""Readings of that time that are enough to learn from: the newest ones."""

_QUANTILE = 1.959963984540054
"""The .975 quantile of the standard normal."""


class Word(StrEnum):
    """What is said of a change."""

    STEADY = "steady"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Change:
    """From `before` to `after` (hundredths) since a day. `threshold` in points; `learned`: the
    wobble rests on enough readings of this person."""

    word: Word
    before: int
    after: int
    since: date
    threshold: float
    learned: bool


def change(readings: Sequence[Reading], pillar: Pillar | None = None) -> Change | None:
    """The newest reading against the one before it; None where there are not two.

    `readings` are one a day, oldest first. Without a pillar it is the total.
    """
    series = [
        (one.day, value, _rounding(one, pillar))
        for one in readings
        if (value := one.total if pillar is None else one.points(pillar)) is not None
    ]
    if len(series) < 2:
        return None
    (since, before, rough), (day, after, rough_now) = series[-2:]
    earlier = [(d, v / 100) for d, v, _ in series[:-1] if (day - d).days <= MEMORY][-MOST:]
    count = max(2, len(earlier))
    variance = _wobble(earlier, TOTAL_WOBBLE if pillar is None else PILLAR_WOBBLE)
    gap = max(1, (day - since).days)
    noise = 2 * variance * (1 - DAILY**gap) + rough + rough_now
    threshold = student(PRIOR + count - 2) * math.sqrt(noise)
    moved = (after - before) / 100
    word = Word.STEADY if abs(moved) <= threshold else Word.UP if moved > 0 else Word.DOWN
    return Change(word, before, after, since, threshold, len(earlier) >= LEARNED)


def student(freedom: int) -> float:
    """The .975 quantile of Student's t, by the Cornish–Fisher expansion."""
    z, v = _QUANTILE, float(freedom)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )


def _wobble(series: Sequence[tuple[date, float]], assumed: float) -> float:
    """Variance about the Theil–Sen line, pooled with the assumption."""
    if len(series) < 3:
        return assumed**2
    start = series[0][0]
    times = [(day - start).days for day, _ in series]
    values = [value for _, value in series]
    slope = median(
        [
            (values[b] - values[a]) / (times[b] - times[a])
            for a in range(len(times))
            for b in range(a + 1, len(times))
        ]
    )
    level = median([v - slope * t for t, v in zip(times, values, strict=True)])
    rest = [v - level - slope * t for t, v in zip(times, values, strict=True)]
    bound = 3 * max(1.4826 * median([abs(r) for r in rest]), assumed)
    squares = sum(min(bound, abs(r)) ** 2 for r in rest)
    return (PRIOR * assumed**2 + squares) / (PRIOR + len(series) - 2)


def median(values: list[float]) -> float:
    """The middle value, or the mean of the two in the middle. Never of an empty list."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _rounding(reading: Reading, pillar: Pillar | None) -> float:
    """Variance, in points squared, that whole numbers add."""
    if pillar is not None:
        return 1 / 12 if reading.whole else 0.0
    if reading.pillars is not None and reading.total == sum(reading.pillars):
        return 4 / 12 if reading.whole else 0.0
    return 1 / 12 if reading.total % 100 == 0 else 0.0
