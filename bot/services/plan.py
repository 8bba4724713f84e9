"""The week's tips: what was answered to them."""

from datetime import datetime

from bot.services import card as cards
from bot.services import people
from bot.services.card import Card
from bot.services.slots import slot_of
from bot.store import members, tips
from bot.store.engine import Store
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent


def answer(
    store: Store, team: str, user: str, tip: str, event: TipEvent, now: datetime
) -> Tip | None:
    """Keep what the member says of a tip: once a day and answer, so a double click counts once.

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
        told = any(
            (record.tip, record.event, record.day) == (tip, event, day)
            for record in tips.records(db, user)
        )
        if not told:
            tips.record(db, user, tip, event, day, now, slot=slot_of(now, member.zone))
    return known


def build(store: Store, team: str, user: str, now: datetime, minutes: int | None) -> Card:
    """The card whose plan fills `minutes` a week (15 to 240), or the member's own budget."""
    return cards.build(store, team, user, now, minutes)
