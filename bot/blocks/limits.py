"""Slack's limits on what is drawn, checked before anything is sent and in every test.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterator
from typing import Any

from bot.blocks.message import Block, Message, View

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
TEXT = 3000
"""Characters of the top-level text, which chat.update refuses above 4,000."""
LONGEST: dict[tuple[str, str], int] = {
    ("section", "text"): 3000,
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
}
MOST: dict[tuple[str, str], int] = {
    ("section", "fields"): 10,
    ("context", "elements"): 10,
    ("actions", "elements"): 25,
    ("checkboxes", "options"): 10,
    ("radio_buttons", "options"): 10,
    ("overflow", "options"): 5,
    ("static_select", "options"): 100,
}
SURFACES: dict[str, frozenset[str]] = {
    "section": frozenset("mvh"),
    "header": frozenset("mvh"),
    "divider": frozenset("mvh"),
    "context": frozenset("mvh"),
    "actions": frozenset("mvh"),
    "input": frozenset("v"),
    "rich_text": frozenset("mvh"),
    "table": frozenset("mh"),
    "data_table": frozenset("mh"),
    "data_visualization": frozenset("m"),
}
IDS = 255
VALUE = 2000


def check_message(message: Message) -> list[str]:
    """What Slack would refuse in a message; empty for a good one."""
    faults = [] if message.text.strip() else ["text is missing"]
    if len(message.text) > TEXT:
        faults.append("text is too long")
    if len(message.blocks) > MESSAGE_BLOCKS:
        faults.append("too many blocks")
    return faults + [fault for block in message.blocks for fault in _block(block, "m")]


def check_view(view: View) -> list[str]:
    """What Slack would refuse in a modal or in App Home."""
    home = view.get("type") == "home"
    faults = [
        f"{part} is too long or empty"
        for part in ("title", "submit", "close")
        if part in view and not 1 <= len(view[part]["text"]) <= 24
    ]
    blocks = view["blocks"]
    if not home and "title" not in view:
        faults.append("title is missing")
    if not 1 <= len(blocks) <= VIEW_BLOCKS:
        faults.append("too few or too many blocks")
    if any(block["type"] == "input" for block in blocks) and "submit" not in view:
        faults.append("an input needs submit")
    if len(view.get("private_metadata", "")) > 3000:
        faults.append("private_metadata is too long")
    return faults + [fault for block in blocks for fault in _block(block, "h" if home else "v")]


def _block(block: Block, surface: str) -> Iterator[str]:
    kind = block["type"]
    if surface not in SURFACES.get(kind, frozenset()):
        yield f"{kind} may not stand here"
    if kind in ("table", "data_table"):
        yield from _table(block)
    for part in _parts(block):
        yield from _part(part)


def _parts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for value in node.values():
            yield from _parts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _parts(value)


def _part(part: dict[str, Any]) -> Iterator[str]:
    kind = part["type"]
    for (owner, field), most in LONGEST.items():
        if owner == kind and field in part and not 1 <= len(part[field]["text"]) <= most:
            yield f"{kind}.{field} is empty or too long"
    for (owner, field), most in MOST.items():
        if owner == kind and field in part and not 1 <= len(part[field]) <= most:
            yield f"{kind}.{field} is empty or too many"
    if kind in ("mrkdwn", "plain_text") and not 1 <= len(part["text"]) <= 3000:
        yield f"{kind} is empty or too long"
    if kind == "section" and any(len(field["text"]) > 2000 for field in part.get("fields", ())):
        yield "a field is too long"
    for field in ("action_id", "block_id", "callback_id"):
        if len(part.get(field, "")) > IDS:
            yield f"{field} is too long"
    if kind == "button" and len(part.get("value", "")) > VALUE:
        yield "a button's value is too long"


def _table(block: Block) -> Iterator[str]:
    rows = block["rows"]
    if len({len(row) for row in rows}) != 1:
        yield "rows of different length"
    if any(not cell.get("text") for row in rows for cell in row if cell["type"] == "raw_text"):
        yield "a cell is empty"
    if len(rows) < 2 or len(rows) > 100:
        yield "too few or too many rows"
