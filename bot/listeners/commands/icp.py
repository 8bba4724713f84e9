"""`icp`: the ideal customer, so that new connections can be judged for fit."""

from bot.blocks import icp as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal


def run(request: Request) -> Answer:
    """Open the form, filled with what is stored."""
    return Modal(screens.modal(request.member.ideal), screens.how(request.command))
