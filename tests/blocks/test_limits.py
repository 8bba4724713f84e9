"""The checker itself: one offender for each limit, and the same one just inside it."""

import copy
from typing import Any

import pytest

from bot.blocks import parts
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message

Block = dict[str, Any]


def section(text: str = "x") -> Block:
    return parts.section(text)


def actions(*elements: dict[str, Any]) -> Block:
    return parts.actions(*elements)


def select(many: int, words: str = "x", value: str = "v") -> Block:
    chosen = [(words, f"{value}{n}") for n in range(many)]
    return parts.select("name", "label", chosen, f"{value}0")


def table(rows: int, columns: int = 2, text: str = "x", kind: str = "table") -> Block:
    cells = [[{"type": "raw_text", "text": text}] * columns] * rows
    return {"type": kind, "caption": "c", "rows": cells}


IN_MESSAGES: list[tuple[Message, Message]] = [
    (Message("x", []), Message(" ", [])),
    (Message("x" * 3000, []), Message("x" * 3001, [])),
    (Message("x", [section()] * 50), Message("x", [section()] * 51)),
    (Message("x", [section("x" * 3000)]), Message("x", [section("x" * 3001)])),
    (Message("x", [section("x")]), Message("x", [section("")])),
    (Message("x", [{**section(), "block_id": "b" * 255}]),
     Message("x", [{**section(), "block_id": "b" * 256}])),
    (Message("x", [{**section(), "block_id": "a"}, {**section(), "block_id": "b"}]),
     Message("x", [{**section(), "block_id": "a"}, {**section(), "block_id": "a"}])),
    (Message("x", [parts.header("x" * 150)]), Message("x", [parts.header("x" * 151)])),
    (Message("x", [parts.context(*["x"] * 10)]), Message("x", [parts.context(*["x"] * 11)])),
    (Message("x", [{"type": "section", "fields": [parts.plain("x")] * 10}]),
     Message("x", [{"type": "section", "fields": [parts.plain("x")] * 11}])),
    (Message("x", [{"type": "section", "fields": [parts.plain("x" * 2000)]}]),
     Message("x", [{"type": "section", "fields": [parts.plain("x" * 2001)]}])),
    (Message("x", [section()]), Message("x", [{"type": "section"}])),
    (Message("x", [actions(*[parts.button("b", f"a{n}") for n in range(25)])]),
     Message("x", [actions(*[parts.button("b", f"a{n}") for n in range(26)])])),
    (Message("x", [actions(parts.button("b", "a"), parts.button("b", "c"))]),
     Message("x", [actions(parts.button("b", "a"), parts.button("b", "a"))])),
    (Message("x", [actions(parts.button("x" * 75, "a"))]),
     Message("x", [actions(parts.button("x" * 76, "a"))])),
    (Message("x", [actions(parts.button("x", "a", "v" * 2000))]),
     Message("x", [actions(parts.button("x", "a", "v" * 2001))])),
    (Message("x", [actions(parts.button("x", "a" * 255))]),
     Message("x", [actions(parts.button("x", "a" * 256))])),
    (Message("x", [actions(parts.button("x", "a", url="u" * 3000))]),
     Message("x", [actions(parts.button("x", "a", url="u" * 3001))])),
    (Message("x", [actions(parts.button("x", "a", accessibility_label="l" * 75))]),
     Message("x", [actions(parts.button("x", "a", accessibility_label="l" * 76))])),
    (Message("x", [actions({"type": "static_select", "action_id": "a"})]),
     Message("x", [actions({"type": "multi_static_select", "action_id": "a"})])),
    (Message("x", [table(100)]), Message("x", [table(101)])),
    (Message("x", [table(2, 20)]), Message("x", [table(2, 21)])),
    (Message("x", [table(1, 1, "x" * 10_000)]), Message("x", [table(1, 1, "x" * 10_001)])),
    (Message("x", [table(1)]), Message("x", [table(1, text="")])),
    (Message("x", [table(1)]), Message("x", [table(1), table(1)])),
    (Message("x", [table(2, kind="data_table")]), Message("x", [table(1, kind="data_table")])),
    (Message("x", [section()]), Message("x", [parts.field("f", "label")])),
    (Message("x", [section()]), Message("x", [{"type": "alert"}])),
]  # fmt: skip
"""(just inside, just outside) of each limit on messages."""


