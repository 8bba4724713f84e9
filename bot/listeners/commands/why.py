"""`why`: where each point comes from."""

from bot.blocks import first_run, hidden
from bot.blocks import why as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import card


def run(request: Request) -> Answer:
    """Show every contribution, and how sure it is."""
    made = card.build(request.store, request.team, request.user, request.now)
    if made.empty:
        return first_run.render(request.command)
    return hidden.ask(hidden.WHY) if made.hidden else screens.render(made)


def shown(request: Request) -> Answer:
    """The same with its numbers, this once."""
    made = card.build(request.store, request.team, request.user, request.now)
    return screens.render(hidden.shown(made))
