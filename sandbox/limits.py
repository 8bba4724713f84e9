"""What Slack refuses to draw, read from its documentation once more and independently of the bot.

https://docs.slack.dev/reference/block-kit/blocks and the pages of each block and element. A fault
is a JSON pointer with a sentence, as in Slack's `response_metadata.messages`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]

SURFACES: dict[str, str] = {
    "section": "message modal home", "header": "message modal home",
    "divider": "message modal home", "context": "message modal home",
    "actions": "message modal home", "image": "message modal home",
    "rich_text": "message modal home", "input": "modal", "markdown": "message",
    "table": "message home", "data_table": "message home", "data_visualization": "message",
    "context_actions": "message", "alert": "modal", "card": "message modal home",
    "carousel": "message home", "container": "message home",
}  # fmt: skip
BLOCKS = {"message": 50, "modal": 100, "home": 100}
IN_ACTIONS = frozenset(
    ("button", "static_select", "external_select", "users_select", "conversations_select",
     "channels_select", "overflow", "datepicker", "timepicker", "datetimepicker", "checkboxes",
     "radio_buttons", "workflow_button")
)  # fmt: skip
IN_INPUT = frozenset(
    ("plain_text_input", "static_select", "multi_static_select", "checkboxes", "radio_buttons",
     "datepicker", "timepicker", "file_input", "number_input", "email_text_input",
     "url_text_input", "rich_text_input", "datetimepicker", "external_select", "users_select",
     "conversations_select", "channels_select", "multi_external_select", "multi_users_select",
     "multi_conversations_select", "multi_channels_select")
)  # fmt: skip


def message_faults(blocks: Any) -> list[str]:
    """Faults of a message's blocks."""
    return list(_blocks(blocks, "message"))


