"""What each person did and saw, in the order in which it happened: one file for each of them."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sandbox import seed

Seen = dict[tuple[str, str], str]


class Diary:
    """Lines by person. A message or a view is written down when it is new or has changed."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._seen: dict[str, Seen] = defaultdict(dict)

    def meet(self, user: str, name: str) -> None:
        """Somebody who keeps a diary from now on."""
        self.names[user] = name
        self._lines[user] = [f"# {name} ({user})", ""]

    def did(self, user: str, now: datetime, what: str) -> None:
        """An act of their own."""
        self._lines[user] += [f"## {stamp(now)} I {what}", ""]

    def look(self, team: Any, now: datetime) -> None:
        """All that is new to each of them."""
        for user in self.names:
            for key, text in _visible(team, user):
                before = self._seen[user].get(key)
                if before != text:
                    kind = "changed" if before is not None else "came"
                    where = f"{key[0]} {key[1]}"
                    self._lines[user] += [f"## {stamp(now)} {kind}: {where}", "", text, ""]
                    self._seen[user][key] = text
            gone = self._seen[user].keys() - {key for key, _ in _visible(team, user)}
            for key in gone:
                del self._seen[user][key]

    def end(self, team: Any, now: datetime) -> None:
        """What stands in the channels on the last day, seen once more."""
        for user in self.names:
            for (place, key), text in _visible(team, user):
                if place.startswith("C"):
                    head = f"## {stamp(now)} stands: {place} {key}"
                    self._lines[user] += [head, "", text, ""]

    def write(self, folder: Path, calls: list[dict[str, Any]]) -> None:
        """A file for each person, and the calls of Slack's API."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for user in self.names:
            text = "\n".join(self._lines[user])
            (folder / f"{user}.md").write_text(text + "\n", "utf-8")
        lines = "\n".join(json.dumps(call, default=str) for call in calls)
        (folder / "calls.jsonl").write_text(lines + "\n", "utf-8")


def stamp(now: datetime) -> str:
    """To the minute, where the workspace is."""
    return now.astimezone(ZoneInfo(seed.TEAM_TZ)).strftime("%Y-%m-%d %H:%M")


def _visible(team: Any, user: str) -> list[tuple[tuple[str, str], str]]:
    found = []
    for channel in team.channels.values():
        if user in channel.members:
            found += [
                ((channel.id, str(message["ts"])), _text(message))
                for message in team.messages[channel.id]
                if message["ephemeral_to"] in (None, user) and message["user"] != user
            ]
    found += [
        (("form", view["id"]), _words(view)) for view in team.views.values() if view["user"] == user
    ]
    if user in team.homes:
        found.append((("home", user), _words(team.homes[user])))
    return found


def _text(message: dict[str, Any]) -> str:
    words = _words(message) if message.get("blocks") else str(message["text"])
    return "\n".join([words, *(f"file: {one.get('name')}" for one in message.get("files") or ())])


def _words(view: dict[str, Any]) -> str:
    """Every text of a view, a line each; a row of a table is one line."""
    lines: list[str] = []
    for block in [view.get("title"), *view["blocks"]]:
        if block and block.get("type") == "table":
            lines += [" | ".join(_flat(cell) for cell in row) for row in block["rows"]]
        elif block:
            lines += [line for line in _flat(block).split("\n") if line]
    return "\n".join(lines)


def _flat(block: Any) -> str:
    if isinstance(block, list):
        return "\n".join(filter(None, map(_flat, block)))
    if not isinstance(block, dict):
        return ""
    own = block.get("text")
    if isinstance(own, str):
        return own
    shown = ("text", "label", "hint", "fields", "elements", "accessory", "element", "title",
             "initial_value", "initial_date", "alt_text", "data")  # fmt: skip
    parts = [
        block[key] if isinstance(block[key], str) else _flat(block[key])
        for key in shown
        if key in block
    ]
    return "\n".join(filter(None, parts))
