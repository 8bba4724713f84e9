"""App Home: the same card as everywhere, in its classic form."""

from datetime import datetime

from bot.blocks import admin as admin_screens
from bot.blocks import card as screens
from bot.blocks import first_run, settings
from bot.blocks import grants as grant_screens
from bot.blocks import seats as seat_screens
from bot.blocks.message import View
from bot.services import card, grants, seats
from bot.store.engine import Store


def view(
    store: Store, team: str, user: str, now: datetime, command: str, *, admin: bool = False
) -> View:
    """The Home tab of a member who is stored; `admin`: a coach admin."""
    made = card.build(store, team, user, now)
    said = first_run.home(command) if made.empty else screens.home(made)
    asked = seat_screens.beside(seats.standing(store, team, user, now))
    shared = grant_screens.beside(grants.sharing(store, team, user))
    below = [settings.home(), *([admin_screens.home()] if admin else [])]
    return {**said, "blocks": [*said["blocks"], *asked, *shared, *below]}
