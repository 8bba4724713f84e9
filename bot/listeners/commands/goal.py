"""`goal`: a total by a day, its pace, and off."""

import re
from datetime import date

from bot.blocks import goal as screens
from bot.blocks import hidden
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import card, goal
from scoring.goals import Refusal

_GOAL = re.compile(r"(\d{1,4})(?:[.,](\d))?\s+(?:by|on|until)?\s*(\d{4}-\d{2}-\d{2})", re.ASCII)


def run(request: Request) -> Answer:
    """Show the goal; set it, or drop it, by what follows the word."""
    text = request.rest.casefold().strip()
    store, team, user = request.store, request.team, request.user
    if not text:
        return screens.show(card.build(store, team, user, request.now), request.command)
    if text == "off":
        return screens.dropped(goal.drop(store, team, user))
    found = _read(text)
    if found is None:
        return screens.how(request.command)
    made = goal.put(store, team, user, *found, request.now)
    if isinstance(made, Refusal):
        return screens.refused(made, request.command)
    return screens.set_up(made.card, made.steep)


def shown(request: Request) -> Answer:
    """The goal with its numbers, this once."""
    made = card.build(request.store, request.team, request.user, request.now)
    return screens.show(hidden.shown(made), request.command)


def _read(text: str) -> tuple[int, date] | None:
    """The total in hundredths, and the day."""
    found = _GOAL.fullmatch(text)
    if found is None:
        return None
    try:
        return int(found[1]) * 100 + int(found[2] or 0) * 10, date.fromisoformat(found[3])
    except ValueError:
        return None
