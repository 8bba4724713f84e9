"""`coach`: does it help?"""

from bot.blocks import coach as screens
from bot.blocks import hidden
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import coach


def run(request: Request) -> Answer:
    """What may be told, or what is missing for it."""
    return hidden.ask(hidden.COACH) if request.member.hidden else shown(request)


def shown(request: Request) -> Answer:
    """The same with its numbers."""
    return screens.render(coach.check(request.store, request.team, request.user, request.now))