def view_faults(view: Any) -> list[str]:
    """Faults of a modal or a Home tab."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["must be a modal or home view [json-pointer:/view/type]"]
    return list(_view(view))


def _view(view: Node) -> Iterator[str]:
    kind = view["type"]
    yield from _blocks(view.get("blocks"), kind)
    if kind == "modal":
        yield from _text(view.get("title"), "/view/title", 24, plain=True)
        for part in ("submit", "close"):
            if part in view:
                yield from _text(view[part], f"/view/{part}", 24, plain=True)
        has_input = any(block.get("type") == "input" for block in view.get("blocks") or ())
        if has_input and "submit" not in view:
            yield _at("/view/submit", "is required when the view has an input")
    if len(view.get("private_metadata") or "") > 3000:
        yield _at("/view/private_metadata", "must be less than 3001 characters")
    if len(view.get("callback_id") or "") > 255:
        yield _at("/view/callback_id", "must be less than 256 characters")


def _blocks(blocks: Any, surface: str) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield _at("/blocks", "must be an array")
        return
    least = 0 if surface == "message" else 1
    if not least <= len(blocks) <= BLOCKS[surface]:
        yield _at("/blocks", f"no more than {BLOCKS[surface]} items allowed")
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        pointer = f"/blocks/{at}"
        if not isinstance(block, dict) or block.get("type") not in SURFACES:
            yield _at(f"{pointer}/type", "unsupported type of block")
            continue
        if surface not in SURFACES[block["type"]].split():
            yield _at(pointer, f"{block['type']} is not allowed in a {surface}")
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            yield _at(f"{pointer}/block_id", "must be unique")
        seen.add(block_id or "")
        if len(block_id or "") > 255:
            yield _at(f"{pointer}/block_id", "must be less than 256 characters")
        yield from CHECKS.get(block["type"], _anything)(block, pointer)
    tables = sum(1 for block in blocks if isinstance(block, dict) and block.get("type") == "table")
    if tables > 1:
        yield _at("/blocks", "only one table allowed")


def _anything(block: Node, pointer: str) -> Iterator[str]:
    yield from ()


def _section(block: Node, pointer: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield _at(pointer, "must have text or fields")
    if "text" in block:
        yield from _text(block["text"], f"{pointer}/text", 3000)
    fields = block.get("fields", ())
    if len(fields) > 10:
        yield _at(f"{pointer}/fields", "no more than 10 items allowed")
    for at, field in enumerate(fields):
        yield from _text(field, f"{pointer}/fields/{at}", 2000)
    if "accessory" in block:
        yield from _element(block["accessory"], f"{pointer}/accessory")


def _header(block: Node, pointer: str) -> Iterator[str]:
    yield from _text(block.get("text"), f"{pointer}/text", 150, plain=True)


def _context(block: Node, pointer: str) -> Iterator[str]:
    elements = block.get("elements") or ()
    if not 1 <= len(elements) <= 10:
        yield _at(f"{pointer}/elements", "must have 1 to 10 items")
    for at, element in enumerate(elements):
        if element.get("type") == "image":
            continue
        yield from _text(element, f"{pointer}/elements/{at}", 3000)


def _actions(block: Node, pointer: str) -> Iterator[str]:
    elements = block.get("elements") or ()
    if not 1 <= len(elements) <= 25:
        yield _at(f"{pointer}/elements", "must have 1 to 25 items")
    seen: set[str] = set()
    for at, element in enumerate(elements):
        here = f"{pointer}/elements/{at}"
        if element.get("type") not in IN_ACTIONS:
            yield _at(here, f"unsupported element: {element.get('type')}")
        action_id = element.get("action_id", "")
        if action_id and action_id in seen:
            yield _at(f"{here}/action_id", "must be unique within the block")
        seen.add(action_id)
        yield from _element(element, here)


def _input(block: Node, pointer: str) -> Iterator[str]:
    yield from _text(block.get("label"), f"{pointer}/label", 2000, plain=True)
    if "hint" in block:
        yield from _text(block["hint"], f"{pointer}/hint", 2000, plain=True)
    element = block.get("element") or {}
    if element.get("type") not in IN_INPUT:
        yield _at(f"{pointer}/element", f"unsupported element: {element.get('type')}")
    yield from _element(element, f"{pointer}/element")


def _element(element: Node, pointer: str) -> Iterator[str]:
    kind = element.get("type")
    if len(element.get("action_id") or "") > 255:
        yield _at(f"{pointer}/action_id", "must be less than 256 characters")
    if kind == "button":
        yield from _text(element.get("text"), f"{pointer}/text", 75, plain=True)
        if len(element.get("value") or "") > 2000:
            yield _at(f"{pointer}/value", "must be less than 2001 characters")
        if element.get("style") not in (None, "primary", "danger"):
            yield _at(f"{pointer}/style", "must be primary or danger")
        if len(element.get("accessibility_label") or "") > 75:
            yield _at(f"{pointer}/accessibility_label", "must be less than 76 characters")
    most = {"static_select": 100, "multi_static_select": 100, "overflow": 5,
            "radio_buttons": 10, "checkboxes": 10}.get(str(kind))  # fmt: skip
    if most is not None:
        yield from _options(element, pointer, most)
    if kind == "plain_text_input" and int(element.get("max_length") or 1) > 3000:
        yield _at(f"{pointer}/max_length", "must be less than 3001")
    if kind == "file_input" and not 1 <= int(element.get("max_files") or 1) <= 10:
        yield _at(f"{pointer}/max_files", "must be from 1 to 10")
    if "placeholder" in element:
        yield from _text(element["placeholder"], f"{pointer}/placeholder", 150, plain=True)


def _options(element: Node, pointer: str, most: int) -> Iterator[str]:
    options = element.get("options") or ()
    if not 1 <= len(options) <= most:
        yield _at(f"{pointer}/options", f"must have 1 to {most} items")
    for at, option in enumerate(options):
        yield from _text(option.get("text"), f"{pointer}/options/{at}/text", 75)
        if not 1 <= len(option.get("value") or "") <= 150:
            yield _at(f"{pointer}/options/{at}/value", "must be 1 to 150 characters")


def _table(block: Node, pointer: str) -> Iterator[str]:
    rows = block.get("rows") or ()
    if not 1 <= len(rows) <= 100:
        yield _at(f"{pointer}/rows", "must have 1 to 100 rows")
    if any(len(row) > 20 for row in rows):
        yield _at(f"{pointer}/rows", "no more than 20 columns allowed")
    yield from _cells(rows, pointer, 10_000)


def _data_table(block: Node, pointer: str) -> Iterator[str]:
    rows = block.get("rows") or ()
    if not block.get("caption"):
        yield _at(f"{pointer}/caption", "is required")
    if not 2 <= len(rows) <= 201 or len({len(row) for row in rows}) != 1:
        yield _at(f"{pointer}/rows", "must have 2 to 201 rows of equal length")
    yield from _cells(rows, pointer, 20_000)


def _cells(rows: Any, pointer: str, most: int) -> Iterator[str]:
    size = 0
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.get("type") not in ("raw_text", "rich_text"):
                yield _at(f"{pointer}/rows/{at}/{column}", "unsupported type of cell")
            elif cell["type"] == "raw_text" and not cell.get("text"):
                yield _at(f"{pointer}/rows/{at}/{column}", "must not be empty")
            size += len(cell.get("text") or "") if cell.get("type") == "raw_text" else 0
    if size > most:
        yield _at(f"{pointer}/rows", f"no more than {most} characters allowed")


def _chart(block: Node, pointer: str) -> Iterator[str]:
    chart = block.get("chart") or {}
    if not 1 <= len(block.get("title") or "") <= 50:
        yield _at(f"{pointer}/title", "must be 1 to 50 characters")
    if chart.get("type") not in ("pie", "bar", "area", "line"):
        yield _at(f"{pointer}/chart/type", "unsupported type of chart")
    if not 1 <= len(chart.get("series") or chart.get("segments") or ()) <= 6:
        yield _at(f"{pointer}/chart/series", "must have 1 to 6 items")


def _text(node: Any, pointer: str, most: int, *, plain: bool = False) -> Iterator[str]:
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if not isinstance(node, dict) or node.get("type") not in kinds:
        yield _at(pointer, f"must be a text object of type {' or '.join(kinds)}")
        return
    size = len(node.get("text") or "")
    if size == 0:
        yield _at(f"{pointer}/text", "must be more than 0 characters")
    if size > most:
        yield _at(f"{pointer}/text", f"must be less than {most + 1} characters")


def _at(pointer: str, said: str) -> str:
    return f"[ERROR] {said} [json-pointer:{pointer}]"


CHECKS = {
    "section": _section, "header": _header, "context": _context, "actions": _actions,
    "input": _input, "table": _table, "data_table": _data_table, "data_visualization": _chart,
}  # fmt: skip
