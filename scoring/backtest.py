"""How good were the forecasts? Each reading against what was shown before it was known.

docs/scoring.md, Honesty. Two baselines stand beside it: the last reading carried on, and activity
alone. Where the last reading does better, it is used instead, and that is said.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 8
"""Forecasts below which no error is told."""
USUALLY = 0.80
"""Share of forecasts that "usually within" covers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Totals in hundredths before a reading came: shown, the last reading (None: the first one),
    and activity alone. Pillars of activity alone and their measured weight (0 to 1) follow."""

    total: int
    low: int
    high: int
    basis: str
    last: int | None
    alone: int
    explained: tuple[int, ...]
    coverage: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """Over `count` forecasts, in points: mean error, bias (shown less read) of ours, the mean error
    of both baselines, and the error that four of five stayed within."""

    count: int
    error: float
    bias: float
    carried: float
    alone: float
    usually: float

    @property
    def told(self) -> bool:
        """Whether figures may be shown."""
        return self.count >= LEAST

    @property
    def carry(self) -> bool:
        """Whether the last reading did better, so that it is to be used instead."""
        return self.told and self.error >= self.carried


def score(pairs: Sequence[tuple[Shown, int]]) -> Backtest | None:
    """The errors over (shown before, total read), both in hundredths; None without a pair.

    The first reading of a person has nothing to be carried on from and does not count.
    """
    known = [(shown, read) for shown, read in pairs if shown.last is not None]
    if not known:
        return None
    errors = [(shown.total - read) / 100 for shown, read in known]
    carried = [abs((shown.last or 0) - read) / 100 for shown, read in known]
    alone = [abs(shown.alone - read) / 100 for shown, read in known]
    sizes = sorted(abs(error) for error in errors)
    count = len(known)
    return Backtest(
        count,
        math.fsum(sizes) / count,
        math.fsum(errors) / count,
        math.fsum(carried) / count,
        math.fsum(alone) / count,
        sizes[math.ceil(USUALLY * count) - 1],
    )
