"""Tables of comma-separated values, in the states in which people hand them in.

The header is searched, never assumed; columns go by name; the delimiter is tried on the header
line alone (sniffing takes time that grows with the square of the input); a bad byte spoils its
cell and not its file.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, TextIO

from bot.errors import Refused
from bot.importers import records
from bot.importers.values import Limits

DELIMITERS = (",", ";", "\t")
HEADER_LINES = 20
HEADER_BYTES = 4096
EMPTY = frozenset(("", "n/a", "na"))
"""What spreadsheets write into blanks."""
SHORT = max(map(len, EMPTY))

Row = list[str]
CHUNK = 1 << 18
"""Bytes that are decoded at a time."""
NAMED = 5
"""Rows that were left out and are named by number, at most."""


@dataclass(slots=True)
class Table:
    """Rows below a header. `at` maps a folded column name to its place, `top` is the header's row
    and `width` its cells; `skipped` counts rows that could not be read, `lost` names the first.
    `typed`: cells that were numbers come with a point, so that one says nothing about commas."""

    at: Mapping[str, int]
    delimiter: str
    lines: Iterable[str]
    limits: Limits
    top: int = 1
    width: int = 0
    read: int = 0
    skipped: int = 0
    too_many: bool = field(default=False)
    lost: list[int] = field(default_factory=list)
    guessed: bool = False
    typed: bool = False

    def rows(self) -> Iterator[Row]:
        """Each row with as many cells as the header has, at most `limits.rows` of them; empty
        cells behind the last one do not matter."""
        for rows in self.batches():
            yield from rows

    def batches(self) -> Iterator[Sequence[Row]]:
        """The same rows, as many at a time as are without fault."""
        width = max(self.width, max(self.at.values(), default=0) + 1)
        reader = records.Reader(self.lines, self.delimiter, self.limits.cell)
        for rows in reader.pieces():
            room = self.read + len(rows) <= self.limits.rows
            if room and set(map(len, rows)) == {width} and all(map(any, rows)):
                self.read += len(rows)
                yield rows
            else:
                yield from self._single(rows, width)
                if self.too_many:
                    return
        while True:
            try:
                yield from self._single(reader, width)
                return
            except csv.Error:
                self.lose(self.top + self.read + self.skipped + 1)

    def _single(self, rows: Iterable[Row], width: int) -> Iterator[Sequence[Row]]:
        """Rows of which some may be of the wrong width or empty, one at a time."""
        for row in rows:
            if not any(row):
                continue
            if len(row) == width or (len(row) > width and not any(row[width:])):
                self.read += 1
                yield (row,)
            else:
                self.lose(self.top + self.read + self.skipped + 1)
            if self.read > self.limits.rows:
                self.too_many = True
                return

    def lose(self, row: int) -> None:
        """Count a row as left out."""
        self.skipped += 1
        if len(self.lost) < NAMED:
            self.lost.append(row)

    def text(self, cell: str) -> str | None:
        """A cell's text: bytes that were no UTF-8 are read as Windows-1252, N/A is empty. None
        where that alphabet has no such letter either, or the cell holds a NUL."""
        if not cell.isascii():
            try:
                cell.encode("utf-8")
            except UnicodeEncodeError:
                try:
                    cell = cell.encode("utf-8", "surrogateescape").decode("cp1252")
                except UnicodeError:
                    return None
                self.guessed = True
        if "\0" in cell:
            return None
        cell = cell.strip()
        return "" if len(cell) <= SHORT and cell.casefold() in EMPTY else cell

    def column(self, *names: str) -> int | None:
        """The place of the first of these columns that is there."""
        return next((self.at[name] for name in names if name in self.at), None)


def fold(name: str) -> str:
    """A column's name without marks, doubled blanks and capitals."""
    return " ".join(name.replace("\ufeff", "").replace("\xa0", " ").split()).casefold()


def head(handle: BinaryIO) -> bytes:
    """The first four bytes, which stay to be read."""
    first: bytes = handle.peek(4)[:4] if hasattr(handle, "peek") else b""
    return first


def decode(handle: BinaryIO) -> io.TextIOWrapper:
    """Text in UTF-8 with or without a mark, or in UTF-16 with one."""
    first = head(handle)
    if first in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise Refused("not_text")
    wide = first[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if wide else "utf-8-sig"
    text = io.TextIOWrapper(handle, encoding, errors="surrogateescape", newline="")
    text._CHUNK_SIZE = CHUNK  # type: ignore[attr-defined]  # CPython's own knob: a tenth less time
    return text


def open_table(
    text: TextIO,
    claims: Callable[[frozenset[str]], bool],
    limits: Limits,
    needed: Callable[[], frozenset[str]] | None = None,
) -> Table:
    """The table that begins at the first line which `claims` knows as a header.

    Raises Refused("unknown_columns") where none of the first 20 lines is one, and
    Refused("duplicate_column") where the header repeats a column that is `needed` (else: any).
    """
    csv.field_size_limit(limits.cell)
    lines = records.Lines(text, limits.line)
    seen: Sequence[str] = ()
    for number, line in zip(range(1, HEADER_LINES + 1), lines, strict=False):
        for delimiter in DELIMITERS:
            names = _names(line[:HEADER_BYTES], delimiter)
            if len(names) > len(seen):
                seen = names
            if claims(frozenset(names)):
                found = places(names, needed() if needed else frozenset(names), limits)
                return Table(found, delimiter, lines, limits, number, len(names))
    shown = ", ".join(name for name in seen if name)
    raise Refused("unknown_columns", {"seen": shown[:400]})


def _names(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [fold(cell) for cell in cells]


def places(names: Sequence[str], needed: frozenset[str], limits: Limits) -> dict[str, int]:
    """Each named column's place. Raises Refused for a needed one that is repeated, or for too
    many."""
    if len(names) > limits.columns:
        raise Refused("too_much_inside", {"limit": "columns"})
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in found and name in needed:
            raise Refused("duplicate_column", {"column": name[:40]})
        if name:
            found.setdefault(name, at)
    return found
