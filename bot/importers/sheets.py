"""What a workbook holds: one table that would also come as CSV, or LinkedIn's analytics.

Each sheet is looked at from its own first rows, as a CSV file is; exactly one may be a table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.errors import Refused
from bot.importers import analytics as creator_analytics
from bot.importers import tables
from bot.importers.bundle import Bundle
from bot.importers.tables import Table, fold
from bot.importers.values import Limits
from bot.importers.workbook import TOP, Sheet, open_workbook, text_of

FAULTS = (
    "macros", "doctype_in_workbook", "other_document", "two_sheets", "single_post", "no_rows",
    "date_order_unclear", "dates_outside_range", "dates_unreadable",
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

    def rows(self) -> Iterator[tables.Row]:
        """Each row, as wide as the header."""
        width = max(self.at.values(), default=0) + 1
        for row in self.cells:
            self.read += 1
            yield [*row[:width], *([""] * (width - len(row)))]


def read(
    data: bytes, claims: Callable[[frozenset[str]], bool], bundle: Bundle, *, analytics: bool
) -> Table | None:
    """The table of the one sheet that has a header which `claims` knows; None where the workbook
    was LinkedIn's analytics, which are counted at once (where `analytics` allows it).

    Raises Refused("unknown_columns") where no sheet is known, Refused("two_sheets") where more
    than one is, and Refused("duplicate_column") where the header repeats a column.
    """
    limits = bundle.context.limits
    book = open_workbook(data, limits)
    if analytics and creator_analytics.read(book, bundle):
        return None
    found: list[tuple[Sheet, int, list[str]]] = []
    seen: list[str] = []
    filled = False
    for sheet in book:
        for at, row in enumerate(sheet.top()[:TOP]):
            filled = filled or any(cell is not None for cell in row)
            names = [fold(text_of(cell)) for cell in row]
            shown = [name for name in names if name and not LINKS.search(name)]
            seen = max(seen, shown, key=len)
            if claims(frozenset(name for name in names if name)):
                found.append((sheet, at, names))
                break
    if not filled:
        raise Refused("empty_file")
    if not found:
        raise Refused("unknown_columns", {"seen": ", ".join(seen)[:400]})
    if len(found) > 1:
        raise Refused("two_sheets")
    return _table(*found[0], limits)


def _table(sheet: Sheet, at: int, names: list[str], limits: Limits) -> SheetTable:
    """All rows below the header, before one is counted: a fault further down keeps none of them."""
    while names and not names[-1]:
        names.pop()
    places = tables.places(names, limits)
    rows = (tuple(map(text_of, row[: len(names)])) for row in islice(sheet.rows(), at + 1, None))
    cells = [row for row in rows if any(row)]
    if len(cells) > limits.sheet_rows:
        raise Refused("too_much_inside", {"limit": "rows"})
    return SheetTable(places, NO_COMMA, (), limits, cells=cells)
