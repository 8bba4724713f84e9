"""The cells of a workbook: what is a value, what is missing, and where a sheet ends."""

import io
import warnings
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.chart import LineChart, Reference

from bot.errors import Refused
from bot.importers import child, workbook
from bot.importers.values import Context, Limits, Upload
from bot.importers.workbook import open_workbook, text_of
from tests.importers.workbooks import CANARY, HISTORY, book, changed, part, saved

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
MORNING = datetime.fromisoformat("2026-11-01 09:30:00")
SHEET = "xl/worksheets/sheet1.xml"
GOOD = book({"Readings": HISTORY})


def sheet_of(rows: bytes) -> bytes:
    """A sheet of handwritten rows."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return changed(GOOD, {SHEET: b"<worksheet %s><sheetData>%s</sheetData></worksheet>"
                                 % (space, rows)})  # fmt: skip


def values(data: bytes, limits: Limits | None = None) -> list[tuple[object, ...]]:
    [sheet] = open_workbook(data, limits or Limits())
    return [row[:4] for row in sheet.rows()]


def test_what_a_cell_says_is_kept_as_it_was_stored() -> None:
    rows = [(1, 2.5, "text", date(2026, 11, 1)), (MORNING, True, "  ", None),
            (time(9, 30), timedelta(hours=3), 18.2, "12,5")]  # fmt: skip
    assert values(book({"A": rows})) == [
        (1, 2.5, "text", date(2026, 11, 1)),
        (MORNING, None, None, None),
        (None, None, 18.2, "12,5"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (0, "0"), (20.0, "20"), (18.2, "18.2"), (18.200000000000003, "18.2"),
        (1e15, "1000000000000000"), (1e-7, "0.0000001"), (date(2026, 1, 2), "2026-01-02"),
        (MORNING, "2026-11-01 09:30:00"), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_values_become_text_as_linkedin_writes_it(value: workbook.Cell, text: str) -> None:
    assert text_of(value) == text


def test_errors_formulas_without_a_result_and_endless_numbers_are_missing() -> None:
    cells = (b'<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c>'
             b'<c r="C1"><f>1+1</f><v>2</v></c><c r="D1"><v>1e999</v></c></row>')  # fmt: skip
    assert values(sheet_of(cells)) == [(None, None, 2, None)]


def test_a_false_dimension_hides_nothing() -> None:
    said = part(GOOD, SHEET)
    assert b'ref="A1:G3"' in said
    lying = changed(GOOD, {SHEET: said.replace(b'ref="A1:G3"', b'ref="A1:B1"')})
    assert len(child.read([Upload("a.xlsx", lying)], CONTEXT).readings) == 2


def test_two_hundred_empty_rows_are_a_gap_and_one_more_is_the_end() -> None:
    filled = b'<row r="%d"><c r="A%d"><v>5</v></c></row>'
    near = sheet_of(filled % (1, 1) + filled % (202, 202))
    far = sheet_of(filled % (1, 1) + filled % (203, 203))
    assert [row for row in values(near) if row[0]] == [(5, None, None, None)] * 2
    scattered = sheet_of(b"".join(filled % (at, at) for at in range(1, 100, 3)))
    with pytest.raises(Refused, match="too_much_inside"):
        values(scattered, replace(Limits(), sheet_rows=40))
    assert [row for row in values(far) if row[0]] == [(5, None, None, None)]
    assert len(values(sheet_of(filled % (1, 1) + filled % (10**9, 10**9)))) == 201


def test_charts_hidden_sheets_and_notes_are_no_fault() -> None:
    made = openpyxl.load_workbook(io.BytesIO(GOOD))
    sheet = made["Readings"]
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
    sheet.add_chart(chart, "J1")
    made.create_chartsheet("Chart").add_chart(LineChart())
    made.create_sheet("Hidden").sheet_state = "hidden"
    sheet["A2"].comment = openpyxl.comments.Comment(CANARY, CANARY)
    sheet["A2"].hyperlink = f"https://example.com/{CANARY}"
    sheet.merge_cells("H1:I2")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = saved(made)
    assert len(child.read([Upload("a.xlsx", data)], CONTEXT).readings) == 2
