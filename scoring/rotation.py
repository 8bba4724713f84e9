"""Which tips may be offered now: fresh, resting, done, refused, grown or halved.

docs/scoring.md, Tip states. What is chosen among them is the plan's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.evidence import Evidence
from scoring.tips import TIPS
from scoring.tips.tip import Clause, Of, Test, Tip, TipEvent, TipRecord, halved

REST_SHOWN = timedelta(weeks=3)
"""A habit rests this long after a digest showed it, if nobody answered."""
REST_DONE = timedelta(weeks=2)
REST_SKIPPED = timedelta(weeks=8)
REST_LATER = timedelta(weeks=1)
SKIPS_HALVE, SKIPS_REST = 2, 3
DONE_GROW = 2
GROWN = 0.6
"""Share of a signal from which a habit done twice gives way to its bigger sibling."""
RETIRED = 0.85
"""Share of a signal from which its habits need no tip."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A tip that may be planned. `dose`: the part of the full dose; `resting`: only when nothing
    else satisfies the plan; `answered`: it rests because the rep said something to it, and comes
    back only where there is nothing else at all."""

    tip: Tip
    dose: float = 1.0
    resting: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class _Past:
    """What happened to one tip, oldest first."""

    records: tuple[TipRecord, ...] = ()

    def days(self, event: TipEvent) -> list[date]:
        return [one.day for one in self.records if one.event is event]

    @property
    def refused(self) -> bool:
        verdicts = (TipEvent.NOT_FOR_ME, TipEvent.TAKEN_BACK)
        last = [one.event for one in self.records if one.event in verdicts]
        return bool(last) and last[-1] is TipEvent.NOT_FOR_ME

    @property
    def skips(self) -> int:
        """Skips since the tip was last done."""
        count = 0
        for record in self.records:
            if record.event is TipEvent.DONE:
                count = 0
            count += record.event is TipEvent.SKIPPED
        return count


def offers(records: Sequence[TipRecord], known: Evidence, today: date) -> tuple[Offer, ...]:
    """The tips that this rep may be shown today, in catalogue order."""
    by_tip: dict[str, list[TipRecord]] = {}
    for record in sorted(records, key=lambda one: (one.day, one.event is TipEvent.TAKEN_BACK)):
        if record.day <= today:
            by_tip.setdefault(record.tip, []).append(record)
    pasts = {tip.id: _Past(tuple(by_tip.get(tip.id, ()))) for tip in TIPS}
    grown = {tip.id for tip in TIPS if _grown(tip, pasts[tip.id], known)}
    successors = {tip.next for tip in TIPS if tip.id in grown}
    found = (
        _offer(tip, pasts[tip.id], known, today, tip.id in successors)
        for tip in TIPS
        if tip.id not in grown
    )
    return tuple(offer for offer in found if offer is not None)


def _offer(tip: Tip, past: _Past, known: Evidence, today: date, due: bool) -> Offer | None:
    """`due`: its smaller sibling has become a habit, so its own conditions need not hold."""
    if past.refused or (tip.needs and known.value(Of.SETTING, tip.needs) != 1):
        return None
    if not due and not all(holds(clause, known) for clause in tip.when):
        return None
    if not tip.habit and _settled(tip, past, known):
        return None
    u = known.value(Of.SHARE, tip.signal)
    if tip.habit and u is not None and u > RETIRED:
        return None
    answered = _answered(tip, past, today)
    resting = answered or (tip.habit and _within(_shown(past), REST_SHOWN, today))
    if past.skips >= SKIPS_HALVE:
        return Offer(halved(tip), 0.5, resting, answered)
    return Offer(tip, 1.0, resting, answered)


def holds(clause: Clause, known: Evidence) -> bool:
    """Whether one test of the clause holds."""
    return any(_holds(test, known) for test in clause)


def _holds(test: Test, known: Evidence) -> bool:
    if test.unless and known.unseen(test.unless):
        return True
    value = known.value(test.of, test.name)
    return value is not None and test.low <= value < test.high


def _grown(tip: Tip, past: _Past, known: Evidence) -> bool:
    u = known.value(Of.SHARE, tip.signal)
    done = len(past.days(TipEvent.DONE))
    return tip.next is not None and done >= DONE_GROW and u is not None and u > GROWN


def _settled(tip: Tip, past: _Past, known: Evidence) -> bool:
    """A one-off that was done does not return; once, if a later file still shows the gap."""
    done = past.days(TipEvent.DONE)
    if not done:
        return False
    facts = {test.name for clause in tip.when for test in clause if test.of is Of.LEVEL}
    later = any(day is not None and day > done[-1] for day in map(known.level_day, sorted(facts)))
    return len(done) > 1 or not later


def _answered(tip: Tip, past: _Past, today: date) -> bool:
    """Whether it rests since it was put off, skipped too often, or done."""
    if _within(past.days(TipEvent.LATER), REST_LATER, today):
        return True
    skipped = past.days(TipEvent.SKIPPED)
    if past.skips >= SKIPS_REST and _within(skipped, REST_SKIPPED, today):
        return True
    return tip.habit and _within(past.days(TipEvent.DONE), REST_DONE, today)


def _shown(past: _Past) -> list[date]:
    """Days on which a digest showed it; none once it was done after the last of them."""
    shown = [r.day for r in past.records if r.event is TipEvent.SHOWN and r.digest]
    done = past.days(TipEvent.DONE)
    return [] if done and shown and done[-1] >= shown[-1] else shown


def _within(days: list[date], rest: timedelta, today: date) -> bool:
    return bool(days) and today < days[-1] + rest
