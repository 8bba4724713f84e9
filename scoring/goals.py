"""A total by a day: whether the readings point there, and what it would take.

docs/scoring.md, Goals.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scoring.forecast import Forecast
from scoring.readings import Reading

ON_PACE, WITHIN_REACH = 0.60, 0.30
"""Chances from which a goal is on pace, or within reach."""
STEEP = 2.5
"""Points a week above which a goal gets a warning (ours: the boldest public claims are near it)."""
MILESTONE = 500
"""Hundredths of a point between milestones."""
FULL = 10_000
FARTHEST = 104
"""Weeks ahead in which a later day is looked for."""


class Refusal(StrEnum):
    """Why a goal cannot be set."""

    PAST = "goal_past"
    REACHED = "goal_reached"
    TOO_HIGH = "goal_too_high"
    NO_READING = "goal_no_reading"


class Pace(StrEnum):
    """How a goal stands."""

    REACHED = "reached"
    ON_PACE = "on_pace"
    WITHIN_REACH = "within_reach"
    OFF_PACE = "off_pace"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Goal:
    """A total (hundredths) by a day, set on a day at a total."""

    target: int
    day: date
    set_on: date
    start: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`needs`: points a week from the newest reading on; `expected` points on the day; `later`: the
    first day on which the target is as likely as not; `milestone`: the next one, in hundredths."""

    pace: Pace
    chance: float
    needs: float
    expected: float
    later: date | None
    milestone: int | None


def check(target: int, day: date, today: date, readings: Sequence[Reading]) -> Refusal | None:
    """Why this goal cannot be set today, or None."""
    if target > FULL:
        return Refusal.TOO_HIGH
    if day <= today:
        return Refusal.PAST
    if not readings:
        return Refusal.NO_READING
    return Refusal.REACHED if target <= readings[-1].total else None


def steep(target: int, day: date, newest: Reading) -> bool:
    """Whether it needs more points a week than most accounts of others claim."""
    return needed(target, day, newest) > STEEP


def needed(target: int, day: date, newest: Reading) -> float:
    """Points a week from the newest reading to the target."""
    weeks = max(1, (day - newest.day).days) / 7
    return (target - newest.total) / 100 / weeks


def progress(
    goal: Goal, today: date, readings: Sequence[Reading], at: Callable[[date], Forecast | None]
) -> Progress | None:
    """How the goal stands; None without a reading. `at` forecasts the total on a day."""
    expected = at(goal.day)
    if not readings or expected is None:
        return None
    newest = readings[-1]
    chance = expected.chance(goal.target / 100)
    pace = _pace(goal, today, newest, chance)
    later = _later(goal, newest, at) if pace is Pace.OFF_PACE else None
    needs = max(0.0, needed(goal.target, goal.day, newest))
    return Progress(pace, chance, needs, expected.mean, later, _milestone(goal, newest))


def _pace(goal: Goal, today: date, newest: Reading, chance: float) -> Pace:
    if newest.total >= goal.target:
        return Pace.REACHED
    if today > goal.day:
        return Pace.OVER
    if chance >= ON_PACE:
        return Pace.ON_PACE
    return Pace.WITHIN_REACH if chance >= WITHIN_REACH else Pace.OFF_PACE


def _later(goal: Goal, newest: Reading, at: Callable[[date], Forecast | None]) -> date | None:
    for weeks in range(1, FARTHEST + 1):
        day = newest.day + timedelta(weeks=weeks)
        found = at(day) if day > goal.day else None
        if found is not None and found.mean >= goal.target / 100:
            return day
    return None


def _milestone(goal: Goal, newest: Reading) -> int | None:
    following = (newest.total // MILESTONE + 1) * MILESTONE
    return following if following < goal.target else None
