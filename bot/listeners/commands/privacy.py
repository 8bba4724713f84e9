"""`privacy`: what is kept, who sees it, who looked, and one's choices."""

from bot.blocks import privacy as screens
from bot.listeners import admins
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import privacy
from bot.services.privacy import Privacy


def run(request: Request) -> Answer:
    """Show the page."""
    return drawn(request, privacy.show(request.store, request.team, request.user))


def drawn(request: Request, made: Privacy) -> Answer:
    """The page, with the audit's button for those who may have it."""
    contact = request.house.settings.operator_contact
    return screens.render(made, contact, admin=admins.is_one(request))
