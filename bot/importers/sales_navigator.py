"""The usage report of Sales Navigator: a row for each seat, totals of one period, the index.

Rows become a member's by the address that they typed or the seat id that they confirmed, never by
a name. All other rows end here as one number. The order of columns drifts from month to month; the
period stands only in the file's name (docs/uploads.md).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.errors import Refused
from bot.importers.bundle import GRACE, Bundle
from bot.importers.dates import FOUNDED
from bot.importers.history import LABELS
from bot.importers.tables import Row, Table
from bot.importers.told import Reported, Span
from bot.importers.values import READER, SeatImport, Warned
from scoring.activity import Batch, Level
from scoring.pillars import PILLAR_MAX
from scoring.readings import Reading, Source, make

SOURCE = "sales_navigator"
TOTAL = "ssi - overall score"
PILLARS = tuple(f"ssi - {label}" for label in LABELS)
SCORES = (TOTAL, *PILLARS)
HABITS = {
    "days active": "sn.days_active",
    "searches performed": "sn.searches",
    "profile views": "sn.profile_views",
    "leads saved": "sn.leads_saved",
    "accounts saved": "sn.accounts_saved",
}
"""Columns about the period, as facts. One source answers for all of them, so that they come
together or not at all: a missing column is never a zero."""
SENT, RATE, NETWORK = "inmails sent", "inmails acceptance rate", "total connections"
EMAILS = ("invited email address", "email address", "email")
ACTIVATED = "date activated"
COLUMNS = frozenset((*SCORES, *HABITS, SENT, RATE, NETWORK, *EMAILS, ACTIVATED))
"""All that is read, beside the id of the seat."""
UNREADABLE = "\ufffd"
"""In the place of a cell in no alphabet: neither a number nor anybody's address."""
LONGEST = timedelta(days=731)
"""A period beyond which dates are more likely wrong; ours."""
KEPT = timedelta(days=400)
"""Amounts of periods that ended before that are not kept, as of any other source."""

_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)[ _]+to[ _]+(\d{4}-\d\d-\d\d)", re.ASCII)
_COUNT = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"(\d{1,3})(?:[.,](\d{1,20}))?%?", re.ASCII)


Claim = tuple[bool, int, Row]
"""A row that is a member's: whether by its seat id, its number, its cells."""


@dataclass(slots=True)
class Report:
    """A report that is being read: its table, its period, and how its columns write decimals."""

    table: Table
    first: date
    last: date
    dots: set[str] = field(default_factory=set)
    commas: set[str] = field(default_factory=set)

    def cell(self, row: Row, column: str) -> str:
        """The text of a cell; empty where the column is not there."""
        if column not in self.table.at:
            return ""
        text = self.table.text(row[self.table.at[column]])
        return UNREADABLE if text is None else text

    def watch(self, row: Row) -> None:
        """Notice which decimals a row writes."""
        for column in (*SCORES, RATE):
            cell = self.cell(row, column)
            if "," in cell:
                self.commas.add(column)
            elif "." in cell and not self.table.typed:
                self.dots.add(column)

    def count(self, row: Row, column: str) -> int | None:
        """A whole number, with or without commas between thousands; None for an empty cell.
        Raises ValueError for anything else."""
        cell = self.cell(row, column)
        if not cell:
            return None
        found = _COUNT.fullmatch(cell.replace("\xa0", "").replace("\u202f", ""))
        if found is None:
            raise ValueError("not a whole number")
        return int(found[1].replace(",", ""))

    def hundredths(self, row: Row, column: str, most: int) -> int | None:
        """A decimal, rounded half up; None for an empty cell. A comma is a decimal one where the
        table is parted by something else and the column has no dots. Raises ValueError."""
        cell = self.cell(row, column).replace("\xa0", "")
        if not cell:
            return None
        found = _DECIMAL.fullmatch(cell)
        if found is None or ("," in cell and (self.table.delimiter == "," or column in self.dots)):
            raise ValueError("not a number")
        decimals = (found[2] or "").ljust(3, "0")
        value = int(found[1]) * 100 + int(decimals[:2]) + (decimals[2] >= "5")
        if value > most:
            raise ValueError("out of range")
        return value


def usage(table: Table, bundle: Bundle) -> None:
    """Rows of known seats, each with its period; the others are counted.

    Raises Refused("period_unknown") where neither the name nor the person says which days these
    are, and Refused("dates_outside_range") for days that cannot be.
    """
    report = Report(table, *_period(bundle))
    bundle.period = Span(report.first, report.last)
    keys = {(seat.kind, seat.value): seat.member for seat in bundle.context.seats}
    claimed: dict[str, list[Claim]] = {}
    for row in table.rows():  # rows of different seats, or of other months, may be the same
        bundle.row += 1
        if table.delimiter != ",":
            report.watch(row)
        seat = report.cell(row, "seat id").casefold()
        email = next((report.cell(row, name) for name in EMAILS if name in table.at), "").casefold()
        sure, typed = keys.get(("seat", seat)), keys.get(("email", email))
        if member := sure or typed:
            claimed.setdefault(member, []).append((sure is not None, bundle.number, row))
        elif seat or email:
            bundle.strange_seats.add(seat or email)
    for member, rows in claimed.items():
        bundle.reported.setdefault(member, [])
        _take(member, rows, report, bundle)
    if report.commas:
        bundle.warnings.append(Warned("decimal_comma_read", bundle.file))


