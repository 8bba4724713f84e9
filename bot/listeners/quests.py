"""The buttons and forms of team goals. The service decides anew who may do what."""

from typing import Any

from slack_bolt import Ack

from bot.blocks import notices
from bot.blocks import quest as screens
from bot.listeners import fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import board, quest
from scoring.quest import LEAST_TARGET, MOST_TARGET

View = dict[str, Any]
DIGITS = 5


def form(request: Request, channel: str) -> Answer:
    """What is counted, how much of it, how long."""
    board.kept_by(request.store, request.team, request.user, channel, "quest start", request.now)
    return Modal(screens.form(channel), screens.closed_form())


def submit(request: Request, view: View, ack: Ack) -> None:
    """Start the goal, or mark what is wrong."""
    given = fields.texts(view)
    what, target = " ".join(given.get("what", "").split()), _whole(given.get("target", ""))
    faults = {}
    if not what or len(what) > quest.LONGEST:
        faults["what"] = screens.NEEDED
    if target is None or not LEAST_TARGET <= target <= MOST_TARGET:
        faults["target"] = screens.NO_TARGET
    if faults or target is None:
        ack(response_action="errors", errors=faults)
        return
    channel = str(view.get("private_metadata", ""))
    made = quest.start(
        request.store, request.team, request.user, channel, what=what, target=target,
        weeks=int(given["weeks"]), now=request.now,
    )  # fmt: skip
    said = screens.running_already() if made is None else screens.started(channel)
    ack(response_action="update", view=notices.as_view(said))


def bring_form(request: Request, id: str) -> Answer:
    """The form with what oneself brought."""
    mine = quest.mine(request.store, request.team, request.user, id, request.now)
    return screens.over() if mine is None else Modal(screens.bring_form(mine), screens.over())


def submit_bring(request: Request, view: View, ack: Ack) -> None:
    """Count what oneself brought."""
    amount = _whole(fields.texts(view).get("amount", ""))
    if amount is None:
        ack(response_action="errors", errors={"amount": screens.NO_AMOUNT})
        return
    mine = quest.bring(
        request.store, request.team, request.user, str(view.get("private_metadata", "")), amount,
        request.now,
    )  # fmt: skip
    said = screens.over() if mine is None else screens.brought(mine)
    ack(response_action="update", view=notices.as_view(said))


def end(request: Request, id: str) -> Answer:
    """End the goal."""
    return screens.ended(quest.end(request.store, request.team, request.user, id, request.now))


def _whole(text: str) -> int | None:
    digits = text.strip()
    fits = digits.isascii() and digits.isdigit() and len(digits) <= DIGITS
    return int(digits) if fits else None
