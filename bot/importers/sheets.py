"""The one table in a workbook that would also come as CSV.

Each sheet is looked at from its own first rows, as a CSV file is; exactly one may be a table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.errors import Refused
from bot.importers import tables
from bot.importers.tables import Table, fold
from bot.importers.values import Limits
from bot.importers.workbook import TOP, Sheet, text_of

FAULTS = (
    "macros", "doctype_in_workbook", "other_document", "two_sheets", "single_post", "no_rows",
    "empty_file", "date_order_unclear", "dates_outside_range", "dates_unreadable",
)  # fmt: skip
"""Codes of workbooks that leave the rest of an archive readable."""
NO_COMMA = "\t"
"""The cells of a sheet are parted by no character, so that a comma in one is a decimal comma."""

LINKS = re.compile(r"://|@|www\.")
"""What no column is called, and may tell of somebody."""


@dataclass(slots=True)
class SheetTable(Table):
    """The same table as from a CSV file, over a sheet's cells as text."""

    cells: Sequence[tuple[str, ...]] = ()

    def batches(self) -> Iterator[Sequence[tables.Row]]:
        """Each row, as wide as the header."""
        width = max(self.at.values(), default=0) + 1
        for row in self.cells:
            self.read += 1
            yield ([*row[:width], *([""] * (width - len(row)))],)


def open_table(
    book: Sequence[Sheet],
    claims: Callable[[frozenset[str]], bool],
    limits: Limits,
    needed: Callable[[], frozenset[str]],
) -> SheetTable:
    """The table of the one sheet that has a header which `claims` knows, as `tables.open_table`
    gives it for CSV.

    Raises Refused("unknown_columns") where no sheet is known, Refused("two_sheets") where more
    than one is, and Refused("duplicate_column") where the header repeats a column that is `needed`.
    """
    found: list[tuple[Sheet, int, list[str]]] = []
    firsts: list[list[str]] = []
    for sheet in book:
        for at, row in enumerate(sheet.top()[:TOP]):
            names = [fold(text_of(cell)) for cell in row]
            firsts.append([name for name in names if name])
            if claims(frozenset(firsts[-1])):
                found.append((sheet, at, names))
                break
    if not any(firsts):
        raise Refused("empty_file")
    if not found:
        raise Refused("unknown_columns", {"seen": _seen(firsts)})
    if len(found) > 1:
        raise Refused("two_sheets")
    sheet, at, names = found[0]
    claims(frozenset(name for name in names if name))  # asked again: other sheets came after it
    return _table(sheet, at, names, needed(), limits)


def _seen(rows: Sequence[list[str]]) -> str:
    """The first row that can be a header; those below it may be about people."""
    row = next((row for row in rows if len(row) > 1), max(rows, key=len))
    return ", ".join(name for name in row if not LINKS.search(name))[:400]


def _table(
    sheet: Sheet, at: int, names: list[str], needed: frozenset[str], limits: Limits
) -> SheetTable:
    """All rows below the header, before one is counted: a fault further down keeps none of them."""
    while names and not names[-1]:
        names.pop()
    places = tables.places(names, needed, limits)
    below = islice(sheet.rows(len(names)), at + 1, None)
    rows = (tuple(map(text_of, row)) for row in below)
    cells = [row for row in rows if any(row)]
    if len(cells) > limits.sheet_rows:
        raise Refused("too_much_inside", {"limit": "rows"})
    return SheetTable(places, NO_COMMA, (), limits, at + 1, len(names), typed=True, cells=cells)
