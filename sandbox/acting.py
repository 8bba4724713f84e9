"""What people do in the workspace, as the payloads that Slack makes of it."""

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import seed, web_api
from sandbox.hub import Hub
from sandbox.workspace import Channel, Json, Team

FILE_INPUT_MAX = 10_000_000
"""Bytes of a file in a modal; larger ones go to a chat."""
RESPONSE_USES, RESPONSE_S = 5, 1800.0
_MENTION = re.compile(r"@([A-Za-zÀ-ž]+(?: [A-Za-zÀ-ž]+)?)")


class Impossible(Exception):
    """An act that a person could not have done here."""


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


def find_element(blocks: list[Json], action_id: str, value: str | None) -> tuple[Json, str]:
    """The element that a person presses, and its block id."""
    found: list[tuple[Json, str]] = []
    for block in blocks:
        elements = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
        found += [
            (element, block["block_id"])
            for element in elements
            if isinstance(element, dict) and element.get("action_id") == action_id
        ]
    if not found:
        raise Impossible(f"no element {action_id} there")
    same = [pair for pair in found if value is None or pair[0].get("value") == value]
    return (same or found)[0]


def action_of(element: Json, block_id: str, value: str | None, ts: str) -> Json:
    """What a press or a choice says."""
    made: Json = {"action_id": element["action_id"], "block_id": block_id,
                  "type": element["type"], "action_ts": ts}  # fmt: skip
    kind = element["type"]
    if kind == "button":
        made |= {"text": element.get("text"), "value": element.get("value", value or "")}
    elif kind in ("static_select", "radio_buttons", "overflow"):
        made["selected_option"] = option_of(element, str(value))
    elif kind == "datepicker":
        made["selected_date"] = value
    elif kind == "timepicker":
        made["selected_time"] = value
    return made


def option_of(element: Json, value: str) -> Json:
    """The option of a value."""
    for option in element.get("options") or ():
        if option["value"] == value:
            return dict(option)
    raise Impossible(f"no option {value} there")


def state_of(team: Team, view: Json, values: Mapping[str, Any], forged: bool = False) -> Json:
    """The state of a form's fields: what was given, else what stood there. `forged`: whatever its
    size."""
    state: Json = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        name = element["action_id"]
        state[block["block_id"]] = {name: _field(team, element, values.get(name), forged)}
    return state


def _field(team: Team, element: Json, given: Any, forged: bool) -> Json:
    kind = element["type"]
    if kind == "file_input":
        ids = [given] if isinstance(given, str) else list(given or ())
        files = [team.files[id] for id in ids]
        if not forged and any(file["size"] > FILE_INPUT_MAX for file in files):
            raise Impossible("a file of a form may have 10 MB at most")
        return {"type": kind, "files": [web_api.file_object(file, "") for file in files]}
    if kind in ("static_select", "radio_buttons"):
        chosen = option_of(element, given) if given else element.get("initial_option")
        return {"type": kind, "selected_option": chosen}
    if kind == "checkboxes":
        ids = [given] if isinstance(given, str) else given
        chosen = (
            (element.get("initial_options") or [])
            if ids is None
            else [option_of(element, id) for id in ids]
        )
        return {"type": kind, "selected_options": chosen}
    if kind == "datepicker":
        return {"type": kind, "selected_date": given or element.get("initial_date")}
    if kind == "timepicker":
        return {"type": kind, "selected_time": given or element.get("initial_time")}
    if kind == "users_select":
        if given and given not in team.users:
            raise Impossible(f"nobody with the id {given} here")
        return {"type": kind, "selected_user": given or element.get("initial_user")}
    text = element.get("initial_value") if given is None else str(given)
    return {"type": kind, "value": text or None}


def missing(view: Json, values: Json) -> Json:
    """Required fields that are empty, as Slack marks them before anything is sent."""
    errors = {}
    for block in view["blocks"]:
        if block["type"] == "input" and not block.get("optional"):
            field = next(iter(values[block["block_id"]].values()))
            if not any(value for key, value in field.items() if key != "type"):
                errors[block["block_id"]] = "Please complete this required field."
    return errors


def apply_response(team: Team, view: Json, answer: Mapping[str, Any]) -> None:
    """What the bot answers to a form: close, errors, another view in its place or on top."""
    action = answer.get("response_action")
    if action == "errors":
        view["errors"] = answer.get("errors")
        return
    if action == "update":
        web_api.put_view(team, view, answer.get("view"))
        return
    if action == "push":
        made = web_api.put_view(
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
