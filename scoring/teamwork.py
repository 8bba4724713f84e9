"""The weakest pillar of a team, from its members' own readings, or none that can be told.

Means of what each member's readings say, with an error that counts how sure each is and how far
they differ; then the same rule as for one person. docs/scoring.md, Boards.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring import calibrate, weakest
from scoring.calibrate import Wander
from scoring.pillars import PILLARS, Pillar
from scoring.readings import Reading, Source, history
from scoring.shift import Shift
from scoring.team import LEAST_SUM
from scoring.weakest import FRESH, Ground, Verdict, Weakest

LOOK_BACK = 42
"""Days of readings that are looked at: with weekly ones, what is older weighs next to nothing."""
NOTHING = (0.0,) * 4
ROOT_TWO = math.sqrt(2)


@dataclass(frozen=True, slots=True)
class Belief:
    """What one member's readings say of the four pillars: means and standard deviations in points;
    `weakest`: their own weakest pillar, where it may be claimed."""

    means: Sequence[float]
    sds: Sequence[float]
    weakest: Pillar | None


@dataclass(frozen=True, slots=True)
class Team:
    """What may be said of `members` together. `shared`: the pillar that is the weakest of most of
    them, and of how many; None unless at least two, and not all but one, share it, since then it
    would tell of each."""

    members: int
    weakest: Weakest
    shared: tuple[Pillar, int] | None


def belief(
    given: Iterable[Reading],
    today: date,
    wander: Wander = calibrate.ASSUMED,
    shifts: Sequence[Shift] = (),
) -> Belief | None:
    """What a member's readings of the four pillars say today; None without a fresh one."""
    own = [one for one in history(given, today) if one.pillars is not None]
    if not own or (today - own[-1].day).days > FRESH:
        return None
    anchor = tuple(points / 100 for points in own[0].pillars or ())
    carried = calibrate.run(own, today, lambda day: anchor, NOTHING, wander, shifts)
    assert carried is not None  # noqa: S101  there is a reading
    means = [one.mean for one in carried.pillars]
    sds = [math.sqrt(one.variance) for one in carried.pillars]
    return Belief(means, sds, _own(Ground(means, sds, NOTHING, own[-1], today)))


def _own(ground: Ground) -> Pillar | None:
    """The weakest pillar of one member, by the rule for one person. Two bounds of its chance, which
    cost next to nothing, spare most members the integral: it is at most that of being below any one
    other, and at least what is left once each other one has had its chance to be below it."""
    first = min(range(4), key=lambda at: (ground.means[at], at))
    if ground.level(first):
        return None
    above = [_above(ground, first, other) for other in range(4) if other != first]
    if min(above) < ground.enough:
        return None
    if 1 - sum(1 - chance for chance in above) > ground.enough:
        return PILLARS[first]
    found = weakest.weakest(ground)
    return found.pillars[0] if found.verdict is Verdict.CLAIMED else None


def _above(ground: Ground, first: int, other: int) -> float:
    """The chance that one pillar lies above another, both as the integral takes them."""
    sds = (max(ground.sds[at], weakest.LEAST_SD) for at in (first, other))
    return math.erfc((ground.means[first] - ground.means[other]) / math.hypot(*sds) / ROOT_TWO) / 2


def together(beliefs: Mapping[str, Belief], today: date) -> Team | None:
    """What may be said of a team; None of fewer than five."""
    many = len(beliefs)
    if many < LEAST_SUM:
        return None
    ordered = [beliefs[user] for user in sorted(beliefs)]
    means = [math.fsum(one.means[at] for one in ordered) / many for at in range(4)]
    errors = [_error(ordered, at, means[at]) for at in range(4)]
    brand, people, insights, relationships = (round(100 * mean) for mean in means)
    pillars = (brand, people, insights, relationships)
    middle = Reading(today, pillars, sum(pillars), Source.TYPED)
    ground = Ground(means, errors, NOTHING, middle, today)
    return Team(many, weakest.weakest(ground), _shared(ordered))


def _error(ordered: Sequence[Belief], at: int, mean: float) -> float:
    """The standard error of the mean of one pillar, in points."""
    many = len(ordered)
    own = math.fsum(one.sds[at] ** 2 for one in ordered) / many**2
    between = math.fsum((one.means[at] - mean) ** 2 for one in ordered) / (many - 1)
    return math.sqrt(own + between / many)


def _shared(ordered: Sequence[Belief]) -> tuple[Pillar, int] | None:
    counted = Counter(one.weakest for one in ordered if one.weakest is not None)
    most = counted.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return None
    pillar, many = most[0]
    return (pillar, many) if 2 <= many <= len(ordered) - 2 else None
