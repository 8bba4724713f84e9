"""Two invented truths. Neither has our curve, our window or our weights, and they share no form.

They prove the code, not anything about LinkedIn: every error below is an error in these worlds.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence

from benchmarks.simulate.reps import DAYS, Rep
from scoring.pillars import PILLARS
from scoring.readings import Reading, Source, make
from scoring.signals import BY_NAME, SIGNALS

Truth = Callable[[Rep, int], tuple[float, ...]]
"""The four pillars in points of a rep, so many days ago."""

NOISE, HELD = 0.4, 0.8
"""Day-to-day wobble of a pillar in points, and how much of it is there a day later (assumed)."""


def _weights(seed: int) -> Mapping[str, float]:
    """Other weights than ours: each drawn anew, then scaled to three quarters of its pillar; the
    last quarter goes to inputs that nobody exports."""
    lots = random.Random(seed)
    raw = {s.name: s.weight**0.7 * math.exp(lots.gauss(0, 0.35)) for s in SIGNALS}
    sums = {p: sum(raw[s.name] for s in SIGNALS if s.pillar is p) for p in PILLARS}
    return {s.name: 0.75 * raw[s.name] / sums[s.pillar] for s in SIGNALS}


_A, _B = _weights(71), _weights(72)


def formula_a(rep: Rep, ago: int) -> tuple[float, ...]:
    """Flat 90 days, power laws; then bent, so that the middle of the people lies near fifty."""

    def share(signal: str, target: float) -> float:
        if signal in STOCKS:
            return min(1.0, float((_owned(rep, signal, ago) / 1.6) ** 0.55))
        days = rep.units[signal][ago : ago + 90]
        return min(1.0, float((sum(days) / 90 * 7 / (1.6 * target)) ** 0.55))

    return _pillars(rep, ago, _A, share, 90, lambda raw: 29 * raw**1.5)


def formula_b(rep: Rep, ago: int) -> tuple[float, ...]:
    """Sixty days of hyperbolic tangents, times how many weeks had anything; bent the other way."""

    def share(signal: str, target: float) -> float:
        if signal in STOCKS:
            return math.tanh(1.25 * _owned(rep, signal, ago))
        days = rep.units[signal][ago : ago + 60]
        weeks = sum(any(days[at : at + 7]) for at in range(0, 56, 7)) / 8
        return math.tanh(sum(days) / 60 * 7 / (0.8 * target)) * (0.6 + 0.4 * weeks)

    return _pillars(rep, ago, _B, share, 60, lambda raw: 25 * (0.55 * raw + 0.62 * raw * raw))


def _pillars(
    rep: Rep,
    ago: int,
    weights: Mapping[str, float],
    share: Callable[[str, float], float],
    window: int,
    bend: Callable[[float], float],
) -> tuple[float, ...]:
    made = []
    for at, pillar in enumerate(PILLARS):
        raw = 0.25 * rep.unseen[at]
        for signal in SIGNALS:
            if signal.pillar is pillar:
                raw += weights[signal.name] * _input(rep, signal.name, ago, share, window)
        made.append(max(0.0, min(25.0, bend(raw) + rep.offsets[at])))
    return tuple(made)


STOCKS: Mapping[str, tuple[int, float]] = {
    "endorsements": (DAYS, 30), "recommendations": (DAYS, 5), "articles": (150, 1.5),
    "companies_followed": (120, 10), "give_first": (150, 3),
}  # fmt: skip
"""What is owned rather than done every week: days that count, and a usual amount."""


def _owned(rep: Rep, signal: str, ago: int) -> float:
    days, usual = STOCKS[signal]
    return sum(rep.units[signal][ago : ago + days]) / usual


def _input(
    rep: Rep, signal: str, ago: int, share: Callable[[str, float], float], window: int
) -> float:
    if signal in rep.units:
        return share(signal, BY_NAME[signal].target)
    if signal in rep.tried:
        tried = sum(rep.tried[signal][ago : ago + window])
        won = sum(rep.won[signal][ago : ago + window])
        return min(1.0, won / (tried + 5) / 0.5)
    if signal == "profile_complete":
        return rep.profile
    if signal == "steady_weeks":
        both = [
            a + b for a, b in zip(rep.units["comments"], rep.units["insight_shares"], strict=True)
        ]
        days = both[ago : ago + window]
        return sum(any(days[at : at + 7]) for at in range(0, window - 6, 7)) / (window // 7)
    middle = {"network_size": 900, "senior_connections": 90, "groups": 4, "inbound_views": 12}[
        signal
    ]
    return math.sqrt(min(1.0, rep.levels[signal] / (2 * middle)))


FORMULAS: Mapping[str, Truth] = {"a": formula_a, "b": formula_b}


def wobble(lots: random.Random, gaps: Sequence[int], sd: float = NOISE) -> list[float]:
    """A wobble that hangs on from day to day, on days so many apart (the first gap is not used)."""
    found = [lots.gauss(0, sd)]
    for gap in gaps[1:]:
        held = HELD**gap
        found.append(held * found[-1] + lots.gauss(0, sd * math.sqrt(1 - held * held)))
    return found


def reading(points: Sequence[float], day: object, sequence: int = 0) -> Reading:
    """What LinkedIn would show of these four, with two decimals."""
    four = tuple(max(0, min(2500, round(100 * value))) for value in points)
    return make(day, four, None, Source.TYPED, sequence=sequence)  # type: ignore[arg-type]  # a tuple of four by construction
