"""`export`: everything that is kept of somebody, as files in their chat."""

from bot.blocks import export as screens
from bot.dispatch import Work
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import exporting


def run(request: Request) -> Answer:
    """Promise the files, and have them made now."""
    return promised(request, exporting.KIND)


def promised(request: Request, kind: str) -> Answer:
    """The same for any kind of files."""
    id = exporting.queue(request.store, request.team, request.user, request.now, kind)
    if id is None:
        return screens.on_their_way()
    request.house.dispatch.hand_over(Work("delivery", request.team, id))
    return screens.begun()
