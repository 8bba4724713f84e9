"""Facts of one member: amounts a day and levels, with what was covered until when.

An upload replaces the days that it covers, source by source. Who owns a day that several uploads
cover is decided by one order, so the result depends neither on the order of uploading nor on
uploading twice (docs/uploads.md, Overlap).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

Amounts = Mapping[str, Mapping[date, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """All facts of one source from one upload. Amounts are thousandths; zero days are absent.

    Covered are the days from `first_seen` to `as_of`; days in `partial` were seen in part.
    """

    source: str
    first_seen: date
    as_of: date
    partial: frozenset[date]
    amounts: Amounts
    rules: str


@dataclass(frozen=True, slots=True)
class Level:
    """A state rather than an amount; the newest `as_of` stands, of one day the last given."""

    fact: str
    value: float | bool
    as_of: date
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """One covered stretch of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Activity:
    """All facts, merged. `cover` maps a source to its stretches."""

    amounts: Amounts = field(default_factory=dict)
    cover: Mapping[str, tuple[Cover, ...]] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)

    @property
    def observed_through(self) -> date | None:
        """The last day that any file saw, or None."""
        ends = [stretch.last for found in self.cover.values() for stretch in found]
        ends += [level.as_of for level in self.levels.values()]
        return max(ends, default=None)

    def through(self, sources: Iterable[str]) -> date | None:
        """The last day that one of these sources saw, or None."""
        ends = [stretch.last for source in sources for stretch in self.cover.get(source, ())]
        return max(ends, default=None)


EMPTY = Activity()


def merge(batches: Iterable[Batch], levels: Iterable[Level]) -> Activity:
    """Join everything that was uploaded. Commutative and idempotent."""
    by_source: dict[str, list[Batch]] = {}
    for batch in batches:
        by_source.setdefault(batch.source, []).append(batch)
    amounts: dict[str, dict[date, int]] = {}
    cover: dict[str, tuple[Cover, ...]] = {}
    for source in sorted(by_source):
        found = by_source[source]
        cover[source] = tuple(sorted({Cover(b.first_seen, b.as_of) for b in found}, key=_ends))
        for batch, days in _owned(found):
            _add(amounts, batch.amounts, days)
    return Activity(amounts, cover, _newest(levels))


def _ends(stretch: Cover) -> tuple[date, date]:
    return stretch.first, stretch.last


def _owned(batches: list[Batch]) -> Iterable[tuple[Batch, frozenset[date] | None]]:
    """Each batch with the days that it owns; None stands for all of them (the only batch)."""
    if len(batches) == 1:
        return [(batches[0], None)]
    totals = [_totals(batch) for batch in batches]
    owned: list[set[date]] = [set() for _ in batches]
    for day in {day for total in totals for day in total}:
        best = max(
            (at for at, batch in enumerate(batches) if batch.first_seen <= day <= batch.as_of),
            key=lambda at: _rank(batches[at], day, totals[at].get(day, 0)),
            default=None,
        )
        if best is not None:
            owned[best].add(day)
    return [(batch, frozenset(days)) for batch, days in zip(batches, owned, strict=True)]


def _rank(batch: Batch, day: date, total: int) -> tuple[bool, date, str, int, str]:
    """Whole day before partial day, later export, newer rules, larger total, then a digest."""
    return day not in batch.partial, batch.as_of, batch.rules, total, _digest(batch, day)


def _digest(batch: Batch, day: date) -> str:
    lines = sorted(f"{fact}={days[day]}" for fact, days in batch.amounts.items() if day in days)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _totals(batch: Batch) -> dict[date, int]:
    totals: dict[date, int] = {}
    for days in batch.amounts.values():
        for day, amount in days.items():
            totals[day] = totals.get(day, 0) + amount
    return totals


def _add(into: dict[str, dict[date, int]], found: Amounts, days: frozenset[date] | None) -> None:
    for fact, amounts in found.items():
        kept = into.setdefault(fact, {})
        for day, amount in amounts.items():
            if days is None or day in days:
                kept[day] = kept.get(day, 0) + amount


def _newest(levels: Iterable[Level]) -> dict[str, Level]:
    newest: dict[str, Level] = {}
    for level in levels:
        known = newest.get(level.fact)
        if known is None or (level.as_of, level.sequence) >= (known.as_of, known.sequence):
            newest[level.fact] = level
    return newest


def stretch(last: date, days: int) -> Cover:
    """The `days` days that end with `last`."""
    return Cover(last - timedelta(days=days - 1), last)
