"""All that the model says of one rep on one day: the number, its reasons, the focus, the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scoring import calibrate, estimate, gains, measures, plan, rotation, shown, trend, weakest
from scoring.activity import Activity
from scoring.calibrate import Explain, TeamMap
from scoring.estimate import Estimate, Guess
from scoring.evidence import Evidence
from scoring.measures import Measures, Seen
from scoring.pillars import PILLARS
from scoring.plan import Plan, Wish
from scoring.readings import Reading, history
from scoring.shown import Beliefs
from scoring.signals import BY_NAME, SIGNALS, Kind
from scoring.tips.tip import TipRecord
from scoring.trend import Change
from scoring.weakest import Strongest, Verdict, Weakest


@dataclass(frozen=True, slots=True)
class Situation:
    """What else matters: tools (None: never said), whether an ideal customer is saved, the weekly
    budget in minutes, and the answers to earlier tips."""

    sales_navigator: bool | None = None
    ideal_customer: bool = False
    minutes: int = 60
    records: tuple[TipRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it. `readings` are one a day, oldest first; `reading` is the newest; `change` is
    of the total, `pillar_changes` of each pillar in LinkedIn's order."""

    as_of: date
    readings: tuple[Reading, ...]
    reading: Reading | None
    change: Change | None
    pillar_changes: tuple[Change | None, ...]
    estimate: Estimate
    weakest: Weakest
    strongest: Strongest | None
    plan: Plan


def build(
    *,
    as_of: date,
    readings: Iterable[Reading],
    activity: Activity,
    situation: Situation,
    team: TeamMap = calibrate.identity,
) -> Report:
    """The report of one rep. Same inputs give the same result, in any process."""
    given = history(readings, as_of)
    known = _beliefs(as_of, given, activity, situation, team)
    ground = weakest.Ground(known.means, known.sds, known.coverage, known.four, as_of)
    low = weakest.weakest(ground)
    return Report(
        as_of=as_of,
        readings=given,
        reading=known.newest,
        change=trend.change(given),
        pillar_changes=tuple(trend.change(given, pillar) for pillar in PILLARS),
        estimate=shown.build(known),
        weakest=low,
        strongest=weakest.strongest(ground, known.measures),
        plan=_plan(known, activity, situation, low),
    )


def _beliefs(
    as_of: date,
    given: tuple[Reading, ...],
    activity: Activity,
    situation: Situation,
    team: TeamMap,
) -> Beliefs:
    found = measures.take(activity, as_of, sales_navigator=situation.sales_navigator)
    guesses = estimate.guess(found, as_of)
    explain = _explain(activity, as_of, found, guesses)
    return Beliefs(
        as_of=as_of,
        measures=found,
        habit=estimate.factor(found),
        guesses=guesses,
        carried=calibrate.run(given, as_of, explain, [one.coverage for one in guesses], team),
        newest=given[-1] if given else None,
        four=next((one for one in reversed(given) if one.pillars), None),
    )


def _explain(activity: Activity, today: date, now: Measures, guesses: tuple[Guess, ...]) -> Explain:
    """The four pillars in points as activity explains them on a day, like with like.

    Only what was seen on both days moves; all else, and levels, which have no history, stay as
    they are today. An upload after a reading thus moves it by changed habits alone.
    """
    moving = [
        signal
        for signal in SIGNALS
        if signal.name in now
        and now[signal.name].seen is Seen.MEASURED
        and signal.kind is not Kind.LEVEL
    ]
    here = {guess.pillar: guess.mean for guess in guesses}

    def explain(day: date) -> tuple[float, ...]:
        sums = dict(here)
        if day < today:
            for name, then in measures.again(activity, day, moving).items():
                signal = BY_NAME[name]
                sums[signal.pillar] += 25 * signal.weight * (then.u - now[name].u)
        return tuple(sums[pillar] for pillar in PILLARS)

    return explain


def _plan(known: Beliefs, activity: Activity, situation: Situation, low: Weakest) -> Plan:
    records = tuple(record for record in situation.records if record.day <= known.as_of)
    evidence = Evidence(
        known.measures,
        activity,
        known.as_of,
        ideal_customer=situation.ideal_customer,
        sales_navigator=situation.sales_navigator,
    )
    assumed: Mapping[str, float] = {
        name: u for pillar in known.assumed for name, u in pillar.items()
    }
    candidates = [
        plan.candidate(offer, gains.of(offer, known.measures, assumed, activity), records)
        for offer in rotation.offers(records, evidence, known.as_of)
        if plan.allowed(offer.tip, known.measures, evidence)
    ]
    claimed = low.pillars[0] if low.verdict is Verdict.CLAIMED else None
    return plan.build(candidates, Wish(claimed, situation.minutes, plan.last_signals(records)))
