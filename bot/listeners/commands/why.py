"""`why`: where each point comes from."""

from bot.blocks import first_run
from bot.blocks import why as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import card


def run(request: Request) -> Answer:
    """Show every contribution, and how sure it is."""
    made = card.build(request.store, request.team, request.user, request.now)
    return first_run.render(request.command) if made.empty else screens.render(made)
