"""Tables of comma-separated values, in the states in which people hand them in.

The header is searched, never assumed; columns go by name; the delimiter is tried on the header
line alone (sniffing takes time that grows with the square of the input); a bad byte spoils its
cell and not its file.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from bot.errors import Refused
from bot.importers.values import Limits

DELIMITERS = (",", ";", "\t")
HEADER_LINES = 20
HEADER_BYTES = 4096
EMPTY = frozenset(("", "n/a", "na"))
"""What spreadsheets write into blanks."""

Row = list[str]
FIRST = 5
"""Rows that are named of those left out for one reason."""
CHUNK = 1 << 18
"""Bytes that are decoded at a time."""


@dataclass(slots=True)
class Table:
    """Rows below a header. `at` maps a folded column name to its place; `skipped` counts rows
    that could not be read; `left`: how many by reason, and which rows were the first. `above`:
    lines before the first row."""

    at: Mapping[str, int]
    delimiter: str
    lines: Iterable[str]
    limits: Limits
    read: int = 0
    skipped: int = 0
    too_many: bool = field(default=False)
    above: int = 0
    left: dict[str, tuple[int, list[int]]] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Each row with as many cells as the header has, at most `limits.rows` of them."""
        width, most = max(self.at.values(), default=0) + 1, self.limits.rows
        reader = csv.reader(self.lines, delimiter=self.delimiter)
        while True:
            try:
                for row in reader:
                    if len(row) >= width:
                        self.read += 1
                        yield row
                    elif any(row):
                        self.skip("cells")
                    if self.read > most:
                        self.too_many = True
                        return
                return
            except csv.Error:
                self.skip("unreadable")

    def skip(self, reason: str) -> None:
        """Leave out a row that cannot be read."""
        self.skipped += 1
        self.note(reason)

    def note(self, reason: str) -> None:
        """Remember where reading stands, for the first rows of each reason: the row as a
        spreadsheet numbers it."""
        count, rows = self.left.get(reason, (0, []))
        if len(rows) < FIRST:
            rows.append(self.above + self.read + self.skipped)
        self.left[reason] = (count + 1, rows)

    def column(self, *names: str) -> int | None:
        """The place of the first of these columns that is there."""
        return next((self.at[name] for name in names if name in self.at), None)


def fold(name: str) -> str:
    """A column's name without marks, doubled blanks and capitals."""
    return " ".join(name.replace("\ufeff", "").replace("\xa0", " ").split()).casefold()


def decode(handle: BinaryIO) -> io.TextIOWrapper:
    """Text in UTF-8 with or without a mark, or in UTF-16 with one."""
    head: bytes = handle.peek(4)[:4] if hasattr(handle, "peek") else b""
    if head[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise Refused("not_text")
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if wide else "utf-8-sig"
    text = io.TextIOWrapper(handle, encoding, errors="surrogateescape", newline="")
    text._CHUNK_SIZE = CHUNK  # type: ignore[attr-defined]  # CPython's own knob: a tenth less time
    return text


def open_table(
    text: io.TextIOBase, claims: Callable[[frozenset[str]], bool], limits: Limits
) -> Table:
    """The table that begins at the first line which `claims` knows as a header.

    Raises Refused("unknown_columns") where none of the first 20 lines is one, and
    Refused("duplicate_column") where the header repeats a column.
    """
    csv.field_size_limit(limits.cell)
    lines = iter(partial(text.readline, limits.line), "")
    seen: Sequence[str] = ()
    for above, line in zip(range(1, HEADER_LINES + 1), lines, strict=False):
        for delimiter in DELIMITERS:
            names = _names(line[:HEADER_BYTES], delimiter)
            if len(names) > len(seen):
                seen = names
            if claims(frozenset(names)):
                return Table(_places(names, limits), delimiter, lines, limits, above=above)
    shown = ", ".join(name for name in seen if name)
    raise Refused("unknown_columns", {"seen": shown[:400]})


def text_of(cell: str) -> str:
    """A cell's text: bytes that were no UTF-8 are read as Windows-1252; N/A is empty."""
    if not cell.isascii():
        try:
            cell.encode("utf-8")
        except UnicodeEncodeError:
            cell = cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    cell = cell.strip()
    return "" if cell.casefold() in EMPTY else cell


def _names(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [fold(cell) for cell in cells]


def _places(names: Sequence[str], limits: Limits) -> dict[str, int]:
    if len(names) > limits.columns:
        raise Refused("too_much_inside", {"limit": "columns"})
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if name and name in places:
            raise Refused("duplicate_column", {"column": name[:40]})
        if name:
            places[name] = at
    return places