def finish(bundle: Bundle) -> tuple[SeatImport, ...]:
    """What belongs to each member, whatever the order of files and rows."""
    if bundle.strange_seats:
        bundle.warnings.append(Warned("seats_not_matched", None, len(bundle.strange_seats)))
    silent = sum(not said for said in bundle.reported.values())
    if silent:
        bundle.warnings.append(Warned("seat_without_data", None, silent))
    since = bundle.context.today - KEPT
    return tuple(
        _joined(member, sorted(said, key=_rank), since)
        for member, said in sorted(bundle.reported.items())
    )


def spread(total: int, first: date, last: date) -> dict[date, int]:
    """A total, in thousandths, evenly over the days of a period; the sum is exact."""
    days = (last - first).days + 1
    parts = ((i + 1) * total // days - i * total // days for i in range(days))
    return {first + timedelta(days=i): part for i, part in enumerate(parts) if part}


def period_in(name: str) -> tuple[date, date] | None:
    """The first and the last day in a file's name, as `…_2025-09-01_to_2025-09-30`."""
    found = _PERIOD.search(name)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    except ValueError:
        return None


def _period(bundle: Bundle) -> tuple[date, date]:
    found = period_in(bundle.file) or bundle.context.period
    if found is None:
        raise Refused("period_unknown")
    first, last = found
    latest = bundle.context.today + GRACE
    if not FOUNDED <= first <= last <= latest or last - first > LONGEST:
        raise Refused("dates_outside_range")
    return first, last


def _take(member: str, rows: Sequence[Claim], report: Report, bundle: Bundle) -> None:
    """The one row of a member that says something: by seat id before by address."""
    sure = any(by_seat for by_seat, _, _ in rows)
    found: list[Reported] = []
    for by_seat, number, row in rows:
        if sure and not by_seat:
            continue
        try:
            said = _reported(row, report)
        except ValueError:
            bundle.leave_rows("values", [number], "")
            continue
        if said is not None and said not in found:
            found.append(said)
    if len(found) > 1:
        bundle.warnings.append(Warned("conflicting_rows", bundle.file, len(found)))
    elif found:
        _warn(found[0], bundle)
        bundle.reported[member].append(found[0])


def _reported(row: Row, report: Report) -> Reported | None:
    """What a row says; None for a seat that was never activated. Raises ValueError for a number
    that cannot be."""
    habits = {fact: report.count(row, column) for column, fact in HABITS.items()}
    four = [report.hundredths(row, column, PILLAR_MAX) for column in PILLARS]
    total = report.hundredths(row, TOTAL, 10_000)
    network = report.count(row, NETWORK)
    told = [n for n in (*habits.values(), *four, total, network) if n is not None]
    activated = ACTIVATED not in report.table.at or report.cell(row, ACTIVATED)
    if not told or not (activated or any(told)):
        return None
    totals = {fact: number for fact, number in habits.items() if number is not None}
    amounts = None
    if len(totals) == len(HABITS):
        days = (report.last - report.first).days + 1
        # LinkedIn widens long ranges to whole weeks, so that more days may have been active.
        totals["sn.days_active"] = min(totals["sn.days_active"], days)
        totals |= _inmails(row, report)
        amounts = {
            fact: spread(1000 * number, report.first, report.last)
            for fact, number in totals.items()
            if number
        }
    return Reported(report.first, report.last, amounts, network, _reading(four, total, report.last))


def _inmails(row: Row, report: Report) -> dict[str, int]:
    """Sent and accepted, both or neither: without a rate nobody knows how many were accepted, and
    the rate of nothing means nothing."""
    sent = report.count(row, SENT)
    rate = report.hundredths(row, RATE, 10_000) if sent else None
    if not sent or rate is None:
        return {}
    return {"sn.inmails_sent": sent, "sn.inmails_accepted": (sent * rate + 5_000) // 10_000}


def _reading(four: Sequence[int | None], total: int | None, day: date) -> Reading | None:
    """Dated to the last day of the period, which is our choice: the report doesn't say."""
    known = [value for value in four if value is not None]
    if len(known) == 4:
        pillars = (known[0], known[1], known[2], known[3])
        return make(day, pillars, total, Source.SALES_NAVIGATOR)
    return make(day, None, total, Source.SALES_NAVIGATOR) if total is not None else None


def _warn(said: Reported, bundle: Bundle) -> None:
    if said.reading is not None and said.reading.mismatch:
        bundle.warnings.append(Warned("total_mismatch", bundle.file))
    if said.reading is not None and said.reading.pillars is None:
        bundle.warnings.append(Warned("pillars_missing", bundle.file))
    if said.spread is None:
        bundle.warnings.append(Warned("activity_incomplete", bundle.file))


def _rank(said: Reported) -> tuple[date, date, int, int]:
    """Of reports that end on one day the shorter one comes last and so stands."""
    total = said.reading.total if said.reading else -1
    return said.last, said.first, total, said.network or -1


def _joined(member: str, said: Sequence[Reported], since: date) -> SeatImport:
    batches: list[Batch] = []
    for one in said:
        if one.spread is not None and one.last >= since:
            batch = Batch(SOURCE, one.first, one.last, frozenset(), one.spread, READER)
            if batch not in batches:
                batches.append(batch)
    sizes = [one for one in said if one.network is not None]
    level = [Level("network.size", float(one.network or 0), one.last) for one in sizes[-1:]]
    readings = {one.last: one.reading for one in said if one.reading is not None}
    return SeatImport(member, tuple(batches), tuple(level), tuple(readings.values()))
