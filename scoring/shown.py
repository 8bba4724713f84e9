"""The numbers that may be shown: in hundredths, adding up, with a range and a guard.

docs/scoring.md, Missing data (exact sums, coverage guard) and Calibration (which number stands).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring import calibrate, estimate, exact
from scoring.calibrate import Carried
from scoring.estimate import Basis, Contribution, Estimate, Factor, Guess, PillarEstimate
from scoring.mapping import IDENTITY, PillarMap, TeamMap
from scoring.measures import Measure, Measures, Seen
from scoring.pillars import PILLAR_MAX, Pillar
from scoring.readings import Reading

SHOWN_AS_IS = 1
"""Days for which a reading is the score, whatever the activity says."""
UNLOCKS = 90
"""Days for which a reading of the four pillars allows point numbers."""


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Everything that goes into the shown numbers of one day.

    `guesses` count what the rep told, `bare` only what was seen. `carried`: what readings make of
    the pillars, or None; `newest` reading, and `four`, the newest that has all four pillars.
    """

    as_of: date
    measures: Measures
    habit: Factor
    guesses: tuple[Guess, ...]
    bare: tuple[Guess, ...]
    carried: Carried | None
    newest: Reading | None
    four: Reading | None
    team: TeamMap = IDENTITY

    @property
    def reported(self) -> tuple[int, ...] | None:
        """The four pillars of a reading of today or yesterday, in hundredths."""
        return self.newest.pillars if self.newest and _fresh(self.newest, self.as_of) else None

    @property
    def reported_total(self) -> int | None:
        """The total of a reading of today or yesterday that told no pillars, in hundredths."""
        if self.newest is None or self.newest.pillars is not None:
            return None
        return self.newest.total if _fresh(self.newest, self.as_of) else None

    @property
    def unlocked(self) -> bool:
        """Whether a reading of the four pillars allows point numbers."""
        return self.four is not None and (self.as_of - self.four.day).days <= UNLOCKS

    @property
    def means(self) -> list[float]:
        """The four in points."""
        if self.carried:
            return [one.mean for one in self.carried.pillars]
        return [self.team.of(one.pillar).there(one.mean) for one in self.guesses]

    @property
    def seen(self) -> tuple[list[float], list[float]]:
        """Means and standard deviations without what the rep told: the ground of a claim."""
        if self.carried:
            return self.means, self.sds
        means = [self.team.of(one.pillar).there(one.mean) for one in self.bare]
        return means, [one.variance**0.5 for one in self.bare]

    @property
    def sds(self) -> list[float]:
        """Their standard deviations in points."""
        found = self.carried.pillars if self.carried else self.guesses
        return [one.variance**0.5 for one in found]

    @property
    def coverage(self) -> list[float]:
        """The measured weight of each pillar, 0 to 1."""
        return [one.coverage for one in self.guesses]

    @property
    def assumed(self) -> list[Mapping[str, float]]:
        """The shares of unseen signals, conditioned on the readings where there are some."""
        if self.carried is None or not self.unlocked:
            return [one.assumed for one in self.guesses]
        targets = [one.mean for one in self.carried.pillars]
        if self.reported:
            targets = [points / 100 for points in self.reported]
        targets = [
            self.team.of(one.pillar).back(target)
            for one, target in zip(self.guesses, targets, strict=True)
        ]
        return [
            estimate.conditioned(one, target, known.variance, self.habit)
            for one, target, known in zip(self.guesses, targets, self.carried.pillars, strict=True)
        ]


def _fresh(reading: Reading, as_of: date) -> bool:
    return (as_of - reading.day).days <= SHOWN_AS_IS


def build(known: Beliefs) -> Estimate:
    """Points, ranges, guard and contributions."""
    points = _points(known)
    assumed = known.assumed
    pillars = tuple(_pillar(known, at, points[at], assumed[at]) for at in range(4))
    total = sum(one.hundredths for one in pillars)
    low, high = total, total
    if known.reported is None and known.reported_total is None:
        low, high = estimate.interval(total / 100, _total_variance(known), 4 * PILLAR_MAX)
    return Estimate(
        as_of=known.as_of,
        pillars=pillars,
        total=total,
        low=min(low, total),
        high=max(high, total),
        hidden=any(one.hidden for one in pillars),
        basis=_basis_of(known),
    )


def _points(known: Beliefs) -> Sequence[int]:
    if known.reported:
        return known.reported
    if known.reported_total is not None:
        means = calibrate.spread(known.means, known.reported_total / 100)
        return exact.hundredths(means, known.reported_total)
    return [round(100 * mean) for mean in known.means]


def _total_variance(known: Beliefs) -> float:
    if known.carried is None:
        return estimate.total_variance(known.guesses, known.habit)
    return known.carried.total_variance


def _basis_of(known: Beliefs) -> str:
    if known.reported or known.reported_total is not None:
        return "reading"
    return "calibrated" if known.carried and known.four else "estimate"


def _pillar(known: Beliefs, at: int, points: int, assumed: Mapping[str, float]) -> PillarEstimate:
    one, sd = known.guesses[at], 0.0
    low, high = points, points
    if known.reported is None:
        sd = known.sds[at]
        low, high = estimate.interval(points / 100, sd**2, PILLAR_MAX)
    return PillarEstimate(
        pillar=one.pillar,
        hundredths=points,
        low=min(low, points),
        high=max(high, points),
        sd=sd,
        coverage=one.coverage,
        hidden=one.coverage < estimate.GUARD and not known.unlocked,
        contributions=_contributions(known, one.pillar, points, assumed),
    )


def _contributions(
    known: Beliefs, pillar: Pillar, points: int, assumed: Mapping[str, float]
) -> tuple[Contribution, ...]:
    """Each signal's part in hundredths; what readings add or take is the calibration line."""
    signals = estimate.OF_PILLAR[pillar]
    parts = [25 * s.weight * _share(s.name, known.measures, assumed) for s in signals]
    alone = known.carried is None and known.team.of(pillar) == PillarMap()
    cents = exact.hundredths(parts, points if alone else None)
    lines = [
        Contribution(pillar, s.name, cent, _basis(known.measures.get(s.name)))
        for s, cent in zip(signals, cents, strict=True)
    ]
    rest = points - sum(cents)
    if rest:
        lines.append(Contribution(pillar, "calibration", rest, Basis.CALIBRATION))
    return tuple(lines)


def _share(name: str, measures: Measures, assumed: Mapping[str, float]) -> float:
    found = measures.get(name)
    return found.u if found is not None else assumed[name]


def _basis(found: Measure | None) -> Basis:
    if found is None:
        return Basis.ASSUMED
    return Basis.MEASURED if found.seen is Seen.MEASURED else Basis.DECLARED
