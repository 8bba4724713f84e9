"""Slack's limits on what is drawn, checked in every test that draws a screen.

https://docs.slack.dev/reference/block-kit/blocks and the pages of each block and element. On any
of these Slack refuses the whole call and shows nothing. Lengths are of the text after escaping.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.blocks.message import Block, Message, View

Node = dict[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
TEXT = 3000
"""Characters of the top-level text, which chat.update refuses above 4,000."""
VIEW_CHARACTERS = 250_000
"""Characters of a whole view as JSON."""
ANYWHERE = 3000
"""Characters of a text object where no smaller limit stands."""

LONGEST: dict[tuple[str, str], int] = {
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("button", "url"): 3000,
    ("button", "value"): 2000,
    ("button", "accessibility_label"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("image", "alt_text"): 2000,
    ("image", "image_url"): 3000,
    ("image", "title"): 2000,
    ("plain_text_input", "placeholder"): 150,
    ("static_select", "placeholder"): 150,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("data_visualization", "title"): 50,
}
"""Characters, by the type of a node and the name of a field."""
MOST: dict[tuple[str, str], int] = {
    ("section", "fields"): 10,
    ("context", "elements"): 10,
    ("actions", "elements"): 25,
    ("checkboxes", "options"): 10,
    ("radio_buttons", "options"): 10,
    ("overflow", "options"): 5,
    ("static_select", "options"): 100,
}
"""Entries of a list, by the type of a node and the name of the list."""
OPTION = {"text": 75, "description": 75, "value": 150}
IDS = {"action_id": 255, "block_id": 255, "callback_id": 255}
SURFACES: dict[str, frozenset[str]] = {
    "section": frozenset("mvh"),
    "header": frozenset("mvh"),
    "divider": frozenset("mvh"),
    "context": frozenset("mvh"),
    "actions": frozenset("mvh"),
    "input": frozenset("v"),
    "image": frozenset("mvh"),
    "rich_text": frozenset("mvh"),
    "table": frozenset("mh"),
    "data_table": frozenset("mh"),
    "data_visualization": frozenset("m"),
}
"""Where a block may stand: in a message, a modal view, App Home."""
TABLES = {"table": (1, 100, 10_000), "data_table": (2, 201, 20_000)}
"""Rows at least, rows at most, characters of all cells."""
COLUMNS = 20
FILES = 10
INPUT = 3000


def check_message(message: Message) -> list[str]:
    """What Slack would refuse in a message; empty for a good one."""
    faults = [] if message.text.strip() else ["text is missing"]
    if len(message.text) > TEXT:
        faults.append("text is too long")
    if len(message.blocks) > MESSAGE_BLOCKS:
        faults.append("too many blocks")
    return faults + list(_blocks(message.blocks, "m"))


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
    if len(str(view)) > VIEW_CHARACTERS:
        faults.append("the view is too large")
    return faults + list(_ids(view)) + list(_blocks(blocks, "h" if home else "v"))


def _blocks(blocks: list[Block], surface: str) -> Iterator[str]:
    for block_id in _twice(blocks, "block_id"):
        yield f"block_id {block_id} stands there twice"
    if sum(block["type"] in TABLES for block in blocks) > 1:
        yield "more than one table"
    for block in blocks:
        kind = block["type"]
        if surface not in SURFACES.get(kind, frozenset()):
            yield f"{kind} may not stand here"
        if kind in TABLES:
            yield from _table(block)
        for node in _nodes(block):
            yield from _node(node)


def _twice(nodes: list[Node], field: str) -> list[str]:
    given = Counter(str(node[field]) for node in nodes if node.get(field))
    return [one for one, times in given.items() if times > 1]


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _node(node: Node) -> Iterator[str]:
    kind = str(node.get("type", ""))
    for (owner, field), most in LONGEST.items():
        if owner == kind and field in node and not 1 <= _length(node[field]) <= most:
            yield f"{kind}.{field} is empty or too long"
    for (owner, field), most in MOST.items():
        if owner == kind and field in node and not 1 <= len(node[field]) <= most:
            yield f"{kind}.{field} is empty or too many"
    if kind in ("mrkdwn", "plain_text") and not 1 <= len(node["text"]) <= ANYWHERE:
        yield f"{kind} is empty or too long"
    yield from _ids(node)
    yield from _element(kind, node)


def _element(kind: str, node: Node) -> Iterator[str]:
    if kind == "section":
        if not node.get("text") and not node.get("fields"):
            yield "a section has neither text nor fields"
        if any(len(field["text"]) > 2000 for field in node.get("fields", ())):
            yield "a field is too long"
    if kind == "actions":
        for action_id in _twice(node["elements"], "action_id"):
            yield f"action_id {action_id} stands there twice"
        if any(element["type"].startswith("multi_") for element in node["elements"]):
            yield "a choice of several may not stand among buttons"
    if kind == "input" and "element" not in node:
        yield "an input has no element"
    if kind == "plain_text_input":
        if not 1 <= node.get("max_length", INPUT) <= INPUT:
            yield "max_length is out of range"
        if len(node.get("initial_value", "")) > node.get("max_length", INPUT):
            yield "initial_value is longer than the field"
    if kind == "file_input" and not 1 <= node.get("max_files", FILES) <= FILES:
        yield "max_files is out of range"
    for option in node.get("options", ()):
        yield from _option(option)


def _option(option: Node) -> Iterator[str]:
    for field, most in OPTION.items():
        if field in option and not 1 <= _length(option[field]) <= most:
            yield f"an option's {field} is empty or too long"


def _ids(node: Node) -> Iterator[str]:
    for field, most in IDS.items():
        if field in node and not 1 <= len(node[field]) <= most:
            yield f"{field} is empty or too long"


def _length(value: Any) -> int:
    return len(value["text"] if isinstance(value, dict) else value)


def _table(block: Block) -> Iterator[str]:
    rows = block["rows"]
    least, most, characters = TABLES[block["type"]]
    if block["type"] == "data_table" and not block.get("caption"):
        yield "a data_table has no caption"
    if len({len(row) for row in rows}) > 1:
        yield "rows of different length"
    if any(not 1 <= len(row) <= COLUMNS for row in rows):
        yield "too few or too many columns"
    texts = [cell.get("text", "") for row in rows for cell in row if cell["type"] == "raw_text"]
    if not all(texts):
        yield "a cell is empty"
    if not least <= len(rows) <= most:
        yield "too few or too many rows"
    if sum(len(text) for text in texts) > characters:
        yield "the cells hold too much text"
