"""`join` and `leave`: the board of this channel, by one's own word."""

from bot.blocks import board as screens
from bot.listeners import boards
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer


def join(request: Request) -> Answer:
    """Take part by name, with what that means."""
    if request.in_dm:
        return screens.where(request.command)
    return boards.joining(request, request.channel)


def leave(request: Request) -> Answer:
    """Take part no more, at once."""
    if request.in_dm:
        return screens.where(request.command)
    return boards.leaving(request, request.channel)
