"""All that the model says of one rep on one day: the number, its reasons, the focus, the plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from scoring import calibrate, estimate, exact, plan, rotation, trend, weakest
from scoring.activity import Activity
from scoring.calibrate import Calibrated
from scoring.estimate import Basis, Contribution, Estimate, Factor, Guess, PillarEstimate
from scoring.measures import Measure, Measures, Seen, take
from scoring.pillars import PILLAR_MAX, PILLARS, Pillar
from scoring.plan import Plan
from scoring.readings import Reading, history
from scoring.signals import SIGNALS, Kind
from scoring.tips.tip import TipRecord
from scoring.trend import Change
from scoring.weakest import Strongest, Verdict, Weakest

SHOWN_AS_IS = 1
"""Days for which a reading is the score, whatever the activity says."""
UNLOCKS = 90
"""Days for which a reading of the four pillars allows point numbers."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What else matters: tools, the ideal customer, the weekly budget, answers to earlier tips."""

    sales_navigator: bool | None = None
    ideal_customer: bool = False
    minutes: int = 60
    records: tuple[TipRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it. `readings` are one a day, oldest first; `change` is of the total."""

    as_of: date
    readings: tuple[Reading, ...]
    reading: Reading | None
    change: Change | None
    pillar_changes: tuple[Change | None, ...]
    estimate: Estimate
    weakest: Weakest
    strongest: Strongest | None
    plan: Plan


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a rep, for the conditions of tips."""

    measures: Measures
    activity: Activity
    situation: Situation

    def value(self, of: str, name: str) -> float | None:
        """A share, a weekly pace, a level or a setting; None where it is unknown."""
        if of == "setting":
            return self._setting(name)
        if of == "level":
            level = self.activity.levels.get(name)
            return None if level is None else float(level.value)
        found = self.measures.get(name)
        if found is None:
            return None
        return found.u if of == "u" else found.weekly

    def _setting(self, name: str) -> float | None:
        if name == "ideal_customer":
            return float(self.situation.ideal_customer)
        if name == "sales_navigator":
            known = self.situation.sales_navigator
            return None if known is None else float(known)
        return None


def build(
    *, as_of: date, readings: Iterable[Reading], activity: Activity, situation: Situation
) -> Report:
    """The report of one rep. Same inputs give the same result, in any process."""
    given = history(readings, as_of)
    newest = given[-1] if given else None
    measures = take(activity, as_of, sales_navigator=situation.sales_navigator)
    habit = estimate.factor(measures)
    guesses = estimate.guess(measures, as_of)
    coverage = [one.coverage for one in guesses]
    explain = partial(_explain, activity, as_of, situation, measures, guesses)
    carried = calibrate.run(given, as_of, explain, coverage) if given else None
    four = next((one for one in reversed(given) if one.pillars), None)
    unlocked = four is not None and (as_of - four.day).days <= UNLOCKS
    assumed = _assumed(guesses, carried if unlocked else None, habit)
    made = _estimate(as_of, measures, guesses, carried, assumed, habit, newest, unlocked)
    means, sds = _beliefs(guesses, carried)
    low = weakest.weakest(means, sds, coverage, four, as_of)
    top = weakest.strongest(means, sds, coverage, four, as_of, measures)
    flat = {name: u for pillar in assumed for name, u in pillar.items()}
    offered = rotation.offers(situation.records, Knowledge(measures, activity, situation), as_of)
    chosen = plan.build(
        offered,
        measures,
        flat,
        activity,
        situation.records,
        claimed=low.pillars[0] if low.verdict is Verdict.CLAIMED else None,
        minutes=situation.minutes,
    )
    return Report(
        as_of=as_of,
        readings=given,
        reading=newest,
        change=trend.change(given),
        pillar_changes=tuple(trend.change(given, pillar) for pillar in PILLARS),
        estimate=made,
        weakest=low,
        strongest=top,
        plan=chosen,
    )


def _explain(
    activity: Activity,
    today: date,
    situation: Situation,
    now: Measures,
    guesses: Sequence[Guess],
    day: date,
) -> tuple[float, ...]:
    """The four pillars in points as activity explains them on a day, like with like.

    Only habits and rates that were seen on both days move; all else stays as it is today, so that
    a first upload after a reading moves nothing but what truly changed.
    """
    then = now if day >= today else take(activity, day, sales_navigator=situation.sales_navigator)
    sums = dict.fromkeys(PILLARS, 0.0)
    for signal in SIGNALS:
        at, before = now.get(signal.name), then.get(signal.name)
        if at is None:
            continue
        moves = signal.kind in (Kind.HABIT, Kind.RATE, Kind.STEADY) and before is not None
        u = before.u if moves and before is not None else at.u
        sums[signal.pillar] += 25 * signal.weight * u
    for one in guesses:
        for name, u in one.assumed.items():
            weight = next(s.weight for s in SIGNALS if s.name == name)
            sums[one.pillar] += 25 * weight * u
    return tuple(sums[pillar] for pillar in PILLARS)


def _assumed(
    guesses: Sequence[Guess], carried: Sequence[Calibrated] | None, habit: Factor
) -> list[Mapping[str, float]]:
    if carried is None:
        return [one.assumed for one in guesses]
    return [
        estimate.conditioned(one, known.mean, known.variance, habit)
        for one, known in zip(guesses, carried, strict=True)
    ]


def _beliefs(
    guesses: Sequence[Guess], carried: Sequence[Calibrated] | None
) -> tuple[list[float], list[float]]:
    known = carried if carried is not None else guesses
    return [one.mean for one in known], [one.variance**0.5 for one in known]


def _estimate(
    as_of: date,
    measures: Measures,
    guesses: Sequence[Guess],
    carried: Sequence[Calibrated] | None,
    assumed: Sequence[Mapping[str, float]],
    habit: Factor,
    newest: Reading | None,
    unlocked: bool,
) -> Estimate:
    means, sds = _beliefs(guesses, carried)
    exactly = _as_reported(newest, as_of)
    points = exactly or tuple(round(100 * mean) for mean in means)
    pillars = tuple(
        _pillar(guesses[at], points[at], sds[at], measures, assumed[at], exactly, unlocked)
        for at in range(4)
    )
    total = sum(one.hundredths for one in pillars)
    hidden = any(one.hidden for one in pillars)
    basis = "reading" if exactly else "estimate" if carried is None else "calibrated"
    if exactly:
        return Estimate(as_of, pillars, total, total, total, hidden, basis)
    if carried is None:
        variance = estimate.total_variance(tuple(guesses), habit)
    else:
        variance = sum(one.variance for one in carried)
    low, high = estimate.interval(total / 100, variance, 4 * PILLAR_MAX)
    return Estimate(as_of, pillars, total, min(low, total), max(high, total), hidden, basis)


def _as_reported(newest: Reading | None, as_of: date) -> tuple[int, ...] | None:
    if newest is None or newest.pillars is None:
        return None
    return newest.pillars if (as_of - newest.day).days <= SHOWN_AS_IS else None


def _pillar(
    one: Guess,
    points: int,
    sd: float,
    measures: Measures,
    assumed: Mapping[str, float],
    exactly: tuple[int, ...] | None,
    unlocked: bool,
) -> PillarEstimate:
    points = max(0, min(PILLAR_MAX, points))
    low, high = (points, points)
    if exactly is None:
        low, high = estimate.interval(points / 100, sd**2, PILLAR_MAX)
    return PillarEstimate(
        pillar=one.pillar,
        hundredths=points,
        low=min(low, points),
        high=max(high, points),
        sd=0.0 if exactly else sd,
        coverage=one.coverage,
        hidden=one.coverage < estimate.GUARD and not unlocked,
        contributions=_contributions(one.pillar, points, measures, assumed),
    )


def _contributions(
    pillar: Pillar, points: int, measures: Measures, assumed: Mapping[str, float]
) -> tuple[Contribution, ...]:
    """Each signal's part in hundredths; what is left to the pillar is the calibration line."""
    signals = estimate.OF_PILLAR[pillar]
    parts = [25 * s.weight * _share(s.name, measures, assumed) for s in signals]
    cents = exact.hundredths(parts)
    lines = [
        Contribution(pillar, s.name, cent, _basis(measures.get(s.name)))
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
