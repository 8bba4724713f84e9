"""A goal of the whole team: one sum, shares that are capped and seen by their owner alone.

docs/scoring.md, Boards.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.sums import LEAST, NOBODY, Shown, Users, counted

LEAST_TARGET, MOST_TARGET = 5, 10_000
LEAST_WEEKS, MOST_WEEKS = 1, 6


@dataclass(frozen=True, slots=True)
class Sum:
    """What is shown of a quest: `value` brought by `people`; None where it may not be shown."""

    value: int | None
    people: Users


def cap(target: int) -> int:
    """What counts of one person at most: a fifth of the goal, so that it takes five to reach it."""
    return -(-target // LEAST)


def share(amount: int, target: int) -> int:
    """What counts of an amount that somebody brought, from 0 to the cap."""
    return max(0, min(amount, cap(target)))


def total(shares: Mapping[str, int], before: Shown | None) -> Sum:
    """The sum of those who brought something, from five on and never to be taken apart by the one
    before it."""
    people = frozenset(user for user, amount in shares.items() if amount > 0)
    held = counted(people, NOBODY, before)
    value = sum(shares[user] for user in held)
    # As many as there are people: each brought one.
    return Sum(value, held) if value > len(held) else Sum(None, NOBODY)
