"""The best few tips within the minutes: an exact search, and a range instead of a promise.

The gain of a tip is what its signal would rise by, with everything that is only assumed held
still. docs/scoring.md, The plan.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring import curves
from scoring.activity import Activity
from scoring.measures import Measure, Measures, amounts, unknown_ages
from scoring.pillars import Pillar
from scoring.rotation import Offer
from scoring.signals import BY_NAME, Kind, Reader, Signal
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent, TipRecord, Trace

MOST = 3
WEEKS = 4
"""Weeks for which a gain is forecast, if the tip is kept."""
QUICK = 10
"""Minutes of a tip that fits into any day."""
GUESSED = 0.7
"""Factor on a gain whose signal nobody saw."""
NOMINAL = 0.2
"""Points by which a tip without a trace is chosen; it promises none."""
PRIOR_DONE = (2, 3)
"""Beta prior that a tip gets done: two in five."""
LOW, HIGH = 0.5, 1.5
"""The range printed around a gain; estimated and true gain go together loosely (r about .5)."""
MANY_INVITATIONS = ("F05", "F06", "R13")
WRITING = ("F10", "F11", "I09", "I11", "R09")


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A chosen tip. `low` and `high`: hundredths of the total after four kept weeks, None for a tip
    that promises no points; `guess`: its signal was never seen."""

    tip: Tip
    minutes: int
    low: int | None
    high: int | None
    guess: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """At most three tips, one-offs first; `minutes` is their sum."""

    items: tuple[PlanItem, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tip with what it may bring: gain in points, and the value by which it is chosen."""

    offer: Offer
    gain: float
    value: float
    guess: bool

    @property
    def tip(self) -> Tip:
        """The tip itself."""
        return self.offer.tip


def build(
    offers: Sequence[Offer],
    measures: Measures,
    assumed: Mapping[str, float],
    activity: Activity,
    records: Sequence[TipRecord],
    *,
    claimed: Pillar | None,
    minutes: int,
) -> Plan:
    """The plan for one week. `assumed` are the shares of unseen signals; `claimed` is the weakest
    pillar where it is claimed, and then has at least one tip."""
    found = [
        _candidate(offer, measures, assumed, activity, records)
        for offer in offers
        if _allowed(offer.tip, measures, activity)
    ]
    chosen = choose(found, claimed=claimed, minutes=minutes, last=_last_signals(records))
    ordered = sorted(chosen, key=lambda one: (one.tip.habit, -one.value, one.tip.id))
    return Plan(tuple(_item(one) for one in ordered), sum(one.tip.minutes for one in chosen))


def choose(
    candidates: Sequence[Candidate],
    *,
    claimed: Pillar | None,
    minutes: int,
    last: frozenset[str] = frozenset(),
) -> tuple[Candidate, ...]:
    """The set of at most three with the greatest value under all constraints.

    Where no set satisfies all of them they are dropped in one order: three of one pillar, a quick
    one, the signals of the last digest, resting tips, the claimed pillar.
    """
    for dropped in range(6):
        rules = _Rules(claimed, minutes, last, dropped)
        usable = [one for one in candidates if rules.one(one)]
        best = _best(usable, rules)
        if best:
            return best
    return ()


@dataclass(frozen=True, slots=True)
class _Rules:
    claimed: Pillar | None
    minutes: int
    last: frozenset[str]
    dropped: int

    def one(self, candidate: Candidate) -> bool:
        tip = candidate.tip
        if tip.minutes > self.minutes:
            return False
        if candidate.offer.resting and self.dropped < 4:
            return False
        return not (tip.signal in self.last and self.dropped < 3)

    def all(self, group: Sequence[Candidate], quick_there: bool) -> bool:
        tips = [one.tip for one in group]
        if sum(tip.minutes for tip in tips) > self.minutes:
            return False
        if len({tip.signal for tip in tips}) < len(tips):
            return False
        if self.claimed and self.dropped < 5 and all(t.pillar is not self.claimed for t in tips):
            return False
        if self.dropped < 2 and quick_there and all(tip.minutes > QUICK for tip in tips):
            return False
        return not (self.dropped < 1 and len(tips) == MOST and len({t.pillar for t in tips}) == 1)


def _best(usable: Sequence[Candidate], rules: _Rules) -> tuple[Candidate, ...]:
    """Exhaustive over triples, in order of value: a start that cannot reach the best ends there."""
    order = sorted(usable, key=lambda one: (-one.value, one.tip.minutes, one.tip.id))
    found = _Best(rules, any(one.tip.minutes <= QUICK for one in order))
    for at, first in enumerate(order):
        if 3 * first.value < found.value:
            break
        found.try_(first)
        for then, second in enumerate(order[at + 1 :], at + 1):
            if first.value + 2 * second.value < found.value:
                break
            found.try_(first, second)
            for third in order[then + 1 :]:
                if first.value + second.value + third.value < found.value:
                    break
                found.try_(first, second, third)
    return found.group


class _Best:
    """The best set so far: by value, then fewer minutes, then ids."""

    def __init__(self, rules: _Rules, quick: bool) -> None:
        self.rules = rules
        self.quick = quick
        self.value = -math.inf
        self.group: tuple[Candidate, ...] = ()
        self.key: tuple[float, int, tuple[str, ...]] = (math.inf, 0, ())

    def try_(self, *group: Candidate) -> None:
        value = sum(one.value for one in group)
        if value < self.value or not self.rules.all(group, self.quick):
            return
        ids = tuple(sorted(one.tip.id for one in group))
        key = (-value, sum(one.tip.minutes for one in group), ids)
        if key < self.key:
            self.value, self.group, self.key = value, group, key


def _item(one: Candidate) -> PlanItem:
    if one.tip.shows.kind is Trace.NONE:
        return PlanItem(one.tip, one.tip.minutes, None, None, one.guess)
    low = 0.0 if one.tip.shows.kind is Trace.YIELD else LOW * one.gain
    return PlanItem(
        one.tip, one.tip.minutes, round(100 * low), round(100 * HIGH * one.gain), one.guess
    )


def _allowed(tip: Tip, measures: Measures, activity: Activity) -> bool:
    """No more invitations while few are accepted, no more messages while most are copies."""
    acceptance = measures.get("acceptance")
    if tip.id in MANY_INVITATIONS and acceptance and acceptance.attempts >= 20:
        return acceptance.u >= 0.4
    share = activity.levels.get("starts.template_share")
    return not (tip.id in WRITING and share is not None and float(share.value) > 0.3)


def _candidate(
    offer: Offer,
    measures: Measures,
    assumed: Mapping[str, float],
    activity: Activity,
    records: Sequence[TipRecord],
) -> Candidate:
    tip = offer.tip
    signal = BY_NAME[tip.signal]
    found = measures.get(tip.signal)
    before = found.u if found else assumed.get(tip.signal, signal.mean)
    if tip.shows.kind is Trace.NONE:
        gain = NOMINAL
    else:
        after = _after(tip, signal, found, before, activity)
        gain = 25 * signal.weight * max(0.0, after - before)
    if found is None:
        gain *= GUESSED
    return Candidate(offer, gain, gain * _chance(tip, records), found is None)


def _chance(tip: Tip, records: Sequence[TipRecord]) -> float:
    """The chance that this rep does a tip of this kind, from their own answers."""
    done, shown = PRIOR_DONE[0], sum(PRIOR_DONE)
    for record in records:
        known = by_id(record.tip)
        if known is None or known.habit is not tip.habit:
            continue
        if record.event in (TipEvent.DONE, TipEvent.SKIPPED):
            shown += 1
            done += record.event is TipEvent.DONE
    return done / shown


def _last_signals(records: Sequence[TipRecord]) -> frozenset[str]:
    """Signals of the newest digest's tips."""
    shown = [r for r in records if r.digest and r.event is TipEvent.SHOWN]
    newest = max((record.day for record in shown), default=None)
    tips = (by_id(record.tip) for record in shown if record.day == newest)
    return frozenset(tip.signal for tip in tips if tip is not None)


def _after(
    tip: Tip, signal: Signal, found: Measure | None, before: float, activity: Activity
) -> float:
    """The signal's share after four kept weeks, all else equal."""
    units = tip.shows.amount * (tip.dose / _full_dose(tip))
    if signal.kind is Kind.RATE:
        return _rate_after(signal, found, before, units)
    if signal.name == "profile_complete":
        return min(1.0, before + 0.1)
    if signal.kind is Kind.HABIT and found is not None:
        return _habit_after(signal, found, units, activity)
    if signal.kind is Kind.HABIT:
        amount = curves.inverse(before, signal.target) + units
        fresh = sum(curves.RECENCY[:WEEKS])
        return before + fresh * (curves.curve(amount, signal.target) - before)
    if signal.kind is Kind.STEADY:
        return before + sum(curves.RECENCY[:WEEKS]) * (1 - before)
    amount = curves.inverse(before, signal.target) + units * (WEEKS if tip.habit else 1)
    return curves.curve(amount, signal.target)


def _full_dose(tip: Tip) -> float:
    known = by_id(tip.id)
    return known.dose if known and known.dose else 1.0


def _habit_after(signal: Signal, found: Measure, units: float, activity: Activity) -> float:
    reader = _reader(signal, activity)
    recent = amounts(activity, reader.facts, found.through, curves.WINDOW)
    for week in range(WEEKS):
        recent[7 * week] += round(1000 * units)
    unknown = unknown_ages(activity, reader, found.through)
    return curves.weekly(recent, unknown, signal.target)


def _reader(signal: Signal, activity: Activity) -> Reader:
    there = [r for r in signal.readers if any(s in activity.cover for s in r.sources)]
    return there[0] if there else signal.readers[0]


def _rate_after(signal: Signal, found: Measure | None, before: float, units: float) -> float:
    """More attempts, a quarter more successful than before but never beyond the best."""
    attempts = found.attempts if found else 20.0
    won = before * signal.target * (attempts + curves.SHRINK)
    usual = max(won / (attempts + curves.SHRINK), signal.mean * signal.target)
    better = 1.0 if signal.name == "keep_in_touch" else min(signal.target, 1.25 * usual)
    more = WEEKS * units
    return curves.rate(won + better * more, attempts + more, signal.target)
