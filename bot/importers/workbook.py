"""The one door to workbooks: what may be opened, and its cells as plain values.

A workbook is an archive of XML. The limits of `container` come first and every part is read to its
end, because openpyxl trusts what it is given: half a megabyte can hold gigabytes of strings.
Formulas are never computed, and no link is followed.
"""

import io
import math
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from bot.errors import Refused
from bot.importers.container import Archive, open_archive
from bot.importers.values import Limits

Cell = str | int | float | date | None
"""A value as it was stored. A date without a time of day is a date, else a datetime. Missing are
blanks, yes and no, errors, durations, and formulas that nobody computed yet."""
Row = tuple[Cell, ...]

CONTENTS = "[content_types].xml"
OTHERS = ("mimetype",)
"""The first member of OpenDocument and EPUB files."""
APPLE = ".iwa"
"""What the documents of Pages, Numbers and Keynote are made of."""
MACROS = ("vbaproject.bin", "macrosheets/")
DOCTYPE = b"<!DOCTYPE"
"""No honest producer writes one; with it come entities (and no gain)."""
CHUNK = 1 << 18
TOP = 20
"""Rows in which a header is looked for."""
SPARSE = 2
"""Rows that are walked, empty ones too, for one that may be filled."""
EXACT = 15
"""Digits that a number of a spreadsheet holds for certain."""


def claims(names: Iterable[str]) -> bool:
    """Whether an archive with these members is a workbook that may be opened.

    Raises Refused("macros") or Refused("other_document") for another office file.
    """
    parts = {name.replace("\\", "/").lower() for name in names}
    if CONTENTS not in parts:
        if parts.intersection(OTHERS) or any(part.endswith(APPLE) for part in parts):
            raise Refused("other_document")
        return False
    if any(mark in part for part in parts for mark in MACROS):
        raise Refused("macros")
    if not any(part.startswith("xl/workbook") and part.endswith(".xml") for part in parts):
        raise Refused("other_document")
    return True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. `title` is for recognising alone and is never shown."""

    title: str
    source: Any
    limits: Limits

    def rows(self, columns: int | None = None) -> Iterator[Row]:
        """Rows from the first up to a long run of empty ones, each with as many columns as asked
        for, else with one more than are allowed.

        Raises Refused("damaged"), and Refused("too_much_inside") for too many rows.
        """
        self.source.reset_dimensions()  # what a sheet says of its own size may be false
        cells = _whole(self.source.iter_rows(max_col=columns or self.limits.columns + 1))
        empty = 0
        for count, row in enumerate(cells):
            if count > SPARSE * self.limits.sheet_rows:
                raise Refused("too_much_inside", {"limit": "rows"})
            values = tuple(_value(cell, self.limits.cell) for cell in row)
            empty = 0 if any(value is not None for value in values) else empty + 1
            if empty > self.limits.sheet_gap:
                return
            yield values

    def top(self) -> list[Row]:
        """The rows in which a header may stand, with some of those below the last."""
        return list(islice(self.rows(), TOP + 4))


def open_workbook(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets in their order, charts left out.

    Raises Refused for what is no workbook, or one that an honest program never writes.
    """
    archive = open_archive(data, limits)
    if not claims(member.path for member in archive.members):
        raise Refused("damaged")
    _examine(archive, limits)
    return tuple(_whole(_load(data, limits)))


def _examine(archive: Archive, limits: Limits) -> None:
    """Read every part once, as openpyxl will: sizes and checksums hold, and none has a DOCTYPE."""
    for member in archive.members:
        if member.size > limits.part:
            raise Refused("too_much_inside", {"limit": "size of a sheet"})
        with archive.open(member) as part:
            tail = b""
            while chunk := part.read(CHUNK):
                seen = tail + chunk.replace(b"\0", b"")  # UTF-16 is read as well
                if DOCTYPE in seen:
                    raise Refused("doctype_in_workbook")
                tail = seen[-len(DOCTYPE) :]


def _load(data: bytes, limits: Limits) -> Iterator[Sheet]:
    os.environ["OPENPYXL_LXML"] = "False"  # only the parser of the standard library is guarded
    import openpyxl  # files of another kind do not pay for it

    if not openpyxl.DEFUSEDXML:
        raise ModuleNotFoundError("defusedxml")
    # It warns of styles and the like that it does not keep; nothing here keeps them.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    if len(book.worksheets) > limits.sheets:
        raise Refused("too_much_inside", {"limit": "number of sheets"})
    for sheet in book.worksheets:
        yield Sheet(str(sheet.title), sheet, limits)


def _whole(made: Iterable[Any]) -> Iterator[Any]:
    """The same, with whatever openpyxl makes of a broken file as one refusal: it raises KeyError,
    IndexError, ValueError, errors of zipfile and of XML, and others."""
    steps = iter(made)
    while True:
        try:
            step = next(steps)
        except StopIteration:
            return
        except (Refused, MemoryError, ImportError):
            raise
        except Exception as error:
            raise Refused("damaged") from error
        yield step


def _value(cell: Any, most: int) -> Cell:
    value = cell.value
    if value is None or cell.data_type == "e" or isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value[:most] if value.strip() else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        at_midnight = not (value.hour or value.minute or value.second)
        return value.date() if at_midnight else value
    return value if isinstance(value, int | date) else None


def text_of(value: Cell) -> str:
    """A value as LinkedIn's CSV files would have it: ISO days, plain decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(f"{value:.{EXACT}g}"), "f")
    return str(value)
