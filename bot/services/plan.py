"""The week's tips: what was answered to them, and what takes the place of one put aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.services import card as cards
from bot.services import ifthen, people
from bot.services.slots import monday_of, slot_of
from bot.store import members, tips
from bot.store.engine import Db, Store
from scoring.plan import PlanItem
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent

ASIDE = frozenset((TipEvent.LATER, TipEvent.NOT_FOR_ME))
"""Answers that make room for another step."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the member said of a tip, and the step that comes in its place, if there is one."""

    tip: Tip
    event: TipEvent
    instead: PlanItem | None = None


def answer(
    store: Store, team: str, user: str, tip: str, event: TipEvent, now: datetime
) -> Answered | None:
    """Keep what the member says of a tip; a double click counts once.

    None when the catalogue has no such tip (a message older than the catalogue).
    """
    known = by_id(tip)
    if known is None:
        return None
    with store.begin(team) as db:
        member = members.get(db, user)
        if member is None:
            return None
        before = _planned(db, user, now) if event in ASIDE else {}
        day = people.today(member, now)
        tips.record(db, user, tip, event, day, now, slot=slot_of(now, member.zone))
        ifthen.told(db, user, tip, event, day)
        after = _planned(db, user, now) if event in ASIDE else {}
    new = (item for id, item in after.items() if id not in before)
    return Answered(known, event, next(new, None))


def _planned(db: Db, user: str, now: datetime) -> dict[str, PlanItem]:
    return {item.tip.id: item for item in cards.of(db, user, now).report.plan.items}


def undo(store: Store, team: str, user: str, tip: str, now: datetime) -> Tip | None:
    """Take back that a step was done, if that was in this week; a plan that ended with it runs on.

    None when the catalogue has no such tip.
    """
    known = by_id(tip)
    if known is None:
        return None
    with store.begin(team) as db:
        member = members.get(db, user)
        if member is None:
            return None
        days = tips.take_back_done(db, user, tip, monday_of(people.today(member, now)))
        ifthen.untold(db, member, tip, days, now)
    return known


@dataclass(frozen=True, slots=True)
class Week:
    """The plan of the member's own that runs, and the steps done and refused since Monday."""

    running: ifthen.Running | None
    done: tuple[Tip, ...]
    refused: tuple[Tip, ...] = ()


def week(store: Store, team: str, user: str, now: datetime) -> Week:
    """What App Home shows of the week beside the open steps. Raises LookupError for a stranger."""
    with store.begin(team, write=False) as db:
        member = members.required(db, user)
        today = people.today(member, now)
        plan = ifthen.current(db, user, today)
        running = ifthen.view(db, member, plan, today) if plan else None
        newest = {one.tip: one.event for one in tips.answers_since(db, user, monday_of(today))}
    return Week(running, _of(newest, TipEvent.DONE), _of(newest, TipEvent.NOT_FOR_ME))


def _of(newest: Mapping[str, TipEvent], wanted: TipEvent) -> tuple[Tip, ...]:
    found = (by_id(tip) for tip, event in newest.items() if event is wanted)
    return tuple(tip for tip in found if tip is not None)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Tips by what became of them: (tip, day) each, newest first."""

    done: tuple[tuple[Tip, date], ...]
    running: tuple[tuple[Tip, date], ...]
    refused: tuple[tuple[Tip, date], ...]


def shelf(store: Store, team: str, user: str) -> Shelf:
    """What was shown, done and refused; each tip once, where its newest answer puts it."""
    with store.begin(team, write=False) as db:
        records = tips.records(db, user)
    places: dict[str, tuple[str, date]] = {}
    for one in records:
        place = PLACES.get(one.event)
        if place is not None:
            places[one.tip] = (place, one.day)
    return Shelf(*(_placed(places, place) for place in ("done", "running", "refused")))


PLACES = {
    TipEvent.DONE: "done",
    TipEvent.SHOWN: "running",
    TipEvent.LATER: "running",
    TipEvent.SKIPPED: "running",
    TipEvent.TAKEN_BACK: "running",
    TipEvent.NOT_FOR_ME: "refused",
}
"""Where an answer puts a tip."""


def _placed(places: dict[str, tuple[str, date]], place: str) -> tuple[tuple[Tip, date], ...]:
    found = [
        (tip, day)
        for id, (where, day) in places.items()
        if where == place and (tip := by_id(id)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one[1], one[0].id), reverse=True))
