"""Finds out, from the diaries and the log of calls alone, whether every promise was kept."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.season import check_boards, check_private
from tests.season.found import Found
from tests.season.pages import read

_UNASKED = "ssi_digest"


def check(folder: Path) -> Found:
    """Every rule."""
    found, pages = Found(), read(folder)
    calls = [json.loads(line) for line in (folder / "calls.jsonl").read_text("utf-8").splitlines()]
    check_boards.check(found, pages)
    check_private.check(found, pages)
    _one_a_week(found, calls)
    return found


def _one_a_week(found: Found, calls: list[dict[str, Any]]) -> None:
    """One message that nobody asked for, at most, of a person and week."""
    sent: dict[tuple[str, str], list[str]] = defaultdict(list)
    for call in calls:
        kind = (call["args"].get("metadata") or {}).get("event_type", "")
        if call["ok"] and call["method"] == "chat.postMessage" and kind == _UNASKED:
            at = datetime.fromisoformat(call["at"])
            sent[call["args"]["channel"], at.strftime("%G-W%V")].append(f"{kind} {at}")
    for (user, week), all_of in sent.items():
        found.say(len(all_of) == 1, "one message a week", f"{user} {week} {all_of}")
