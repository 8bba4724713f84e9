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
from scoring.pillars import PILLAR_MAX
from scoring.readings import Four, Reading, Source, fits, make

MOST, MOST_JSON = 20_000, 256_000
"""Characters of a page, and of the JSON behind it."""
LABELS = (
    "establish your professional brand",
    "find the right people",
    "engage with insights",
    "build relationships",
)
INDUSTRY, NETWORK = "people in your industry", "people in your network"
REMAINING = "remaining points"
PILLAR_KEYS = (
    "PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP",
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,](\d{1,20}))?(?![\d.,]*\d)", re.ASCII)
_COMMA = re.compile(r"\d,\d", re.ASCII)
_OUT_OF = re.compile(
    r"(?<![\w.,/-])([0-9]{1,3})(?=[^0-9]{0,11}(?:[^\W0-9_]|/))[^0-9,;|\"=_]{1,12}"
    r"(?<=[\s/(])100(?![\w%]|[.,][0-9])"
)
"""`33 out of 100`, `32 из 100`, `33/100`: a word or a stroke between, and never a table's cells."""
_OURS = ("social selling", "ssi")
"""What stands on the page in every language; without it, only four numbers that add up count."""
_TOP = re.compile(r"\btop\s+(\d{1,3})\s*%", re.ASCII | re.IGNORECASE)
_AVERAGE = re.compile(r"average SSI of\s+(\d{1,3})(?:\.(\d{1,2}))?", re.ASCII | re.IGNORECASE)
Place = tuple[int, Four]
"""A set of four numbers, and the line on which it begins."""


def reading(text: str, today: date) -> Reading:
    """The person's own reading in a pasted page, dated `today`.

    Raises Refused("paste_unclear") where none or more than one set of numbers fits.
    """
    return page(text, today)[0]


def page(text: str, today: date) -> tuple[Reading, tuple[str, ...]]:
    """The same, with the codes of what was guessed, does not add up, or is not there."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        found = from_json(plain.lstrip("\ufeff"), today)
        return found, _told(found, commas=False)
    if len(plain) > MOST:
        raise Refused("paste_unclear")
    raws = [raw for raw in plain.split("\n") if raw.strip()]
    lines = [" ".join(raw.split()) for raw in raws]
    total = _total([raw.replace("\t", ";") for raw in raws[: _groups_at(lines)]])
    four = _four(lines, total)
    if four is None and (total is None or not _ours(lines)):
        raise Refused("paste_unclear")
    made = make(today, four, total, Source.PASTED, beside=_context(lines))
    commas = four is not None and any(_COMMA.search(line) and _pillar(line) in four
                                      for line in lines)  # fmt: skip
    return made, _told(made, commas=commas)


def _four(lines: Sequence[str], total: int | None) -> Four | None:
    """The person's own four: by their labels, else by their order if they add up."""
    if any(label in line.casefold() for line in lines for label in LABELS):
        return _own(_by_label(lines), total, _groups_at(lines))
    return None if total is None else _fitting(_by_order(lines), total)


def _ours(lines: Sequence[str]) -> bool:
    """Whether the text says of itself that it is about the index."""
    text = " ".join(lines).casefold()
    return any(re.search(rf"\b{name}\b", text) for name in (*_OURS, *LABELS))


def _told(made: Reading, *, commas: bool) -> tuple[str, ...]:
    found = (
        ("decimal_comma_read", commas),
        ("total_mismatch", made.mismatch),
        ("pillars_missing", made.pillars is None),
    )
    return tuple(code for code, so in found if so)


def from_json(text: str, today: date) -> Reading:
    """The answer of LinkedIn's page to itself, where a person has it. Nothing is ever fetched.

    Raises Refused("unknown_json") for anything else, and for numbers that cannot be.
    """
    if len(text) > MOST_JSON:
        raise Refused("unknown_json")
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
    parts = score.get("subScores")
    found = {
        str(one.get("pillar")): _cents(one.get("score"))
        for one in (parts if isinstance(parts, list) else ())
        if isinstance(one, dict)
    }
    values = [found.get(key) for key in PILLAR_KEYS]
    if any(value is not None and value > PILLAR_MAX for value in values):
        raise Refused("unknown_json")
    if any(value is None for value in values):
        return None
    brand, people, insights, relationships = (value or 0 for value in values)
    return brand, people, insights, relationships


