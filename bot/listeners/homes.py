"""App Home drawn anew after whatever its owner did, for those who ever opened it."""

from collections.abc import Callable
from datetime import datetime

from slack_sdk import WebClient

from bot import logs
from bot.clients import FAULTS, fault
from bot.dispatch import Work
from bot.listeners import home
from bot.listeners.asking import Request
from bot.services import people
from bot.store.engine import Store

KIND = "home"


def soon(request: Request) -> None:
    """Have the acting person's Home follow what they have just done."""
    if request.member.home:
        request.house.dispatch.hand_over(Work(KIND, request.team, request.user), again=True)


def publisher(
    store: Store, client: WebClient, clock: Callable[[], datetime], command: str
) -> Callable[[str, str], None]:
    """What carries that out. Nothing is lost where Slack does not answer: opening Home draws it
    anew as well."""

    def publish(team: str, user: str) -> None:
        member = people.stored(store, team, user)
        if member is None or member.deleted or not member.home:
            return
        try:
            client.views_publish(user_id=user, view=home.view(store, team, user, clock(), command))
        except FAULTS as error:
            logs.event("home_not_drawn", team=team, user=user, code=fault(error).code)

    return publish
