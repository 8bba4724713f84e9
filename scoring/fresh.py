"""Readings that may stand on a board: no imported history, and no leap that nothing confirms.

docs/scoring.md, Boards.
"""

from collections.abc import Iterable
from datetime import date

from scoring.readings import Reading, Source, history

FRESH = 14
"""Days for which a reading stands on a board."""
LEAP, LEAP_DAYS = 3000, 7
"""Hundredths of a point; a move beyond it within so many days waits for a second reading."""


def trusted(readings: Iterable[Reading], as_of: date) -> tuple[Reading, ...]:
    """One's readings up to `as_of`, one a day, oldest first. A leap counts once the next reading
    lies where it landed."""
    own = history([one for one in readings if one.source is not Source.TABLE], as_of)
    kept: list[Reading] = []
    for at, one in enumerate(own):
        confirmed = at + 1 < len(own) and abs(own[at + 1].total - one.total) <= LEAP
        if not kept or confirmed or not _leaps(kept[-1], one):
            kept.append(one)
    return tuple(kept)


def newest(readings: Iterable[Reading], as_of: date) -> Reading | None:
    """The reading that stands on a board of the day `as_of`; None where there is none so fresh."""
    own = trusted(readings, as_of)
    return own[-1] if own and (as_of - own[-1].day).days <= FRESH else None


def _leaps(before: Reading, after: Reading) -> bool:
    near = (after.day - before.day).days <= LEAP_DAYS
    return near and abs(after.total - before.total) > LEAP
