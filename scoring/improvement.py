"""Who gained over a season, fairly: luck, the start and a shift of LinkedIn's own taken out.

Shown at a season's end only. Constant habits alone move a rep by about four points in six weeks, so
most gains are called steady. docs/scoring.md, Improvement.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist

from scoring import fresh
from scoring.readings import Reading
from scoring.shift import Shift
from scoring.team import LEAST, limit

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
LEVEL = 0.01
"""Shares of the way to 100 that are no further from the first of them share its place."""
LUCKIEST = 0.05
"""How often the luckiest of a board whose habits are constant may be called first."""
LEAST_POINTS = 1.0
"""Points below which a gain is not listed, whatever it is beyond luck."""


@dataclass(frozen=True, slots=True)
class Season:
    """A member's first and last total of a season in points, and the days between them. `shock`:
    points by which a change of LinkedIn's own moved everybody in between."""

    user: str
    start: float
    end: float
    days: int
    shock: float = 0.0


@dataclass(frozen=True, slots=True)
class Gain:
    """`points` gained after shrinking, and `band` around it (80 %); `share` of the way to 100;
    `moved`: more than luck brings; `beyond`: more than it brings the luckiest of this board."""

    user: str
    points: float
    band: float
    share: float
    moved: bool
    beyond: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A gain that is listed, with its place: 1, 2, 2, 4. `first`: it may be called the largest."""

    place: int
    gain: Gain
    first: bool


def season_of(
    user: str, readings: Iterable[Reading], first: date, last: date, shifts: Iterable[Shift] = ()
) -> Season | None:
    """A member's season from the readings that may stand on a board; None without two of them at
    least 21 days apart, the later one at most 14 days old on the day `last`."""
    own = [one for one in fresh.trusted(readings, last) if one.day >= first]
    if len(own) < 2 or (last - own[-1].day).days > fresh.FRESH:
        return None
    begin, end = own[0], own[-1]
    days = (end.day - begin.day).days
    if days < LEAST_SPAN:
        return None
    shock = sum(one.total for one in shifts if begin.day < one.day <= end.day)
    return Season(user, begin.total / 100, end.total / 100, days, shock / 100)


def gains(members: Sequence[Season]) -> tuple[Gain, ...]:
    """Each member's gain, largest share first, then by id."""
    there = sorted(
        (one for one in members if one.days >= LEAST_SPAN), key=lambda one: one.user
    )  # a sum of floats must not depend on who comes first
    if not there:
        return ()
    moves = adjusted(there)
    luck = [LUCK**2 * one.days / SPAN for one in there]
    between = _between(moves, math.fsum(luck) / len(luck))
    luckiest = NormalDist().inv_cdf(1 - LUCKIEST / len(there))
    found = [
        _gain(one, moved, variance, between, luckiest)
        for one, moved, variance in zip(there, moves, luck, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.user)))


def listed(found: Sequence[Gain]) -> tuple[Place, ...]:
    """Those who may be named: who moved up, by the rule of few names and no last place, in whole
    places. None below three members."""
    if len(found) < LEAST:
        return ()
    most, least = limit(len(found)), min(one.share for one in found)
    rest = [one for one in found if one.moved and one.points >= LEAST_POINTS]
    places: list[Place] = []
    while rest:
        level = [one for one in rest if rest[0].share - one.share <= LEVEL]
        last = any(one.share == least for one in level)
        if last or len(places) + len(level) > most:
            break
        place = len(places) + 1
        places += [Place(place, one, False) for one in level]
        rest = rest[len(level) :]
    alone = [one for one in places if one.place == 1]
    if len(alone) == 1 and alone[0].gain.beyond:
        places[0] = replace(places[0], first=True)
    return tuple(places)


def adjusted(members: Sequence[Season]) -> list[float]:
    """Each gain in points without the shock and without what a high or low start brings."""
    mean = math.fsum(one.start for one in members) / len(members)
    tilt = _tilt(members, mean)
    return [one.end - one.start - one.shock - tilt * (one.start - mean) for one in members]


def _gain(one: Season, moved: float, luck: float, between: float, luckiest: float) -> Gain:
    trust = between / (between + luck)
    left = between * luck / (between + luck) if between else luck
    points = trust * moved
    room = max(LEAST_ROOM, 100 - one.start)
    sd = math.sqrt(luck)
    return Gain(
        one.user, points, Z80 * math.sqrt(left), points / room, moved > MOVED * sd,
        moved > luckiest * sd,
    )  # fmt: skip


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
