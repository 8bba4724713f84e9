"""Facts of one member: amounts a day and levels, with what was covered until when.

Within a source each day belongs to one upload. If several saw it, one fixed order picks the owner;
so it does not matter which came first, nor whether one came twice (docs/scoring.md, Facts).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

Amounts = Mapping[str, Mapping[date, int]]

PERIODS = frozenset({"sales_navigator"})
"""Sources that spread the total of a period over its days: there the shorter period knows more."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All facts of one source from one upload. Amounts are thousandths; zero days are absent.

    Covered are the days from `first_seen` to `as_of`, both included; amounts outside are ignored.
    Days in `partial` were seen in part. `rules` is the version of the rules by which it was read.
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
    """All facts, merged. `cover` maps a source to its stretches, oldest first."""

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
        known = by_source.setdefault(batch.source, [])
        if batch not in known:  # the same file again
            known.append(batch)
    amounts: dict[str, dict[date, int]] = {}
    cover: dict[str, tuple[Cover, ...]] = {}
    for source in sorted(by_source):
        found = by_source[source]
        cover[source] = tuple(sorted({Cover(b.first_seen, b.as_of) for b in found}, key=_ends))
        for batch, owned in _owned(found):
            for fact, days in batch.amounts.items():
                _add(amounts, fact, owned.of(days))
    return Activity(amounts, cover, _newest(levels))


def _ends(stretch: Cover) -> tuple[date, date]:
    return stretch.first, stretch.last


@dataclass(frozen=True, slots=True)
class _Owned:
    """The days of a batch that count: a stretch before `until`, and the contested ones it won."""

    first: date
    until: date
    contested: frozenset[date]
    won: frozenset[date]

    def of(self, days: Mapping[date, int]) -> dict[date, int]:
        first, until, contested, won = self.first, self.until, self.contested, self.won
        return {
            day: amount
            for day, amount in days.items()
            if (first <= day < until if day not in contested else day in won)
        }


def _owned(batches: Sequence[Batch]) -> list[tuple[Batch, _Owned]]:
    """Who owns which day. A later export owns all whole days from its first one on; only partial
    days, and exports that end on one day, are decided day by day."""
    groups: dict[tuple[date, int, str], list[Batch]] = {}
    for batch in batches:
        groups.setdefault(_age(batch), []).append(batch)
    contested = {day for batch in batches for day in batch.partial}
    for tied in groups.values():
        if len(tied) > 1:
            contested |= {day for one in tied for days in one.amounts.values() for day in days}
    won: list[set[date]] = [set() for _ in batches]
    for day in contested:
        owner = _winner(batches, day)
        if owner is not None:
            won[owner].add(day)
    floors: dict[tuple[date, int, str], date] = {}
    floor = date.max
    for age in sorted(groups, reverse=True):
        floors[age] = floor
        floor = min(floor, *(one.first_seen for one in groups[age]))
    return [
        (
            batch,
            _Owned(
                batch.first_seen,
                min(floors[_age(batch)], batch.as_of + timedelta(days=1)),
                frozenset(contested),
                frozenset(won[at]),
            ),
        )
        for at, batch in enumerate(batches)
    ]


def _age(batch: Batch) -> tuple[date, int, str]:
    """Later exports first, then newer rules; versions count as numbers where they are some."""
    digits = batch.rules[: len(batch.rules) - len(batch.rules.lstrip("0123456789"))]
    return batch.as_of, int(digits or 0), batch.rules


def _winner(batches: Sequence[Batch], day: date) -> int | None:
    """Whole day before partial day, later export, newer rules, larger total, then a digest."""
    there = [
        (_rank(batch, day), at)
        for at, batch in enumerate(batches)
        if batch.first_seen <= day <= batch.as_of
    ]
    if not there:
        return None
    best = max(rank for rank, _ in there)
    level = [at for rank, at in there if rank == best]
    return level[0] if len(level) == 1 else max(level, key=lambda at: _digest(batches[at], day))


def _rank(batch: Batch, day: date) -> tuple[bool, tuple[date, int, str], int, int]:
    length = (batch.as_of - batch.first_seen).days if batch.source in PERIODS else 0
    total = sum(days.get(day, 0) for days in batch.amounts.values())
    return day not in batch.partial, _age(batch), -length, total


def _digest(batch: Batch, day: date) -> str:
    lines = sorted(f"{fact}={days[day]}" for fact, days in batch.amounts.items() if day in days)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _add(into: dict[str, dict[date, int]], fact: str, days: dict[date, int]) -> None:
    kept = into.get(fact)
    if kept is None:
        into[fact] = days
        return
    for day, amount in days.items():
        kept[day] = kept.get(day, 0) + amount


def _newest(levels: Iterable[Level]) -> dict[str, Level]:
    newest: dict[str, Level] = {}
    for level in levels:
        known = newest.get(level.fact)
        if known is None or _order(level) > _order(known):
            newest[level.fact] = level
    return newest


def _order(level: Level) -> tuple[date, int, float]:
    return level.as_of, level.sequence, float(level.value)
