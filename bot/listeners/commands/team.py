"""`team`: the page of this channel's team; elsewhere, the teams that one may open."""

from bot.listeners import team
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer


def run(request: Request) -> Answer:
    """Show the page, or the list."""
    if request.in_dm or not request.channel:
        return team.listed(request)
    return team.page(request, request.channel, here=True)
