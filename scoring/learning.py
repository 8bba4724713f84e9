"""Which tips get done, and what follows when they are: from answers, never from a promise.

docs/scoring.md, Learning. Doers choose themselves and several tips run at once, so no effect is
told below 40 who did a tip and 40 who did not.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from scoring.pillars import Pillar
from scoring.readings import Reading
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent, TipRecord

DONE, TOLD = 2.0, 5.0
"""What is assumed of tips before anybody answered: two of five get done."""
STRENGTH = 10.0
"""Answers that the habits of a workspace are worth at most."""
USUAL, SPREAD = 0.5, 0.6
"""Points of its pillar that a tip is expected to bring, and how sure that is (ours)."""
ENOUGH = 40
"""People who did it, and as many who did not, below which nothing is said."""
LEAST_FACTOR, MOST_FACTOR = 0.5, 1.5
SOONEST, LATEST = 21, 35
"""Days after a tip in which the first reading tells what followed."""
BEFORE = 28
"""Days before a tip in which the last reading tells the start."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How often tips of one kind were done, of how often it was told."""

    done: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One member's tip of one ISO week: done or not, the pillar's start and what it gained."""

    tip: str
    week: str
    done: bool
    start: float
    gain: float


@dataclass(frozen=True, slots=True)
class Uplift:
    """What followed a tip, against those who did not do it, in points of its pillar: expectation
    and standard deviation, and the people on both sides."""

    mean: float
    sd: float
    done: int
    others: int

    @property
    def told(self) -> bool:
        """Whether enough people stand on both sides."""
        return min(self.done, self.others) >= ENOUGH

    @property
    def factor(self) -> float:
        """By how much the tip is worth more or less than it seems; 1 until enough are known."""
        if not self.told:
            return 1.0
        return max(LEAST_FACTOR, min(MOST_FACTOR, self.mean / USUAL))


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a workspace's answers taught: habits and one-offs done, and what followed each tip."""

    habits: Answers = Answers()
    once: Answers = Answers()
    uplifts: Mapping[str, Uplift] = field(default_factory=dict)

    def factor(self, tip: Tip) -> float:
        """By how much a tip is worth more or less than it seems."""
        found = self.uplifts.get(tip.id)
        return 1.0 if found is None else found.factor


NONE = Lessons()


def answers(records: Iterable[TipRecord], *, habit: bool) -> Answers:
    """Tips of one kind that were done, of those that were done or skipped.

    "Later" tells nothing, and a refusal removes the tip instead.
    """
    kinds = (TipEvent.DONE, TipEvent.SKIPPED)
    told = [
        one.event
        for one in records
        if one.event in kinds and (tip := by_id(one.tip)) is not None and tip.habit is habit
    ]
    return Answers(told.count(TipEvent.DONE), len(told))


def chance(records: Iterable[TipRecord], lessons: Lessons = NONE, *, habit: bool) -> float:
    """The chance that this rep does a tip of a kind, 0 to 1: the workspace's habits first, then
    more and more their own answers."""
    team = lessons.habits if habit else lessons.once
    usual = (DONE + team.done) / (TOLD + team.told)
    worth = min(STRENGTH, TOLD + team.told)
    own = answers(records, habit=habit)
    return (worth * usual + own.done) / (worth + own.told)


def pooled(people: Iterable[Sequence[TipRecord]], cases: Iterable[Case]) -> Lessons:
    """The lessons of a workspace."""
    everything = [record for own in people for record in own]
    by_tip: dict[str, list[Case]] = {}
    for case in cases:
        by_tip.setdefault(case.tip, []).append(case)
    found = ((tip, uplift(of_tip)) for tip, of_tip in sorted(by_tip.items()))
    return Lessons(
        answers(everything, habit=True),
        answers(everything, habit=False),
        {tip: one for tip, one in found if one is not None},
    )


def cases(records: Sequence[TipRecord], readings: Sequence[Reading]) -> tuple[Case, ...]:
    """What followed each tip that was shown or done, where readings stand on both sides.

    `readings` are one a day, oldest first; a week and tip count once.
    """
    found: dict[tuple[str, str], tuple[bool, date]] = {}
    for one in records:
        if one.event in (TipEvent.SHOWN, TipEvent.DONE, TipEvent.SKIPPED):
            key = (one.tip, one.day.strftime("%G-W%V"))
            done, day = found.get(key, (False, one.day))
            found[key] = (done or one.event is TipEvent.DONE, min(day, one.day))
    made = []
    for (id, week), (done, day) in sorted(found.items()):
        tip = by_id(id)
        moved = None if tip is None else _moved(readings, tip.pillar, day)
        if moved is not None:
            made.append(Case(id, week, done, *moved))
    return tuple(made)


def _moved(readings: Sequence[Reading], pillar: Pillar, day: date) -> tuple[float, float] | None:
    """(start, gain) of a pillar in points around a tip."""
    before = [
        value
        for one in readings
        if timedelta(0) <= day - one.day <= timedelta(days=BEFORE)
        and (value := one.points(pillar)) is not None
    ]
    after = [
        value
        for one in readings
        if SOONEST <= (one.day - day).days <= LATEST and (value := one.points(pillar)) is not None
    ]
    if not before or not after:
        return None
    return before[-1] / 100, (after[0] - before[-1]) / 100


def uplift(found: Sequence[Case]) -> Uplift | None:
    """Doers against others of the same weeks and the same third of starts; None without both."""
    starts = sorted(case.start for case in found)
    cuts = (starts[len(starts) // 3], starts[2 * len(starts) // 3]) if starts else (0.0, 0.0)
    groups: dict[tuple[str, int], tuple[list[float], list[float]]] = {}
    for case in found:
        third = sum(case.start >= cut for cut in cuts)
        done, others = groups.setdefault((case.week, third), ([], []))
        (done if case.done else others).append(case.gain)
    pairs = [(done, others) for done, others in groups.values() if done and others]
    if not pairs:
        return None
    weights = [1 / (1 / len(done) + 1 / len(others)) for done, others in pairs]
    whole = math.fsum(weights)
    seen = (
        math.fsum(
            w * (_mean(done) - _mean(others))
            for w, (done, others) in zip(weights, pairs, strict=True)
        )
        / whole
    )
    noise = _spread(pairs) ** 2 / whole
    trust = SPREAD**2 / (SPREAD**2 + noise)
    mean = USUAL + trust * (seen - USUAL)
    return Uplift(
        mean,
        math.sqrt(trust * noise),
        sum(len(done) for done, _ in pairs),
        sum(len(others) for _, others in pairs),
    )


def _spread(pairs: Sequence[tuple[list[float], list[float]]]) -> float:
    """Standard deviation of a gain inside its group, in points; never below one."""
    rest = [value - _mean(side) for pair in pairs for side in pair for value in side]
    freedom = len(rest) - 2 * len(pairs)
    return max(1.0, math.sqrt(sum(r * r for r in rest) / freedom)) if freedom > 0 else 1.0


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
