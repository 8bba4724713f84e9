"""The answer of the reading child as JSON, and the check of it in the parent.

The child has handled hostile input: nothing it says is trusted. What it counted is a facts.json,
checked as strictly as one that was uploaded; beside it go the parts of members whose seats a usage
report holds, and the names of the files themselves, cut and cleaned, which are shown on the command
line and kept nowhere.
"""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

from bot.errors import Refused
from bot.importers import counted, facts, seat_parts, strict
from bot.importers.values import Ignored, Import, Warned

NAME = 40
"""Characters of a file's name that are shown."""
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of Unicode that move a cursor, turn a line, end it, or are seen by nobody."""
LISTS = ("seen", "column", "choices", "reasons")
"""Facts of a refusal that are lists: each of their entries is cut, and not the whole."""
MANY = 20_000
"""Most files that are named."""
_CODE = re.compile(r"[a-z0-9_./+ ]{1,60}", re.ASCII)


def clean(name: str) -> str:
    """A name without control and direction characters and ends of lines, cut to 40."""
    kept = "".join(c for c in name if unicodedata.category(c) not in HIDDEN)
    return kept if len(kept) <= NAME else kept[: NAME - 1] + "…"


def pack(made: Import, today: date) -> str:
    """An import as JSON."""
    return json.dumps(
        {
            "facts": facts.of(made, today),
            "seats": seat_parts.of(made.seats),
            "files": [clean(one.name) for one in made.files],
            "ignored": [[clean(one.name), one.reason] for one in made.ignored],
            "warnings": [
                [one.code, clean(one.file) if one.file else None, one.count]
                for one in made.warnings
            ],
        },
        separators=(",", ":"),
    )


def pack_refusal(refusal: Refused) -> str:
    """A refusal as JSON."""
    facts = {key: _fact(key, value) for key, value in refusal.facts.items()}
    return json.dumps({"refused": refusal.code, "facts": facts})


def _fact(key: str, value: str) -> str:
    return _seen(value) if key in LISTS else clean(value[:400])


def unpack(text: str, today: date) -> Import:
    """An import from the child's JSON. Raises Refused as the child did, or Refused("damaged") when
    the answer is not what a child of ours says."""
    try:
        data = strict.parse(text)
        if "refused" in data:
            said = {
                strict.matching(key, _CODE): _fact(key, str(value))
                for key, value in data["facts"].items()
            }
            raise Refused(strict.matching(data["refused"], _CODE), said)
        strict.keys(data, "facts seats files ignored warnings")
        made = facts.checked(data["facts"], today)
        strict.must(not facts.of_seats(made))
        seats = seat_parts.checked(data["seats"], today)
        ends = [made.as_of, *(batch.as_of for one in seats for batch in one.batches)]
        names = strict.items(data["files"], MANY)
        return replace(
            made,
            seats=seats,
            as_of=max((day for day in ends if day), default=None),
            files=tuple(
                replace(one, name=_name(name)) for one, name in zip(made.files, names, strict=True)
            ),
            ignored=tuple(
                Ignored(_name(name), strict.matching(why, _CODE))
                for name, why in strict.items(data["ignored"], MANY)
            ),
            warnings=tuple(_warned(*one) for one in strict.items(data["warnings"], MANY)),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("damaged") from error


def _warned(code: Any, file: Any, count: Any) -> Warned:
    name = None if file is None else _name(file)
    return Warned(strict.matching(code, _CODE), name, strict.whole(count, counted.AMOUNT))


def _name(value: Any) -> str:
    strict.must(isinstance(value, str))
    return clean(value)


def _seen(columns: str) -> str:
    names = [clean(name.strip()) for name in columns.split(",")][:10]
    return ", ".join(names)
