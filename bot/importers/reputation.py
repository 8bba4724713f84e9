"""Profile, positions, skills, education, endorsements and recommendations.

Of the profile only the yes or no of each check leaves; endorsements and recommendations are counts.
"""

from datetime import date

from bot.importers.bundle import Bundle
from bot.importers.tables import Table, text_of
from scoring.titles import fold

HEADLINE, SUMMARY, DESCRIPTION = 40, 300, 100
"""Characters from which a headline, an About and a position's description count."""
SKILLS, POSITIONS = 10, 2
PER_PERSON = 3
"""Endorsements by one person on one day that count: a burst is one act of goodwill."""


def profile(table: Table, bundle: Bundle) -> None:
    """The checks of Profile.csv; the name is looked at to find the owner, and dropped."""
    for row in table.rows():
        cell = _cells(table, row)
        headline = cell("headline")
        just_a_job = " at " in headline and len(headline.split(" at ")) == 2 and "|" not in headline
        bundle.levels["profile.headline"] = len(headline) >= HEADLINE and not just_a_job
        bundle.levels["profile.summary"] = len(cell("summary")) >= SUMMARY
        bundle.levels["profile.industry"] = bool(cell("industry"))
        bundle.levels["profile.location"] = bool(cell("geo location"))
        bundle.owner_name = f"{cell('first name')} {cell('last name')}".strip()


def summary(table: Table, bundle: Bundle) -> None:
    """An About in a file of its own, as older exports have it."""
    for row in table.rows():
        long = len(_cells(table, row)("profile summary")) >= SUMMARY
        bundle.levels["profile.summary"] = long or bool(bundle.levels.get("profile.summary"))


def positions(table: Table, bundle: Bundle) -> None:
    """Described positions and a current one; current employers are colleagues' companies."""
    described, current = 0, set()
    for row in table.rows():
        cell = _cells(table, row)
        described += len(cell("description")) >= DESCRIPTION
        if not cell("finished on"):
            current.add(fold(cell("company name")))
    bundle.levels["profile.positions"] = described >= POSITIONS
    bundle.levels["profile.current"] = bool(current)
    bundle.own_companies = frozenset(company for company in current if company)


def skills(table: Table, bundle: Bundle) -> None:
    """Ten skills or more."""
    bundle.levels["profile.skills"] = sum(1 for _ in table.rows()) >= SKILLS


def education(table: Table, bundle: Bundle) -> None:
    """One school or more."""
    bundle.levels["profile.education"] = any(True for _ in table.rows())


def media(table: Table, bundle: Bundle) -> None:
    """Whether a profile photo was ever uploaded; LinkedIn's files tell nothing more."""
    for row in table.rows():
        if "uploaded a profile photo" in row[table.at["media description"]]:
            bundle.levels["profile.photo"] = True


def groups(table: Table, bundle: Bundle) -> None:
    """How many groups."""
    bundle.levels["groups.count"] = float(sum(1 for _ in table.rows()))


def endorsed(table: Table, bundle: Bundle, direction: str) -> None:
    """Distinct (person, skill) that were accepted; at most three of one person on one day."""
    on, skill = table.at["endorsement date"], table.at["skill name"]
    status = table.column("endorsement status")
    who = [table.at[name] for name in table.at if name.startswith(("endorser ", "endorsee "))]
    source = f"archive/endorsements_{direction}"
    span = bundle.span(source)
    seen: set[tuple[tuple[str, ...], str]] = set()
    burst: dict[tuple[tuple[str, ...], date], int] = {}
    for row in table.rows():
        day = bundle.day(row[on])
        if day is None:
            continue
        span.widen(day)
        person = tuple(row[at] for at in who)
        if status is not None and row[status].strip().upper() != "ACCEPTED":
            continue
        if (person, row[skill]) in seen or burst.get((person, day), 0) >= PER_PERSON:
            continue
        seen.add((person, row[skill]))
        burst[person, day] = burst.get((person, day), 0) + 1
        bundle.add(source, f"endorsements.{direction}", day, 1000)


def endorsements_received(table: Table, bundle: Bundle) -> None:
    """Endorsements by others."""
    endorsed(table, bundle, "received")


def endorsements_given(table: Table, bundle: Bundle) -> None:
    """Endorsements of others."""
    endorsed(table, bundle, "given")


def recommended(table: Table, bundle: Bundle, direction: str) -> None:
    """Recommendations; received ones must be visible, given ones carry no status."""
    on, status = table.at["creation date"], table.column("status")
    source = f"archive/recommendations_{direction}"
    span = bundle.span(source)
    for row in table.rows():
        day = bundle.day(row[on])
        if day is None:
            continue
        span.widen(day)
        hidden = status is not None and row[status].strip().upper() != "VISIBLE"
        if direction == "given" or not hidden:
            bundle.add(source, f"recommendations.{direction}", day, 1000)


def recommendations_received(table: Table, bundle: Bundle) -> None:
    """Recommendations by others."""
    recommended(table, bundle, "received")


def recommendations_given(table: Table, bundle: Bundle) -> None:
    """Recommendations of others."""
    recommended(table, bundle, "given")


class _Cells:
    """A row's cells by column name; '' for a column that is not there."""

    def __init__(self, table: Table, row: list[str]) -> None:
        self._at, self._row = table.at, row

    def __call__(self, name: str) -> str:
        at = self._at.get(name)
        return "" if at is None else text_of(self._row[at])


def _cells(table: Table, row: list[str]) -> _Cells:
    return _Cells(table, row)
