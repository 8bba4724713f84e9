"""`upload`: a form that takes files and pasted text."""

from bot.blocks import upload as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal


def run(request: Request) -> Answer:
    """Open the upload form; in the DM say that a file may simply be dropped there."""
    return Modal(screens.modal(), screens.how(request.command))
