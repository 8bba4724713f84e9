"""Who is a coach admin, by Slack's word at this moment or by the operator's list."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs


def listed(coach_admins: str) -> frozenset[str]:
    """The ids in COACH_ADMINS."""
    return frozenset(one.strip() for one in coach_admins.split(",") if one.strip())


def admins(client: WebClient, limit: int = 200) -> list[tuple[str, str]]:
    """Ids and names of the admins and owners of the workspace, by id, asked `limit` people at a
    time. Raises what a call may raise."""
    found: list[tuple[str, str]] = []
    cursor = ""
    while True:
        page = client.users_list(limit=limit, cursor=cursor)
        found += [
            (str(one["id"]), str(one.get("real_name") or one.get("name") or ""))
            for one in page["members"]
            if (one.get("is_admin") or one.get("is_owner")) and not one.get("deleted")
        ]
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return sorted(found)


def coach_admin(client: WebClient, team: str, user: str, admins: frozenset[str]) -> bool:
    """Whether a person is an admin or owner of the workspace, or is listed. Asked anew each time,
    since roles end; where Slack doesn't answer, nobody is one. A guest, a person who left and a
    stranger never are."""
    try:
        found = client.users_info(user=user)["user"]
    except (SlackApiError, OSError) as error:
        logs.event("role_unknown", team=team, user=user, code=type(error).__name__)
        return False
    home = found.get("team_id")
    outside = found.get("deleted") or found.get("is_bot") or found.get("is_stranger")
    guest = found.get("is_restricted") or found.get("is_ultra_restricted")
    if outside or guest or (home and home != team):
        return False
    return bool(found.get("is_admin") or found.get("is_owner") or user in admins)
