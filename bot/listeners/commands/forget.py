"""`forget me`: what would go, and the one question. The word alone only explains."""

from bot.blocks import forget as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import erasing

ME = "me"


def run(request: Request) -> Answer:
    """Ask, or explain."""
    if request.rest.casefold() != ME:
        return screens.how(request.command)
    return ask(request)


def ask(request: Request) -> Answer:
    """What goes, and the button."""
    return screens.ask(erasing.kept(request.store, request.team, request.user))
