"""Errors, ranges and claims by kind of upload and by readings, in both hidden worlds."""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from statistics import NormalDist

from benchmarks.simulate import hidden
from benchmarks.simulate.reps import KINDS, TODAY, Rep
from scoring import report
from scoring.readings import Reading
from scoring.report import Situation
from scoring.weakest import Verdict

AGES: Mapping[str, tuple[int, ...]] = {
    "none": (), "week": (7,), "month": (28,), "few": (84, 70, 56, 42, 28),
}  # fmt: skip
"""Days ago of the readings of a stratum, oldest first."""
Z80 = 1.2816


@dataclass(slots=True)
class Stratum:
    """What was gathered of one kind of upload and one row of readings; points."""

    errors: list[float] = field(default_factory=list)
    pillar_errors: list[float] = field(default_factory=list)
    carried: list[float] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    crps: list[float] = field(default_factory=list)
    claimed: list[bool] = field(default_factory=list)
    lowest: list[bool] = field(default_factory=list)
    last_lowest: list[bool] = field(default_factory=list)
    best_lowest: list[bool] = field(default_factory=list)
    changed: list[bool] = field(default_factory=list)

    @property
    def error(self) -> float:
        """Mean error of the total."""
        return mean(self.errors)

    @property
    def claims(self) -> tuple[float, float]:
        """Share of reps with a claim, and of the claims those that were right."""
        return len(self.claimed) / len(self.errors), mean(self.claimed)

    def of_changed(self, values: Sequence[bool]) -> float:
        """The mean over reps who changed their habits."""
        kept = [value for value, moved in zip(values, self.changed, strict=True) if moved]
        return mean(kept)


Table = Mapping[tuple[str, str], Stratum]


def mean(values: Iterable[float]) -> float:
    """The mean; not a number where there is nothing."""
    known = list(values)
    return math.fsum(known) / len(known) if known else math.nan


def gather(people: Sequence[Rep], name: str, seed: int) -> Table:
    """Every stratum in one hidden world."""
    truth, lots = hidden.FORMULAS[name], random.Random(seed)
    table = {(kind, ages): Stratum() for kind in KINDS for ages in AGES}
    for rep in people:
        days = sorted({age for ages in AGES.values() for age in ages} | {0}, reverse=True)
        shown = _official(rep, truth, days, lots)
        for kind in KINDS:
            activity = rep.activity(kind)
            for ages, at in AGES.items():
                if kind == "typed" and not at:
                    continue
                given = [shown[age] for age in at]
                moved = _moved(rep, truth, at)
                made = report.build(
                    as_of=TODAY, readings=given, activity=activity, situation=Situation()
                )
                _note(table[kind, ages], rep, made, given, shown[0], moved)
    return table


def _official(
    rep: Rep, truth: hidden.Truth, days: Sequence[int], lots: random.Random
) -> Mapping[int, Reading]:
    """What LinkedIn would have shown on these days, with its own wobble."""
    gaps = [0, *(a - b for a, b in pairwise(days))]
    noise = [hidden.wobble(lots, gaps) for _ in range(4)]
    return {
        age: hidden.reading(
            [value + noise[pillar][at] for pillar, value in enumerate(truth(rep, age))],
            TODAY - timedelta(days=age),
            1000 - age,
        )
        for at, age in enumerate(days)
    }


def _moved(rep: Rep, truth: hidden.Truth, at: Sequence[int]) -> Sequence[float]:
    """What the truth of each pillar gained since the last reading, without any wobble."""
    if not at:
        return (0.0,) * 4
    return [now - then for now, then in zip(truth(rep, 0), truth(rep, at[-1]), strict=True)]


def _note(
    into: Stratum,
    rep: Rep,
    made: report.Report,
    given: Sequence[Reading],
    read: Reading,
    moved: Sequence[float],
) -> None:
    found, four = made.estimate, read.pillars or (0, 0, 0, 0)
    total = sum(four) / 100
    into.errors.append(abs(found.total / 100 - total))
    into.changed.append(rep.changed)
    for one, value in zip(found.pillars, four, strict=True):
        into.pillar_errors.append(abs(one.hundredths - value) / 100)
        into.covered.append(one.low <= value <= one.high)
    low, high = found.low / 100, found.high / 100
    into.crps.append(crps(found.total / 100, max(0.1, (high - low) / 2 / Z80), total))
    least = min(four)
    if made.weakest.verdict is Verdict.CLAIMED:
        at = [one.pillar for one in found.pillars].index(made.weakest.pillars[0])
        into.claimed.append(four[at] == least)
    lowest = min(range(4), key=lambda at: found.pillars[at].hundredths)
    into.lowest.append(four[lowest] == least)
    if given:
        last = given[-1].pillars or (0, 0, 0, 0)
        into.carried.append(abs(sum(last) / 100 - total))
        into.last_lowest.append(four[min(range(4), key=lambda at: last[at])] == least)
        best = [value / 100 + gain for value, gain in zip(last, moved, strict=True)]
        into.best_lowest.append(four[min(range(4), key=lambda at: best[at])] == least)


def crps(centre: float, sd: float, value: float) -> float:
    """Continuous ranked probability score of a normal forecast: an error that weighs the range."""
    normal, z = NormalDist(), (value - centre) / sd
    return sd * (z * (2 * normal.cdf(z) - 1) + 2 * normal.pdf(z) - 1 / math.sqrt(math.pi))


def carry_crps(carried: Sequence[float]) -> float:
    """The same for the last reading carried on, with the range that fits its errors best."""
    sd = math.sqrt(mean(error * error for error in carried)) or 0.1
    return mean(crps(0.0, sd, error) for error in carried)


def rows(table: Table) -> list[str]:
    """The table of one world, a line a stratum."""
    head = "kind         readings  total  pillar  cover  claims  right  carried"
    lines = [head]
    for (kind, ages), one in table.items():
        if not one.errors:
            continue
        share, right = one.claims
        carried = f"{mean(one.carried):7.2f}" if one.carried else "      -"
        lines.append(
            f"{kind:12} {ages:8} {one.error:6.2f}  {mean(one.pillar_errors):6.2f}  "
            f"{mean(one.covered):5.2f}  {share:6.2f}  {right:5.2f}  {carried}"
        )
    return lines
