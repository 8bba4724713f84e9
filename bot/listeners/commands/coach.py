"""`coach`: does it help?"""

from bot.blocks import coach as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import coach


def run(request: Request) -> Answer:
    """What may be told, or what is missing for it."""
    return screens.render(coach.check(request.store, request.team, request.user, request.now))
