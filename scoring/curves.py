"""How amounts become a share of 0 to 1: the curve, the weekly habit, the stock, the rate.

Sources and reasons: docs/scoring.md, Curves. All of them are ours: LinkedIn publishes none.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate
from operator import mul

BINS = 13
"""Weeks of a habit: a window of 91 days."""
WINDOW = 7 * BINS
HALF_LIFE = 30.0
"""Days after which a week counts half as much."""
SHRINK = 8
"""Attempts without success that are added to every rate, so that few attempts promise little."""
LEAST_KNOWN = 21
"""Known days of the window from which a habit is observed at all."""

_RAW = tuple(2 ** (-7 * week / HALF_LIFE) for week in range(BINS))
RECENCY: tuple[float, ...] = tuple(weight / sum(_RAW) for weight in _RAW)
"""Weight of each week, the newest first; they sum to 1."""
HALF_EMPTY = 3 * RECENCY[0] / 7
"""Share of the newest bin that lies in the future, averaged over the seven phases."""


def curve(amount: float, target: float) -> float:
    """Concave, 0 at nothing, .806 at the target, 1 from three times the target on."""
    if not (math.isfinite(amount) and amount > 0):
        return 0.0
    k, top = _shape(target)
    return (1 - math.exp(-k * min(amount, 3 * target))) / top


@lru_cache(maxsize=256)
def _shape(target: float) -> tuple[float, float]:
    """Steepness of a curve, and how high it is before it is stretched to 1."""
    k = math.log(5) / target
    return k, 1 - math.exp(-3 * k * target)


def inverse(share: float, target: float) -> float:
    """The amount at which `curve` gives `share` (0 to 1)."""
    k, top = _shape(target)
    return min(3 * target, -math.log(max(1 - share * top, math.exp(-3 * k * target))) / k)


def rate(successes: float, attempts: float, high: float) -> float:
    """A rate shrunk towards zero: up with a success, down with a failure, 0 without evidence."""
    if not (math.isfinite(successes) and math.isfinite(attempts)) or attempts <= 0:
        return 0.0
    return min(1.0, max(0.0, min(successes, attempts)) / (attempts + SHRINK) / high)


def faded(days: Mapping[date, int], as_of: date, half_life: float) -> float:
    """Units of a stock up to `as_of`, each halved every `half_life` days."""
    return math.fsum(  # the same in any order of the days
        amount / 1000 * 2 ** (-(as_of - day).days / half_life)
        for day, amount in days.items()
        if day <= as_of
    )


def ages(days: Mapping[date, int], as_of: date, length: int = WINDOW) -> list[int]:
    """Thousandths by age in days: 0 is `as_of`, `length` - 1 the oldest."""
    return [amount or 0 for amount in map(days.get, _back(as_of, length))]


@lru_cache(maxsize=64)
def _back(as_of: date, length: int) -> tuple[date, ...]:
    """A day and those before it: the same few for every fact of a rep."""
    newest = as_of.toordinal()
    return tuple(date.fromordinal(newest - age) for age in range(length))


def weekly(amounts: Sequence[int], unknown: Sequence[int], target: float) -> float:
    """A weekly habit of `target` units a week, from thousandths by age (see `ages`).

    Thirteen weeks, the newer the heavier, averaged over the seven ways to cut them into weeks; the
    newest week may reach into the future, so that an act of today counts at once. `unknown` holds
    ages in days (0 is `as_of`) that nobody saw: they are left out, not counted as idle.
    """
    return _habit(amounts, unknown, lambda amount: curve(amount, target))


def steady(amounts: Sequence[int], unknown: Sequence[int], least: float) -> float:
    """The recency-weighted share of weeks with at least `least` acts."""
    return _habit(amounts, unknown, lambda amount: 1.0 if amount >= least else 0.0)


_CUTS = tuple(
    (max(0, 7 * week - ahead), 7 * (week + 1) - ahead, RECENCY[week])
    for ahead in range(7)
    for week in range(BINS)
)
"""Every bin of every phase: its newest age, the age after its oldest, its weight."""


_WEIGHTS = tuple(weight for _, _, weight in _CUTS)
_SEEN = sum(_WEIGHTS) / 7 - HALF_EMPTY


def _habit(
    amounts: Sequence[int], unknown: Sequence[int], value: Callable[[float], float]
) -> float:
    sums = [0, *accumulate(amounts)]
    if not unknown:
        bins = [sums[oldest] - sums[newest] for newest, oldest, _ in _CUTS]
        worth = {amount: value(amount / 1000) if amount > 0 else 0.0 for amount in set(bins)}
        whole: float = sum(map(mul, _WEIGHTS, map(worth.__getitem__, bins)))
        return min(1.0, whole / 7 / _SEEN)
    blind = [0, *accumulate(_marks(unknown))]
    values: dict[float, float] = {}
    got = seen = 0.0
    for newest, oldest, weight in _CUTS:
        share = 1 - (blind[oldest] - blind[newest]) / 7
        if share <= 0:
            continue
        seen += weight * share
        amount = (sums[oldest] - sums[newest]) / 1000 / share
        if amount > 0:
            known = values.get(amount)
            if known is None:
                known = values[amount] = value(amount)
            got += weight * share * known
    covered = seen / 7 - HALF_EMPTY
    return min(1.0, got / 7 / covered) if covered > 0 else 0.0


def _marks(unknown: Sequence[int]) -> list[int]:
    marks = [0] * WINDOW
    for age in unknown:
        marks[age] = 1
    return marks
