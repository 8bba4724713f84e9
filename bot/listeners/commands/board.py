"""`board`: this channel's board, or its set-up."""

from bot.blocks import board as screens
from bot.listeners import boards
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer


def run(request: Request) -> Answer:
    """Show the board; where there is none, open the set-up."""
    if request.in_dm or not request.channel:
        return screens.where(request.command)
    return boards.show(request)
