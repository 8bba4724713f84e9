"""Who gained over a season, fairly: luck, the start and a shift of LinkedIn's own taken out.

Shown at a season's end only. Constant habits alone move a rep by about four points in six weeks, so
most gains are called steady. docs/scoring.md, Improvement.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LUCK = 4.0
"""Points by which constant habits move a total in 42 days, as a standard deviation (simulated)."""
SPAN = 42
LEAST_SPAN = 21
"""Days between a member's first and last reading of the season."""
TILT, TILT_WORTH = -0.05, 20
"""What is assumed of how a higher start lowers the gain, and the people that this is worth."""
LOWEST_TILT = -0.5
MOVED = 1.645
"""Standard deviations of luck from which a gain is called one."""
Z80 = 1.2816
LEAST_ROOM = 10.0
"""Points of headroom that a gain is a share of at least."""


@dataclass(frozen=True, slots=True)
class Season:
    """A member's first and last total of a season in points, and the days between them."""

    user: str
    start: float
    end: float
    days: int


@dataclass(frozen=True, slots=True)
class Gain:
    """`points` gained after shrinking, and `band` around it (80 %); `share` of the way to 100;
    `moved`: more than luck brings."""

    user: str
    points: float
    band: float
    share: float
    moved: bool


def gains(members: Sequence[Season], shock: float = 0.0) -> tuple[Gain, ...]:
    """Each member's gain, largest share first, then by id. `shock`: points by which LinkedIn's own
    change moved everybody."""
    there = [one for one in members if one.days >= LEAST_SPAN]
    if not there:
        return ()
    moves = adjusted(there, shock)
    luck = [LUCK**2 * one.days / SPAN for one in there]
    between = _between(moves, math.fsum(luck) / len(luck))
    found = [
        _gain(one, moved, variance, between)
        for one, moved, variance in zip(there, moves, luck, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.user)))


def adjusted(members: Sequence[Season], shock: float = 0.0) -> list[float]:
    """Each gain in points without the shock and without what a high or low start brings."""
    mean = math.fsum(one.start for one in members) / len(members)
    tilt = _tilt(members, mean)
    return [one.end - one.start - shock - tilt * (one.start - mean) for one in members]


def _gain(one: Season, moved: float, luck: float, between: float) -> Gain:
    trust = between / (between + luck)
    left = between * luck / (between + luck) if between else luck
    points = trust * moved
    room = max(LEAST_ROOM, 100 - one.start)
    is_more = moved > MOVED * math.sqrt(luck)
    return Gain(one.user, points, Z80 * math.sqrt(left), points / room, is_more)


def _tilt(members: Sequence[Season], mean: float) -> float:
    """Slope of the gain on the start, pooled with the assumption."""
    if len(members) < 2:
        return TILT
    gained = [one.end - one.start for one in members]
    middle = math.fsum(gained) / len(gained)
    spread = math.fsum((one.start - mean) ** 2 for one in members)
    if not spread:
        return TILT
    along = math.fsum(
        (one.start - mean) * (g - middle) for one, g in zip(members, gained, strict=True)
    )
    each = spread / len(members)
    slope = (along + TILT_WORTH * each * TILT) / (spread + TILT_WORTH * each)
    return max(LOWEST_TILT, min(0.0, slope))


def _between(moves: Sequence[float], luck: float) -> float:
    """Variance between people beyond luck, never below zero."""
    if len(moves) < 2:
        return 0.0
    mean = math.fsum(moves) / len(moves)
    seen = math.fsum((value - mean) ** 2 for value in moves) / (len(moves) - 1)
    return max(0.0, seen - luck)
