"""You or LinkedIn? Days around which most of a workspace moved the same way at once.

LinkedIn has changed its scoring before (February 2017: many users fell by about 7 % together).
Then nobody's habits are to thank or to blame. docs/scoring.md, Platform shift.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring import line
from scoring.readings import Reading

WINDOW = 3
"""Days within which a change is looked for."""
APART = 14
"""Most days between a member's reading before and the one after."""
MEMBERS = 5
"""Members with such a pair below which nothing can be told."""
TOGETHER = 0.70
"""Share of them that must have moved the same way."""
SMALLEST = 300
"""Hundredths of a point of the median move."""
LOOK_BACK = 182
UNSETTLED = 9.0
"""Variance, in points squared, that a shift adds to what is believed of a pillar."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Around `day` most of `members` moved by about `total` (hundredths, their median)."""

    day: date
    total: int
    members: int


def shifts(people: Sequence[Sequence[Reading]], as_of: date) -> tuple[Shift, ...]:
    """Every shift of the last 26 weeks, oldest first.

    `people`: the readings of each member of one workspace, one a day, oldest first. Workspaces are
    never mixed.
    """
    series = [([one.day for one in own], own) for own in people if len(own) >= 2]
    if len(series) < MEMBERS:
        return ()
    found = [
        shift
        for age in range(LOOK_BACK)
        if (shift := _around(series, as_of - timedelta(days=age))) is not None
    ]
    kept: list[Shift] = []
    for one in sorted(found, key=lambda s: (-s.members, -abs(s.total), s.day)):
        if all(abs((one.day - other.day).days) > APART for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.day))


def _around(series: Sequence[tuple[list[date], Sequence[Reading]]], day: date) -> Shift | None:
    """What happened in the three days around one; readings of those days tell neither side."""
    first, last = day - timedelta(days=WINDOW // 2), day + timedelta(days=WINDOW // 2)
    moves: list[int] = []
    for days, own in series:
        before, after = bisect_left(days, first) - 1, bisect_right(days, last)
        if before < 0 or after >= len(days) or (days[after] - days[before]).days > APART:
            continue
        moves.append(own[after].total - own[before].total)
    if len(moves) < MEMBERS:
        return None
    middle = line.median([float(move) for move in moves])
    along = sum(1 for move in moves if move * middle > 0)
    if abs(middle) < SMALLEST or along < TOGETHER * len(moves):
        return None
    return Shift(day, round(middle), len(moves))
