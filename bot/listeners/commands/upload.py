"""`upload`: a form that takes files and pasted text, and the reminder of an archive."""

from bot.blocks import archive_wait as waits
from bot.blocks import upload as screens
from bot.blocks.message import Message
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import archive_wait


def run(request: Request) -> Answer:
    """Open the upload form; in the DM say that a file may simply be dropped there."""
    return Modal(screens.modal(), screens.how(request.command))


def remind(request: Request) -> Message:
    """Promise one reminder of the archive that LinkedIn is making."""
    asked = archive_wait.ask(request.store, request.team, request.user, request.now)
    return waits.asked(asked)
