"""Buttons of the weekly digest, but for those of its steps."""

from typing import Any

from bot.blocks import card as cards
from bot.blocks import digest as digests
from bot.blocks import notices, quiet
from bot.blocks import quarter as quarters
from bot.listeners.asking import Request
from bot.listeners.commands import digest, plan
from bot.listeners.commands.word import Answer
from bot.services import card, silence
from bot.services import plan as planning
from scoring.tips.tip import TipEvent

Body = dict[str, Any]


def keep(request: Request) -> Answer:
    """A quarter's step goes on."""
    return quarters.kept()


def change(request: Request, value: str) -> Answer:
    """The step rests a while, and the plan shows others."""
    planning.answer(request.store, request.team, request.user, value, TipEvent.LATER, request.now)
    return plan.run(request)


def yes(request: Request, body: Body, value: str) -> Answer:
    """Write to me on Mondays."""
    return digest.choose(request, state="on", how="button")


def no(request: Request, body: Body, value: str) -> Answer:
    """Never ask again."""
    digest.choose(request, state="off", how="button")
    return digests.declined(request.command)


def stop(request: Request, body: Body, value: str) -> Answer:
    """No more notes."""
    return digest.choose(request, state="off", how="button")


def time(request: Request, body: Body, value: str) -> Answer:
    """The form with day, time and rhythm."""
    return digest.form(request)


def go_on(request: Request, body: Body, value: str) -> Answer:
    """Yes to "Still here?": the question itself becomes the card, with the welcome above it."""
    member = silence.go_on(request.store, request.team, request.user, request.now)
    made = card.build(request.store, request.team, request.user, request.now)
    welcome = quiet.resumed(member)
    if made.empty:
        return notices.notice(welcome)
    return cards.render(made, lead=welcome)
