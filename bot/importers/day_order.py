"""Slashed dates of files that may be from any country: `6/22/2023`, `22/06/2023`, `22.06.2023`.

Nothing in such a date says which part is the day, so the file as a whole must: by a part over 12,
or by the period that it names for itself. What neither decides is not read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import Refused

_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:\d{2}:\d{2})?", re.ASCII)
_EITHER = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)", re.ASCII)
LONGEST = timedelta(days=366)
"""A period that a file of LinkedIn's can name (about 13 months are kept, a year is exported)."""
LINE = 80
"""Characters of a cell in which a period is looked for."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as it was written: two parts of which either may be the day, and a year."""

    one: int
    two: int
    year: int

    def day(self, *, day_first: bool) -> date | None:
        """The day by one of the two orders, or None where there is no such day."""
        day, month = (self.one, self.two) if day_first else (self.two, self.one)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


Written = date | Stamp
Period = tuple[Written, Written]


def written(cell: object) -> Written | None:
    """A cell as a date, or None. Real dates and ISO ones leave nothing to decide."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if found := _ISO.fullmatch(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    if found := _SLASHED.fullmatch(text):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return Stamp(int(found[1]), int(found[3]), year)
    return None


def period(cell: object) -> Period | None:
    """The two dates in a cell like `6/22/2023 - 6/20/2024`, whatever stands between them."""
    if not isinstance(cell, str) or len(cell) > LINE:
        return None
    dates = [written(found[0]) for found in _EITHER.finditer(cell)]
    if len(dates) != 2 or dates[0] is None or dates[1] is None:
        return None
    return dates[0], dates[1]


def as_day(one: Written, *, day_first: bool) -> date | None:
    """The day of a date by one of the two orders."""
    return one.day(day_first=day_first) if isinstance(one, Stamp) else one


def decide(
    rows: Iterable[Written], span: Period | None, today: date, *, others: Iterable[Written] = ()
) -> bool:
    """Whether the day stands first. `rows` lie within the period, `others` need not.

    Raises Refused("date_order_unclear") where the file does not say.
    """
    known = list(rows)
    every = [*known, *others, *(span or ())]
    stamps = [one for one in every if isinstance(one, Stamp)]
    if not stamps:
        return False
    if any(isinstance(one, date) for one in known) and any(isinstance(one, Stamp) for one in known):
        # A spreadsheet turned those into dates that it could, by an order of its own.
        raise Refused("date_order_unclear")
    over = {one.one > 12 for one in stamps if (one.one > 12) != (one.two > 12)}
    if len(over) == 1:
        return over.pop()
    if over:
        raise Refused("date_order_unclear")
    if all(one.one == one.two for one in stamps):
        return False
    fits = [first for first in (False, True) if _fits(known, span, today, day_first=first)]
    if len(fits) > 1:
        fits = [first for first in fits if _fills(known, span, day_first=first)]
    if len(fits) != 1:
        raise Refused("date_order_unclear")
    return fits[0]


def ends_of(span: Period | None, *, day_first: bool) -> tuple[date, date] | None:
    """The file's own period by one of the two orders, or None where it has none by that."""
    if span is None:
        return None
    first, last = (as_day(one, day_first=day_first) for one in span)
    return (first, last) if first and last and first <= last else None


def _fits(rows: list[Written], span: Period | None, today: date, *, day_first: bool) -> bool:
    """Whether the file's own period can be true by this order, with the rows inside."""
    ends = ends_of(span, day_first=day_first)
    if ends is None or ends[1] - ends[0] > LONGEST or ends[1] > today + timedelta(days=1):
        return False
    days = [as_day(one, day_first=day_first) for one in rows]
    return all(day is not None and ends[0] <= day <= ends[1] for day in days)


def _fills(rows: list[Written], span: Period | None, *, day_first: bool) -> bool:
    """Whether the rows are every day of the period."""
    ends = ends_of(span, day_first=day_first)
    days = {as_day(one, day_first=day_first) for one in rows}
    return ends is not None and len(days) == (ends[1] - ends[0]).days + 1