def _groups(data: Mapping[str, Any]) -> dict[str, int]:
    context: dict[str, int] = {}
    groups = data.get("groupScore")
    for group in groups if isinstance(groups, list) else ():
        if not isinstance(group, dict):
            continue
        name = str(group.get("groupType", "")).casefold()
        if name not in ("industry", "network"):
            continue
        rank, score = group.get("rank"), group.get("score")
        if isinstance(rank, int) and not isinstance(rank, bool) and 1 <= rank <= 100:
            context[f"{name}_rank"] = rank
        average = score.get("overall") if isinstance(score, dict) else None
        cents = _cents(average)
        if cents is not None:
            context[f"{name}_average"] = cents
    return context


def _cents(value: Any) -> int | None:
    """Hundredths of a number from 0 to 100; None for no number. Raises Refused beyond."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= 100:
        raise Refused("unknown_json")
    return int((Decimal(value) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _refuse(_: str) -> Any:
    raise ValueError("not a number")


def _groups_at(lines: Sequence[str]) -> int:
    """The line from which on other people's numbers stand."""
    heads = (at for at, line in enumerate(lines) if line.casefold() in (INDUSTRY, NETWORK))
    return next(heads, len(lines))


def _total(lines: Sequence[str]) -> int | None:
    """The first "N out of 100" of these lines."""
    for found in _OUT_OF.finditer(" ".join(" ".join(lines).split())):
        if int(found[1]) <= 100:
            return int(found[1]) * 100
    return None


def _by_label(lines: Sequence[str]) -> list[Place]:
    """Each run of the four labels in order, with a number on the line of each, or before it, or
    after it: a page does all three, but never two of them in one run."""
    labels = [(at, n) for at, line in enumerate(lines)
              for n, name in enumerate(LABELS) if name in line.casefold()]  # fmt: skip
    found: list[Place] = []
    for shift in (0, -1, 1):
        run: list[int] = []
        begun = 0
        for at, number in labels:
            there = 0 <= at + shift < len(lines)
            value = _pillar(lines[at + shift]) if there else None
            if number == 0:
                run, begun = [], at
            if number != len(run) or value is None:
                run = []
                continue
            run.append(value)
            if len(run) == len(LABELS):
                found.append((begun, (run[0], run[1], run[2], run[3])))
                run = []
    return found


def _by_order(lines: Sequence[str]) -> list[Four]:
    """Runs of four lines with one number up to 25 each: the order is that of every language."""
    found = [value for line in lines if (value := _pillar(line)) is not None]
    return [
        (a, b, c, d) for a, b, c, d in zip(found, found[1:], found[2:], found[3:], strict=False)
    ]


def _pillar(line: str) -> int | None:
    if "%" in line or _OUT_OF.search(line) or REMAINING in line.casefold():
        return None
    found = _NUMBER.findall(line)
    if len(found) != 1:
        return None
    whole, decimals = found[0]
    cents = Decimal(f"{whole}.{decimals or '0'}") * 100
    value = int(cents.quantize(Decimal(1), ROUND_HALF_UP))
    return value if value <= PILLAR_MAX else None


def _own(sets: Sequence[Place], total: int | None, groups: int) -> Four | None:
    """The set that adds up to the person's total, else the one before other people's. Raises
    Refused("paste_unclear") where two could be theirs."""
    before = list(dict.fromkeys(four for at, four in sets if at < groups))
    if total is not None:
        fitting = list(dict.fromkeys(four for _, four in sets if fits(four, total)))
        if len(fitting) > 1:
            fitting = [four for four in fitting if four in before]
        if fitting:
            return _single(fitting)
        if not before:
            return None
    return _single(before)


def _fitting(sets: Sequence[Four], total: int) -> Four | None:
    fitting = list(dict.fromkeys(four for four in sets if fits(four, total)))
    return _single(fitting) if fitting else None


def _single(sets: Sequence[Four]) -> Four:
    if len(sets) != 1:
        raise Refused("paste_unclear")
    return sets[0]


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
                cents = int(average[1]) * 100 + int((average[2] or "0").ljust(2, "0"))
                context.setdefault(f"{name}_average", min(cents, 10_000))
    return context


def _next_group(lines: Sequence[str], at: int) -> str:
    """A rank may stand before its label."""
    for line in lines[at + 1 : at + 3]:
        for name in ("industry", "network"):
            if line.casefold().startswith(f"{name} ssi rank"):
                return name
    return ""
