"""A quarter looked back on: then and now by the noise rule, and the weeks with a step done.

docs/scoring.md, Looking back on a quarter.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring import trend
from scoring.readings import Reading
from scoring.tips.tip import TipEvent, TipRecord
from scoring.trend import ASSUMED, Change, Wobble

LEAST = timedelta(weeks=8)
"""From the first reading on: before that there is nothing to look back on."""
APART = timedelta(days=28)
"""Between then and now, below which no word of change is said."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """The quarter from `first` to `last`, both included. `change` of the total, None where readings
    are too few or too near each other; `weeks` with a step done; `longest`: so many of them in
    a row; `most`: the id of the tip that was done most, None where none was."""

    first: date
    last: date
    change: Change | None
    weeks: int
    longest: int
    most: str | None


def quarter(day: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter before the one of a day."""
    begin = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    last = begin - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def look_back(
    readings: Sequence[Reading],
    records: Sequence[TipRecord],
    today: date,
    wobble: Wobble = ASSUMED,
) -> LookBack | None:
    """The quarter before this one; None within eight weeks of the first reading.

    `readings` are one a day, oldest first.
    """
    if not readings or readings[0].day > today - LEAST:
        return None
    first, last = quarter(today)
    done = [one for one in records if one.event is TipEvent.DONE and first <= one.day <= last]
    mondays = sorted({one.day - timedelta(days=one.day.weekday()) for one in done})
    counted = Counter(one.tip for one in done)
    most = min(counted, key=lambda tip: (-counted[tip], tip), default=None)
    change = _change(readings, first, last, wobble)
    return LookBack(first, last, change, len(mondays), _longest(mondays), most)


def _change(readings: Sequence[Reading], first: date, last: date, wobble: Wobble) -> Change | None:
    known = [one for one in readings if one.day <= last]
    found = trend.over(known, first, None, wobble)
    return found if found and known[-1].day - found.since >= APART else None


def _longest(mondays: Sequence[date]) -> int:
    """Weeks in a row, at most."""
    best = run = 0
    before: date | None = None
    for monday in mondays:
        run = run + 1 if before and monday - before == timedelta(weeks=1) else 1
        best, before = max(best, run), monday
    return best
