"""Which tips may be offered now: fresh, resting, done, refused, grown or halved.

docs/scoring.md, Tip states. What is chosen among them is the plan's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scoring.tips import TIPS
from scoring.tips.tip import Evidence, Test, Tip, TipEvent, TipRecord

REST_SHOWN = timedelta(weeks=3)
"""A habit rests this long after a digest showed it, if nobody answered."""
REST_DONE = timedelta(weeks=2)
REST_SKIPPED = timedelta(weeks=8)
REST_LATER = timedelta(weeks=1)
SKIPS_HALVE, SKIPS_REST = 2, 3
RETIRED = 0.85
"""Share of a measured signal from which its habit needs no tip."""
HALF_MINUTES = 10
"""Minutes that a halved tip takes at most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A tip that may be planned. `resting`: only when nothing else satisfies the plan."""

    tip: Tip
    resting: bool = False


def offers(records: Sequence[TipRecord], evidence: Evidence, today: date) -> tuple[Offer, ...]:
    """The tips that this rep may be shown today, in catalogue order."""
    by_tip: dict[str, list[TipRecord]] = {}
    for record in sorted(records, key=lambda one: one.day):
        by_tip.setdefault(record.tip, []).append(record)
    found = (_offer(tip, by_tip.get(tip.id, []), evidence, today) for tip in TIPS)
    return tuple(offer for offer in found if offer is not None)


def _offer(tip: Tip, records: Sequence[TipRecord], evidence: Evidence, today: date) -> Offer | None:
    if _refused(records) or not _fits(tip, evidence):
        return None
    done = [record.day for record in records if record.event is TipEvent.DONE]
    if done and not tip.habit:
        return None
    u = evidence.value("u", tip.signal)
    if tip.habit and u is not None and u > RETIRED:
        return None
    skips = _skips(records)
    small = (
        replace(tip, dose=tip.dose / 2, minutes=min(HALF_MINUTES, tip.minutes))
        if skips >= SKIPS_HALVE
        else tip
    )
    return Offer(small, _resting(tip, records, done, skips, today))


def _refused(records: Sequence[TipRecord]) -> bool:
    verdicts = (TipEvent.NOT_FOR_ME, TipEvent.TAKEN_BACK)
    last = [record.event for record in records if record.event in verdicts]
    return bool(last) and last[-1] is TipEvent.NOT_FOR_ME


def _skips(records: Sequence[TipRecord]) -> int:
    """Skips since the tip was last done."""
    count = 0
    for record in records:
        if record.event is TipEvent.SKIPPED:
            count += 1
        elif record.event is TipEvent.DONE:
            count = 0
    return count


def _resting(
    tip: Tip, records: Sequence[TipRecord], done: Sequence[date], skips: int, today: date
) -> bool:
    def since(event: TipEvent, rest: timedelta) -> bool:
        days = [
            r.day for r in records if r.event is event and (event is not TipEvent.SHOWN or r.digest)
        ]
        return bool(days) and today < days[-1] + rest

    if since(TipEvent.LATER, REST_LATER):
        return True
    if skips >= SKIPS_REST and since(TipEvent.SKIPPED, REST_SKIPPED):
        return True
    if not tip.habit:
        return False
    if done:
        return today < done[-1] + REST_DONE
    return since(TipEvent.SHOWN, REST_SHOWN)


def _fits(tip: Tip, evidence: Evidence) -> bool:
    """Whether its conditions hold, or are unknown and the tip may be offered all the same."""
    if tip.needs and evidence.value("setting", tip.needs) != 1:
        return False
    known = [_holds(test, evidence) for test in tip.when]
    if False in known:
        return False
    return tip.unseen or None not in known


def _holds(test: Test, evidence: Evidence) -> bool | None:
    value = evidence.value(test.of, test.name)
    return None if value is None else test.low <= value <= test.high
