"""`ssi-coach admins`: who is a coach admin, by the settings and by Slack's word now."""

import sys
from collections.abc import Mapping

from bot import clients, roles
from bot.settings import Settings, Unusable, values

NAMES = ("coach_admins", "slack_bot_token", "slack_api_url")
USAGE = 2


def main(environment: Mapping[str, str]) -> int:
    """List them; exit code 2 where Slack refuses to tell. Raises Unusable for settings that can't
    be read."""
    found, faults = values(environment, NAMES)
    if faults:
        raise Unusable(tuple(faults))
    listed = sorted(roles.listed(found.get("coach_admins", "")))
    for user in listed:
        print(f"{user:14} COACH_ADMINS")
    if not found.get("slack_bot_token"):
        print("SLACK_BOT_TOKEN is not set, so Slack's own admins are not listed.")
        return 0
    url = found.get("slack_api_url") or str(Settings.model_fields["slack_api_url"].default)
    try:
        people = roles.admins(clients.looking(found["slack_bot_token"], url))
    except clients.FAULTS as error:
        code = clients.fault(error).code
        print(f"ssi-coach: Slack did not tell its admins ({code}).", file=sys.stderr)
        return USAGE
    for user, name in people:
        print(f"{user:14} Slack          {name}")
    if not listed and not people:
        print("Nobody is a coach admin. Set COACH_ADMINS.")
    return 0
