"""Up to three tips that fit the week: an exact search under all constraints.

docs/scoring.md, The plan. What a tip may bring is scoring/gains.py's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring import learning
from scoring.evidence import Evidence
from scoring.gains import HIGH, LOW, Gain
from scoring.learning import Lessons
from scoring.measures import Measures
from scoring.pillars import Pillar
from scoring.rotation import Offer
from scoring.tips import by_id
from scoring.tips.tip import Of, Tip, TipEvent, TipRecord, Trace

MOST = 3
QUICK = 10
"""Minutes of a tip that fits into any day."""
SHORT = 15
"""Minutes of a step that may stand first."""
MANY_INVITATIONS = frozenset(("F05", "F06", "R13"))
WRITING = frozenset(("F10", "F11", "I09", "I11", "R09"))
COPIED = 0.3
"""Share of copied first messages above which no tip asks for more of them."""
ACCEPTED, ENOUGH = 0.4, 20
"""Share of acceptance below which no tip asks for more invitations, and attempts to say so."""
LEVELS = 8
"""Sets of rules, from all of them to none that can be dropped."""
KEPT = 10**12
"""Worth, in millionths, that is added to a tip which this week's digest has shown already: its plan
stands for the week, unless a rule or an answer speaks against it."""
STEEPER = 0.2
"""LinkedIn's curve is unknown, and most that it could be begin steeper than ours: in choosing, a
tip counts by so much more where its signal is at nothing, and so much less where it is full
(tuned on a simulator; docs/decisions/0009)."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A chosen tip. `low` and `high`: hundredths of the total after four kept weeks, None for a tip
    that promises no points; `guess`: its signal was never seen; `told`: the rep said how it
    stands, and no file shows it."""

    tip: Tip
    minutes: int
    low: int | None
    high: int | None
    guess: bool
    told: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """At most three tips, one-offs first; `minutes` is their sum."""

    items: tuple[PlanItem, ...]
    minutes: int


def lead(items: Sequence[PlanItem], claimed: Pillar | None) -> PlanItem | None:
    """The one step that stands first: of the claimed pillar if there is one, and short enough for
    a pause between two calls if it can be; else the first. None for an empty plan."""
    order = sorted(items, key=lambda one: (one.tip.pillar is not claimed, one.minutes > SHORT))
    return order[0] if order else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tip with what it may bring: the gain in points, and the worth by which it is chosen, in
    millionths of a point (an integer, so that sums compare alike in any order)."""

    offer: Offer
    gain: Gain
    worth: int

    @property
    def tip(self) -> Tip:
        """The tip itself."""
        return self.offer.tip


@dataclass(frozen=True, slots=True)
class Wish:
    """What a plan must respect: the claimed weakest pillar, the minutes a week, the signals of the
    last digest's plan, and the tips that this week's digest has shown."""

    claimed: Pillar | None
    minutes: int
    last: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def candidate(
    offer: Offer, gain: Gain, chance: float, lessons: Lessons = learning.NONE
) -> Candidate:
    """The tip with its worth: what it may bring, more where there is little yet, times the chance
    (0 to 1) that it gets done, times what was learned of it."""
    little = 1 + STEEPER * (1 - 2 * gain.start)
    worth = gain.points * little * chance * lessons.factor(offer.tip)
    return Candidate(offer, gain, round(1_000_000 * worth))


def build(candidates: Sequence[Candidate], wish: Wish) -> Plan:
    """The plan for one week."""
    chosen = choose(candidates, wish)
    ordered = sorted(chosen, key=lambda one: (one.tip.habit, -one.worth, one.tip.id))
    return Plan(tuple(_item(one) for one in ordered), sum(one.tip.minutes for one in chosen))


def choose(candidates: Sequence[Candidate], wish: Wish) -> tuple[Candidate, ...]:
    """The set of at most three with the greatest worth under all constraints.

    Where no set satisfies all of them they are dropped in one order: three of one pillar, a quick
    one, the signals of the last digest, tips of the claimed pillar that rest since they were shown,
    the claimed pillar, other resting tips, tips that rest since they were answered.
    """
    for dropped in range(LEVELS):
        usable = [_kept(one, wish) for one in candidates if _usable(one, wish, dropped)]
        best = _best(usable, _Rules.of(usable, wish, dropped))
        if best:
            return best
    return ()


def _kept(one: Candidate, wish: Wish) -> Candidate:
    return replace(one, worth=one.worth + KEPT) if one.tip.id in wish.kept else one


