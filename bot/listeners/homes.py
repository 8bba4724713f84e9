"""App Home drawn anew after whatever its owner did, for those who ever opened it."""

from dataclasses import dataclass

from slack_sdk import WebClient

from bot import logs, roles
from bot.blocks import first_run
from bot.blocks.message import View
from bot.clients import FAULTS, fault
from bot.dispatch import Work
from bot.listeners import home
from bot.listeners.asking import House, Request
from bot.services import people

KIND = "home"


def soon(request: Request) -> None:
    """Have the acting person's Home follow what they have just done."""
    if request.member.home:
        _hand_over(request, request.user)


def of(request: Request, user: str) -> None:
    """Have somebody else's Home follow, if they ever opened it."""
    member = people.stored(request.store, request.team, user)
    if member is not None and member.home:
        _hand_over(request, user)


def _hand_over(request: Request, user: str) -> None:
    request.house.dispatch.hand_over(Work(KIND, request.team, user), again=True)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Carries that out. Nothing is lost where Slack does not answer: opening Home draws it too."""

    house: House
    client: WebClient

    def publish(self, team: str, user: str) -> None:
        """Draw the Home of one person; of somebody who was forgotten, as a newcomer sees it."""
        member = people.stored(self.house.store, team, user)
        if member is not None and (member.deleted or not member.home):
            return
        try:
            view = self._view(team, user) if member else first_run.home(self._command)
            self.client.views_publish(user_id=user, view=view)
        except FAULTS as error:
            logs.event("home_not_drawn", team=team, user=user, code=fault(error).code)

    @property
    def _command(self) -> str:
        return self.house.settings.ssi_command

    def _view(self, team: str, user: str) -> View:
        listed = roles.listed(self.house.settings.coach_admins)
        admin = roles.coach_admin(self.client, team, user, listed)
        now = self.house.clock()
        return home.view(self.house.store, team, user, now, self._command, admin=admin)