def view(*blocks: Block, **more: Any) -> dict[str, Any]:
    return {**parts.modal("Title", list(blocks), callback_id="c", submit="Save"), **more}


def options(kind: str, many: int) -> Block:
    entries = [{"text": parts.plain("x"), "value": str(n)} for n in range(many)]
    element = {"type": kind, "action_id": "a", "options": entries}
    return {"type": "input", "label": parts.plain("x"), "element": element}


IN_VIEWS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (view(section(), title=parts.plain("x" * 24)), view(section(), title=parts.plain("x" * 25))),
    (view(section(), submit=parts.plain("x" * 24)), view(section(), submit=parts.plain("x" * 25))),
    (view(section(), close=parts.plain("x" * 24)), view(section(), close=parts.plain("x" * 25))),
    (view(*[section()] * 100), view(*[section()] * 101)),
    (view(section()), view()),
    (view(section(), private_metadata="x" * 3000), view(section(), private_metadata="x" * 3001)),
    (view(section(), callback_id="x" * 255), view(section(), callback_id="x" * 256)),
    (view(parts.field("f", "l")), parts.modal("Title", [parts.field("f", "l")])),
    (view(section()), {"type": "modal", "blocks": [section()]}),
    (view(section()), view(table(2))),
    ({"type": "home", "blocks": [table(2)]}, {"type": "home", "blocks": [parts.field("f", "l")]}),
    (view(parts.field("f", "l" * 2000)), view(parts.field("f", "l" * 2001))),
    (view(parts.field("f", "l", hint="h" * 2000)), view(parts.field("f", "l", hint="h" * 2001))),
    (view(parts.field("f", "l", placeholder="p" * 150)),
     view(parts.field("f", "l", placeholder="p" * 151))),
    (view(parts.field("f", "l", most=3000)), view(parts.field("f", "l", most=3001))),
    (view(parts.field("f", "l", value="xx", most=2)),
     view(parts.field("f", "l", value="xxx", most=2))),
    (view(select(100)), view(select(101))),
    (view(select(1, "x" * 75)), view(select(1, "x" * 76))),
    (view(select(1, value="v" * 149)), view(select(1, value="v" * 150))),
    (view(options("checkboxes", 10)), view(options("checkboxes", 11))),
    (view(options("overflow", 5)), view(options("overflow", 6))),
    (view(section("x" * 3000)), view(*[section("x" * 3000)] * 90)),
    (view({"type": "input", "label": parts.plain("x"),
           "element": {"type": "file_input", "action_id": "a", "max_files": 10}}),
     view({"type": "input", "label": parts.plain("x"),
           "element": {"type": "file_input", "action_id": "a", "max_files": 11}})),
]  # fmt: skip
"""(just inside, just outside) of each limit on views."""


@pytest.mark.parametrize(("inside", "outside"), IN_MESSAGES)
def test_a_message_is_held_to_each_limit(inside: Message, outside: Message) -> None:
    assert check_message(inside) == []
    assert check_message(outside)


@pytest.mark.parametrize(("inside", "outside"), IN_VIEWS)
def test_a_view_is_held_to_each_limit(inside: dict[str, Any], outside: dict[str, Any]) -> None:
    assert check_view(inside) == []
    assert check_view(outside)


def test_checking_changes_nothing() -> None:
    for inside, _ in IN_MESSAGES:
        before = copy.deepcopy(inside)
        check_message(inside)
        assert inside == before
