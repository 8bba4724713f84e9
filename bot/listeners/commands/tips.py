"""`tips`: what was shown, done and put aside."""

from bot.blocks import tips as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import people, plan


def run(request: Request) -> Answer:
    """Three groups, newest first."""
    found = plan.shelf(request.store, request.team, request.user)
    return screens.render(found, people.today(request.member, request.now))
