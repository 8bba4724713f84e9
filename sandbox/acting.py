"""What people do in the workspace, as the payloads that Slack makes of it."""

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import seed, views
from sandbox.hub import Hub
from sandbox.workspace import Channel, Json, Team

RESPONSE_USES, RESPONSE_S = 5, 1800.0
_MENTION = re.compile(r"@([A-Za-zÀ-ž]+(?: [A-Za-zÀ-ž]+)?)")


@dataclass(slots=True)
class Actor:
    """Makes payloads and carries out what the bot answers."""

    hub: Hub
    base_url: str

    def response_url(self, team: Team, channel: str, user: str, message: Json | None) -> str:
        """An address that takes five answers in half an hour."""
        key = secrets.token_urlsafe(16)
        self.hub.responses[key] = {
            "team": team.id, "channel": channel, "user": user, "message": message,
            "uses": 0, "born": time.monotonic(),
        }  # fmt: skip
        return f"{self.base_url}/response/{key}"

    def command(self, team: Team, user: str, channel: Channel, text: str) -> Json:
        """A slash command, with names of people escaped as `should_escape` asks."""
        command, _, rest = text.partition(" ")
        return {
            "token": "sandbox", "command": command, "text": _escaped(team, rest.strip()),
            "user_id": user, "user_name": team.users[user].name.split()[0].lower(),
            "team_id": team.id, "team_domain": team.name.lower().replace(" ", "-"),
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "dm" else channel.name,
            "api_app_id": seed.APP, "is_enterprise_install": "false",
            "response_url": self.response_url(team, channel.id, user, None),
            "trigger_id": self.hub.trigger(team.id, user),
        }  # fmt: skip

    def event(self, team: Team, event: Json) -> Json:
        """The wrapping of an event."""
        return {
            "token": "sandbox", "team_id": team.id, "api_app_id": seed.APP, "event": event,
            "type": "event_callback", "event_id": f"Ev{secrets.token_hex(6)}",
            "event_time": int(team.clock.now().timestamp()),
            "authorizations": [{"team_id": team.id, "user_id": seed.BOT, "is_bot": True}],
        }  # fmt: skip

    def click(
        self, team: Team, user: str, action: Json, *, view: Json | None, place: tuple[str, str]
    ) -> Json:
        """A press of a button or a choice, in a view or in a message at (channel, ts)."""
        payload: Json = {**self._who(team, user, "block_actions"), "actions": [action]}
        if view is not None:
            kind = "view"
            payload |= {"container": {"type": kind, "view_id": view["id"]}, "view": shown(view)}
            return payload
        channel, ts = place
        message = team.message(channel, ts)
        ephemeral = bool(message["ephemeral_to"])
        payload |= {
            "container": {"type": "message", "message_ts": ts, "channel_id": channel,
                          "is_ephemeral": ephemeral},
            "channel": {"id": channel, "name": team.channels[channel].name},
            "response_url": self.response_url(team, channel, user, message),
        }  # fmt: skip
        if not ephemeral:
            payload["message"] = {key: value for key, value in message.items() if key != "files"}
        return payload

    def submission(self, team: Team, user: str, view: Json, values: Json) -> Json:
        """A form that is sent."""
        made = {**shown(view), "state": {"values": values}}
        return {**self._who(team, user, "view_submission"), "view": made, "response_urls": []}

    def shortcut(self, team: Team, user: str, callback_id: str) -> Json:
        """A global shortcut."""
        return {**self._who(team, user, "shortcut"), "callback_id": callback_id,
                "action_ts": team.new_ts()}  # fmt: skip

    def closed(self, team: Team, user: str, view: Json) -> Json:
        """A modal that is closed, where the bot asked to be told."""
        return {**self._who(team, user, "view_closed"), "view": shown(view), "is_cleared": False}

    def _who(self, team: Team, user: str, kind: str) -> Json:
        return {
            "type": kind, "token": "sandbox", "api_app_id": seed.APP,
            "team": {"id": team.id, "domain": team.name.lower()},
            "user": {"id": user, "team_id": team.id, "username": team.users[user].name},
            "trigger_id": self.hub.trigger(team.id, user), "is_enterprise_install": False,
        }  # fmt: skip

    def answered(self, team: Team, channel: str, user: str, payload: Mapping[str, Any]) -> Json:
        """A message in an acknowledgement or to a response URL."""
        public = payload.get("response_type") == "in_channel"
        content = {**payload, "ephemeral_to": None if public else user}
        return team.post(channel, seed.BOT, content)


def shown(view: Json) -> Json:
    """A view as it travels: the bot's own fields and Slack's."""
    return {**{key: value for key, value in view.items() if key not in ("user", "errors")},
            "team_id": "", "app_id": seed.APP, "bot_id": seed.BOT_ID,
            "private_metadata": view.get("private_metadata", ""),
            "callback_id": view.get("callback_id", ""),
            "state": view.get("state") or {"values": {}}}  # fmt: skip


def apply_response(team: Team, view: Json, answer: Mapping[str, Any]) -> None:
    """What the bot answers to a form: close, errors, another view in its place or on top."""
    action = answer.get("response_action")
    if action == "errors":
        view["errors"] = answer.get("errors")
        return
    if action == "update":
        views.put_view(team, view, answer.get("view"))
        return
    if action == "push":
        made = views.put_view(
            team, {"id": team.new_id("V"), "user": view["user"]}, answer.get("view")
        )
        team.views[made["id"]] = made
        return
    gone = [view["id"]]
    if action == "clear":
        gone = [one["id"] for one in team.views.values() if one["user"] == view["user"]]
    for id in gone:
        team.views.pop(id, None)


def _escaped(team: Team, text: str) -> str:
    names = {user.name: user.id for user in team.users.values()}

    def mention(found: re.Match[str]) -> str:
        id = names.get(found[1])
        return f"<@{id}|{found[1]}>" if id else found[0]

    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MENTION.sub(mention, escaped)
