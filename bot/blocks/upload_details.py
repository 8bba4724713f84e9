"""What was read of an upload: each table, each warning, each row left out, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.blocks import parts
from bot.blocks.message import Message
from bot.blocks.refusals import sentence
from bot.blocks.upload import KINDS, NOTES, STILL_THERE, WARNINGS
from bot.blocks.wording import SHORT_NAMES, count, day, listed
from scoring.pillars import PILLARS, Pillar
from scoring.signals import SIGNALS

REASONS = {
    "dates": "no date that I can read",
    "cells": "cells are missing",
    "unreadable": "not built as a row",
    "values": "a day or number that I can't use",
    "other": "could not be read",
}
"""Why rows were left out."""
PROFILE = frozenset(("profile", "profile_summary", "positions", "skills", "education",
                     "rich_media"))  # fmt: skip
"""Tables whose rows are checks of the signal profile_complete."""
SOURCES = {"creator_engagement": "engagement", "company_follows": "follows"}
"""How the signals name a table, where they name it otherwise."""
LINES = 14
"""Lines of a list; the longest fits a section so many times."""


def details(made: Mapping[str, Any], id: str) -> Message:
    """Each table, each warning, and what was never opened."""
    lines = []
    for one in made["files"]:
        span = f", up to {day(date.fromisoformat(one['last']))}" if one["last"] else ""
        left = f", {one['rows_skipped']:,} left out" if one["rows_skipped"] else ""
        rows = count(one["rows_read"], "row", "rows")
        lines.append(f"• {KINDS.get(one['kind'], one['kind'])}: {rows}{left}{span}{_for(one)}")
    warned = [f"• {_warning(one)}" for one in made["warnings"]]
    warned += [f"• {said}" for code, said in NOTES.items() if code in made["notes"]]
    gone = [f"• {_left_out(one)}" for one in made.get("left_out", ())]
    private = count(made["private"], "private file was", "private files were")
    blocks = [parts.section("*What I read*\n" + "\n".join(_capped(lines)))]
    if warned:
        blocks.append(parts.section("*What to know*\n" + "\n".join(_capped(warned))))
    if gone:
        blocks.append(parts.section("*Rows left out*\n" + "\n".join(_capped(gone))))
    blocks.append(parts.section(f"{private} never opened. {STILL_THERE}"))
    blocks.append(parts.context(f"Fingerprint of the file: {made['sha256'][:12]}"))
    return Message(f"What I read in your upload: {count(len(lines), 'table', 'tables')}.", blocks)


def pillars_of(kind: str) -> tuple[Pillar, ...]:
    """The pillars that a table tells something of."""
    if kind in PROFILE:
        return (Pillar.BRAND,)
    source = SOURCES.get(kind, kind)
    found = {
        signal.pillar
        for signal in SIGNALS
        for reader in signal.readers
        for name in reader.sources
        if source in name.rpartition("/")[2].split("+")
    }
    return tuple(pillar for pillar in PILLARS if pillar in found)


def _for(one: Mapping[str, Any]) -> str:
    found = pillars_of(one["kind"])
    return f", for {listed([SHORT_NAMES[pillar] for pillar in found])}" if found else ""


def _left_out(one: Mapping[str, Any]) -> str:
    """How many rows of a table, why, and which were the first: never what stands in them."""
    kind = KINDS.get(one["kind"], one["kind"])
    many = count(one["count"], "row", "rows")
    more = " and more" if one["count"] > len(one["rows"]) else ""
    label = "row" if len(one["rows"]) == 1 else "rows"
    where = f" ({label} {', '.join(map(str, one['rows']))}{more})" if one["rows"] else ""
    return f"{kind}: {many}, {_why(one)}{where}"


def _why(one: Mapping[str, Any]) -> str:
    """The reason, with the column of a table of readings, or the day that two of them share."""
    said = REASONS.get(one["reason"], REASONS["other"])
    column = next(iter(one.get("columns") or ()), "")
    if column[:1].isdigit():
        return f"two different readings of {day(date.fromisoformat(column))} {column[:4]}"
    return f"{said} under {column[:1].upper()}{column[1:]}" if column else said


def _warning(one: Mapping[str, Any]) -> str:
    said = WARNINGS.get(one["code"])
    if said is None:
        said = f"a file was left out: {_lower(sentence(one['code']).split('. ')[0])}"
    return f"{said} ({one['count']:,})" if one["count"] else said


def _lower(text: str) -> str:
    """The first letter small, but for "I"."""
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def _capped(lines: list[str]) -> list[str]:
    """As many lines as a section takes, and how many are left."""
    left = len(lines) - LINES
    return lines if left <= 0 else [*lines[:LINES], f"• and {left:,} more"]
