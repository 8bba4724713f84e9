"""All that the model says of one rep on one day: the number, its reasons, the focus, the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scoring import (
    calibrate,
    estimate,
    gains,
    learning,
    measures,
    plan,
    requests,
    rotation,
    selfcheck,
    shown,
    trend,
    weakest,
)
from scoring.activity import Activity
from scoring.backtest import Shown
from scoring.calibrate import Explain
from scoring.estimate import Estimate, Guess
from scoring.evidence import Evidence
from scoring.mapping import TeamMap
from scoring.measures import Measures, Seen
from scoring.pillars import PILLARS, Pillar
from scoring.plan import Candidate, Plan, Wish
from scoring.readings import Reading, history
from scoring.requests import Ask, Request
from scoring.selfcheck import Declared, Told
from scoring.shown import Beliefs
from scoring.signals import BY_NAME, SIGNALS, Kind
from scoring.tips.tip import TipRecord
from scoring.trend import Change
from scoring.weakest import Strongest, Verdict, Weakest
from scoring.world import UNTAUGHT, World


@dataclass(frozen=True, slots=True)
class Situation:
    """What else matters: tools (None: never said), whether an ideal customer is saved, the weekly
    budget in minutes, the answers to earlier tips and to the self-check.

    `carry`: earlier forecasts did no better than the last reading, so that one stands. `kept`: tips
    that this week's digest has shown already.
    """

    sales_navigator: bool | None = None
    crm_sync: bool | None = None
    ideal_customer: bool = False
    minutes: int = 60
    records: tuple[TipRecord, ...] = ()
    declared: tuple[Declared, ...] = ()
    carry: bool = False
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it. `readings` are one a day, oldest first; `reading` is the newest; `change` is
    of the total, `pillar_changes` of each pillar in LinkedIn's order. `measures` and `assumed` are
    the shares of the signals, seen and unseen; `fastest`: the pillar with the quickest points.
    `requests`: what would make the numbers surer, best first; `unlocks`: the file that would show
    most of a pillar that may show no number."""

    as_of: date
    readings: tuple[Reading, ...]
    reading: Reading | None
    change: Change | None
    pillar_changes: tuple[Change | None, ...]
    estimate: Estimate
    weakest: Weakest
    strongest: Strongest | None
    plan: Plan
    fastest: Pillar | None
    measures: Measures
    assumed: Mapping[str, float]
    requests: tuple[Request, ...]
    unlocks: Mapping[Pillar, Request]


def build(
    *,
    as_of: date,
    readings: Iterable[Reading],
    activity: Activity,
    situation: Situation,
    world: World = UNTAUGHT,
) -> Report:
    """The report of one rep. Same inputs give the same result, in any process."""
    given = history(readings, as_of)
    told = selfcheck.told(situation.declared, as_of)
    known = _beliefs(as_of, given, activity, situation, world, told)
    ground = weakest.Ground(*known.seen, known.coverage, known.four, as_of)
    low = weakest.weakest(ground)
    candidates = _candidates(known, activity, situation, world, told)
    claimed = low.pillars[0] if low.verdict is Verdict.CLAIMED else None
    last = plan.last_signals(_records(situation, as_of))
    wish = Wish(claimed, situation.minutes, last, situation.kept)
    made = shown.build(known)
    ask = Ask(known.measures, as_of, given[-1].day if given else None, situation.sales_navigator)
    return Report(
        as_of=as_of,
        readings=given,
        reading=known.newest,
        change=trend.change(given, None, world.wobble),
        pillar_changes=tuple(trend.change(given, pillar, world.wobble) for pillar in PILLARS),
        estimate=made,
        weakest=low,
        strongest=weakest.strongest(ground, known.measures),
        plan=plan.build(candidates, wish),
        fastest=plan.fastest(candidates, claimed),
        measures=known.measures,
        assumed={name: u for pillar in known.assumed for name, u in pillar.items()},
        requests=requests.ranked(ask),
        unlocks=requests.unlocks(ask, [one.pillar for one in made.pillars if one.hidden]),
    )


def before(
    *,
    as_of: date,
    readings: Iterable[Reading],
    activity: Activity,
    situation: Situation,
    world: World = UNTAUGHT,
) -> Shown:
    """What stands on a day before its reading is known: kept, to be compared with it later."""
    given = history(readings, as_of)
    told = selfcheck.told(situation.declared, as_of)
    known = _beliefs(as_of, given, activity, situation, world, told)
    made = shown.build(known)
    means = [world.team.of(one.pillar).there(one.mean) for one in known.bare]
    return Shown(
        total=made.total,
        low=made.low,
        high=made.high,
        basis=made.basis,
        last=given[-1].total if given else None,
        alone=round(100 * sum(means)),
        explained=tuple(round(100 * one.mean) for one in known.bare),
        coverage=tuple(known.coverage),
    )


def _beliefs(
    as_of: date,
    given: tuple[Reading, ...],
    activity: Activity,
    situation: Situation,
    world: World,
    told: Told,
) -> Beliefs:
    found = measures.take(activity, as_of, sales_navigator=situation.sales_navigator, told=told)
    guesses = bare = estimate.guess(found, as_of, world.team.members)
    if told.signals or told.checks:
        bare = estimate.guess(measures.seen_alone(found), as_of, world.team.members)
    explain = _explain(activity, as_of, found, bare, world.team)
    coverage = [0.0 if situation.carry else one.coverage for one in guesses]
    return Beliefs(
        as_of=as_of,
        measures=found,
        habit=estimate.factor(found),
        guesses=guesses,
        bare=bare,
        carried=calibrate.run(given, as_of, explain, coverage, world.wander, world.shifts),
        newest=given[-1] if given else None,
        four=next((one for one in reversed(given) if one.pillars), None),
        team=world.team,
    )


def _explain(
    activity: Activity, today: date, now: Measures, guesses: tuple[Guess, ...], team: TeamMap
) -> Explain:
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
        return tuple(team.of(pillar).there(sums[pillar]) for pillar in PILLARS)

    return explain


def _records(situation: Situation, as_of: date) -> tuple[TipRecord, ...]:
    return tuple(record for record in situation.records if record.day <= as_of)


def _candidates(
    known: Beliefs, activity: Activity, situation: Situation, world: World, told: Told
) -> list[Candidate]:
    records = _records(situation, known.as_of)
    evidence = Evidence(
        known.measures,
        activity,
        known.as_of,
        ideal_customer=situation.ideal_customer,
        sales_navigator=situation.sales_navigator,
        crm_sync=situation.crm_sync,
        told=told,
    )
    assumed: Mapping[str, float] = {
        name: u for pillar in known.assumed for name, u in pillar.items()
    }
    chances = {
        habit: learning.chance(records, world.lessons, habit=habit) for habit in (True, False)
    }
    return [
        plan.candidate(
            offer,
            gains.of(offer, known.measures, assumed, activity),
            chances[offer.tip.habit],
            world.lessons,
        )
        for offer in rotation.offers(records, evidence, known.as_of)
        if plan.allowed(offer.tip, known.measures, evidence)
    ]
