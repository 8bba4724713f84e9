"""From what activity explains to what a workspace's readings say: one offset and tilt a pillar.

docs/scoring.md, Team map. Few members move it little: it starts from no offset and no tilt.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.pillars import PILLARS, Pillar

MIDDLE, MOST = 12.5, 25.0
"""Points of a pillar."""
OFFSET_SD, TILT_SD = 3.0, 0.25
"""What is expected of the offset (points) and of the tilt before anybody was seen (ours)."""
NOISE = 3.0**2 + 0.64
"""Variance of one member about the map, in points squared."""
STEEPEST = 0.7

Pairs = Iterable[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class PillarMap:
    """`offset` in points at the middle of the scale, `tilt` in points per point; `members` seen."""

    offset: float = 0.0
    tilt: float = 0.0
    members: int = 0

    def there(self, points: float) -> float:
        """From explained points to the workspace's scale, within 0 to 25."""
        moved = points + self.offset + self.tilt * (points - MIDDLE)
        return max(0.0, min(MOST, moved))

    def back(self, points: float) -> float:
        """From the workspace's scale to explained points, within 0 to 25."""
        moved = MIDDLE + (points - MIDDLE - self.offset) / (1 + self.tilt)
        return max(0.0, min(MOST, moved))


@dataclass(frozen=True, slots=True)
class TeamMap:
    """One map a pillar, in LinkedIn's order."""

    pillars: tuple[PillarMap, ...] = (PillarMap(),) * len(PILLARS)

    def of(self, pillar: Pillar) -> PillarMap:
        """The map of one pillar."""
        return self.pillars[PILLARS.index(pillar)]

    @property
    def members(self) -> int:
        """The members behind the least known pillar."""
        return min(one.members for one in self.pillars)


IDENTITY = TeamMap()


def fit(points: Pairs) -> PillarMap:
    """The map of one pillar from one (explained, read) pair of points a member, averaged."""
    known = list(points)
    if not known:
        return PillarMap()
    x = [explained - MIDDLE for explained, _ in known]
    gap = [read - explained for explained, read in known]
    m11 = 1 / OFFSET_SD**2 + len(known) / NOISE
    m12 = sum(x) / NOISE
    m22 = 1 / TILT_SD**2 + sum(d * d for d in x) / NOISE
    b1 = sum(gap) / NOISE
    b2 = sum(r * d for r, d in zip(gap, x, strict=True)) / NOISE
    below = m11 * m22 - m12 * m12
    tilt = max(-STEEPEST, min(STEEPEST, (m11 * b2 - m12 * b1) / below))
    return PillarMap((b1 * m22 - b2 * m12) / below, tilt, len(known))


def averaged(pairs: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """One pair for one member, so that nobody counts more by writing more often."""
    if not pairs:
        return None
    return (
        sum(explained for explained, _ in pairs) / len(pairs),
        sum(read for _, read in pairs) / len(pairs),
    )


def build(members: Iterable[Mapping[Pillar, Sequence[tuple[float, float]]]]) -> TeamMap:
    """The map of a workspace from the pairs of each member, by pillar."""
    everyone = list(members)
    return TeamMap(
        tuple(
            fit(pair for one in everyone if (pair := averaged(one.get(pillar, ()))) is not None)
            for pillar in PILLARS
        )
    )
