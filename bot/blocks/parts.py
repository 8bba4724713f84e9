"""Pieces that several screens share."""

from collections.abc import Sequence
from typing import Any

from bot.blocks import ids
from bot.blocks.message import Block, Message, View
from bot.blocks.wording import WEEKDAYS, clock, points, total

SSI_PAGE = "https://www.linkedin.com/sales/ssi"
BAR = 10
"""Characters of a bar; the number always follows it."""
DAYS = tuple((name, str(number)) for number, name in enumerate(WEEKDAYS))
TIMES = tuple((clock(minute), clock(minute)) for minute in range(0, 24 * 60, 15))
"""Options of a select: each weekday, and each quarter hour; what is shown, and its value."""
SPARKS = "▁▂▃▄▅▆▇█"
LEAP = 1000


def section(text: str, **more: Any) -> Block:
    """A paragraph of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def context(*texts: str) -> Block:
    """Small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": text} for text in texts],
    }


def header(text: str) -> Block:
    """A headline."""
    return {"type": "header", "text": plain(text)}


def divider() -> Block:
    """A rule: what is above it is the first screen."""
    return {"type": "divider"}


def plain(text: str) -> dict[str, Any]:
    """Text that is never parsed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def button(
    text: str, action_id: str, value: str = "", *, style: str = "", label: str = "", **more: Any
) -> dict[str, Any]:
    """A button. `label` is what a screen reader says where the text alone is not enough."""
    made: dict[str, Any] = {"type": "button", "text": plain(text), "action_id": action_id, **more}
    if value:
        made["value"] = value
    if style:
        made["style"] = style
    if label:
        made["accessibility_label"] = label[:75]
    return made


def actions(*elements: dict[str, Any], block_id: str = "") -> Block:
    """A row of buttons."""
    made: Block = {"type": "actions", "elements": list(elements)}
    return {**made, "block_id": block_id} if block_id else made


def field(
    name: str,
    label: str,
    *,
    placeholder: str = "",
    value: str = "",
    hint: str = "",
    optional: bool = False,
    multiline: bool = False,
    most: int = 0,
) -> Block:
    """A text field of a form; its name is block id and action id."""
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": name}
    if placeholder:
        element["placeholder"] = plain(placeholder)
    if value:
        element["initial_value"] = value
    if multiline:
        element["multiline"] = True
    if most:
        element["max_length"] = most
    made: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": plain(hint)} if hint else made


def select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Block:
    """A list to choose from: (words, value) each."""
    made = [{"text": plain(words), "value": value} for words, value in options]
    first = next((option for option in made if option["value"] == chosen), made[0])
    element = {
        "type": "static_select",
        "action_id": name,
        "options": made,
        "initial_option": first,
    }
    return {"type": "input", "block_id": name, "label": plain(label), "element": element}


def modal(
    title: str, blocks: list[Block], *, callback_id: str = "", submit: str = "", metadata: str = ""
) -> View:
    """A modal, with a button to submit it if there is something to submit."""
    view: View = {
        "type": "modal",
        "title": plain(title),
        "close": plain("Close" if not submit else "Cancel"),
        "blocks": blocks,
    }
    if submit:
        view |= {"submit": plain(submit), "callback_id": callback_id}
    if metadata:
        view["private_metadata"] = metadata
    return view


def as_modal(message: Message) -> View:
    """A message as a modal, where there is no message to answer beside."""
    return modal("SSI Coach", message.blocks)


def bar(hundredths: int, most: int = 2500) -> str:
    """A bar in characters; it says nothing that the number beside it does not."""
    filled = max(0, min(BAR, round(BAR * hundredths / most)))
    return "▰" * filled + "▱" * (BAR - filled)


def spark(values: Sequence[int]) -> str:
    """A line of blocks, low to high. Less than ten points (in hundredths) fill a part of it, so
    that a small step doesn't look like a leap."""
    if not values:
        return ""
    low, span = min(values), max(LEAP, max(values) - min(values))
    return "".join(SPARKS[(value - low) * (len(SPARKS) - 1) // span] for value in values)


def gain(low: int, high: int, *, habit: bool) -> str:
    """A range of points, never a promise. `habit`: it has to be kept for a month."""
    between = f"about +{points(low)} to +{points(high)} points within a month"
    return f"{between}, if you keep it up" if habit else between


def range_of(low: int, high: int, *, whole: bool = False) -> str:
    """A range of an estimate, as "45 to 63"."""
    show = total if whole else points
    return f"{show(low)} to {show(high)}"


def between(low: int, high: int, *, whole: bool = False) -> str:
    """The same in a sentence, as "between 45 and 63"."""
    show = total if whole else points
    return f"between {show(low)} and {show(high)}"


def log_button(text: str = "My four numbers", *, primary: bool = True) -> dict[str, Any]:
    """Opens the form for the four numbers."""
    return button(text, ids.LOG_OPEN, style="primary" if primary else "")


def link_button() -> dict[str, Any]:
    """Opens LinkedIn's own page, in the person's browser."""
    return button("Open my SSI page", ids.SSI_LINK, url=SSI_PAGE)
