"""Plans against a planner that knows the hidden formula, and against chance; digests of a rep who
only types."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from benchmarks.simulate import hidden
from benchmarks.simulate.calibration import mean
from benchmarks.simulate.reps import DAYS, TODAY, Rep
from scoring import measures, plan, report, rotation
from scoring.activity import EMPTY
from scoring.evidence import Evidence
from scoring.gains import Gain
from scoring.plan import Candidate, Wish
from scoring.readings import Reading
from scoring.report import Situation
from scoring.signals import BY_NAME, Kind
from scoring.tips.tip import Tip, TipEvent, TipRecord, Trace
from scoring.weakest import Verdict

MINUTES = 60
BETTER = 1.25
"""How much more often advised attempts succeed in these worlds."""


def gains(people: Sequence[Rep], name: str, seed: int) -> tuple[float, float, float]:
    """True points of the total after four kept weeks: our plans, the best possible ones, random
    ones."""
    truth, lots = hidden.FORMULAS[name], random.Random(seed)
    ours, best, chance = [], [], []
    for rep in people:
        activity = rep.activity("archive")
        given = (hidden.reading(truth(rep, 28), TODAY - timedelta(days=28)),)
        made = report.build(as_of=TODAY, readings=given, activity=activity, situation=Situation())
        evidence = Evidence(measures.take(activity, TODAY), activity, TODAY)
        offers = [one for one in rotation.offers((), evidence, TODAY)
                  if plan.allowed(one.tip, evidence.measures, evidence)]  # fmt: skip
        base = sum(truth(rep, 0))
        true = {one.tip.id: sum(truth(_done(rep, (one.tip,)), 0)) - base for one in offers}
        ours.append(_gain(rep, truth, base, [item.tip for item in made.plan.items]))
        known = [_known(one, true[one.tip.id]) for one in offers]
        chosen = plan.choose(known, Wish(None, MINUTES))
        best.append(_gain(rep, truth, base, [one.tip for one in chosen]))
        chance.append(_gain(rep, truth, base, _random(lots, [one.tip for one in offers])))
    return mean(ours), mean(best), mean(chance)


def _known(offer: rotation.Offer, points: float) -> Candidate:
    return Candidate(offer, Gain(points, False), round(1e6 * max(0.0, points)))


def _gain(rep: Rep, truth: hidden.Truth, base: float, tips: Sequence[Tip]) -> float:
    return sum(truth(_done(rep, tips), 0)) - base


def _random(lots: random.Random, tips: Sequence[Tip]) -> list[Tip]:
    """Three different signals within the minutes, drawn blindly."""
    chosen: list[Tip] = []
    for tip in lots.sample(list(tips), len(tips)):
        spent = sum(one.minutes for one in chosen)
        fits = len(chosen) < plan.MOST and spent + tip.minutes <= MINUTES
        if fits and tip.signal not in {one.signal for one in chosen}:
            chosen.append(tip)
    return chosen


def _done(rep: Rep, tips: Sequence[Tip]) -> Rep:
    """The rep after four weeks in which these tips were kept."""
    units = {name: list(days) for name, days in rep.units.items()}
    tried = {name: list(days) for name, days in rep.tried.items()}
    won = {name: list(days) for name, days in rep.won.items()}
    levels, profile = dict(rep.levels), rep.profile
    for tip in tips:
        if tip.shows.kind is Trace.NONE:
            continue
        once = not tip.habit or BY_NAME[tip.signal].kind is Kind.STOCK
        weeks = range(1) if once else range(4)
        if tip.signal in units:
            for week in weeks:
                units[tip.signal][7 * week] += tip.shows.amount
        elif tip.signal == "steady_weeks":
            for week in weeks:
                units["comments"][7 * week] += 1
                units["insight_shares"][7 * week] += 1
        elif tip.signal in tried:
            _attempt(tip, tried[tip.signal], won[tip.signal])
        elif tip.signal == "profile_complete":
            profile = min(1.0, profile + tip.shows.amount)
        elif tip.signal in levels:
            levels[tip.signal] += tip.shows.amount
    return replace(rep, units=units, tried=tried, won=won, levels=levels, profile=profile)


def _attempt(tip: Tip, tried: list[int], won: list[int]) -> None:
    """Twenty or so attempts, a quarter more successful than usual; an own answer always counts."""
    usual = sum(won[:DAYS]) / max(1, sum(tried[:DAYS]))
    chance = 1.0 if tip.signal == "keep_in_touch" else min(1.0, BETTER * usual)
    for week in range(4):
        tried[7 * week] += round(tip.dose)
        won[7 * week] += round(tip.dose * chance)


def typed_only_fresh(seed: int, people: int = 24) -> float:
    """Of 13 digests of a rep who types four numbers a week, those with two fresh tips, one of them
    in the claimed pillar: the mean over reps."""
    lots = random.Random(seed)
    return mean(_fresh_digests(lots) for _ in range(people))


def _fresh_digests(lots: random.Random) -> int:
    four = [lots.uniform(5, 18) for _ in range(4)]
    four[lots.randrange(4)] -= 4
    records: list[TipRecord] = []
    readings: list[Reading] = []
    good = 0
    for week in range(13):
        day = TODAY + timedelta(weeks=week)
        wobbled = [value + lots.gauss(0, hidden.NOISE) for value in four]
        readings.append(hidden.reading(wobbled, day, week))
        made = report.build(
            as_of=day, readings=readings, activity=EMPTY,
            situation=Situation(records=tuple(records)),
        )  # fmt: skip
        tips = [item.tip for item in made.plan.items]
        fresh = [tip for tip in tips if _fresh(tip, records, day)]
        claimed = made.weakest.pillars[:1] if made.weakest.verdict is Verdict.CLAIMED else ()
        good += len(fresh) >= 2 and all(any(t.pillar is p for t in fresh) for p in claimed)
        for tip in tips:
            records.append(TipRecord(tip.id, TipEvent.SHOWN, day, digest=True))
            told = lots.random()
            event = TipEvent.DONE if told < 0.4 else TipEvent.SKIPPED if told < 0.6 else None
            if event is not None:
                records.append(TipRecord(tip.id, event, day + timedelta(days=2)))
    return good


def _fresh(tip: Tip, records: Sequence[TipRecord], day: object) -> bool:
    """Not shown within the last three weeks."""
    last: Mapping[str, object] = {one.tip: one.day for one in records if one.digest}
    shown = last.get(tip.id)
    return shown is None or (day - shown).days >= 21  # type: ignore[operator]  # both are dates
