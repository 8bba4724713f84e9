"""facts.json: what the bot would keep of a bundle, and nothing else. Schema 1.

`ssi-coach shred` prints it on the rep's own machine; the reading child hands the same object to
its parent. One schema and one check for both, because neither can be trusted: every text is from a
closed list, a date, a version or a decimal, and a key that is not known is refused.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.errors import Refused
from bot.importers import counted, strict
from bot.importers import vocabulary as words
from bot.importers.values import READER, Context, FileRead, Ignored, Import, LeftOut, Warned
from scoring.readings import REPORT

KIND = "ssi-coach facts"
SCHEMA = 1
MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""
SOURCES, READINGS = 200, 5000
"""Most sources and readings."""
FILES, ROWS = 20_000, 5
"""Most tables of a receipt, and rows that are named of those left out."""

_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,2}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)

Json = dict[str, Any]


def of(made: Import, today: date) -> Json:
    """An import as facts.json, made `today`."""
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "made": today.isoformat(),
        "reader": next((batch.rules for batch in made.batches), READER),
        "icp": made.ideal,
        "sources": [counted.source(batch) for batch in made.batches],
        "levels": [counted.level(one) for one in made.levels],
        "readings": [counted.reading(one) for one in made.readings],
        "receipt": _receipt(made),
    }


def claims(data: bytes) -> bool:
    """Whether bytes want to be facts.json: JSON that names our kind, whatever else is in it."""
    if data[:2] in MARKS:  # some shells write what a program prints in UTF-16
        return any(KIND.encode(wide) in data for wide in ("utf-16-le", "utf-16-be"))
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and KIND.encode() in data


def read(data: bytes, context: Context, name: str) -> Import:
    """The import that a facts.json of this name holds. Raises Refused: too_large, facts_too_new,
    or facts_invalid for anything that `of` would not have written."""
    if len(data) > context.limits.facts:
        raise Refused("too_large", {"limit": f"{context.limits.facts // 1_000_000} MB"})
    try:
        found = strict.parse(data.decode("utf-16" if data[:2] in MARKS else "utf-8-sig"))
        if not isinstance(found, dict) or found.get("kind") != KIND:
            raise ValueError("not of our kind")
        schema = found.get("schema")
        if type(schema) is int and schema > SCHEMA:
            raise Refused("facts_too_new")
        made = checked(found, context.today)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused("facts_invalid") from error
    if _on_seats(made):
        raise Refused("facts_invalid")
    return replace(made, files=tuple(replace(one, name=name) for one in made.files))


def _on_seats(made: Import) -> bool:
    """Whether it holds anything of a report on many people, which `of` is never given."""
    return (
        any(batch.source == words.SEATS for batch in made.batches)
        or any(one.source is REPORT for one in made.readings)
        or any(one.kind == words.SEATS for one in made.files)
    )


def checked(data: Any, today: date) -> Import:
    """The import of an object of schema 1, each part of which is looked at.

    Raises ValueError, TypeError or KeyError where anything is not as `of` writes it.
    """
    strict.keys(data, "kind schema made reader icp sources levels readings receipt")
    strict.must(data["kind"] == KIND and type(data["schema"]) is int and data["schema"] == SCHEMA)
    newest = today + timedelta(days=1)
    strict.day(data["made"], date.max)  # told for people: another machine's clock binds nothing
    reader = strict.matching(data["reader"], _VERSION)
    ideal = None if data["icp"] is None else strict.matching(data["icp"], _DIGEST)
    batches = tuple(
        counted.to_batch(one, reader, newest) for one in strict.items(data["sources"], SOURCES)
    )
    strict.distinct(batch.source for batch in batches)
    levels = [counted.to_level(one, newest) for one in strict.items(data["levels"], SOURCES)]
    strict.distinct(one["fact"] for one in data["levels"])
    readings = tuple(
        counted.to_reading(one, newest) for one in strict.items(data["readings"], READINGS)
    )
    kept = tuple(level for level in levels if level is not None)
    ends = [batch.as_of for batch in batches] + [level.as_of for level in kept]
    return Import(
        batches=batches,
        levels=kept,
        readings=readings,
        as_of=max(ends, default=None),
        ideal=ideal,
        **_to_receipt(data["receipt"], newest),
    )


def _receipt(made: Import) -> Json:
    reasons = Counter(one.reason for one in made.ignored)
    rows: Counter[str] = Counter()
    for one in made.left_out:
        rows[_reason(one)] += one.count
    codes = [one.code if one.code in words.WARNINGS else "member_unreadable"
             for one in made.warnings]  # fmt: skip
    return {
        "read": [
            {"kind": one.kind, "rows": one.rows_read, "skipped": one.rows_skipped,
             "first": _iso(one.first), "last": _iso(one.last)}
            for one in made.files
        ],
        "private": reasons["private"],
        "ignored": reasons.total() - reasons["private"],
        "left_out": dict(rows),
        "where": [
            {"kind": one.kind, "reason": _reason(one), "count": one.count, "rows": list(one.rows),
             "columns": list(one.columns)}
            for one in made.left_out
        ],
        "warnings": list(dict.fromkeys(codes)),
        "notes": [note for note in made.notes if note in words.NOTES],
    }  # fmt: skip


def _reason(one: LeftOut) -> str:
    return one.reason if one.reason in words.REASONS else "other"


def _to_receipt(data: Any, newest: date) -> Json:
    """The parts of an import that tell what was read. The names of files are not among them."""
    strict.keys(data, "read private ignored left_out warnings notes", optional="where")
    rows = data["left_out"]
    strict.must(isinstance(rows, dict) and all(reason in words.REASONS for reason in rows))
    many = sum(strict.whole(count, counted.AMOUNT) for count in rows.values())
    dates = rows.get("dates", 0)
    counts = {"dates_left_out": dates, "rows_left_out": many - dates}
    warned = [
        strict.one_of(code, words.WARNINGS) for code in strict.items(data["warnings"], SOURCES)
    ]
    ignored = [Ignored("", "private")] * strict.whole(data["private"], FILES)
    ignored += [Ignored("", "unknown")] * strict.whole(data["ignored"], FILES)
    return {
        "files": tuple(_to_file(one, newest) for one in strict.items(data["read"], FILES)),
        "ignored": tuple(ignored),
        "left_out": tuple(_to_left_out(one) for one in strict.items(data.get("where", []), FILES)),
        "warnings": tuple(Warned(code, None, counts.get(code, 0)) for code in warned),
        "notes": tuple(
            strict.one_of(note, words.NOTES) for note in strict.items(data["notes"], SOURCES)
        ),
    }


def _to_file(data: Any, newest: date) -> FileRead:
    strict.keys(data, "kind rows first last", optional="skipped")
    first, last = (
        None if data[k] is None else strict.day(data[k], newest) for k in ("first", "last")
    )
    kind, rows = (
        strict.one_of(data["kind"], words.KINDS),
        strict.whole(data["rows"], counted.AMOUNT),
    )
    return FileRead(
        "", kind, rows, strict.whole(data.get("skipped", 0), counted.AMOUNT), first, last
    )


def _to_left_out(data: Any) -> LeftOut:
    strict.keys(data, "kind reason count rows", optional="columns")
    rows = tuple(strict.whole(row, counted.AMOUNT) for row in strict.items(data["rows"], ROWS))
    kind, reason = (
        strict.one_of(data["kind"], words.KINDS),
        strict.one_of(data["reason"], words.REASONS),
    )
    columns = tuple(_column(one) for one in strict.items(data.get("columns", []), ROWS))
    return LeftOut(kind, reason, strict.whole(data["count"], counted.AMOUNT), rows, columns)


def _column(name: Any) -> str:
    """A column of a table of readings, or the day of two readings that contradict each other."""
    if isinstance(name, str) and name in words.COLUMNS:
        return name
    return strict.day(name, date.max).isoformat()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
