"""What activity suggests for each pillar, how sure that is, and where each point comes from.

Unseen is not zero: a signal that nobody saw is assumed from the ones that were, by a one-factor
model, and widens the range. docs/scoring.md, Missing data.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring.measures import Measures, Seen
from scoring.pillars import PILLARS, Pillar
from scoring.signals import SIGNALS, Signal

RHO = 0.35
"""Share of a signal's spread that a rep's general habit explains (ours)."""
S_MODEL = 3.4
"""Points that the model may be off in a pillar, as a standard deviation (tuned on a simulator)."""
S_MAPPED, MAPPED = 3.0, 20
"""The same once a workspace's readings taught a map, and the members that this takes."""
STALE = 0.05
"""Variance, in points squared, that a day of age adds."""
DECLARED = 0.15
"""Standard deviation of a share that the rep told (ours)."""
Z80 = 1.2816
"""Standard deviations each way of an 80 % interval."""
GUARD = 0.30
"""Measured weight of a pillar below which no point number is shown without a reading."""

OF_PILLAR: Mapping[Pillar, tuple[Signal, ...]] = {
    pillar: tuple(signal for signal in SIGNALS if signal.pillar is pillar) for pillar in PILLARS
}


class Basis(StrEnum):
    """What a contribution rests on."""

    MEASURED = "measured"
    DECLARED = "declared"
    ASSUMED = "assumed"
    CALIBRATION = "calibration"


@dataclass(frozen=True, slots=True)
class Contribution:
    """Hundredths of a point that one signal adds to its pillar; "calibration" is the rest of it."""

    pillar: Pillar
    signal: str
    hundredths: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class PillarEstimate:
    """One pillar: points, 80 % range (hundredths), sd (points), measured weight (0 to 1).

    `hidden`: too little was seen for a point number; only the range may be shown.
    The contributions add up to `hundredths` exactly.
    """

    pillar: Pillar
    hundredths: int
    low: int
    high: int
    sd: float
    coverage: float
    hidden: bool
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """All four, and the total, which is their sum. `basis`: reading, calibrated or estimate."""

    as_of: date
    pillars: tuple[PillarEstimate, ...]
    total: int
    low: int
    high: int
    hidden: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Guess:
    """A pillar before any reading was looked at, in points.

    `common` is the standard deviation that a general habit would move, `own` the variance that each
    unseen signal adds alone, `told` that of what the rep declared, `off` that of the model itself;
    `assumed` holds the shares of unseen signals.
    """

    pillar: Pillar
    mean: float
    variance: float
    common: float
    own: float
    told: float
    off: float
    coverage: float
    assumed: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Factor:
    """The rep's general habit, as far as the measured signals tell: expectation and variance."""

    mean: float
    variance: float


def factor(measures: Measures) -> Factor:
    """One factor from all measured signals of all pillars; nothing measured says nothing."""
    scores = [
        max(-2.5, min(2.5, (measures[signal.name].u - signal.mean) / signal.spread))
        for signal in SIGNALS
        if _measured(measures, signal)
    ]
    count = len(scores)
    below = 1 + (count - 1) * RHO
    if not count:
        return Factor(0.0, 1.0)
    return Factor(math.sqrt(RHO) * sum(scores) / below, 1 - count * RHO / below)


def model_sd(mapped: int) -> float:
    """Points that the model may be off, by the members behind the workspace's map."""
    return S_MAPPED if mapped >= MAPPED else S_MODEL


def guess(measures: Measures, as_of: date, mapped: int = 0) -> tuple[Guess, ...]:
    """The four pillars from activity alone; `mapped`: members behind the workspace's map."""
    habit = factor(measures)
    everywhere = _staleness(measures, SIGNALS, as_of) or 0.0
    off = model_sd(mapped) ** 2
    return tuple(_guess(pillar, measures, habit, as_of, everywhere, off) for pillar in PILLARS)


def _guess(
    pillar: Pillar,
    measures: Measures,
    habit: Factor,
    as_of: date,
    everywhere: float,
    off: float,
) -> Guess:
    mean, common, own, told, coverage = 0.0, 0.0, 0.0, 0.0, 0.0
    assumed: dict[str, float] = {}
    for signal in OF_PILLAR[pillar]:
        found = measures.get(signal.name)
        if found is not None:
            mean += 25 * signal.weight * found.u
            coverage += signal.weight if found.seen is Seen.MEASURED else 0.0
            told += (DECLARED * 25 * signal.weight) ** 2 if found.seen is Seen.DECLARED else 0.0
            continue
        u = signal.mean + signal.spread * math.sqrt(RHO) * habit.mean
        assumed[signal.name] = max(0.0, min(1.0, u))
        mean += 25 * signal.weight * assumed[signal.name]
        common += 25 * signal.weight * signal.spread * math.sqrt(RHO)
        own += (25 * signal.weight * signal.spread) ** 2 * (1 - RHO)
    old = _staleness(measures, OF_PILLAR[pillar], as_of)
    variance = common**2 * habit.variance + own + off + told
    variance += STALE * (everywhere if old is None else old)
    return Guess(pillar, mean, variance, common, own, told, off, min(1.0, coverage), assumed)


def conditioned(
    one: Guess, target: float, target_variance: float, habit: Factor
) -> dict[str, float]:
    """The assumed shares of a pillar once its reading is known.

    `target` is the pillar by its reading, in points. Each share moves towards what the reading
    implies, by how much it could have caused the gap; together they never pass it.
    """
    signals = [signal for signal in OF_PILLAR[one.pillar] if signal.name in one.assumed]
    spread = one.common**2 * habit.variance + one.own
    noise = one.off + target_variance + one.told
    gap = target - one.mean
    moved: dict[str, float] = {}
    for s in signals:
        pull = s.spread * math.sqrt(RHO) * one.common * habit.variance
        pull += 25 * s.weight * s.spread**2 * (1 - RHO)
        share = one.assumed[s.name] + pull / (spread + noise) * gap
        moved[s.name] = max(0.0, min(1.0, share))
    return moved


def total_variance(guesses: tuple[Guess, ...], habit: Factor) -> float:
    """Variance of the sum: what is common to all pillars counts together, the rest apart."""
    common = sum(one.common for one in guesses)
    apart = sum(one.variance - one.common**2 * habit.variance for one in guesses)
    return common**2 * habit.variance + apart


def interval(mean: float, variance: float, top: int) -> tuple[int, int]:
    """The 80 % range in hundredths, inside 0 and `top`."""
    half = Z80 * math.sqrt(variance)
    low, high = math.floor(100 * (mean - half)), math.ceil(100 * (mean + half))
    return max(0, min(top, low)), max(0, min(top, high))


def _measured(measures: Measures, signal: Signal) -> bool:
    return signal.name in measures and measures[signal.name].seen is Seen.MEASURED


def _staleness(measures: Measures, signals: tuple[Signal, ...], as_of: date) -> float | None:
    """Weighted mean age in days of what was measured; None where nothing was."""
    known = [signal for signal in signals if _measured(measures, signal)]
    weight = sum(signal.weight for signal in known)
    if not weight:
        return None
    ages = (s.weight * max(0, (as_of - measures[s.name].through).days) for s in known)
    return sum(ages) / weight
