"""Modals and App Home: opened, stacked, changed and published, as views.* do it."""

import json
import time
from collections.abc import Sequence
from typing import Any

from sandbox import limits
from sandbox.calling import Call
from sandbox.workspace import Json, Refusal, Team, with_ids

TRIGGER_S = 3.0
STACK = 3
"""Modals that may lie on each other."""


def open_(call: Call) -> Json:
    """views.open"""
    user = _triggered(call)
    for view in [one for one in call.team.views.values() if one["user"] == user]:
        del call.team.views[view["id"]]
    return {"view": _new_view(call, user, call.structure("view"))}


def push(call: Call) -> Json:
    """views.push"""
    user = _triggered(call)
    below = [view for view in call.team.views.values() if view["user"] == user]
    if len(below) >= STACK:
        raise Refusal("push_limit_reached")
    return {"view": _new_view(call, user, call.structure("view"), below)}


def update(call: Call) -> Json:
    """views.update"""
    view_id = call.need("view_id")
    if view_id not in call.team.views:
        raise Refusal("not_found")
    known = call.team.views[view_id]
    given = call.args.get("hash")
    if given and given != known["hash"]:
        raise Refusal("hash_conflict")
    return {"view": put_view(call.team, known, call.structure("view"))}


def publish(call: Call) -> Json:
    """views.publish"""
    user = call.team.user(call.need("user_id"))
    view = call.structure("view")
    if not isinstance(view, dict) or view.get("type") != "home":
        raise Refusal("invalid_arguments")
    known = call.team.homes.get(user.id)
    given = call.args.get("hash")
    if given and known and given != known["hash"]:
        raise Refusal("hash_conflict")
    blank = known or {"id": call.team.new_id("V"), "user": user.id}
    call.team.homes[user.id] = put_view(call.team, blank, view)
    return {"view": call.team.homes[user.id]}


def _triggered(call: Call) -> str:
    trigger = call.hub.triggers.get(call.need("trigger_id"))
    if trigger is None:
        raise Refusal("invalid_trigger_id")
    if trigger.used:
        raise Refusal("exchanged_trigger_id")
    if time.monotonic() - trigger.born > TRIGGER_S:
        raise Refusal("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _new_view(call: Call, user: str, view: Any, below: Sequence[Json] = ()) -> Json:
    id = call.team.new_id("V")
    place = {"root_view_id": below[0]["id"] if below else id,
             "previous_view_id": below[-1]["id"] if below else None}  # fmt: skip
    made = put_view(call.team, {"id": id, "user": user, **place}, view)
    call.team.views[made["id"]] = made
    return made


def put_view(team: Team, known: Json, view: Any) -> Json:
    """Check a view and set it in the place of a known one."""
    faults = limits.view_faults(view)
    if faults:
        raise Refusal("invalid_arguments", response_metadata={"messages": faults})
    if len(json.dumps(view)) > 250_000:
        raise Refusal("view_too_large")
    made: Json = {**view, "blocks": with_ids(view["blocks"], team), "hash": team.new_id("h")}
    made |= {"id": known["id"], "user": known["user"], "errors": None}
    made |= {name: known[name] for name in ("root_view_id", "previous_view_id") if name in known}
    if known["id"] in team.views:
        team.views[known["id"]] = made
    return made
