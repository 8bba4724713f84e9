"""What people choose travels as Slack tells it, and what is not on offer cannot be chosen.

Mirrors docs.slack.dev/reference/interaction-payloads and reference/block-kit/block-elements.
"""

from typing import Any

import httpx
import pytest

from sandbox import seed
from sandbox.choices import action_of, find_element, missing, state_of
from sandbox.clock import Clock
from sandbox.server import Sandbox
from sandbox.workspace import Impossible, Refusal, Team, seeded


@pytest.fixture
def team() -> Team:
    return seeded(Clock(seed.START))[seed.TEAM]


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value.upper()}, "value": value}


A, B, C = option("a"), option("b"), option("c")
ABC = {"options": [A, B, C]}

CHOICES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("static_select", ABC, "b", {"selected_option": B}),
    ("static_select", {"option_groups": [{"label": {}, "options": [A]}, {"label": {}, "options": [B]}]},
     "b", {"selected_option": B}),
    ("radio_buttons", ABC, "a", {"selected_option": A}),
    ("overflow", ABC, "c", {"selected_option": C}),
    ("checkboxes", ABC, ["a", "c"], {"selected_options": [A, C]}),
    ("checkboxes", ABC, [], {"selected_options": []}),
    ("multi_static_select", ABC, ["b"], {"selected_options": [B]}),
    ("users_select", {}, seed.ANA, {"selected_user": seed.ANA}),
    ("multi_users_select", {}, [seed.ANA, seed.BEN], {"selected_users": [seed.ANA, seed.BEN]}),
    ("channels_select", {}, seed.CHANNEL, {"selected_channel": seed.CHANNEL}),
    ("conversations_select", {}, seed.CHANNEL, {"selected_conversation": seed.CHANNEL}),
    ("multi_channels_select", {}, [seed.CHANNEL], {"selected_channels": [seed.CHANNEL]}),
    ("multi_conversations_select", {}, [seed.GENERAL], {"selected_conversations": [seed.GENERAL]}),
    ("datepicker", {}, "2026-12-01", {"selected_date": "2026-12-01"}),
    ("timepicker", {}, "08:15", {"selected_time": "08:15"}),
    ("datetimepicker", {}, "1795000000", {"selected_date_time": 1795000000}),
    ("plain_text_input", {}, "hello", {"value": "hello"}),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "more", "given", "told"), CHOICES)
def test_a_choice_travels_alike_in_a_press_and_in_a_form(
    team: Team, type_: str, more: dict[str, Any], given: Any, told: dict[str, Any]
) -> None:
    element = {"type": type_, "action_id": "x", **more}
    pressed = action_of(team, element, "b1", given, "1.0")
    assert pressed == {"action_id": "x", "block_id": "b1", "type": type_, "action_ts": "1.0"} | told
    view = {"blocks": [{"type": "input", "block_id": "b1", "element": element}]}
    assert state_of(team, view, {"x": given}) == {"b1": {"x": {"type": type_} | told}}


@pytest.mark.parametrize(
    ("element", "given"),
    [
        ({"type": "static_select", **ABC}, "z"),
        ({"type": "checkboxes", **ABC}, ["a", "z"]),
        ({"type": "multi_static_select", "max_selected_items": 1, **ABC}, ["a", "b"]),
        ({"type": "users_select"}, "U0GHOST"),
        ({"type": "multi_channels_select"}, ["C0GHOST"]),
        ({"type": "feedback_buttons", "positive_button": A, "negative_button": B}, "c"),
    ],
)
def test_what_is_not_on_offer_cannot_be_chosen(
    team: Team, element: dict[str, Any], given: Any
) -> None:
    with pytest.raises(Impossible):
        action_of(team, {"action_id": "x", **element}, "b1", given, "1.0")


def test_fields_that_nobody_touched_keep_what_stood_there(team: Team) -> None:
    ticks = {"type": "checkboxes", "action_id": "x", "initial_options": [A], **ABC}
    date = {"type": "datepicker", "action_id": "y", "initial_date": "2026-11-20"}
    view = {"blocks": [{"type": "input", "block_id": "1", "element": ticks},
                       {"type": "input", "block_id": "2", "element": date}]}  # fmt: skip
    kept = state_of(team, view, {})
    assert kept["1"]["x"]["selected_options"] == [A]
    assert kept["2"]["y"]["selected_date"] == "2026-11-20"
    emptied = state_of(team, view, {"x": []})
    assert emptied["1"]["x"]["selected_options"] == []
    assert list(missing(view, emptied)) == ["1"]


def test_a_form_takes_only_files_that_lie_there(team: Team) -> None:
    element = {"type": "file_input", "action_id": "f"}
    view = {"blocks": [{"type": "input", "block_id": "1", "element": element}]}
    with pytest.raises(Refusal):
        state_of(team, view, {"f": ["F0GHOST"]})


def press(value: str) -> dict[str, Any]:
    return {"type": "button", "action_id": "go", "value": value}


NESTED = [
    {"type": "actions", "block_id": "row", "elements": [press("1")]},
    {"type": "section", "block_id": "side", "accessory": press("2")},
    {"type": "card", "block_id": "card", "actions": [press("3")]},
    {"type": "carousel", "block_id": "cards", "elements": [{"type": "card", "actions": [press("4")]}]},
    {"type": "container", "block_id": "box",
     "child_blocks": [{"type": "actions", "elements": [press("5")]}]},
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "block"), [("1", "row"), ("2", "side"), ("3", "card"), ("4", "cards"), ("5", "box")]
)
def test_a_button_is_found_wherever_it_may_stand(value: str, block: str) -> None:
    assert find_element(NESTED, "go", value) == (press(value), block)


def test_nothing_is_pressed_that_does_not_stand_there() -> None:
    with pytest.raises(Impossible):
        find_element(NESTED, "gone", None)


def test_feedback_travels_with_the_words_of_its_half(team: Team) -> None:
    element = {"type": "feedback_buttons", "action_id": "f", "positive_button": A,
               "negative_button": B}  # fmt: skip
    told = action_of(team, element, "b1", "b", "1.0")
    assert (told["value"], told["text"]) == ("b", B["text"])


def test_the_state_tells_the_newest_calls_alone_where_that_is_asked() -> None:
    box = Sandbox()
    box.start()
    bearer = {"Authorization": f"Bearer {box.bot_token}"}
    for _ in range(3):
        httpx.post(f"{box.api_url}auth.test", headers=bearer)
    few = httpx.get(f"{box.url}/sandbox/state?calls=2").json()
    none = httpx.get(f"{box.url}/sandbox/state?calls=0").json()
    whole = httpx.get(f"{box.url}/sandbox/state").json()
    box.stop()
    assert [one["number"] for one in few["calls"]] == [2, 3]
    assert few["called"] == 3
    assert none["calls"] == []
    assert [one["number"] for one in whole["calls"]] == [1, 2, 3]
