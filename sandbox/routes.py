"""What people, scripts and the page may ask of the sandbox: docs/sandbox.md."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import acting, choices, handing, seed
from sandbox.faults import KINDS, Fault
from sandbox.town import Town
from sandbox.web_api import file_object, user_object
from sandbox.workspace import Channel, Impossible, Json, Refusal, Team, User

Handler = Callable[[Town, Team, Json], Awaitable[Json]]


async def command(town: Town, team: Team, body: Json) -> Json:
    """A slash command in a channel."""
    channel = _channel_of(team, body)
    payload = town.actor.command(team, _user(team, body), channel, str(body["text"]))
    return await handing.interact(town, team, "slash_commands", payload, channel.id, body["user"])


async def message(town: Town, team: Team, body: Json) -> Json:
    """A text in a channel or in the DM with the bot, or files that lie in Slack already, anybody's.
    With `forge` the bot is told of a channel too, as an app with more scopes would be."""
    channel = _channel_of(team, body)
    shared = [file_object(team.files[id], town.base_url) for id in body.get("files") or ()]
    more: Json = {"subtype": "file_share", "files": shared} if shared else {}
    made = team.post(channel.id, _user(team, body), {"text": body.get("text", ""), **more})
    return await handing.message(town, team, channel, made, forged=bool(body.get("forge")), **more)


async def click(town: Town, team: Team, body: Json) -> Json:
    """A press or a choice in a message or a view."""
    user, value = _user(team, body), body.get("value")
    forged = bool(body.get("forge"))
    view = _view(team, body, forged) if body.get("view_id") else None
    if view is not None:
        filled = choices.state_of(team, view, body.get("values") or {}, forged)
        view = {**view, "state": {"values": filled}}
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
        element, block_id = choices.find_element(blocks, str(body["action_id"]), value)
        action = choices.action_of(team, element, block_id, value, team.new_ts())
    payload = town.actor.click(team, user, action, view=view, place=place)
    return await handing.interact(town, team, "interactive", payload, place[0], user)


async def submit(town: Town, team: Team, body: Json) -> Json:
    """A form that is sent."""
    user, forged = _user(team, body), bool(body.get("forge"))
    view = _view(team, body, forged)
    values = choices.state_of(team, view, body.get("values") or {}, forged)
    errors = {} if forged else choices.missing(view, values)
    if errors:
        view["errors"] = errors
        return handing.done(0.0, {"response_action": "errors", "errors": errors}, [])
    view["errors"] = None
    payload = town.actor.submission(team, user, view, values)
    before, began = town.called, time.monotonic()
    ack = await town.hub.send("interactive", payload)
    took = time.monotonic() - began
    if ack is None:
        return handing.late(took, town.since(before))
    answer = ack.get("payload") or {}
    acting.apply_response(team, view, answer)
    return handing.done(took, answer or None, town.since(before))


async def close(town: Town, team: Team, body: Json) -> Json:
    """A modal that is closed."""
    view = _view(team, body, False)
    team.views.pop(view["id"], None)
    if view.get("notify_on_close"):
        payload = town.actor.closed(team, view["user"], view)
        return await handing.interact(town, team, "interactive", payload, "", view["user"])
    return handing.done(0.0, None, [])


async def shortcut(town: Town, team: Team, body: Json) -> Json:
    """A global shortcut."""
    user = _user(team, body)
    payload = town.actor.shortcut(team, user, str(body["callback_id"]))
    return await handing.interact(town, team, "interactive", payload, "", user)


async def home(town: Town, team: Team, body: Json) -> Json:
    """App Home is opened."""
    user = _user(team, body)
    event = {"type": "app_home_opened", "user": user, "channel": seed.dm_of(user), "tab": "home",
             "event_ts": team.new_ts()}  # fmt: skip
    return await handing.event(town, team, event)


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
    return await handing.event(town, team, event)


async def invite(town: Town, team: Team, body: Json) -> Json:
    """A person or the bot comes into a channel."""
    id = str(body["user"])
    team.user(id)
    team.channel(str(body["channel"])).members.add(id)
    return handing.done(0.0, None, [])


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
    await handing.event(town, team, {"type": "app_uninstalled"})
    answer = await handing.event(
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
        answer |= await handing.message(
            town, team, channel, made, subtype="file_share", files=shared
        )
    return JSONResponse(answer)


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
