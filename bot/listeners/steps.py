"""Buttons of the week's steps, in the plan, the digest and App Home."""

from collections.abc import Callable
from typing import Any

from bot.blocks import notices
from bot.blocks import plan as screens
from bot.blocks import tips as shelf
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import plan
from scoring.tips.tip import TipEvent

Body = dict[str, Any]


def answered(event: TipEvent) -> Callable[[Request, Body, str], Answer | None]:
    """Keep an answer to a step, and show what comes in its place."""

    def run(request: Request, body: Body, value: str) -> Answer | None:
        made = plan.answer(request.store, request.team, request.user, value, event, request.now)
        if made is None:
            return notices.gone()
        return None if _at_home(body) else screens.noted(made, hidden=request.member.hidden)

    return run


def undo(request: Request, body: Body, value: str) -> Answer | None:
    """A step is not done after all."""
    tip = plan.undo(request.store, request.team, request.user, value, request.now)
    if tip is None:
        return notices.gone()
    return None if _at_home(body) else screens.undone(tip)


def back(request: Request, body: Body, value: str) -> Answer | None:
    """A refusal is taken back."""
    made = plan.answer(
        request.store, request.team, request.user, value, TipEvent.TAKEN_BACK, request.now
    )
    if made is None:
        return notices.gone()
    return None if _at_home(body) else shelf.back(made.tip)


def _at_home(body: Body) -> bool:
    """In App Home the step itself shows what became of it, so nothing opens above it."""
    return (body.get("view") or {}).get("type") == "home"
