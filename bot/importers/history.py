"""A table of one's own earlier readings: one row a day, columns by name, any order.

The date is ISO or worded (`12 Jan 2026`); of slashed dates the file itself must tell which part is
the day. A decimal comma is read only where the comma parts no columns and no cell has a point.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from bot.errors import Refused
from bot.importers import dates
from bot.importers.bundle import Bundle
from bot.importers.tables import Row, Table
from bot.importers.values import Warned
from scoring.pillars import PILLAR_MAX
from scoring.readings import Reading, Source, make

LABELS = (
    "establish your professional brand",
    "find the right people",
    "engage with insights",
    "build relationships",
)
"""LinkedIn's names of the four, folded."""
BESIDE = {
    "industry rank": "industry_rank", "network rank": "network_rank",
    "industry average": "industry_average", "network average": "network_average",
}  # fmt: skip
COLUMNS = (*LABELS, "total", *BESIDE)
JUMP, JUMP_DAYS = 3000, timedelta(days=7)
"""Hundredths within a week from which a jump is pointed out."""
SHOWN = 3
"""Rows that a refusal names."""
MONTHS_IN_A_YEAR = 12
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,20}))?", re.ASCII)
_WORDED = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Za-z]{3,9} \d{4}", re.ASCII)


class _Bad(Exception):
    """A cell that cannot be used, by the name of its column."""


@dataclass(slots=True)
class _Sheet:
    """How this table is written: which part of a slashed date is the day, and which columns have
    decimal commas."""

    table: Table
    today: date
    day_first: bool | None = None
    commas: set[str] = field(default_factory=set)
    bad: dict[int, str] = field(default_factory=dict)


def readings(table: Table, bundle: Bundle) -> None:
    """Each good row as a reading; two different ones of a day are both left out.

    Raises Refused: a table with only some of the pillars, slashed dates that could be either, or
    no row that can be used.
    """
    gone = [label for label in LABELS if label not in table.at]
    if gone and "total" not in table.at:
        raise Refused("missing_column", {"column": ", ".join((*gone, "total")[:5])})
    if 0 < len(gone) < len(LABELS):
        raise Refused("missing_column", {"column": ", ".join(gone)})
    counted = [(bundle.number, row) for row in bundle.rows(table)]
    rows = [row for _, row in counted]
    sheet = _Sheet(table, bundle.context.today, _order(rows, table), _commas(rows, table))
    read = ((number, _reading(row, number, sheet)) for number, row in counted)
    good = [(number, one) for number, one in read if one is not None]
    kept, clashes = _one_a_day(good)
    if not kept and table.read:
        first = [f"row {number}: {column}" for number, column in [*sheet.bad.items()][:SHOWN]]
        raise Refused("no_good_rows", {"reasons": ", ".join(first) or "rows contradict each other"})
    _leave(bundle, sheet, kept, clashes)
    bundle.span("readings").cover([one.day for one in kept])
    bundle.readings.extend(kept)


def _one_a_day(good: Sequence[tuple[int, Reading]]) -> tuple[list[Reading], dict[date, list[int]]]:
    by_day: dict[date, dict[Reading, int]] = {}
    for number, one in good:
        by_day.setdefault(one.day, {}).setdefault(one, number)
    kept = [next(iter(found)) for _, found in sorted(by_day.items()) if len(found) == 1]
    return kept, {d: [*found.values()] for d, found in sorted(by_day.items()) if len(found) > 1}


