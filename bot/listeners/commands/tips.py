"""`tips`: what was shown, done and put aside."""

from bot.blocks import notices
from bot.blocks import tips as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import people, plan
from scoring.tips.tip import TipEvent


def run(request: Request) -> Answer:
    """Three groups, newest first."""
    found = plan.shelf(request.store, request.team, request.user)
    return screens.render(found, people.today(request.member, request.now))


def back(request: Request, id: str) -> Answer:
    """Take a refusal back."""
    made = plan.answer(
        request.store, request.team, request.user, id, TipEvent.TAKEN_BACK, request.now
    )
    return notices.gone() if made is None else screens.back(made.tip)
