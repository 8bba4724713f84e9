"""How an act is handed to the bot, and what came of it."""

import time
from typing import Any

from starlette.responses import JSONResponse, Response

from sandbox import acting, limits
from sandbox.town import Town
from sandbox.workspace import Channel, Json, Team


async def interact(
    town: Town, team: Team, kind: str, payload: Json, channel: str, user_id: str
) -> Json:
    """A command, a press or a shortcut; an answer in the acknowledgement is posted to `channel`."""
    before, began = town.called, time.monotonic()
    ack = await town.hub.send(kind, payload)
    took = time.monotonic() - began
    if ack is None:
        return late(took, town.since(before))
    answer = ack.get("payload")
    if isinstance(answer, str):
        answer = {"text": answer}
    reply = None
    if isinstance(answer, dict) and (answer.get("text") or answer.get("blocks")) and channel:
        reply = town.actor.answered(team, channel, user_id, answer)
    if reply is None:
        reply = _newest_private(team, channel, user_id, town.since(before))
    return done(took, reply, town.since(before))


def _newest_private(team: Team, channel: str, user_id: str, calls: list[Json]) -> Json | None:
    """What the bot answered by the response URL before it acknowledged."""
    if not any(call["method"] == "response_url" for call in calls):
        return None
    mine = [one for one in team.messages.get(channel, ()) if one["ephemeral_to"] == user_id]
    return mine[-1] if mine else None


async def event(town: Town, team: Team, told: Json) -> Json:
    """Something that happened, which the bot only takes note of."""
    before, began = town.called, time.monotonic()
    heard = await town.hub.event(town.actor.event(team, told))
    took = time.monotonic() - began
    return done(took, None, town.since(before)) if heard else late(took, town.since(before))


def done(took: float, reply: Json | None, calls: list[Json]) -> Json:
    """What a route answers once the bot has acknowledged. `took`: seconds."""
    short = [{key: call[key] for key in ("method", "ok", "error")} for call in calls]
    return {"ok": True, "ack_ms": round(took * 1000, 1), "reply": reply, "calls": short}


def late(took: float, calls: list[Json]) -> Json:
    """What it answers where the bot did not acknowledge in time. `took`: seconds."""
    return {**done(took, None, calls), "timeout": True}


async def message(
    town: Town, team: Team, channel: Channel, made: Json, *, forged: bool = False, **more: Any
) -> Json:
    """A message that was posted; the bot hears of those in its DMs only, unless `forged`."""
    if channel.kind != "dm" and not forged:
        return done(0.0, None, [])
    told = {
        "type": "message", "channel": channel.id,
        "channel_type": "im" if channel.kind == "dm" else "channel", "user": made["user"],
        "text": made["text"], "ts": made["ts"], "event_ts": made["ts"], **more,
    }  # fmt: skip
    return await event(town, team, told)


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
    fault = town.faults.take("response_url")
    if found or fault is not None:
        error = "invalid_blocks" if fault is None else fault.error
        body = {"ok": False, "error": error, "response_metadata": {"messages": found}}
        return JSONResponse(body, 400)
    team, original = town.teams[known["team"]], known["message"]
    town.record("response_url", payload)
    if payload.get("delete_original") and original:
        team.messages[known["channel"]].remove(original)
    elif payload.get("replace_original") and original:
        team.edit(original, payload)
    else:
        town.actor.answered(team, known["channel"], known["user"], payload)
    return Response("ok")
