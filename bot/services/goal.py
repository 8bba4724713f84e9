"""A member's goal: set, shown, dropped."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.services import card as cards
from bot.services.card import Card
from bot.store import goals
from bot.store.engine import Store
from scoring.goals import Goal, Refusal, check, steep


@dataclass(frozen=True, slots=True)
class Set:
    """The card with the new goal; `steep`: it asks for more a week than is usual."""

    card: Card
    steep: bool


def put(store: Store, team: str, user: str, target: int, day: date, now: datetime) -> Set | Refusal:
    """Set a total (hundredths) by a day, in place of a former goal; or say why not."""
    with store.begin(team) as db:
        card = cards.of(db, user, now)
        refusal = check(target, day, card.today, card.report.readings)
        if refusal is not None:
            return refusal
        newest = card.report.readings[-1]
        goals.put(db, user, Goal(target, day, card.today, newest.total))
        return Set(cards.of(db, user, now), steep(target, day, newest))


def drop(store: Store, team: str, user: str) -> bool:
    """Take the goal away; False when there was none."""
    with store.begin(team) as db:
        return goals.drop(db, user)
