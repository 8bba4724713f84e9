"""The weekly rhythm: in how many weeks a rep did the step they had planned.

One missed week is mended by a step in the next one, two in a row end the run, and a week that is
excused or in which nothing was planned stands outside the count. Scores are no part of it.
docs/scoring.md, Rhythm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MISSES = 2
"""Missed weeks in a row that end a run."""


class State(StrEnum):
    """How a rhythm stands."""

    NONE = "none"
    """No run: nothing is said."""
    RUNNING = "running"
    OPEN = "open"
    """The newest week that counts was missed; the next step mends it."""
    RESTING = "resting"
    """The present week is excused."""
    BACK = "back"
    """The present week is the first after a gap: excused weeks, or a run that had ended."""


@dataclass(frozen=True, slots=True)
class Week:
    """One local ISO week. `asked`: a step was planned for it; `done`: the rep said that they did
    one; `excused`: leave, holidays, or a change of LinkedIn's own."""

    asked: bool = False
    done: bool = False
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`weeks` kept in the present run; `mended`: the newest of them closed a missed week."""

    weeks: int = 0
    mended: bool = False
    state: State = State.NONE


NONE = Rhythm()


def of(weeks: Sequence[Week]) -> Rhythm:
    """The rhythm of a rep's weeks, one after another, oldest first.

    The last one is still running, so a step that is not done in it is no miss.
    """
    kept = missed = 0
    mended = ever = gap = back = False
    for at, week in enumerate(weeks):
        if week.done:
            mended, back = missed == 1 and kept > 0, gap and ever
            kept, missed, ever, gap = kept + 1, 0, True, False
        elif week.excused:
            gap = True
        elif week.asked and at < len(weeks) - 1:
            missed += 1
            if missed == MISSES:
                kept, mended, gap = 0, False, True
    if kept == 0:
        return NONE
    last = weeks[-1]
    return Rhythm(kept, mended and missed == 0, _state(last, missed, back if last.done else gap))


def _state(last: Week, missed: int, back: bool) -> State:
    if last.excused and not last.done:
        return State.RESTING
    if back:
        return State.BACK
    return State.OPEN if missed else State.RUNNING
