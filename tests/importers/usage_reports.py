"""A usage report to vary, and what is asked of what it counted as."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.importers import reading
from bot.importers.values import Context, Import, Seat, SeatImport, Upload

SEPTEMBER = "Sales_Navigator_Usage_Reporting_2025-09-01_to_2025-09-30.csv"
TODAY = date(2025, 10, 2)
FULL = {
    "Seat ID": "71", "Name": "CANARY-NAME", "Invited Email Address": "ana@x.example",
    "Date Activated": "1/9/2024", "Days Active": "10", "Searches Performed": "60",
    "Profile Views": "31", "Leads Saved": "4", "Total Leads Saved": "900", "Accounts Saved": "2",
    "Total Accounts Saved": "80", "InMails Sent": "20", "InMails Acceptance Rate": "21.59",
    "Total Connections": "1250", "SSI - Overall Score": "55",
    "SSI - Establish your professional brand": "16.4", "SSI - Find the right people": "13.25",
    "SSI - Engage with insights": "9.004", "SSI - Build relationships": "16.1",
}  # fmt: skip
MINE = (Seat("U1", "email", "ana@x.example"),)


def table(*rows: dict[str, str], columns: Iterable[str] = (), delimiter: str = ",") -> str:
    names = list(columns) or list(FULL)
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in line] for line in lines]
    return "\n".join(delimiter.join(line) for line in quoted) + "\n"


def read(text: str, name: str = SEPTEMBER, seats: tuple[Seat, ...] = MINE, **more: Any) -> Import:
    return reading.read([Upload(name, text.encode())], Context(TODAY, seats=seats, **more))


def own(made: Import) -> SeatImport:
    [seat] = made.seats
    return seat


def totals(seat: SeatImport) -> dict[str, int]:
    return {
        fact: sum(days.values())
        for batch in seat.batches
        for fact, days in sorted(batch.amounts.items())
    }


def warned(made: Import) -> dict[str, int]:
    return {one.code: one.count for one in made.warnings}
