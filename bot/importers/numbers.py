"""Whole numbers of workbooks, which may be text with the thousands parted in any country's way."""

import re

from bot.importers.workbook import Cell

_WHOLE = re.compile(
    r"([-−]?)(\d{1,12}"  # 1234
    r"|\d{1,3}([., '’])\d{3}(?:\3\d{3}){0,2}"  # 1,234,567
    r"|\d{1,2}(?:,\d{2}){1,3},\d{3})",  # 12,34,567
    re.ASCII,
)
_BLANKS = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2009": " "})
MOST = 10**12


def whole(cell: Cell) -> int | None:
    """The whole number in a cell, below nought too; None where there is none.

    `1,234`, `1.234` and `1 234` are the same, because the columns that are read hold no fractions.
    """
    if isinstance(cell, int):
        return cell if abs(cell) < MOST else None
    if isinstance(cell, float):
        return int(cell) if abs(cell) < MOST and cell.is_integer() else None
    if not isinstance(cell, str):
        return None
    found = _WHOLE.fullmatch(cell.translate(_BLANKS).strip())
    if found is None:
        return None
    digits = int("".join(letter for letter in found[2] if letter.isdigit()))
    return -digits if found[1] else digits
