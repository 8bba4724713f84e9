"""Files from the bot: an address to send the bytes to, the bytes, and then where they stand.

https://docs.slack.dev/messaging/working-with-files#upload
"""

from typing import Any

from sandbox import seed
from sandbox.calling import Call
from sandbox.workspace import Json, Refusal, Team

MOST = 1_000_000_000
"""Bytes of one file."""


def get_upload_url_external(call: Call) -> Json:
    """files.getUploadURLExternal"""
    name, length = call.need("filename"), call.need("length")
    if not length.isascii() or not length.isdigit() or int(length) == 0:
        raise Refusal("invalid_arguments")
    if int(length) > MOST:
        raise Refusal("file_upload_size_restricted")
    id = call.team.new_id("F")
    call.team.awaited[id] = {"id": id, "name": name, "length": int(length), "data": None}
    return {"upload_url": f"{call.base_url}/upload/{call.team.id}/{id}", "file_id": id}


def take(team: Team, id: str, data: bytes) -> bool:
    """The bytes of a file whose address was given out; False for any other, or another length."""
    awaited = team.awaited.get(id)
    if awaited is None or awaited["length"] != len(data):
        return False
    awaited["data"] = data
    return True


def complete_upload_external(call: Call) -> Json:
    """files.completeUploadExternal: with a channel the files stand there in one message."""
    named = call.structure("files")
    if not isinstance(named, list) or not named or not all(isinstance(one, dict) for one in named):
        raise Refusal("invalid_arguments")
    awaited = [call.team.awaited.get(str(one.get("id"))) for one in named]
    if any(one is None or one["data"] is None for one in awaited):
        raise Refusal("file_not_found")
    id = str(call.args.get("channel_id") or "")
    # Unlike a post, it takes no person's id for their chat.
    if id and id not in call.team.channels:
        raise Refusal("channel_not_found")
    channel = call.team.channel(id) if id else None
    if channel is not None and seed.BOT not in channel.members:
        raise Refusal("not_in_channel")
    made = [_kept(call.team, one, given) for one, given in zip(awaited, named, strict=True) if one]
    if channel is not None:
        said: dict[str, Any] = {"text": str(call.args.get("initial_comment") or ""), "files": made}
        call.team.post(channel.id, seed.BOT, said)
    return {"files": [{"id": one["id"], "title": one["title"]} for one in made]}


def _kept(team: Team, awaited: Json, given: Json) -> Json:
    """Make an uploaded file one of the workspace's, and tell it without its bytes."""
    id, name = awaited["id"], awaited["name"]
    title = str(given.get("title") or name)
    team.files[id] = {
        "id": id, "user": seed.BOT, "name": name, "title": title, "size": awaited["length"],
        "data": awaited["data"], "mimetype": "application/octet-stream",
        "filetype": name.rpartition(".")[2],
    }  # fmt: skip
    del team.awaited[id]
    return {key: value for key, value in team.files[id].items() if key != "data"}
