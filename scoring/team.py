"""Boards: few names, by consent, and never a last place.

At most min(3, half of those who take part) names; a tie that does not fit is left out whole; sums
from five people on. docs/scoring.md, Boards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 3
"""Eligible members from which there is a board."""
LEAST_SUM = 5
"""Contributors from which a sum, an average or a count without names is shown."""
NAMES = 3
CLUBS = (7000, 6000)
"""Totals, in hundredths, from which one belongs to a club; the higher first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A joined member and the weeks they kept in the season."""

    user: str
    name: str
    weeks: int


@dataclass(frozen=True, slots=True)
class Consistency:
    """The default board. `team_kept` of `team_of` weeks: None below five people.

    `all_level`: everyone kept the same, so nobody is named. `missing`: members that the board
    still needs, 0 when it stands. `tie`: how many share the place after `rows`, where they do not
    fit whole and are five or more.
    """

    eligible: int
    missing: int
    team_kept: int | None
    team_of: int | None
    rows: tuple[Standing, ...]
    all_level: bool
    tie: int | None = None


@dataclass(frozen=True, slots=True)
class Club:
    """Members from a total on (hundredths), alphabetical. `names` is empty where they do not fit;
    then `count` stands alone, and only from five."""

    at_least: int
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Clubs:
    """The board of scores: clubs without an order inside."""

    eligible: int
    missing: int
    clubs: tuple[Club, ...]


def limit(eligible: int) -> int:
    """How many names a board of so many may show."""
    return min(NAMES, eligible // 2)


def consistency(entries: Sequence[Standing], weeks: int) -> Consistency:
    """The board of kept weeks. `weeks`: weeks of the season so far; eligible is who kept one."""
    eligible = [one for one in entries if one.weeks > 0]
    missing = max(0, LEAST - len(eligible))
    if missing:
        return Consistency(len(eligible), missing, None, None, (), False)
    order = sorted(eligible, key=lambda one: (-one.weeks, one.name.casefold(), one.user))
    level = order[0].weeks == order[-1].weeks
    rows = () if level else _whole_ties(order, limit(len(eligible)))
    next_ones = [] if level else [one for one in order if one.weeks == order[len(rows)].weeks]
    told = len(next_ones) >= LEAST_SUM and next_ones[0].weeks > order[-1].weeks
    enough = len(entries) >= LEAST_SUM
    kept = sum(one.weeks for one in entries) if enough else None
    of = weeks * len(entries) if enough else None
    tie = len(next_ones) if told else None
    return Consistency(len(eligible), 0, kept, of, rows, level, tie)


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _whole_ties(order: Sequence[Standing], most: int) -> tuple[Standing, ...]:
    """The first places, cut where a tie would not fit whole; the least is never among them."""
    rows: list[Standing] = []
    for weeks in sorted({one.weeks for one in order}, reverse=True):
        tied = [one for one in order if one.weeks == weeks]
        if len(rows) + len(tied) > most or weeks == order[-1].weeks:
            break
        rows += tied
    return tuple(rows)


def club_of(total: int) -> int | None:
    """The club that a total (hundredths) belongs to, by the total from which it begins; or None."""
    return next((at_least for at_least in CLUBS if total >= at_least), None)


def clubs(entries: Sequence[tuple[str, int]]) -> Clubs:
    """The board of scores, from (name, reported total in hundredths)."""
    missing = max(0, LEAST - len(entries))
    if missing:
        return Clubs(len(entries), missing, ())
    room, made, above = limit(len(entries)), [], 10_001
    least = min(total for _, total in entries)
    for at_least in CLUBS:
        found = [(name, total) for name, total in entries if at_least <= total < above]
        above = at_least
        names = tuple(sorted((name for name, _ in found), key=_by_name))
        fits = len(names) <= room and all(total > least for _, total in found)
        if fits and names:
            room -= len(names)
            made.append(Club(at_least, names, len(names)))
        elif len(names) >= LEAST_SUM:
            made.append(Club(at_least, (), len(names)))
            room = 0
        elif names:
            room = 0
    return Clubs(len(entries), 0, tuple(made))
