"""Which importer a table belongs to: its header decides, and exactly one kind may claim it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from bot.errors import Refused
from bot.importers import kinds, sheets, strangers, tables, writing
from bot.importers.kinds import IMPORTERS, Importer
from bot.importers.tables import Table
from bot.importers.values import Limits
from bot.importers.workbook import Sheet

LIKELY = 3
"""Known columns from which a header that lacks a single one is a known kind, incomplete."""


def claimed(
    handle: BinaryIO, name: str, limits: Limits, only: Importer | None = None
) -> tuple[Table, Importer]:
    """The table in these bytes and who reads it; `only`: the kind that its name stands for.

    Raises Refused: a private or foreign table, one that two kinds share, one with a column
    missing or twice, or one that nobody knows.
    """
    search = _Search(kinds.stem(name), only)
    with _nearest(search):
        table = tables.open_table(tables.decode(handle), search, limits, search.needed)
    return table, search.chosen[0]


def in_workbook(
    book: Sequence[Sheet], name: str, limits: Limits, only: Importer | None = None
) -> tuple[Table, Importer]:
    """The same of the one table in a workbook. Raises Refused("two_sheets") as well."""
    search = _Search(kinds.stem(name), only)
    with _nearest(search):
        table = sheets.open_table(book, search, limits, search.needed)
    return table, search.chosen[0]


@contextmanager
def _nearest(search: "_Search") -> Iterator[None]:
    """Of columns that nobody knows, say which one is missing, if that is all."""
    try:
        yield
    except Refused as refusal:
        if refusal.code == "unknown_columns" and search.missing:
            raise Refused("missing_column", {"column": ", ".join(search.missing)}) from refusal
        raise


def reader(importer: Importer, table: Table) -> kinds.Read:
    """LinkedIn's own Comments.csv is no proper CSV and has a reader of its own."""
    plain = table.delimiter == "," and list(table.at)[:2] == ["date", "link"]
    own = importer.kind == "comments" and plain and table.width == 3
    return writing.raw_comments if own else importer.read


class _Search:
    """Asked about each line that may be the header; remembers the answer, and the nearest miss."""

    def __init__(self, stem: str, only: Importer | None) -> None:
        self._stem, self._only = stem, only
        self.chosen: Sequence[Importer] = ()
        self.missing: Sequence[str] = ()

    def __call__(self, header: frozenset[str]) -> bool:
        header -= {""}
        strangers.refuse_reports(header)
        if self._only is not None:
            found = [one for one in IMPORTERS if one.kind == self._only.kind]
            self.chosen = [one for one in found if one.claims(header)][:1]
            return bool(self.chosen)
        strangers.refuse_private(header)
        self.chosen = self._claimants(header)
        if not self.chosen:
            strangers.refuse(header)
            self.missing = self.missing or self._lacks(header)
        return bool(self.chosen)

    def needed(self) -> frozenset[str]:
        """The columns that may stand there once only."""
        return self.chosen[0].columns | self.chosen[0].also

    def _claimants(self, header: frozenset[str]) -> list[Importer]:
        found = [one for one in IMPORTERS if one.claims(header)]
        mine = [one for one in found if one.bare or one.stem == self._stem]
        if not mine and found:
            if all(one.exact for one in found):
                return []  # `Name`, or `Type, Link`: anybody's columns
            raise Refused("which_file", {"choices": _names(found)})
        mine = [one for one in mine if one.columns == header] or mine
        if len({one.kind for one in mine}) > 1:
            raise Refused("which_file", {"choices": _names(mine)})
        return mine

    def _lacks(self, header: frozenset[str]) -> tuple[str, ...]:
        """The columns that a header of a known kind is without."""
        for one in IMPORTERS:
            there, gone = one.columns & header, one.columns - header
            named = one.stem == self._stem and 2 * len(there) > len(one.columns)
            if gone and (named or (len(gone) == 1 and len(there) >= LIKELY)):
                return tuple(sorted(gone))
        return ()


def _names(found: Sequence[Importer]) -> str:
    """The names of files that share a header; LinkedIn's assistants write messages too."""
    stems = {one.stem for one in found}
    if "messages" in stems:
        stems.add("guide messages")
    return ", ".join(sorted(stems))
