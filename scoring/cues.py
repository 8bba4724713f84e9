"""Which cue of an if-then plan works: what followed its reminders. docs/scoring.md, Cues."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

OWN = "own"
"""A cue in the rep's own words, which cannot be proposed to anybody."""
KINDS = ("coffee", "lunch", "meeting", "evening", "linkedin", OWN)
"""Every kind of cue, in the order in which ties are broken."""
STRENGTH = 4.0
"""Reminders of one's own that the habits of the others are worth."""
OFFER = 2
"""Reminders in a row without the step after which another cue is offered."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Reminders that were followed by the step in their week, of those whose week is over."""

    kept: int = 0
    told: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.kept + other.kept, self.told + other.told)


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Course:
    """What followed one plan's reminders; `missed`: in a row, up to now."""

    tally: Tally
    missed: int

    @property
    def offers(self) -> bool:
        """Whether the next word about the plan names another cue: after two misses, and after
        two more, so that it stays an offer."""
        return self.missed > 0 and self.missed % OFFER == 0


def course(reminded: Iterable[str], done: Collection[str], this_week: str) -> Course:
    """From the ISO weeks (like 2026-W48) of the reminders and of the step done. The present week
    counts once the step is done, and is no miss before it is over."""
    kept = told = missed = 0
    for week in sorted(set(reminded)):
        if week in done:
            kept, told, missed = kept + 1, told + 1, 0
        elif week < this_week:
            told, missed = told + 1, missed + 1
    return Course(Tally(kept, told), missed)


def share(own: Tally, team: Tally) -> float:
    """The chance that a reminder at such a cue is followed by the step, between 0 and 1: the
    others' share first (one in two until there are any), then more and more one's own."""
    usual = (team.kept + 1) / (team.told + 2)
    return (STRENGTH * usual + own.kept) / (STRENGTH + own.told)


def best(own: Mapping[str, Tally], team: Mapping[str, Tally], besides: str) -> str:
    """The kind with the best chance for this rep, other than the one they have and one in words
    of their own."""
    kinds = [kind for kind in KINDS if kind not in (besides, OWN)]
    return max(kinds, key=lambda kind: share(own.get(kind, NOTHING), team.get(kind, NOTHING)))
