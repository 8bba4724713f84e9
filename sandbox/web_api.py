"""The methods of Slack's Web API that a bot of this kind calls, as strict as Slack.

Each method's page is https://docs.slack.dev/reference/methods/<name>.
"""

import json
from collections.abc import Callable
from zoneinfo import ZoneInfo

from sandbox import limits, seed, uploading, views
from sandbox.calling import Call
from sandbox.workspace import Channel, Json, Refusal, Team, User

PAGE = 100


def auth_test(call: Call) -> Json:
    """auth.test"""
    return {
        "url": call.base_url, "team": call.team.name, "user": "ssi-coach", "team_id": call.team.id,
        "user_id": seed.BOT, "bot_id": seed.BOT_ID, "is_enterprise_install": False,
    }  # fmt: skip


def users_info(call: Call) -> Json:
    """users.info"""
    user = call.team.user(call.need("user"))
    return {"user": user_object(user, call.team)}


def users_list(call: Call) -> Json:
    """users.list"""
    at, limit = int(call.args.get("cursor") or 0), int(call.args.get("limit") or PAGE)
    people = [user_object(one, call.team) for one in call.team.users.values()]
    after = str(at + limit) if at + limit < len(people) else ""
    return {"members": people[at : at + limit], "response_metadata": {"next_cursor": after}}


def user_object(user: User, team: Team) -> Json:
    """A person as Slack tells them."""
    offset = team.clock.now().astimezone(ZoneInfo(user.tz)).utcoffset()
    return {
        "id": user.id, "team_id": "T0OTHER" if user.is_stranger else team.id,
        "name": user.name.split()[0].lower(), "real_name": user.name, "deleted": user.deleted,
        "tz": user.tz, "tz_label": user.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": user.is_admin, "is_owner": False, "is_bot": user.is_bot,
        "is_restricted": user.is_restricted, "is_ultra_restricted": False,
        "is_stranger": user.is_stranger, "locale": "en-US",
        "profile": {"real_name": user.name, "display_name": user.name,
                    "status_text": user.status},
    }  # fmt: skip


def conversations_open(call: Call) -> Json:
    """conversations.open"""
    user = call.team.user(call.need("users"))
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    return {"channel": {"id": call.team.dm(user.id).id}}


def conversations_history(call: Call) -> Json:
    """conversations.history: of DMs only, since the app has no scope for channels."""
    channel = call.team.channel(call.need("channel"))
    if channel.kind != "dm":
        raise Refusal("missing_scope", needed="channels:history", provided="im:history")
    oldest = float(call.args.get("oldest") or 0)
    limit = min(PAGE, int(call.args.get("limit") or PAGE))
    found = [
        message
        for message in reversed(call.team.messages.get(channel.id, []))
        if float(message["ts"]) >= oldest and not message["ephemeral_to"]
    ]
    at = int(call.args.get("cursor") or 0)
    page = [dict(message) for message in found[at : at + limit]]
    if not call.args.get("include_all_metadata"):
        for message in page:
            message.pop("metadata", None)
    more = at + limit < len(found)
    return {
        "messages": page,
        "has_more": more,
        "response_metadata": {"next_cursor": str(at + limit) if more else ""},
    }


def chat_post_message(call: Call) -> Json:
    """chat.postMessage"""
    channel = _writable(call)
    content = _content(call)
    call.rates.post(call.team.id, channel.id)
    made = call.team.post(channel.id, seed.BOT, content)
    return {"channel": channel.id, "ts": made["ts"], "message": made}


def chat_post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral"""
    channel = _writable(call)
    user = call.team.user(call.need("user"))
    if user.id not in channel.members:
        raise Refusal("user_not_in_channel")
    made = call.team.post(channel.id, seed.BOT, {**_content(call), "ephemeral_to": user.id})
    return {"message_ts": made["ts"]}


def chat_update(call: Call) -> Json:
    """chat.update"""
    channel = call.team.channel(call.need("channel"))
    message = call.team.message(channel.id, call.need("ts"))
    if message["user"] != seed.BOT or message["ephemeral_to"]:
        raise Refusal("cant_update_message")
    content = _content(call)
    if len(content["text"]) > 4000:
        raise Refusal("msg_too_long")
    call.team.edit(message, content)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"]}


def chat_delete(call: Call) -> Json:
    """chat.delete"""
    channel = call.team.channel(call.need("channel"))
    message = call.team.message(channel.id, call.need("ts"))
    if message["user"] != seed.BOT:
        raise Refusal("cant_delete_message")
    call.team.messages[channel.id].remove(message)
    return {"channel": channel.id, "ts": message["ts"]}


def _writable(call: Call) -> Channel:
    channel = call.team.channel(call.need("channel"))
    if channel.archived:
        raise Refusal("is_archived")
    if seed.BOT not in channel.members:
        raise Refusal("not_in_channel")
    if channel.user and call.team.users[channel.user].deleted:
        raise Refusal("user_disabled")
    return channel


def _content(call: Call) -> Json:
    blocks, text = call.structure("blocks"), str(call.args.get("text") or "")
    if blocks is None and not text:
        raise Refusal("no_text")
    faults = limits.message_faults(blocks) if blocks is not None else []
    if faults:
        raise Refusal("invalid_blocks", errors=faults, response_metadata={"messages": faults})
    metadata = call.structure("metadata")
    if metadata is not None and len(json.dumps(metadata)) > 8000:
        raise Refusal("metadata_too_large")
    return {"text": text[:40_000], "blocks": blocks or [], "metadata": metadata}


def files_info(call: Call) -> Json:
    """files.info"""
    file = call.team.files.get(call.need("file"))
    if file is None:
        raise Refusal("file_not_found")
    return {"file": file_object(file, call.base_url)}


def file_object(file: Json, base_url: str) -> Json:
    """A file as Slack tells it, without its bytes."""
    shown = {key: value for key, value in file.items() if key != "data"}
    url = f"{base_url}/files/{file['id']}"
    return {**shown, "url_private": url, "url_private_download": url, "mode": "hosted",
            "is_external": False}  # fmt: skip


def blocks_validate(call: Call) -> Json:
    """blocks.validate: what is wrong with blocks, with a message's, or with a view"""
    blocks, view = call.structure("blocks"), call.structure("view")
    message = call.structure("message")
    if sum(one is not None for one in (blocks, view, message)) != 1:
        raise Refusal("invalid_arguments")
    if view is not None:
        faults = limits.view_faults(view)
    else:
        faults = limits.message_faults(blocks if message is None else message.get("blocks"))
    return {"errors": [{"message": fault} for fault in faults]}


METHODS: dict[str, tuple[Callable[[Call], Json], str]] = {
    "auth.test": (auth_test, ""),
    "users.info": (users_info, "users:read"),
    "users.list": (users_list, "users:read"),
    "conversations.open": (conversations_open, "im:write"),
    "conversations.history": (conversations_history, "im:history"),
    "chat.postMessage": (chat_post_message, "chat:write"),
    "chat.postEphemeral": (chat_post_ephemeral, "chat:write"),
    "chat.update": (chat_update, "chat:write"),
    "chat.delete": (chat_delete, "chat:write"),
    "views.open": (views.open_, ""),
    "views.push": (views.push, ""),
    "views.update": (views.update, ""),
    "views.publish": (views.publish, ""),
    "blocks.validate": (blocks_validate, ""),
    "files.info": (files_info, "files:read"),
    "files.getUploadURLExternal": (uploading.get_upload_url_external, "files:write"),
    "files.completeUploadExternal": (uploading.complete_upload_external, "files:write"),
}
"""What each method does and which scope it needs; any other is unknown_method."""
