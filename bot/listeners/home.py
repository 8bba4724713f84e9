"""App Home: the same card as everywhere, in its classic form."""

from datetime import datetime

from bot.blocks import card as screens
from bot.blocks import first_run, settings
from bot.blocks import seats as seat_screens
from bot.blocks.message import View
from bot.services import card, seats
from bot.store.engine import Store


def view(store: Store, team: str, user: str, now: datetime, command: str) -> View:
    """The Home tab of a member who is stored."""
    made = card.build(store, team, user, now)
    said = first_run.home(command) if made.empty else screens.home(made)
    asked = seat_screens.beside(seats.standing(store, team, user, now))
    return {**said, "blocks": [*said["blocks"], *asked, settings.home()]}
