"""The week's tips: what was answered to them."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.services import card as cards
from bot.services import ifthen, people
from bot.services.card import Card
from bot.services.slots import slot_of
from bot.store import members, tips
from bot.store.engine import Store
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent


def answer(
    store: Store, team: str, user: str, tip: str, event: TipEvent, now: datetime
) -> Tip | None:
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
        day = people.today(member, now)
        tips.record(db, user, tip, event, day, now, slot=slot_of(now, member.zone))
        ifthen.told(db, user, tip, event, day)
    return known


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


def build(store: Store, team: str, user: str, now: datetime, minutes: int | None) -> Card:
    """The card whose plan fills `minutes` a week (15 to 240), or the member's own budget."""
    return cards.build(store, team, user, now, minutes)