def _leave(
    bundle: Bundle, sheet: _Sheet, kept: Sequence[Reading], clashes: dict[date, list[int]]
) -> None:
    for column in dict.fromkeys(sheet.bad.values()):
        bundle.leave_rows("values", [n for n, name in sheet.bad.items() if name == column], column)
    for day, numbers in clashes.items():
        bundle.leave_rows("values", numbers, day.isoformat())
    jumps = sum(
        two.day - one.day <= JUMP_DAYS and abs(two.total - one.total) > JUMP
        for one, two in pairwise(kept)
    )
    bare = sum(one.pillars is None for one in kept) if LABELS[0] in sheet.table.at else 0
    odd = sum(one.mismatch for one in kept)
    found = (
        (Warned("decimal_comma_read"), bool(sheet.commas)),
        (Warned("date_order_read"), sheet.day_first is not None),
        (Warned("conflicting_rows", None, len(clashes)), bool(clashes)),
        (Warned("total_mismatch", None, odd), odd > 0),
        (Warned("pillars_missing", None, bare), bare > 0),
        (Warned("large_jump", None, jumps), jumps > 0),
    )
    bundle.warnings += [one for one, so in found if so]


def _order(rows: Sequence[Row], table: Table) -> bool | None:
    """Whether the day comes first in slashed dates; None where there are none of those, or so few
    among dates that are clear that leaving them out does no harm."""
    parts = [found for row in rows if (found := dates.slashed(row[table.at["date"]]))]
    if not parts:
        return None
    day_first = any(one > MONTHS_IN_A_YEAR for one, _, _ in parts)
    month_first = any(other > MONTHS_IN_A_YEAR for _, other, _ in parts)
    if day_first != month_first:
        return day_first
    if 2 * len(parts) > len(rows):
        raise Refused("date_order_unclear")
    return None


def _commas(rows: Sequence[Row], table: Table) -> set[str]:
    """The columns whose numbers have decimal commas."""
    if table.delimiter == ",":
        return set()
    found = set()
    for name in COLUMNS:
        cells = [row[table.at[name]] for row in rows] if name in table.at else []
        points = not table.typed and any("." in cell for cell in cells)
        if any("," in cell for cell in cells) and not points:
            found.add(name)
    return found


def _day(text: str, sheet: _Sheet) -> date | None:
    found = dates.slashed(text)
    try:
        if found is not None and sheet.day_first is None:
            return None
        if found is not None:
            one, other, year = found
            day: date | None = date(year, *((other, one) if sheet.day_first else (one, other)))
        else:
            day = dates.parse(text) if _WORDED.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and dates.FOUNDED <= day <= sheet.today else None


def _reading(row: Row, number: int, sheet: _Sheet) -> Reading | None:
    try:
        day = _day(" ".join(row[sheet.table.at["date"]].split()), sheet)
        if day is None:
            raise _Bad("date")
        cells = {name: _cents(row, name, sheet) for name in COLUMNS}
        four = [cells[label] for label in LABELS]
        whole = [value for value in four if value is not None]
        if whole and len(whole) < len(LABELS):
            raise _Bad(LABELS[four.index(None)])
        total = cells["total"]
        if not whole and total is None:
            raise _Bad("total")
        beside = {name: _beside(value, label) for label, name in BESIDE.items()
                  if (value := cells[label]) is not None}  # fmt: skip
        pillars = (whole[0], whole[1], whole[2], whole[3]) if whole else None
        return make(day, pillars, total, Source.TABLE, beside=beside)
    except _Bad as bad:
        sheet.bad[number] = str(bad)
        return None


def _beside(cents: int, label: str) -> int:
    if not label.endswith(" rank"):
        return cents
    if cents % 100 or cents < 100:
        raise _Bad(label)
    return cents // 100


def _cents(row: Row, name: str, sheet: _Sheet) -> int | None:
    """Hundredths, rounded half up; None for an empty cell. Raises _Bad for anything else."""
    cell = sheet.table.text(row[sheet.table.at[name]]) if name in sheet.table.at else ""
    if cell == "":
        return None
    found = _NUMBER.fullmatch((cell or "").replace("\xa0", ""))
    if found is None or ("," in (cell or "") and name not in sheet.commas):
        raise _Bad(name)
    decimals = (found[2] or "").ljust(3, "0")
    cents = int(found[1]) * 100 + int(decimals[:2]) + (decimals[2] >= "5")
    if cents > (PILLAR_MAX if name in LABELS else 10_000):
        raise _Bad(name)
    return cents
