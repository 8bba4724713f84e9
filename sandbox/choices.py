"""What people press, choose and fill in: the elements of blocks, and what Slack tells of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import web_api
from sandbox.workspace import Impossible, Json, Refusal, Team

FILE_INPUT_MAX = 10_000_000
"""Bytes of a file in a modal; larger ones go to a chat."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a choice travels: under which name, from which name it starts, and whose ids it takes."""

    told: str
    starts: str
    many: bool = False
    among: str = ""


KINDS: dict[str, Kind] = {
    "static_select": Kind("selected_option", "initial_option", among="options"),
    "radio_buttons": Kind("selected_option", "initial_option", among="options"),
    "overflow": Kind("selected_option", "initial_option", among="options"),
    "checkboxes": Kind("selected_options", "initial_options", many=True, among="options"),
    "multi_static_select": Kind("selected_options", "initial_options", many=True, among="options"),
    "users_select": Kind("selected_user", "initial_user", among="users"),
    "multi_users_select": Kind("selected_users", "initial_users", many=True, among="users"),
    "conversations_select": Kind("selected_conversation", "initial_conversation", among="channels"),
    "multi_conversations_select": Kind(
        "selected_conversations", "initial_conversations", many=True, among="channels"
    ),
    "channels_select": Kind("selected_channel", "initial_channel", among="channels"),
    "multi_channels_select": Kind(
        "selected_channels", "initial_channels", many=True, among="channels"
    ),
    "datepicker": Kind("selected_date", "initial_date"),
    "timepicker": Kind("selected_time", "initial_time"),
    "datetimepicker": Kind("selected_date_time", "initial_date_time"),
}
"""Every element that is chosen from; what is typed travels as `value`."""


def find_element(blocks: list[Json], action_id: str, value: Any) -> tuple[Json, str]:
    """The element that a person presses, wherever it stands, and its block id."""
    found = [pair for pair in _elements(blocks, "") if pair[0].get("action_id") == action_id]
    if not found:
        raise Impossible(f"no element {action_id} there")
    same = [pair for pair in found if value is None or pair[0].get("value") == value]
    return (same or found)[0]


def _elements(blocks: list[Json], outer: str) -> Iterator[tuple[Json, str]]:
    for block in blocks:
        id = str(block.get("block_id") or outer)
        if block["type"] == "carousel":
            yield from _elements(block["elements"], id)
            continue
        inside = [*(block.get("elements") or ()), *(block.get("actions") or ())]
        for one in (*inside, block.get("accessory"), block.get("element")):
            if isinstance(one, dict):
                yield one, id
        yield from _elements(block.get("child_blocks") or [], id)


def action_of(team: Team, element: Json, block_id: str, value: Any, ts: str) -> Json:
    """What a press or a choice says."""
    type_ = element["type"]
    made: Json = {"action_id": element["action_id"], "block_id": block_id, "type": type_,
                  "action_ts": ts}  # fmt: skip
    if type_ in KINDS:
        return made | {KINDS[type_].told: _chosen(team, element, value)}
    if type_ == "feedback_buttons":
        halves = (element["positive_button"], element["negative_button"])
        half = next((one for one in halves if one["value"] == value), None)
        if half is None:
            raise Impossible(f"no button {value} there")
        return made | {"text": half["text"], "value": value}
    if type_ in ("button", "icon_button", "workflow_button"):
        return made | {"text": element.get("text"), "value": element.get("value", value or "")}
    return made | {"value": value}


def _chosen(team: Team, element: Json, given: Any) -> Any:
    """The choice as Slack tells it. Raises Impossible for one that is not on offer."""
    kind = KINDS[element["type"]]
    if not kind.many:
        return _one(team, element, kind, given)
    ids = [given] if isinstance(given, str) else list(given or ())
    most = element.get("max_selected_items")
    if most and len(ids) > most:
        raise Impossible(f"at most {most} may be chosen there")
    return [_one(team, element, kind, id) for id in ids]


def _one(team: Team, element: Json, kind: Kind, id: Any) -> Any:
    if kind.among == "options":
        return option_of(element, str(id))
    if kind.among == "users" and id not in team.users:
        raise Impossible(f"nobody with the id {id} here")
    if kind.among == "channels" and id not in team.channels:
        raise Impossible(f"no channel with the id {id} here")
    return int(id) if element["type"] == "datetimepicker" else id


def option_of(element: Json, value: str) -> Json:
    """The option of a value, also of one in a group."""
    groups = element.get("option_groups") or ()
    all_ = [*(element.get("options") or ()), *(one for group in groups for one in group["options"])]
    for option in all_:
        if option.get("value") == value:
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
    type_ = element["type"]
    if type_ == "file_input":
        return {"type": type_, "files": _files(team, given, forged)}
    kind = KINDS.get(type_)
    if kind is None:
        text = element.get("initial_value") if given is None else str(given)
        return {"type": type_, "value": text or None}
    untouched = given is None if kind.many else not given
    start = element.get(kind.starts) or ([] if kind.many else None)
    return {"type": type_, kind.told: start if untouched else _chosen(team, element, given)}


def _files(team: Team, given: Any, forged: bool) -> list[Json]:
    ids = [given] if isinstance(given, str) else list(given or ())
    for id in ids:
        if id not in team.files:
            raise Refusal("file_not_found")
    files = [team.files[id] for id in ids]
    if not forged and any(file["size"] > FILE_INPUT_MAX for file in files):
        raise Impossible("a file of a form may have 10 MB at most")
    return [web_api.file_object(file, "") for file in files]


def missing(view: Json, values: Json) -> Json:
    """Required fields that are empty, as Slack marks them before anything is sent."""
    errors = {}
    for block in view["blocks"]:
        if block["type"] == "input" and not block.get("optional"):
            field = next(iter(values[block["block_id"]].values()))
            if not any(value for key, value in field.items() if key != "type"):
                errors[block["block_id"]] = "Please complete this required field."
    return errors
