"""Text copied from linkedin.com/sales/ssi, and the JSON behind that page.

The page shows the four components three times (you, your industry, your network) and several
totals; the set that adds up to the person's own total is theirs. Any language works by order and
sum. Asked rather than guessed: two sets that fit are refused.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.errors import Refused
from scoring.readings import Four, Reading, Source, make

MOST = 20_000
LABELS = (
    "establish your professional brand",
    "find the right people",
    "engage with insights",
    "build relationships",
)
INDUSTRY, NETWORK = "people in your industry", "people in your network"
PILLAR_KEYS = (
    "PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP",
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,](\d{1,20}))?(?![\d.,]*\d)", re.ASCII)
_OUT_OF = re.compile(r"(\d{1,3})\D{1,12}100\b", re.ASCII)
_TOP = re.compile(r"\b[Tt]op\s+(\d{1,3})\s*%", re.ASCII)
_AVERAGE = re.compile(r"average SSI of\s+(\d{1,3})", re.ASCII | re.IGNORECASE)


def reading(text: str, today: date) -> Reading:
    """The person's own reading in a pasted page, dated `today`.

    Raises Refused("paste_unclear") where none or more than one set of numbers fits.
    """
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > MOST:
        raise Refused("paste_unclear")
    if plain.lstrip().startswith("{"):
        return from_json(plain, today)
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    total = _total(lines)
    sets = _by_label(lines) or (_by_order(lines) if total is not None else [])
    four = _own(sets, total)
    context = _context(lines)
    if four is None and total is None:
        raise Refused("paste_unclear")
    return make(today, four, total, Source.PASTED, beside=context)


def from_json(text: str, today: date) -> Reading:
    """The answer of LinkedIn's page to itself, where a person has it. Nothing is ever fetched."""
    try:
        data = json.loads(text, parse_constant=_refuse, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Refused("unknown_json") from error
    if isinstance(data, dict) and isinstance(data.get("data"), dict):
        data = data["data"]
    score = data.get("memberScore") if isinstance(data, dict) else None
    if not isinstance(score, dict):
        raise Refused("unknown_json")
    four, total = _pillars(score), _cents(score.get("overall"))
    if four is None and total is None:
        raise Refused("unknown_json")
    return make(today, four, total, Source.JSON, beside=_groups(data))


def _pillars(score: Mapping[str, Any]) -> Four | None:
    found = {
        str(one.get("pillar")): _cents(one.get("score"))
        for one in score.get("subScores") or ()
        if isinstance(one, dict)
    }
    values = [found.get(key) for key in PILLAR_KEYS]
    if any(value is None or value > 2500 for value in values):
        return None
    brand, people, insights, relationships = (value or 0 for value in values)
    return brand, people, insights, relationships


def _groups(data: Mapping[str, Any]) -> dict[str, int]:
    context: dict[str, int] = {}
    for group in data.get("groupScore") or ():
        if not isinstance(group, dict):
            continue
        name = str(group.get("groupType", "")).casefold()
        if name not in ("industry", "network"):
            continue
        rank, score = group.get("rank"), group.get("score")
        if isinstance(rank, int) and not isinstance(rank, bool) and 1 <= rank <= 100:
            context[f"{name}_rank"] = rank
        average = _cents(score.get("overall")) if isinstance(score, dict) else None
        if average is not None:
            context[f"{name}_average"] = average
    return context


def _cents(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= 100:
        return None
    return int((Decimal(value) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _refuse(_: str) -> Any:
    raise ValueError("not a number")


def _total(lines: Sequence[str]) -> int | None:
    """The first "N out of 100" that stands before the groups of other people."""
    for found in _OUT_OF.finditer(" ".join(_before_groups(lines))):
        if int(found[1]) <= 100:
            return int(found[1]) * 100
    return None


def _before_groups(lines: Sequence[str]) -> Sequence[str]:
    for at, line in enumerate(lines):
        if line.casefold() in (INDUSTRY, NETWORK):
            return lines[:at]
    return lines


def _by_label(lines: Sequence[str]) -> list[Four]:
    """Each run of the four labels with a number beside, before or after each of them."""
    values: dict[int, list[int]] = {0: [], 1: [], 2: [], 3: []}
    for at, line in enumerate(lines):
        label = next((n for n, name in enumerate(LABELS) if name in line.casefold()), None)
        if label is None:
            continue
        near = [line, *lines[at - 1 : at], *lines[at + 1 : at + 2]]
        found = next((one for text in near if (one := _pillar(text)) is not None), None)
        if found is not None:
            values[label].append(found)
    return [(a, b, c, d) for a, b, c, d in zip(*values.values(), strict=False)]


def _by_order(lines: Sequence[str]) -> list[Four]:
    """Runs of four lines with one number up to 25 each: the order is that of every language."""
    found = [value for line in lines if (value := _pillar(line)) is not None]
    return [
        (a, b, c, d) for a, b, c, d in zip(found, found[1:], found[2:], found[3:], strict=False)
    ]


def _pillar(line: str) -> int | None:
    if "%" in line or _OUT_OF.search(line):
        return None
    found = _NUMBER.findall(line)
    if len(found) != 1:
        return None
    whole, decimals = found[0]
    cents = Decimal(f"{whole}.{decimals or '0'}") * 100
    value = int(cents.quantize(Decimal(1), ROUND_HALF_UP))
    return value if value <= 2500 else None


def _own(sets: Sequence[Four], total: int | None) -> Four | None:
    if total is None:
        if len(sets) == 1:
            return sets[0]
        if sets:
            raise Refused("paste_unclear")
        return None
    fitting = list(dict.fromkeys(four for four in sets if abs(sum(four) - total) <= 70))
    if len(fitting) > 1:
        raise Refused("paste_unclear")
    return fitting[0] if fitting else None


def _context(lines: Sequence[str]) -> dict[str, int]:
    """Ranks and averages, by the heading under which they stand."""
    context: dict[str, int] = {}
    group = ""
    for at, line in enumerate(lines):
        low = line.casefold()
        if low.startswith(("industry ssi rank", INDUSTRY)):
            group = "industry"
        elif low.startswith(("network ssi rank", NETWORK)):
            group = "network"
        found = _TOP.search(line)
        if found and 1 <= int(found[1]) <= 100:
            name = group or _next_group(lines, at)
            if name:
                context.setdefault(f"{name}_rank", int(found[1]))
        average = _AVERAGE.search(line)
        if average and int(average[1]) <= 100:
            name = "network" if "network" in low else group
            if name:
                context.setdefault(f"{name}_average", int(average[1]) * 100)
    return context


def _next_group(lines: Sequence[str], at: int) -> str:
    """A rank may stand before its label."""
    for line in lines[at + 1 : at + 3]:
        for name in ("industry", "network"):
            if line.casefold().startswith(f"{name} ssi rank"):
                return name
    return ""
