"""What LinkedIn showed, as its owner reported it: the truth, in hundredths of a point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring.pillars import PILLAR_MAX, PILLARS, Pillar

Four = tuple[int, int, int, int]


class Source(StrEnum):
    """How a reading came to us."""

    TYPED = "typed"
    PASTED = "pasted"
    JSON = "json"
    TABLE = "table"
    SALES_NAVIGATOR = "sales_navigator"


REPORT = Source.SALES_NAVIGATOR
"""Numbers of a usage report, which somebody else may have given."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at linkedin.com/sales/ssi. Points and averages are hundredths of a point.

    `total` is the total that was shown, else the sum; `whole` says that every pillar was written
    without decimals. Ranks are "Top N %" (1 to 100, lower is better). The averages are other
    people's: they are shown beside the reading and enter no computation. `sequence` is the order
    in which readings were given; of one day the greatest stands.
    """

    day: date
    pillars: Four | None
    total: int
    source: Source
    whole: bool = False
    industry_rank: int | None = None
    network_rank: int | None = None
    industry_average: int | None = None
    network_average: int | None = None
    mismatch: bool = False
    sequence: int = 0

    def points(self, pillar: Pillar) -> int | None:
        """Hundredths of one pillar, or None for a reading of the total alone."""
        return None if self.pillars is None else self.pillars[PILLARS.index(pillar)]


def make(
    day: date,
    pillars: Four | None,
    total: int | None,
    source: Source,
    *,
    whole: bool | None = None,
    beside: Mapping[str, int] | None = None,
    sequence: int = 0,
) -> Reading:
    """A reading within LinkedIn's ranges, its total filled in and checked against the pillars.

    `beside`: any of industry_rank, network_rank (1 to 100), industry_average and network_average
    (hundredths). Raises ValueError for a value out of range or for a reading without any number.
    """
    if pillars is None and total is None:
        raise ValueError("a reading has pillars or a total")
    _within(pillars or (), 0, PILLAR_MAX)
    ranks = [beside.get("industry_rank"), beside.get("network_rank")] if beside else []
    means = [beside.get("industry_average"), beside.get("network_average")] if beside else []
    _within([n for n in (total, *means) if n is not None], 0, 10_000)
    _within([n for n in ranks if n is not None], 1, 100)
    if whole is None:
        whole = pillars is not None and all(value % 100 == 0 for value in pillars)
    shown = total if total is not None else sum(pillars or ())
    return Reading(
        day=day,
        pillars=pillars,
        total=shown,
        source=source,
        whole=whole,
        industry_rank=ranks[0] if ranks else None,
        network_rank=ranks[1] if ranks else None,
        industry_average=means[0] if means else None,
        network_average=means[1] if means else None,
        mismatch=pillars is not None and not fits(pillars, shown),
        sequence=sequence,
    )


def fits(pillars: Four, total: int) -> bool:
    """Whether rounding explains what pillars and total (hundredths) differ by: half a point for
    the total, and half of the last digit that each pillar shows (.05 with decimals, .5 without)."""
    tolerance = 50 + sum(50 if value % 100 == 0 else 5 for value in pillars)
    return abs(sum(pillars) - total) <= tolerance


def _within(values: Iterable[int], low: int, high: int) -> None:
    if any(not low <= value <= high for value in values):
        raise ValueError(f"outside {low} to {high}")


def history(readings: Iterable[Reading], as_of: date) -> tuple[Reading, ...]:
    """One reading a day up to `as_of`, oldest first; of one day the one given last stands, and one
    of a usage report gives way, since its day is only taken to be the last of a period."""
    by_day: dict[date, Reading] = {}
    for reading in sorted(readings, key=lambda one: (one.source is not REPORT, one.sequence)):
        if reading.day <= as_of:
            by_day[reading.day] = reading
    return tuple(by_day[day] for day in sorted(by_day))
