"""Sums of a group that may be shown, so that no two of them tell what one person brought.

Whoever sees two sums may subtract them. If the people behind them differ by one, the difference is
that one's part. docs/scoring.md, Boards.
"""

from dataclasses import dataclass

LEAST = 5
"""People from whom a sum is shown."""
LEAST_UNKNOWN = 2
"""Of them, people whose own part is not to be read beside it."""

Users = frozenset[str]
NOBODY: Users = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """The sum that was shown last: whose parts it held, and whose own part was public beside it,
    then or in a post since."""

    people: Users
    named: Users = NOBODY


def may_name(named: Users, before: Shown | None) -> bool:
    """Whether these may be named next: with their parts known, the sum that was shown last must
    still hold no one alone."""
    return before is None or len(before.people - before.named - named) != 1


def counted(now: Users, named: Users, before: Shown | None) -> Users:
    """Whose parts the next sum holds; nobody's where none may be shown.

    `now`: who contributes; `named`: whose own part will be public. Taking the parts that are public
    out of both sums must leave a difference of no one or of two and more. One who has come waits
    for the next; after one has gone the sum is left out until another has changed.
    """
    found, known = now, named
    if before is not None:
        known = named | before.named
        changed = (now ^ before.people) - known
        if len(changed) == 1:
            found = now - changed if changed <= now else NOBODY
    return found if len(found) >= LEAST and len(found - known) >= LEAST_UNKNOWN else NOBODY
