"""The command without a word: the report card, or the first-run card."""

from bot.blocks import card as screens
from bot.blocks import first_run, hidden
from bot.blocks import grants as grant_screens
from bot.blocks import seats as seat_screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import card, grants, seats


def run(request: Request) -> Answer:
    """Show where the member stands; who has given nothing yet is asked for the four numbers."""
    made = card.build(request.store, request.team, request.user, request.now)
    said = first_run.render(request.command) if made.empty else screens.render(made)
    known = seats.standing(request.store, request.team, request.user, request.now)
    said = seat_screens.with_card(said, known)
    asked = grants.asking(request.store, request.team, request.user)
    return said if asked is None else grant_screens.with_card(said, asked)


def shown(request: Request) -> Answer:
    """The card with its numbers, this once."""
    made = card.build(request.store, request.team, request.user, request.now)
    return screens.render(hidden.shown(made))
