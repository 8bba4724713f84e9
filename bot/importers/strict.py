"""JSON of which every part is looked at. Each check raises ValueError where it fails."""

import json
import re
from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

FOUNDED = date(2003, 5, 5)
"""LinkedIn opened; nothing there is older."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DECIMAL = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?", re.ASCII)


def parse(text: str) -> Any:
    """JSON without repeated keys, NaN or infinities. Raises ValueError or RecursionError."""
    return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)


def must(true: object) -> None:
    """That something holds."""
    if not true:
        raise ValueError("not as it was written")


def keys(data: Any, needed: str, optional: str = "") -> None:
    """An object with exactly these keys: one that is not known could carry a text."""
    must(isinstance(data, dict))
    least, also = set(needed.split()), set(optional.split())
    must(least <= data.keys() <= least | also)


def items(data: Any, most: int) -> list[Any]:
    """A list of no more than `most`."""
    must(isinstance(data, list) and len(data) <= most)
    return list(data)


def distinct(names: Iterable[str]) -> None:
    """No two of these are the same."""
    found = list(names)
    must(len(found) == len(set(found)))


def one_of(value: Any, known: Container[str]) -> str:
    """A text of a closed list."""
    must(isinstance(value, str) and value in known)
    return str(value)


def whole(value: Any, most: int) -> int:
    """A whole number from 0 to `most`; true and false are none."""
    must(type(value) is int and 0 <= value <= most)
    return int(value)


def matching(value: Any, pattern: re.Pattern[str]) -> str:
    """A text that is a pattern from end to end."""
    must(isinstance(value, str) and pattern.fullmatch(value))
    return str(value)


def hundredths(value: Any) -> int | None:
    """A decimal text like "18.2" in hundredths; None for null."""
    if value is None:
        return None
    number, _, decimals = matching(value, _DECIMAL).partition(".")
    return int(number) * 100 + int(decimals.ljust(2, "0"))


def day(value: Any, newest: date) -> date:
    """An ISO day from LinkedIn's beginning to `newest`."""
    must(isinstance(value, str))
    found = _written(value)
    must(FOUNDED <= found <= newest)
    return found


@lru_cache(maxsize=10_000)
def _written(text: str) -> date:
    """Each fact of an upload names the same days again; 10,000 are 27 years."""
    return date.fromisoformat(matching(text, _DAY))


def _pairs(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    must(len(found) == len(pairs))
    return found


def _constant(name: str) -> Any:
    raise ValueError(name)
