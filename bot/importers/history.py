"""A table of one's own earlier readings: one row a day, columns by name, any order.

The date is ISO or worded (`12 Jan 2026`); slashed dates are not guessed. A decimal comma is read
only where the comma does not part the columns.
"""

import re
from datetime import date

from bot.errors import Refused
from bot.importers.bundle import Bundle
from bot.importers.tables import Row, Table
from bot.importers.values import Warned
from scoring.pillars import PILLAR_MAX
from scoring.readings import Reading, Source, make

LABELS = (
    "establish your professional brand",
    "find the right people",
    "engage with insights",
    "build relationships",
)
"""LinkedIn's names of the four, folded."""
BESIDE = {
    "industry rank": "industry_rank", "network rank": "network_rank",
    "industry average": "industry_average", "network average": "network_average",
}  # fmt: skip
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,20}))?", re.ASCII)


def readings(table: Table, bundle: Bundle) -> None:
    """Each good row as a reading; two different ones of a day are both left out."""
    if not set(LABELS) <= table.at.keys() and set(LABELS) & table.at.keys():
        raise Refused("missing_column", {"column": ", ".join(set(LABELS) - table.at.keys())[:200]})
    by_day: dict[date, Reading] = {}
    clashes: set[date] = set()
    bad = 0
    for row in table.rows():
        found = _reading(row, table, bundle)
        if found is None:
            bad += 1
            table.note("values")
        elif by_day.setdefault(found.day, found) != found:
            clashes.add(found.day)
    kept = [one for day, one in sorted(by_day.items()) if day not in clashes]
    if not kept:
        raise Refused("no_good_rows")
    table.skipped += bad
    if clashes:
        bundle.warnings.append(Warned("conflicting_rows", None, len(clashes)))
    span = bundle.span("readings")
    span.cover([one.day for one in kept])
    bundle.readings.extend(kept)


def _reading(row: Row, table: Table, bundle: Bundle) -> Reading | None:
    text = row[table.at["date"]].strip()
    day = bundle.days.of(text) if "/" not in text else None
    if day is None or day > bundle.context.today:
        return None
    four = [_cents(_cell(row, table, label), table) for label in LABELS]
    total = _cents(_cell(row, table, "total"), table)
    beside = {}
    for label, name in BESIDE.items():
        cents = _cents(_cell(row, table, label), table)
        if cents is not None:
            beside[name] = cents // 100 if name.endswith("_rank") else cents
    whole = [value for value in four if value is not None]
    pillars = (whole[0], whole[1], whole[2], whole[3]) if len(whole) == 4 else None
    if (whole and pillars is None) or any(value > PILLAR_MAX for value in whole):
        return None
    try:
        return make(day, pillars, total, Source.TABLE, beside=beside)
    except ValueError:
        return None


def _cell(row: Row, table: Table, name: str) -> str:
    return row[table.at[name]].strip() if name in table.at else ""


def _cents(cell: str, table: Table) -> int | None:
    """Hundredths, rounded half up; None for an empty cell. A comma counts as decimal only in
    tables that are parted by something else."""
    if not cell:
        return None
    found = _NUMBER.fullmatch(cell.replace("\xa0", ""))
    if found is None or ("," in cell and table.delimiter == ","):
        return 10**9
    decimals = (found[2] or "").ljust(3, "0")
    return int(found[1]) * 100 + int(decimals[:2]) + (decimals[2] >= "5")
