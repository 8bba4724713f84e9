"""Four numbers in a line, as people type them. Nothing is guessed: either every word is understood,
or a code says which was not (the sentences live in `bot.blocks`)."""

import re
import unicodedata
from datetime import date

from bot.errors import Refused
from scoring.readings import Reading, Source, make

FIRST_DAY = date(2014, 1, 1)
"""No reading is older: LinkedIn began to show the index that year."""
MOST = 2000
"""Characters of a line."""
_TOKEN = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?(/25)?", re.ASCII)
_CUT = re.compile(r"[\s;]+|,(?=\s)")
_AMBIGUOUS = re.compile(r"\d+,\d+,\d", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def numbers(text: str, today: date) -> Reading:
    """The reading in a line: four pillars in LinkedIn's order or one total, then in any order
    `industry 12`, `network 8`, `industry average 29`, `network average 36`, `on 2026-11-01`.

    Raises Refused with the code of the first thing that cannot be used.
    """
    words = _words(text)
    points: list[tuple[int, bool, bool]] = []
    while words and (found := _token(words[0])) is not None:
        points.append(found)
        words.pop(0)
    if not points:
        raise Refused("no_numbers" if not words else "not_a_number", _shown(words))
    extras, day = _extras(words, today)
    return _reading(points, extras, day)


def looks_like_numbers(text: str) -> bool:
    """Four bare numbers and nothing else."""
    try:
        words = _words(text)
    except Refused:
        return False
    return len(words) == 4 and all(_token(word) is not None for word in words)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > MOST:
        raise Refused("not_a_number")
    if _AMBIGUOUS.search(plain):
        raise Refused("ambiguous_comma")
    return [word for word in _CUT.split(plain.strip()) if word]


def _token(word: str) -> tuple[int, bool, bool] | None:
    """(hundredths, written without decimals, written with /25)."""
    found = _TOKEN.fullmatch(word)
    if found is None:
        return None
    decimals = found[2] or ""
    value = int(found[1]) * 100 + int(decimals.ljust(2, "0") or "0")
    return value, not decimals, found[3] is not None


def _extras(words: list[str], today: date) -> tuple[dict[str, int], date]:
    extras: dict[str, int] = {}
    day = today
    seen_day = False
    while words:
        word = words.pop(0).casefold()
        if word == "on":
            if seen_day:
                raise Refused("repeated_word", {"word": "on"})
            day, seen_day = _day(words, today), True
        elif word in ("industry", "network"):
            average = bool(words) and words[0].casefold() == "average"
            if average:
                words.pop(0)
            name = f"{word}_{'average' if average else 'rank'}"
            if name in extras:
                raise Refused("repeated_word", {"word": word})
            extras[name] = _extra(words, average=average)
        else:
            raise Refused("not_a_number", _shown([word]))
    return extras, day


def _extra(words: list[str], *, average: bool) -> int:
    found = _token(words.pop(0)) if words else None
    code = "bad_average" if average else "bad_rank"
    if found is None or found[2]:
        raise Refused(code)
    value, whole, _ = found
    if average:
        if value > 10_000:
            raise Refused(code)
        return value
    if not whole or not 1 <= value // 100 <= 100:
        raise Refused(code)
    return value // 100


def _day(words: list[str], today: date) -> date:
    text = words.pop(0) if words else ""
    if not _ISO.fullmatch(text):
        raise Refused("bad_date")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refused("bad_date") from error
    if day > today:
        raise Refused("future_date")
    if day < FIRST_DAY:
        raise Refused("too_early")
    return day


def _reading(points: list[tuple[int, bool, bool]], extras: dict[str, int], day: date) -> Reading:
    values = [value for value, _, _ in points]
    if len(values) == 1 and not points[0][2]:
        if values[0] > 10_000:
            raise Refused("out_of_range")
        return make(day, None, values[0], Source.TYPED, beside=extras)
    if len(values) != 4:
        raise Refused("wrong_count", {"count": str(len(values))})
    if max(values) > 2500:
        raise Refused("out_of_range")
    brand, people, insights, relationships = values
    whole = all(whole for _, whole, _ in points)
    four = (brand, people, insights, relationships)
    return make(day, four, None, Source.TYPED, whole=whole, beside=extras)


def _shown(words: list[str]) -> dict[str, str]:
    return {"word": words[0][:40]} if words else {}
