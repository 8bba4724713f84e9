"""`goal`: a total by a day, its pace, and off."""

import re
from datetime import date
from typing import Any

from slack_bolt import Ack

from bot.blocks import goal as screens
from bot.blocks import hidden
from bot.listeners import answering, fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import card, goal
from bot.services.card import Card
from scoring.goals import Refusal

_GOAL = re.compile(r"(\d{1,4})(?:[.,](\d))?\s+(?:by|on|until)?\s*(\d{4}-\d{2}-\d{2})", re.ASCII)


def run(request: Request) -> Answer:
    """Show the goal; set it, or drop it, by what follows the word."""
    text = request.rest.casefold().strip()
    store, team, user = request.store, request.team, request.user
    if not text:
        known = card.build(store, team, user, request.now)
        return _form(request, known) if known.goal is None else screens.show(known)
    if text == "off":
        return drop(request)
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
    return screens.show(hidden.shown(made)) if made.goal else screens.how(request.command)


def change(request: Request) -> Answer:
    """The form, with the goal that stands."""
    return _form(request, card.build(request.store, request.team, request.user, request.now))


def _form(request: Request, made: Card) -> Modal:
    return Modal(screens.form(made), screens.how(request.command))


def drop(request: Request) -> Answer:
    """The goal goes."""
    return screens.dropped(goal.drop(request.store, request.team, request.user))


def submit(request: Request, view: dict[str, Any], ack: Ack) -> None:
    """Set the goal of the form, or mark what is wrong with it."""
    given = fields.texts(view)
    found = _read(f"{given.get('target', '').strip()} by {given.get('day', '')}")
    if found is None:
        ack(response_action="errors", errors={"target": screens.NOT_A_TOTAL})
        return
    made = goal.put(request.store, request.team, request.user, *found, request.now)
    if isinstance(made, Refusal):
        ack(response_action="errors", errors=screens.field_errors(made))
        return
    answering.below(request, view, ack, screens.set_up(made.card, made.steep))


def _read(text: str) -> tuple[int, date] | None:
    """The total in hundredths, and the day."""
    found = _GOAL.fullmatch(text)
    if found is None:
        return None
    try:
        return int(found[1]) * 100 + int(found[2] or 0) * 10, date.fromisoformat(found[3])
    except ValueError:
        return None
