"""Profile, positions, skills, education, endorsements and recommendations.

Of the profile only the yes or no of each check leaves; endorsements and recommendations are counts.
"""

from datetime import date

from bot.importers.bundle import Bundle
from bot.importers.network import slug
from bot.importers.tables import Row, Table
from scoring.titles import fold

HEADLINE, SUMMARY, DESCRIPTION = 40, 300, 100
"""Characters from which a headline, an About and a position's description count."""
SKILLS, POSITIONS = 10, 2
PER_PERSON = 3
"""Endorsements by one person on one day that count: a burst is one act of goodwill."""


def profile(table: Table, bundle: Bundle) -> None:
    """The checks of Profile.csv; the name is looked at to find the owner, and dropped. A check
    whose column the file does not have stays unknown."""
    for row in bundle.rows(table):
        cell = _Cells(table, row)
        headline = cell("headline")
        just_a_job = " at " in headline and len(headline.split(" at ")) == 2 and "|" not in headline
        bundle.levels["profile.headline"] = len(headline) >= HEADLINE and not just_a_job
        long = len(cell("summary")) >= SUMMARY
        bundle.levels["profile.summary"] = long or bool(bundle.levels.get("profile.summary"))
        for column, fact in (("industry", "industry"), ("geo location", "location")):
            if column in table.at:
                bundle.levels[f"profile.{fact}"] = bool(cell(column))
        bundle.owner_name = " ".join(f"{cell('first name')} {cell('last name')}".split())


def summary(table: Table, bundle: Bundle) -> None:
    """An About in a file of its own, as older exports have it; with a header alone it is empty."""
    for row in bundle.rows(table):
        bundle.count("about", len(_Cells(table, row)("profile summary")) >= SUMMARY)


def positions(table: Table, bundle: Bundle) -> None:
    """Described positions and a current one; current employers are colleagues' companies."""
    for row in bundle.rows(table):
        cell = _Cells(table, row)
        bundle.count("described", len(cell("description")) >= DESCRIPTION)
        if not cell("finished on"):
            bundle.count("current")
            bundle.own_companies |= {fold(cell("company name"))} - {""}


def skills(table: Table, bundle: Bundle) -> None:
    """Ten skills or more."""
    bundle.count("skills", sum(1 for row in bundle.rows(table) if row[table.at["name"]].strip()))


def education(table: Table, bundle: Bundle) -> None:
    """One school or more."""
    bundle.count("schools", sum(1 for _ in bundle.rows(table)))


def media(table: Table, bundle: Bundle) -> None:
    """Whether a profile photo was ever uploaded; LinkedIn's files tell nothing more. Which of the
    two columns says so has changed, and in 2023 neither was there."""
    places = [at for at in (table.column("media description"), table.column("date/time"))
              if at is not None]  # fmt: skip
    for row in bundle.rows(table):
        if any("uploaded a profile photo" in row[at] for at in places):
            bundle.levels["profile.photo"] = True


def groups(table: Table, bundle: Bundle) -> None:
    """How many groups the owner is in."""
    bundle.count("groups", sum(1 for _ in bundle.rows(table)))


def levels(bundle: Bundle) -> None:
    """The checks that count rows, once every part was read."""
    tally = bundle.tally
    found: dict[str, tuple[tuple[str, float | bool], ...]] = {
        "positions": (("profile.positions", tally.get("described", 0) >= POSITIONS),
                      ("profile.current", tally.get("current", 0) > 0)),
        "skills": (("profile.skills", tally.get("skills", 0) >= SKILLS),),
        "education": (("profile.education", tally.get("schools", 0) > 0),),
        "groups": (("groups.count", float(tally.get("groups", 0))),),
        "profile_summary": (
            ("profile.summary",
             tally.get("about", 0) > 0 or bool(bundle.levels.get("profile.summary"))),
        ),
    }  # fmt: skip
    for kind, facts in found.items():
        if kind in bundle.kinds:
            bundle.levels.update(facts)


def endorsed(table: Table, bundle: Bundle, direction: str) -> None:
    """Distinct (person, skill), by the first day. Older files have no link to the person."""
    on, skill = table.at["endorsement date"], table.at["skill name"]
    status = table.column("endorsement status")
    link = table.column("endorser public url", "endorsee public url")
    names = [table.at[name] for name in table.at if name.endswith((" first name", " last name"))]
    span = bundle.span(f"archive/endorsements_{direction}")
    for row in bundle.rows(table):
        day = bundle.day(row[on])
        if day is None:
            continue
        span.widen(day)
        if status is not None and row[status].strip().upper() != "ACCEPTED":
            continue
        who = slug(row[link]) if link is not None else ""
        key = (direction, who or "\n".join(row[at] for at in names), row[skill].casefold())
        bundle.endorsed[key] = min(day, bundle.endorsed.get(key, day))


def endorsements(bundle: Bundle) -> None:
    """Count them by day, no more than three of one person."""
    bursts: dict[tuple[str, str, date], int] = {}
    for (direction, who, _), day in bundle.endorsed.items():
        bursts[direction, who, day] = bursts.get((direction, who, day), 0) + 1
    for (direction, _, day), count in bursts.items():
        source, fact = f"archive/endorsements_{direction}", f"endorsements.{direction}"
        bundle.add(source, fact, day, 1000 * min(PER_PERSON, count))


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
    for row in bundle.rows(table):
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

    def __init__(self, table: Table, row: Row) -> None:
        self._table, self._row = table, row

    def __call__(self, name: str) -> str:
        at = self._table.at.get(name)
        return "" if at is None else self._table.text(self._row[at]) or ""
