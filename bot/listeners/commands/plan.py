"""`plan`: the best few tips within the minutes that the person has."""

from bot.blocks import notices
from bot.blocks import plan as screens
from bot.blocks.message import Message
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import card, ifthen, people

LEAST, MOST = 15, 240
"""Minutes a week that a plan may fill."""


def shown(request: Request) -> Message:
    """What the person planned, then the tips of the week."""
    who = request.store, request.team, request.user, request.now
    return screens.render(card.build(*who), ifthen.running(*who))


def run(request: Request) -> Answer:
    """Show the plan; minutes after the word are kept as the person's budget."""
    if not request.rest:
        return shown(request)
    digits = request.rest.casefold().removesuffix("minutes").removesuffix("min").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        return notices.minutes(LEAST, MOST)
    minutes = int(digits)
    if not LEAST <= minutes <= MOST:
        return notices.minutes(LEAST, MOST)
    people.save_minutes(request.store, request.team, request.user, minutes)
    return shown(request)
