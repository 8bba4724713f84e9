"""The answer of the reading child as JSON, and the check of it in the parent.

The child has handled hostile input: nothing it says is trusted. Every text is from a closed list, a
date or a number, but for the names of the files themselves, which are cut and cleaned.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.errors import Refused
from bot.importers.values import FileRead, Ignored, Import, Warned
from scoring.activity import Batch, Level
from scoring.readings import Reading, Source

NAME = 40
"""Characters of a file's name that are shown."""
_CODE = re.compile(r"[a-z0-9_./+ ]{1,60}", re.ASCII)
_FACT = re.compile(r"[a-z0-9_.]{1,40}", re.ASCII)


def clean(name: str) -> str:
    """A name without control and direction characters, cut to 40."""
    kept = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return kept if len(kept) <= NAME else kept[: NAME - 1] + "…"


def pack(made: Import) -> str:
    """An import as JSON."""
    return json.dumps(
        {
            "batches": [_batch(one) for one in made.batches],
            "levels": [[one.fact, one.value, one.as_of.isoformat()] for one in made.levels],
            "readings": [_reading(one) for one in made.readings],
            "files": [
                [clean(one.name), one.kind, one.rows_read, one.rows_skipped,
                 _iso(one.first), _iso(one.last)]
                for one in made.files
            ],
            "ignored": [[clean(one.name), one.reason] for one in made.ignored],
            "warnings": [
                [one.code, clean(one.file) if one.file else None, one.count]
                for one in made.warnings
            ],
            "notes": list(made.notes),
            "as_of": _iso(made.as_of),
        },
        separators=(",", ":"),
    )  # fmt: skip


def pack_refusal(refusal: Refused) -> str:
    """A refusal as JSON."""
    facts = {key: clean(value[:400]) if key != "seen" else _seen(value)
             for key, value in refusal.facts.items()}  # fmt: skip
    return json.dumps({"refused": refusal.code, "facts": facts})


def unpack(text: str) -> Import:
    """An import from the child's JSON. Raises Refused as the child did, or Refused("damaged") when
    the answer is not what a child of ours says."""
    try:
        data = json.loads(text)
        if "refused" in data:
            facts = {str(key): str(value) for key, value in data["facts"].items()}
            raise Refused(_code(data["refused"]), facts)
        return Import(
            batches=tuple(_to_batch(one) for one in data["batches"]),
            levels=tuple(_to_level(one) for one in data["levels"]),
            readings=tuple(_to_reading(one) for one in data["readings"]),
            files=tuple(_to_file(one) for one in data["files"]),
            ignored=tuple(Ignored(clean(name), _code(why)) for name, why in data["ignored"]),
            warnings=tuple(
                Warned(_code(code), clean(file) if file else None, int(count))
                for code, file, count in data["warnings"]
            ),
            notes=tuple(_code(note) for note in data["notes"]),
            as_of=_day(data["as_of"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("damaged") from error


def _seen(columns: str) -> str:
    names = [clean(name.strip()) for name in columns.split(",")][:10]
    return ", ".join(names)


def _batch(one: Batch) -> dict[str, Any]:
    return {
        "source": one.source,
        "first_seen": one.first_seen.isoformat(),
        "as_of": one.as_of.isoformat(),
        "partial": sorted(day.isoformat() for day in one.partial),
        "rules": one.rules,
        "amounts": {
            fact: {day.isoformat(): amount for day, amount in days.items()}
            for fact, days in one.amounts.items()
        },
    }


def _to_batch(data: Mapping[str, Any]) -> Batch:
    return Batch(
        source=_code(data["source"]),
        first_seen=_must(data["first_seen"]),
        as_of=_must(data["as_of"]),
        partial=frozenset(_must(day) for day in data["partial"]),
        amounts={
            _fact(fact): {_must(day): _amount(amount) for day, amount in days.items()}
            for fact, days in data["amounts"].items()
        },
        rules=_code(data["rules"]),
    )


def _to_level(data: Sequence[Any]) -> Level:
    fact, value, as_of = data
    if not isinstance(value, bool | int | float) or not -1e9 < value < 1e9:
        raise ValueError("a level is a number or a yes or no")
    return Level(_fact(fact), value, _must(as_of))


def _reading(one: Reading) -> list[Any]:
    return [
        one.day.isoformat(), one.pillars, one.total, one.source, one.whole, one.industry_rank,
        one.network_rank, one.industry_average, one.network_average, one.mismatch,
    ]  # fmt: skip


def _to_reading(data: Sequence[Any]) -> Reading:
    day, pillars, total, source, whole, industry, network, of_industry, of_network, mismatch = data
    beside = (industry, network, of_industry, of_network)
    numbers = [total, *(pillars or ()), *(one for one in beside if one is not None)]
    if not all(_whole(one) and 0 <= one <= 10_000 for one in numbers):
        raise ValueError("a reading holds numbers in range")
    four = tuple(pillars) if pillars else None
    if four is not None and len(four) != 4:
        raise ValueError("four pillars or none")
    return Reading(
        _must(day),
        four,
        total,
        Source(source),
        bool(whole),
        industry,
        network,
        of_industry,
        of_network,
        bool(mismatch),
    )


def _to_file(data: Sequence[Any]) -> FileRead:
    name, kind, read, skipped, first, last = data
    return FileRead(clean(name), _code(kind), int(read), int(skipped), _day(first), _day(last))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _amount(value: Any) -> int:
    if not _whole(value) or not 0 <= value <= 10**9:
        raise ValueError("an amount is a whole number")
    return int(value)


def _code(value: Any) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ValueError("not a code")
    return value


def _fact(value: Any) -> str:
    if not isinstance(value, str) or not _FACT.fullmatch(value):
        raise ValueError("not a fact")
    return value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _must(value: Any) -> date:
    return date.fromisoformat(value)


def _day(value: Any) -> date | None:
    return None if value is None else _must(value)
