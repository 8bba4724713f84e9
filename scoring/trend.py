"""The noise rule, shared by all screens. A change within the noise is steady, and nothing else.

"Up" or "down" is said only where pure noise would say it in at most 5 % of weeks. The wobble is
learned from the person's own earlier readings; until then it is assumed. docs/scoring.md, Noise.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring import line
from scoring.pillars import PILLARS, Pillar
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
LEAST = 3
"""Readings from which there is a line to wobble about."""
LEARNED = 8
"""Readings from which the text no longer says that the wobble is being learned."""

MOST = 60
"""Readings of that time that are enough to learn from: the newest ones."""


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


@dataclass(frozen=True, slots=True)
class Wobble:
    """Standard deviations in points of a day's reading: assumed, or pooled over a workspace."""

    total: float = TOTAL_WOBBLE
    pillar: float = PILLAR_WOBBLE

    def of(self, pillar: Pillar | None) -> float:
        """That of one pillar, or of the total."""
        return self.total if pillar is None else self.pillar


ASSUMED = Wobble()


def change(
    readings: Sequence[Reading], pillar: Pillar | None = None, wobble: Wobble = ASSUMED
) -> Change | None:
    """The newest reading against the one before it; None where there are not two.

    `readings` are one a day, oldest first. Without a pillar it is the total.
    """
    series = _series(readings, pillar)
    return _against(series, len(series) - 2, wobble.of(pillar))


def over(
    readings: Sequence[Reading], first: date, pillar: Pillar | None = None, wobble: Wobble = ASSUMED
) -> Change | None:
    """The newest reading against the first one from a day on, with any number between them; None
    where there are not two."""
    series = _series(readings, pillar)
    at = next((at for at, (day, _, _) in enumerate(series) if day >= first), len(series))
    return _against(series, at, wobble.of(pillar))


def _against(series: Sequence[tuple[date, int, float]], at: int, assumed: float) -> Change | None:
    """The newest value against an earlier one; the wobble is learned from all before the newest."""
    if not 0 <= at < len(series) - 1:
        return None
    (since, before, rough), (day, after, rough_now) = series[at], series[-1]
    earlier = [(d, v / 100) for d, v, _ in series[:-1] if (day - d).days <= MEMORY][-MOST:]
    count = max(2, len(earlier))
    variance = _variance(earlier, assumed)
    gap = max(1, (day - since).days)
    noise = 2 * variance * (1 - DAILY**gap) + rough + rough_now
    threshold = line.student(PRIOR + count - 2) * math.sqrt(noise)
    moved = (after - before) / 100
    word = Word.STEADY if abs(moved) <= threshold else Word.UP if moved > 0 else Word.DOWN
    return Change(word, before, after, since, threshold, len(earlier) >= LEARNED)


def pooled(people: Iterable[Sequence[Reading]]) -> "Wobble":
    """What a workspace's readings say of the wobble, from the assumption on.

    Each member's readings are one a day, oldest first; fewer than three say nothing.
    """
    everyone = [readings[-MOST:] for readings in people if len(readings) >= LEAST]
    total = _pooled((_points(one, None) for one in everyone), TOTAL_WOBBLE)
    pillar = _pooled(
        (_points(one, pillar) for one in everyone for pillar in PILLARS), PILLAR_WOBBLE
    )
    return Wobble(total, pillar)


def _pooled(series: Iterable[Sequence[tuple[date, float]]], assumed: float) -> float:
    squares, freedom = PRIOR * assumed**2, PRIOR
    for one in series:
        if len(one) >= LEAST:
            squares += _line(one).squares(assumed)
            freedom += len(one) - 2
    return math.sqrt(squares / freedom)


def _points(readings: Sequence[Reading], pillar: Pillar | None) -> list[tuple[date, float]]:
    return [(day, value / 100) for day, value, _ in _series(readings, pillar)]


def _series(readings: Sequence[Reading], pillar: Pillar | None) -> list[tuple[date, int, float]]:
    return [
        (one.day, value, _rounding(one, pillar))
        for one in readings
        if (value := one.total if pillar is None else one.points(pillar)) is not None
    ]


def _line(series: Sequence[tuple[date, float]]) -> line.Line:
    start = series[0][0]
    return line.through([(day - start).days for day, _ in series], [value for _, value in series])


def _variance(series: Sequence[tuple[date, float]], assumed: float) -> float:
    """Variance about the Theil–Sen line, pooled with the assumption."""
    if len(series) < LEAST:
        return assumed**2
    return (PRIOR * assumed**2 + _line(series).squares(assumed)) / (PRIOR + len(series) - 2)


def _rounding(reading: Reading, pillar: Pillar | None) -> float:
    """Variance, in points squared, that whole numbers add."""
    if pillar is not None:
        return 1 / 12 if reading.whole else 0.0
    if reading.pillars is not None and reading.total == sum(reading.pillars):
        return 4 / 12 if reading.whole else 0.0
    return 1 / 12 if reading.total % 100 == 0 else 0.0
