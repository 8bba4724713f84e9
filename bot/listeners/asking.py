"""Who asks, where and when: one `Request` for every way in.

Bolt's middleware ends before the listener starts, so this one only puts values into the context
and opens nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs
from bot.dispatch import Dispatch
from bot.errors import NotAllowed
from bot.services import arrivals, people, silence
from bot.services.people import Profile
from bot.settings import Settings
from bot.store.engine import Store
from bot.store.members import Member

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class House:
    """The parts that listeners use; joined in `bot.app`."""

    settings: Settings
    store: Store
    dispatch: Dispatch
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Request:
    """One act of one person: who, in which workspace and channel, and what time it is.

    `now` is the injected calendar. `channel` is empty in App Home. `trigger` opens one modal
    within three seconds, and is empty where Slack gives none (plain text in the DM). `resumed`: a
    weekly note that was paused goes on because of this act.
    """

    house: House
    client: WebClient
    team: str
    member: Member
    channel: str
    trigger: str
    now: datetime
    rest: str = ""
    resumed: bool = False

    @property
    def user(self) -> str:
        """The acting person's id."""
        return self.member.user

    @property
    def store(self) -> Store:
        """The one store."""
        return self.house.store

    @property
    def command(self) -> str:
        """The slash command as it is installed, for hints."""
        return self.house.settings.ssi_command

    @property
    def in_dm(self) -> bool:
        """Whether the channel is a direct message (Slack's ids of these begin with D)."""
        return self.channel.startswith("D")


def request(
    house: House,
    context: BoltContext,
    client: WebClient,
    *,
    channel: str = "",
    trigger: str = "",
    act: bool = True,
) -> Request:
    """The request of the acting person. Raises NotAllowed for people of another organisation.

    `act` is false where somebody merely looks: whatever they do ends the silence.
    """
    team, user = context.team_id or "", context.user_id or ""
    now = house.clock()
    member = people.known(house.store, team, user, now)
    if member is None:
        member = _look_up(house.store, client, team, user, now)
    if member.active_on != now.date():
        people.active(house.store, team, user, now)
    resumed = False
    if act and member.silent:
        member, resumed = silence.heard(house.store, team, user, now)
    return Request(house, client, team, member, channel, trigger, now, resumed=resumed)


def profile(user: dict[str, Any], team: str) -> Profile:
    """What a `user` object of Slack says. Raises NotAllowed for a stranger of Slack Connect."""
    home = user.get("team_id")
    if user.get("is_stranger") or (home and home != team):
        raise NotAllowed("stranger")
    names = user.get("profile") or {}
    name = names.get("display_name") or user.get("real_name") or names.get("real_name")
    return Profile(
        name=str(name or user.get("name") or user.get("id") or ""),
        zone=_zone(user.get("tz")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        deleted=bool(user.get("deleted")),
    )


def _look_up(store: Store, client: WebClient, team: str, user: str, now: datetime) -> Member:
    try:
        found = profile(client.users_info(user=user)["user"], team)
        arrivals.changed(store, team, user, found, now)  # news that user_change did not bring
        return people.meet(store, team, user, found, now)
    except (SlackApiError, OSError) as error:
        logs.event("profile_unknown", team=team, user=user, code=type(error).__name__)
        old = people.stored(store, team, user)
        return old or people.meet(store, team, user, Profile(user, DEFAULT_ZONE), people.NEVER)


def _zone(name: object) -> str:
    try:
        ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError):
        return DEFAULT_ZONE
    return str(name)