def _usable(one: Candidate, wish: Wish, dropped: int) -> bool:
    if one.tip.minutes > wish.minutes:
        return False
    mine = one.tip.pillar is wish.claimed
    if one.offer.resting and dropped < (7 if one.offer.answered else 4 if mine else 6):
        return False
    return dropped >= 3 or one.tip.signal not in wish.last


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a set as a whole must satisfy."""

    minutes: int
    pillar: Pillar | None
    quick: bool
    mixed: bool

    @classmethod
    def of(cls, usable: Sequence[Candidate], wish: Wish, dropped: int) -> "_Rules":
        quick = dropped < 2 and any(one.tip.minutes <= QUICK for one in usable)
        return cls(wish.minutes, wish.claimed if dropped < 5 else None, quick, dropped < 1)

    def allow(self, tips: Sequence[Tip]) -> bool:
        if sum(tip.minutes for tip in tips) > self.minutes:
            return False
        if len({tip.signal for tip in tips}) < len(tips):
            return False
        pillars = {tip.pillar for tip in tips}
        if self.pillar is not None and self.pillar not in pillars:
            return False
        if self.quick and all(tip.minutes > QUICK for tip in tips):
            return False
        return not (self.mixed and len(tips) == MOST and len(pillars) == 1)


def _best(usable: Sequence[Candidate], rules: _Rules) -> tuple[Candidate, ...]:
    """Exhaustive over triples, in order of worth: a start that cannot reach the best ends there."""
    order = sorted(usable, key=lambda one: (-one.worth, one.tip.minutes, one.tip.id))
    found = _Best(rules)
    for at, first in enumerate(order):
        if 3 * first.worth < found.worth:
            break
        found.offer(first)
        for then, second in enumerate(order[at + 1 :], at + 1):
            if first.worth + 2 * second.worth < found.worth:
                break
            if first.tip.minutes + second.tip.minutes > rules.minutes:
                continue
            found.offer(first, second)
            for third in order[then + 1 :]:
                if first.worth + second.worth + third.worth < found.worth:
                    break
                found.offer(first, second, third)
    return found.group


class _Best:
    """The best set so far: by worth, then fewer minutes, then ids."""

    def __init__(self, rules: _Rules) -> None:
        self.rules = rules
        self.worth = -1
        self.group: tuple[Candidate, ...] = ()
        self.key: tuple[int, int, tuple[str, ...]] | None = None

    def offer(self, *group: Candidate) -> None:
        worth = sum(one.worth for one in group)
        tips = [one.tip for one in group]
        if worth < self.worth or not self.rules.allow(tips):
            return
        key = (-worth, sum(tip.minutes for tip in tips), tuple(sorted(tip.id for tip in tips)))
        if self.key is None or key < self.key:
            self.worth, self.group, self.key = worth, group, key


def _item(one: Candidate) -> PlanItem:
    tip, gain = one.tip, one.gain
    if not gain.promised:
        return PlanItem(tip, tip.minutes, None, None, gain.guess, gain.told)
    low = 0.0 if tip.shows.kind is Trace.YIELD else LOW * gain.points
    high = round(100 * HIGH * gain.points)
    return PlanItem(tip, tip.minutes, round(100 * low), high, gain.guess, gain.told)


def allowed(tip: Tip, measures: Measures, evidence: Evidence) -> bool:
    """No more invitations while few are accepted, no more messages while many are copies."""
    if tip.id in MANY_INVITATIONS:
        found = measures.get("acceptance")
        return not (found and found.attempts >= ENOUGH and found.u < ACCEPTED)
    copied = evidence.value(Of.RATIO, "copied_starts") if tip.id in WRITING else None
    return copied is None or copied <= COPIED


def fastest(candidates: Sequence[Candidate], claimed: Pillar | None) -> Pillar | None:
    """The pillar with the most promised points a minute, where it is not the claimed weakest one;
    None without a claim, when there is nothing to compare it with."""
    there = [one for one in candidates if one.gain.promised and not one.offer.resting]
    if claimed is None or not there:
        return None
    best = max(there, key=lambda one: (one.worth / one.tip.minutes, one.tip.id))
    return best.tip.pillar if best.tip.pillar is not claimed else None


def last_signals(records: Sequence[TipRecord]) -> frozenset[str]:
    """Signals of the newest digest's tips."""
    shown = [r for r in records if r.digest and r.event is TipEvent.SHOWN]
    newest = max((record.day for record in shown), default=None)
    tips = (by_id(record.tip) for record in shown if record.day == newest)
    return frozenset(tip.signal for tip in tips if tip is not None)
