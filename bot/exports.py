"""What leaves as a file: tables as CSV, everything else as JSON. The one writer of both.

A spreadsheet runs a cell that begins like a formula, and names are whatever people call
themselves; so such a cell begins with an apostrophe, which a spreadsheet shows as text.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run, in full width too."""

Cell = str | int | float | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed over: the name that people see, and its bytes."""

    name: str
    data: bytes


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV in UTF-8 with a byte order mark, by which spreadsheets know the encoding. Every cell is
    quoted; nothing becomes an empty cell, an instant is ISO in UTC."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def document(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8 to be read by people and programs alike; dates and instants are ISO."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_iso)
    return (text + "\n").encode("utf-8", "replace")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return _iso(value)
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA) else value
    return str(value)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in a file")
