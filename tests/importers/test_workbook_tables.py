"""Tables that were saved again as workbooks: the ordinary importers read them, whatever the name."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refused
from bot.importers import child, reading, wire
from bot.importers.dates import Days
from bot.importers.kinds import stem
from bot.importers.values import Context, Import, Upload
from scoring.activity import merge
from tests.importers.workbooks import CANARY, CONNECTIONS, HISTORY, book, shared

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"


def one(data: bytes, name: str = "a.xlsx") -> Import:
    return reading.read([Upload(name, data)], CONTEXT)


def cells(text: str, *, typed: bool) -> list[list[Any]]:
    """A CSV file's rows as a spreadsheet takes them in: days and numbers become such cells."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return [[_typed(cell) if typed else cell for cell in row] for row in rows]


def _typed(cell: str) -> Any:
    day = Days(TODAY).of(cell) if len(cell) <= 11 and cell[:1].isdigit() else None
    if day is not None:
        return day
    return int(cell) if cell.isdigit() and len(cell) < 12 else cell


def archived() -> dict[str, str]:
    with zipfile.ZipFile(ARCHIVE) as made:
        return {name: made.read(name).decode() for name in made.namelist()}


READ = sorted(name for name in archived()
              if name not in {"Email Addresses.csv", "PhoneNumbers.csv", "Logins.csv", "Votes.csv"})  # fmt: skip


def saved_again(text: str, *, typed: bool) -> bytes:
    rows = cells(text, typed=typed)
    return book({"Sheet1": [[cell if cell != "" else None for cell in row] for row in rows]})


@pytest.mark.parametrize("typed", [False, True], ids=["text", "real dates"])
@pytest.mark.parametrize("name", READ)
def test_each_file_of_an_archive_reads_the_same_as_a_workbook(name: str, typed: bool) -> None:
    text = archived()[name]
    plain = reading.read([Upload(name, text.encode())], CONTEXT)
    data = saved_again(text, typed=typed)
    for called in (name, name.replace(".csv", ".xlsx")):
        again = one(data, called)
        assert again.batches == plain.batches
        assert again.levels == plain.levels
        assert [(f.kind, f.rows_read, f.rows_skipped) for f in again.files] == [
            (f.kind, f.rows_read, f.rows_skipped) for f in plain.files
        ]


def test_members_of_an_archive_may_be_workbooks_under_either_ending() -> None:
    plain = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], CONTEXT)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for at, (name, text) in enumerate(archived().items()):
            info = zipfile.ZipInfo(name.replace(".csv", ".xlsx") if at % 3 else name,
                                   (2026, 11, 19, 12, 0, 0))  # fmt: skip
            made.writestr(info, saved_again(text, typed=False) if name in READ else text)
    again = child.read([Upload(ARCHIVE.name, out.getvalue())], CONTEXT)
    assert again.batches == plain.batches
    assert again.levels == plain.levels
    assert {one.name.split(".")[0] for one in again.ignored} == {
        one.name.split(".")[0] for one in plain.ignored
    }
    assert again.warnings == plain.warnings


def test_connections_with_real_dates_and_a_preamble_are_read_and_nobody_leaves() -> None:
    made = child.read([Upload("Connections.xlsx", book({CANARY: CONNECTIONS}))], CONTEXT)
    known = merge(made.batches, made.levels)
    assert sum(known.amounts["connections.new"].values()) == 10_000
    assert known.levels["network.size"].value == 10
    assert CANARY not in wire.pack(made, TODAY)


def test_a_history_with_real_dates_numbers_and_decimal_commas_is_read() -> None:
    made = child.read([Upload("history.xlsx", book({"Readings": HISTORY}))], CONTEXT)
    old, new = made.readings
    assert (old.day, new.day) == (date(2026, 10, 1), date(2026, 11, 1))
    assert old.pillars == (1750, 1200, 1950, 1400)
    assert new.pillars == (1820, 1250, 2000, 1410)
    assert (new.total, new.industry_rank, old.industry_rank) == (6480, 12, None)


def test_only_one_sheet_may_hold_a_table() -> None:
    note = [("Bought", "Sold"), (1, 2)]
    assert len(one(book({"Notes": note, "Readings": HISTORY, "More": []})).readings) == 2
    with pytest.raises(Refused, match="two_sheets"):
        one(book({"Readings": HISTORY, "Notes": note, "People": CONNECTIONS}))


def test_an_unknown_workbook_says_which_columns_it_has_and_no_links() -> None:
    rows = [("Buyer", "Price", f"https://example.com/{CANARY}", f"{CANARY}@example.com")]
    with pytest.raises(Refused, match="unknown_columns") as refused:
        one(book({CANARY: rows, "Short": [("Buyer",)]}))
    assert dict(refused.value.facts) == {"seen": "buyer, price"}


def test_a_name_that_two_files_share_is_asked_for() -> None:
    rows = [("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"),
            ("A", "B", "C", "D", "E", "03/14/26, 09:15 AM", "VISIBLE")]  # fmt: skip
    with pytest.raises(Refused, match="which_file"):
        one(book({"Sheet1": rows}))
    assert one(book({"Sheet1": rows}), "Recommendations_Received.xlsx").files[0].rows_read == 1
    assert stem("Recommendations_Received (1).xlsx") == "recommendations received"


def test_strings_within_the_sheet_are_read_too() -> None:
    import openpyxl

    made = openpyxl.Workbook()
    for row in HISTORY:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    assert one(out.getvalue()).readings == one(shared(out.getvalue())).readings


READINGS = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), TODAY), *[st.integers(0, 2500)] * 4),
    min_size=1, max_size=8, unique_by=lambda row: row[0],
)  # fmt: skip
HEADER = ("Date", "Establish your professional brand", "Find the right people",
          "Engage with insights", "Build relationships")  # fmt: skip


def shaped(hundredths: int, shape: int) -> Any:
    """A number as a number, as text with a point, or as text with a comma."""
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return (hundredths / 100, text, text.replace(".", ","))[shape]


def dated(day: date, shape: int) -> Any:
    return (day, day.isoformat(), f"{day.day} {day:%b} {day.year}")[shape]


@settings(max_examples=40)
@given(READINGS, st.permutations(range(5)), st.integers(0, 2), st.integers(0, 2), st.integers(0, 9),
       st.booleans())  # fmt: skip
def test_a_history_reads_back_in_any_order_and_form(
    rows: list[tuple[Any, ...]], order: Sequence[int], number: int, day: int, above: int, loud: bool
) -> None:
    head = [HEADER[at].upper() if loud else f" {HEADER[at]}\xa0" for at in order]
    made: list[Sequence[Any]] = [()] * above + [head]
    for row in rows:
        cells = [dated(row[0], day), *(shaped(value, number) for value in row[1:])]
        made.append([cells[at] for at in order])
    found = {one.day: one.pillars for one in one(book({"A": made})).readings}
    assert found == {row[0]: row[1:] for row in rows}
