"""`pause`: away until a day, with a return that nobody has to remember."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack

from bot.blocks import notices
from bot.blocks import pause as screens
from bot.blocks.message import Message
from bot.listeners import fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import leave, people
from bot.services.leave import Refusal

_LENGTH = re.compile(r"(\d{1,4})\s*(w|week|weeks|d|day|days)", re.ASCII)
_DAY = re.compile(r"(?:until|till)?\s*(\d{4}-\d{2}-\d{2})", re.ASCII)
OFF = frozenset(("off", "stop", "end"))


def run(request: Request) -> Answer:
    """Show whether one is away; begin or end a leave by what follows the word."""
    text = request.rest.casefold().strip()
    if not text:
        return screens.show(leave.state(request.store, request.team, request.user, request.now))
    if text in OFF:
        return off(request)
    back = _back(text, people.today(request.member, request.now))
    return screens.how(request.command) if back is None else until(request, back)


def until(request: Request, back: date) -> Message:
    """Be away until a day."""
    made = leave.pause(request.store, request.team, request.user, back, request.now)
    return screens.refused(made) if isinstance(made, Refusal) else screens.paused(made)


def weeks(request: Request, number: int) -> Answer:
    """Be away for some weeks, by one tap."""
    return until(request, people.today(request.member, request.now) + timedelta(weeks=number))


def off(request: Request) -> Answer:
    """Be back today."""
    member = leave.end(request.store, request.team, request.user, request.now)
    return screens.not_paused(request.command) if member is None else screens.ended(member)


def undo(request: Request, value: str) -> Answer:
    """Take a pause back. `value`: its id, the end it had before, and when the next note was due."""
    try:
        id, ended, due = value.split("|")
        found = leave.undo(
            request.store,
            request.team,
            request.user,
            id,
            date.fromisoformat(ended) if ended else None,
            datetime.fromisoformat(due) if due else None,
            request.now,
        )
    except ValueError:
        found = None
    return notices.nothing_to_undo() if found is None else screens.undone(found)


def form(request: Request) -> Answer:
    """The form with a day to choose."""
    today = people.today(request.member, request.now)
    return Modal(screens.modal(today), screens.how(request.command))


def submit(request: Request, view: dict[str, Any], ack: Ack) -> None:
    """Be away until the day in the form."""
    given = fields.texts(view).get("back", "")
    back = _back(given, people.today(request.member, request.now))
    if back is None:
        ack(response_action="errors", errors={"back": screens.REFUSED["past"]})
        return
    made = leave.pause(request.store, request.team, request.user, back, request.now)
    if isinstance(made, Refusal):
        ack(response_action="errors", errors={"back": screens.REFUSED[made]})
        return
    ack(response_action="update", view=notices.as_view(screens.paused(made)))


def _back(text: str, today: date) -> date | None:
    """The day of return that a text names, or None."""
    if found := _LENGTH.fullmatch(text):
        number = min(int(found[1]), 1000)
        return today + timedelta(weeks=number) if found[2][0] == "w" else today + timedelta(number)
    if found := _DAY.fullmatch(text):
        try:
            return date.fromisoformat(found[1])
        except ValueError:
            return None
    return None
