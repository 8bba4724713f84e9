"""What people, scripts and the page may ask of the sandbox: docs/sandbox.md."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import acting, limits, seed
from sandbox.acting import Impossible
from sandbox.faults import KINDS, Fault
from sandbox.town import Town
from sandbox.web_api import file_object, user_object
from sandbox.workspace import Channel, Json, Refusal, Team, User

Handler = Callable[[Town, Team, Json], Awaitable[Json]]


async def command(town: Town, team: Team, body: Json) -> Json:
    """A slash command in a channel."""
    channel = _channel_of(team, body)
    payload = town.actor.command(team, _user(team, body), channel, str(body["text"]))
    return await _interact(town, team, "slash_commands", payload, channel.id, body["user"])


async def message(town: Town, team: Team, body: Json) -> Json:
    """A text in a channel or in the DM with the bot, or files that lie in Slack already, anybody's.
    With `forge` the bot is told of a channel too, as an app with more scopes would be."""
    channel = _channel_of(team, body)
    shared = [file_object(team.files[id], town.base_url) for id in body.get("files") or ()]
    more: Json = {"subtype": "file_share", "files": shared} if shared else {}
    made = team.post(channel.id, _user(team, body), {"text": body.get("text", ""), **more})
    return await _told(town, team, channel, made, forged=bool(body.get("forge")), **more)


async def _told(
    town: Town, team: Team, channel: Channel, made: Json, *, forged: bool = False, **more: Any
) -> Json:
    if channel.kind != "dm" and not forged:
        return _done(0.0, None, [])
    event = {
        "type": "message", "channel": channel.id,
        "channel_type": "im" if channel.kind == "dm" else "channel", "user": made["user"],
        "text": made["text"], "ts": made["ts"], "event_ts": made["ts"], **more,
    }  # fmt: skip
    return await _event(town, team, event)


async def click(town: Town, team: Team, body: Json) -> Json:
    """A press or a choice in a message or a view."""
    user, value = _user(team, body), body.get("value")
    forged = bool(body.get("forge"))
    view = _view(team, body, forged) if body.get("view_id") else None
    if view is not None:
        blocks, place = view["blocks"], ("", "")
    else:
        place = (str(body["channel"]), str(body["ts"]))
        shown = team.message(*place)
        if not forged and shown["ephemeral_to"] not in (None, user):
            raise Impossible("this message is somebody else's")
        if not forged and user not in team.channel(place[0]).members:
            raise Impossible("not in this channel")
        blocks = shown["blocks"]
    if forged:
        action: Json = {"action_id": body["action_id"], "block_id": "forged", "type": "button",
                        "value": value or "", "action_ts": team.new_ts()}  # fmt: skip
    else:
        element, block_id = acting.find_element(blocks, str(body["action_id"]), value)
        action = acting.action_of(element, block_id, value, team.new_ts())
    payload = town.actor.click(team, user, action, view=view, place=place)
    return await _interact(town, team, "interactive", payload, place[0], user)


async def submit(town: Town, team: Team, body: Json) -> Json:
    """A form that is sent."""
    user, forged = _user(team, body), bool(body.get("forge"))
    view = _view(team, body, forged)
    values = acting.state_of(team, view, body.get("values") or {}, forged)
    errors = {} if forged else acting.missing(view, values)
    if errors:
        view["errors"] = errors
        return _done(0.0, {"response_action": "errors", "errors": errors}, [])
    view["errors"] = None
    payload = town.actor.submission(team, user, view, values)
    before, began = len(town.calls), time.monotonic()
    ack = await town.hub.send("interactive", payload)
    took = time.monotonic() - began
    if ack is None:
        return _late(took, town.calls[before:])
    answer = ack.get("payload") or {}
    acting.apply_response(team, view, answer)
    return _done(took, answer or None, town.calls[before:])


async def close(town: Town, team: Team, body: Json) -> Json:
    """A modal that is closed."""
    view = _view(team, body, False)
    team.views.pop(view["id"], None)
    if view.get("notify_on_close"):
        payload = town.actor.closed(team, view["user"], view)
        return await _interact(town, team, "interactive", payload, "", view["user"])
    return _done(0.0, None, [])


async def shortcut(town: Town, team: Team, body: Json) -> Json:
    """A global shortcut."""
    user = _user(team, body)
    payload = town.actor.shortcut(team, user, str(body["callback_id"]))
    return await _interact(town, team, "interactive", payload, "", user)


async def home(town: Town, team: Team, body: Json) -> Json:
    """App Home is opened."""
    user = _user(team, body)
    event = {"type": "app_home_opened", "user": user, "channel": seed.dm_of(user), "tab": "home",
             "event_ts": team.new_ts()}  # fmt: skip
    return await _event(town, team, event)


async def user(town: Town, team: Team, body: Json) -> Json:
    """A person changes, or a stranger of another organisation appears."""
    id = str(body["user"])
    known = team.users.get(id)
    if known is None:
        known = team.users[id] = User(id, str(body.get("name") or id), seed.TEAM_TZ,
                                      is_stranger=bool(body.get("is_stranger")))  # fmt: skip
        team.channels[seed.CHANNEL].members.add(id)
        team.dm(id)
    for name in ("name", "tz", "deleted", "is_admin", "is_restricted", "is_stranger", "status"):
        if name in body:
            setattr(known, name, body[name])
    event = {"type": "user_change", "user": user_object(known, team), "event_ts": team.new_ts()}
    return await _event(town, team, event)


async def invite(town: Town, team: Team, body: Json) -> Json:
    """A person or the bot comes into a channel."""
    id = str(body["user"])
    team.user(id)
    team.channel(str(body["channel"])).members.add(id)
    return _done(0.0, None, [])


async def clock(town: Town, team: Team, body: Json) -> Json:
    """The calendar is moved; what is due at each step is done and waited for."""
    steps = await town.clock.walk(datetime.fromisoformat(str(body["to"])))
    return {"ok": True, "now": town.clock.now().isoformat(), "steps": steps}


async def faults(town: Town, team: Team, body: Json) -> Json:
    """A fault is armed, or all are taken away."""
    if body.get("clear"):
        town.faults.armed.clear()
        return {"ok": True}
    if body.get("do") not in KINDS:
        raise Impossible(f"do is one of {', '.join(KINDS)}")
    town.faults.armed.append(
        Fault(
            str(body.get("method", "*")),
            str(body["do"]),
            int(body.get("times", 1)),
            str(body.get("retry_after", 1)),
            float(body.get("seconds", 1.0)),
            str(body.get("error", "internal_error")),
        )
    )
    return {"ok": True}


async def disconnect(town: Town, team: Team, body: Json) -> Json:
    """All sockets are dropped."""
    await town.hub.disconnect()
    return {"ok": True}


async def uninstall(town: Town, team: Team, body: Json) -> Json:
    """The app is removed from the workspace."""
    await _event(town, team, {"type": "app_uninstalled"})
    answer = await _event(
        town, team, {"type": "tokens_revoked", "tokens": {"bot": [seed.BOT], "oauth": []}}
    )
    team.installed = False
    return answer


POSTS: dict[str, Handler] = {
    "command": command, "message": message, "click": click, "submit": submit, "close": close,
    "shortcut": shortcut, "home": home, "user": user, "invite": invite, "clock": clock,
    "faults": faults, "disconnect": disconnect, "uninstall": uninstall,
}  # fmt: skip


async def upload(town: Town, request: Request) -> Response:
    """One or more files, and the channel in which they are shared as one message."""
    async with request.form() as form:
        given = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
        fields = {key: str(value) for key, value in form.items() if key != "file"}
        if not given:
            return JSONResponse({"ok": False, "error": "needs user and file"}, 400)
        read = [(one.filename or "file", await one.read()) for one in given]
    team = town.team(fields.get("team"))
    if fields.get("user") not in team.users:
        return JSONResponse({"ok": False, "error": "user_not_found"}, 400)
    files = [team.add_file(fields["user"], name, data) for name, data in read]
    answer: Json = {"ok": True, "id": files[0]["id"], "ids": [file["id"] for file in files]}
    if fields.get("channel"):
        channel = team.channel(fields["channel"])
        shared = [file_object(file, town.base_url) for file in files]
        made = team.post(channel.id, fields["user"], {"text": "", "files": shared})
        answer |= await _told(town, team, channel, made, subtype="file_share", files=shared)
    return JSONResponse(answer)


async def respond(town: Town, key: str, payload: Json) -> Response:
    """An answer to a response URL: at most five within half an hour."""
    known = town.hub.responses.get(key)
    expired = known is None or time.monotonic() - known["born"] > acting.RESPONSE_S
    if known is None or expired:
        return JSONResponse({"ok": False, "error": "expired_url"}, 404)
    known["uses"] += 1
    if known["uses"] > acting.RESPONSE_USES:
        return JSONResponse({"ok": False, "error": "used_url"}, 404)
    found = limits.message_faults(payload["blocks"]) if payload.get("blocks") else []
    if found:
        body = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": found}}
        return JSONResponse(body, 400)
    team, original = town.teams[known["team"]], known["message"]
    town.calls.append(
        {"at": town.clock.now().isoformat(), "method": "response_url", "ok": True, "error": None,
         "args": payload}
    )  # fmt: skip
    if payload.get("delete_original") and original:
        team.messages[known["channel"]].remove(original)
    elif payload.get("replace_original") and original:
        team.edit(original, payload)
    else:
        town.actor.answered(team, known["channel"], known["user"], payload)
    return Response("ok")


async def _interact(
    town: Town, team: Team, kind: str, payload: Json, channel: str, user_id: str
) -> Json:
    before, began = len(town.calls), time.monotonic()
    ack = await town.hub.send(kind, payload)
    took = time.monotonic() - began
    if ack is None:
        return _late(took, town.calls[before:])
    answer = ack.get("payload")
    if isinstance(answer, str):
        answer = {"text": answer}
    reply = None
    if isinstance(answer, dict) and (answer.get("text") or answer.get("blocks")) and channel:
        reply = town.actor.answered(team, channel, user_id, answer)
    if reply is None:
        reply = _newest_private(team, channel, user_id, town.calls[before:])
    return _done(took, reply, town.calls[before:])


def _newest_private(team: Team, channel: str, user_id: str, calls: list[Json]) -> Json | None:
    """What the bot answered by the response URL before it acknowledged."""
    if not any(call["method"] == "response_url" for call in calls):
        return None
    mine = [one for one in team.messages.get(channel, ()) if one["ephemeral_to"] == user_id]
    return mine[-1] if mine else None


async def _event(town: Town, team: Team, event: Json) -> Json:
    before, began = len(town.calls), time.monotonic()
    heard = await town.hub.event(town.actor.event(team, event))
    took = time.monotonic() - began
    return _done(took, None, town.calls[before:]) if heard else _late(took, town.calls[before:])


def _done(took: float, reply: Json | None, calls: list[Json]) -> Json:
    short = [{key: call[key] for key in ("method", "ok", "error")} for call in calls]
    return {"ok": True, "ack_ms": round(took * 1000, 1), "reply": reply, "calls": short}


def _late(took: float, calls: list[Json]) -> Json:
    return {**_done(took, None, calls), "timeout": True}


def _user(team: Team, body: Json) -> str:
    known = team.user(str(body["user"]))
    if known.deleted and not body.get("forge"):
        raise Impossible("this account is deactivated")
    return known.id


def _channel_of(team: Team, body: Json) -> Channel:
    channel = team.channel(str(body["channel"]))
    if body["user"] not in channel.members:
        raise Impossible("not in this channel")
    return channel


def _view(team: Team, body: Json, forged: bool) -> Json:
    id = str(body["view_id"])
    homes = {view["id"]: view for view in team.homes.values()}
    view = team.views.get(id) or homes.get(id)
    if view is None:
        raise Refusal("not_found")
    if view["user"] != body["user"] and not forged:
        raise Impossible("this view is somebody else's")
    return view
