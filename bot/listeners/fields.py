"""What stands in the fields of a submitted form."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.errors import Refused
from bot.importers import typed
from scoring.readings import Reading

View = dict[str, Any]

FOUR = ("brand", "people", "insights", "relationships")
EXTRAS = (
    ("industry_rank", "industry {}"),
    ("network_rank", "network {}"),
    ("industry_average", "industry average {}"),
    ("network_average", "network average {}"),
    ("day", "on {}"),
)
"""The optional fields, as the words that `log` understands: one grammar for both ways in."""


def texts(view: View) -> dict[str, str]:
    """Every text, chosen option, date or time, by the name of its field; empty ones are ''."""
    found: dict[str, str] = {}
    for block in view["state"]["values"].values():
        for name, state in block.items():
            option = state.get("selected_option") or {}
            value = (
                state.get("value")
                or option.get("value")
                or state.get("selected_date")
                or state.get("selected_time")
                or state.get("selected_user")
            )
            found[name] = str(value or "")
    return found


def waiting(view: View) -> str:
    """The upload that a form was opened about; it was visible to the person and proves nothing."""
    try:
        known = json.loads(view.get("private_metadata") or "null")
    except json.JSONDecodeError:
        return ""
    return str(known.get("upload") or "") if isinstance(known, dict) else ""


def minute(clock: str) -> int:
    """The minute of the day of a time like 08:15. Raises ValueError for any other text."""
    hour, past = clock.split(":")
    return int(hour) * 60 + int(past)


def ticks(view: View, name: str) -> tuple[str, ...]:
    """The values ticked in a group of check boxes."""
    state = view["state"]["values"].get(name, {}).get(name, {})
    return tuple(option["value"] for option in state.get("selected_options") or ())


def files(view: View) -> list[str]:
    """The ids of the files given in a file field."""
    state = view["state"]["values"].get("files", {}).get("files", {})
    return [file["id"] for file in state.get("files") or ()]


FORM_MOST = 10_000_000
"""Bytes of a file that a form may carry (https://docs.slack.dev/reference/block-kit/
block-elements/file-input-element); larger ones come by the chat."""


def too_large(view: View) -> bool:
    """Whether a file of the form is larger than a form may carry."""
    state = view["state"]["values"].get("files", {}).get("files", {})
    return any(int(file.get("size") or 0) > FORM_MOST for file in state.get("files") or ())


def lines(text: str) -> tuple[str, ...]:
    """One entry a line, blank ones left out."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def reading(given: Mapping[str, str], today: date) -> tuple[dict[str, str], Reading | None]:
    """The reading in the form, or the code of what is wrong, by field.

    Each field is tried alone first, so that all faults are marked at once.
    """
    faults: dict[str, str] = {}
    for name in FOUR:
        _try(faults, name, f"{given.get(name, '')} 0 0 0", today)
    for name, phrase in EXTRAS:
        if given.get(name):
            _try(faults, name, f"0 0 0 0 {phrase.format(given[name])}", today)
    if faults:
        return faults, None
    words = [" ".join(given[name].strip() for name in FOUR)]
    words += [phrase.format(given[name]) for name, phrase in EXTRAS if given.get(name)]
    try:
        return {}, typed.numbers(" ".join(words), today)
    except Refused as refusal:
        return {"brand": refusal.code}, None


def _try(faults: dict[str, str], name: str, text: str, today: date) -> None:
    try:
        typed.numbers(text, today)
    except Refused as refusal:
        faults[name] = refusal.code
