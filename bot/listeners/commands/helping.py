"""`help`: six words first, the rest behind "More"."""

from bot.blocks import help as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer


def run(request: Request) -> Answer:
    """Show the first words."""
    return screens.render(request.command, request.house.settings.operator_contact)


def more(request: Request) -> Answer:
    """Show the other words."""
    return screens.more(request.command)
