"""Usage reports in zips and saved again as workbooks: each month stands by itself."""

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.importers import child, reading
from bot.importers.values import Context, Upload
from tests.importers.usage_reports import (
    ANA,
    BEN,
    FULL,
    MINE,
    MONTHS,
    RECRUITER,
    SEPTEMBER,
    TODAY,
    own,
    read,
    table,
    warned,
)
from tests.importers.workbooks import book


def test_several_months_may_come_in_one_zip_beside_other_files() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made_zip:
        for path in MONTHS:
            made_zip.writestr(f"reports/{path.name}", path.read_bytes())
    made = reading.read([Upload("reports.zip", data.getvalue())], Context(TODAY, seats=(ANA,)))
    assert len(own(made).readings) == 9
    assert made.as_of == date(2025, 9, 30)


def saved_again(path: Path) -> bytes:
    """A month as a spreadsheet keeps it: numbers as numbers, dates as dates."""
    [header, *rows] = csv.reader(path.read_text("utf-8").splitlines())
    return book({"Sheet1": [header, *([as_kept(cell) for cell in row] for row in rows)]})


def as_kept(cell: str) -> object:
    if found := re.fullmatch(r"(\d+)/(\d+)/(\d{4})", cell):
        return date(int(found[3]), int(found[1]), int(found[2]))
    if re.fullmatch(r"\d+", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"\d+\.\d+", cell) else cell or None


def test_months_that_were_saved_as_workbooks_each_count_as_their_csv_does() -> None:
    books = [Upload(f"{path.stem}.xlsx", saved_again(path)) for path in MONTHS[:3]]
    texts = [Upload(path.name, path.read_bytes()) for path in MONTHS[:3]]
    context = Context(TODAY, seats=(ANA, BEN))
    made, known = child.read(books, context), child.read(texts, context)
    assert made.seats == known.seats
    assert len(made.seats[0].readings) == 3
    assert warned(made) == warned(known)
    assert [one.last for one in made.files] == [one.last for one in known.files]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made_zip:
        for one in books:
            made_zip.writestr(f"reports/{one.name}", one.data)
    zipped = reading.read([Upload("reports.zip", packed.getvalue())], context)
    assert zipped.seats == known.seats
    assert zipped.notes == ()


def test_a_workbook_without_its_period_asks_for_it_and_may_write_decimal_commas() -> None:
    rows = [list(FULL), [value.replace(".", ",") if "SSI" in name else value
                         for name, value in FULL.items()]]  # fmt: skip
    data = book({"Sheet1": rows})
    with pytest.raises(Refused) as refused:
        reading.read([Upload("report.xlsx", data)], Context(TODAY, seats=MINE))
    assert refused.value.code == "period_unknown"
    told = (date(2025, 9, 1), date(2025, 9, 30))
    made = reading.read([Upload("report.xlsx", data)], Context(TODAY, seats=MINE, period=told))
    assert made.seats == read(table(FULL)).seats
    assert "decimal_comma_read" in warned(made)


def test_a_month_that_says_the_same_as_another_is_a_month_of_its_own() -> None:
    packed = io.BytesIO()
    months = ("2025-08-01_to_2025-08-31", "2025-09-01_to_2025-09-30")
    with zipfile.ZipFile(packed, "w") as made_zip:
        for month in months:
            name = f"Sales_Navigator_Usage_Reporting_{month}.csv"
            made_zip.writestr(name, table(FULL) + "\n" * (month > months[0]))
    [seat] = reading.read([Upload("a.zip", packed.getvalue())], Context(TODAY, seats=MINE)).seats
    assert [one.day for one in seat.readings] == [date(2025, 8, 31), date(2025, 9, 30)]
    assert len(seat.batches) == 2


@pytest.mark.parametrize("month", ["2025-09-30_to_2025-09-01", "2025-10-01_to_2025-10-31"])
def test_a_month_that_cannot_be_leaves_the_other_months_of_a_zip_readable(month: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made_zip:
        made_zip.writestr(SEPTEMBER, table(FULL))
        made_zip.writestr(f"Sales_Navigator_Usage_Reporting_{month}.csv", table(FULL))
    made = reading.read([Upload("a.zip", packed.getvalue())], Context(TODAY, seats=MINE))
    assert [one.day for one in own(made).readings] == [date(2025, 9, 30)]
    assert warned(made) == {"member_unreadable": 0}


def test_another_report_under_the_name_of_a_usage_report_spoils_no_archive() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made_zip:
        made_zip.writestr(SEPTEMBER, RECRUITER)
        made_zip.writestr(SEPTEMBER.replace("-09-", "-08-").replace("30", "31"), table(FULL))
    made = reading.read([Upload("a.zip", packed.getvalue())], Context(TODAY, seats=MINE))
    assert len(own(made).readings) == 1
    assert warned(made) == {"member_unreadable": 0}
