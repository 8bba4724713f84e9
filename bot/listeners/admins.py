"""Whether the acting person is a coach admin: Slack or the settings are asked anew each time."""

from slack_sdk.errors import SlackApiError

from bot import roles
from bot.listeners import asking
from bot.listeners.asking import Request
from bot.services import people


def is_one(request: Request) -> bool:
    """Whether they are one now."""
    admins = roles.listed(request.house.settings.coach_admins)
    return roles.coach_admin(request.client, request.team, request.user, admins)


def person(request: Request, whom: str) -> bool:
    """Whether somebody is a person of this workspace who is still here, and not forgotten by
    their own wish; they are written down as Slack describes them. Raises NotAllowed for a
    stranger."""
    try:
        found = dict(request.client.users_info(user=whom)["user"])
    except SlackApiError:
        return False
    profile = asking.profile(found, request.team)
    if found.get("is_bot") or profile.deleted:
        return False
    if people.forgotten(request.store, request.team, whom):
        return False  # only their own word brings somebody back
    people.meet(request.store, request.team, whom, profile, request.now)
    return True
