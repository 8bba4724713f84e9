"""App Home: the same card as everywhere, in its classic form."""

from datetime import datetime

from bot.blocks import card as screens
from bot.blocks import first_run
from bot.blocks.message import View
from bot.services import card
from bot.store.engine import Store


def view(store: Store, team: str, user: str, now: datetime, command: str) -> View:
    """The Home tab of a member who is stored."""
    made = card.build(store, team, user, now)
    return first_run.home(command) if made.empty else screens.home(made)
