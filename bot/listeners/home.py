"""App Home: the same card as everywhere, in its classic form, the week and all the rest."""

from datetime import datetime

from bot.blocks import admin as admin_screens
from bot.blocks import card as cards
from bot.blocks import first_run
from bot.blocks import grants as grant_screens
from bot.blocks import home as screens
from bot.blocks import seats as seat_screens
from bot.blocks.message import View
from bot.services import card, grants, managing, plan, seats
from bot.store.engine import Store


def view(
    store: Store, team: str, user: str, now: datetime, command: str, *, admin: bool = False
) -> View:
    """The Home tab of a member who is stored; `admin`: a coach admin."""
    made = card.build(store, team, user, now)
    asked = seat_screens.beside(seats.standing(store, team, user, now))
    shared = grant_screens.beside(grants.sharing(store, team, user))
    managed = managing.managed(store, team, user)
    beside = [*asked, *shared, *screens.managing(managed)]
    if made.empty:
        blocks = [*beside, *first_run.blocks(command), screens.others()]
    else:
        week = plan.week(store, team, user, now)
        blocks = [*cards.home(made), *beside, *screens.week(made, week), *screens.everything()]
    return {"type": "home", "blocks": [*blocks, *([admin_screens.home()] if admin else [])]}
