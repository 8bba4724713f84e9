"""What a spreadsheet gets: no cell that it runs, and the table as it was."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import exports

FORMULAS = (
    "=HYPERLINK(\"https://example.com/?x=\"&A1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    "\0=1", "＝1+1", "＋1", "－1", "＠SUM(1)",
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs",)))


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("bad", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_shown_as_text(bad: str) -> None:
    [[head], [cell]] = cells(exports.table([bad], [[bad]]))
    assert head == cell == "'" + bad


def test_a_formula_cannot_begin_behind_a_cell_of_words() -> None:
    [_, row] = cells(exports.table(["a", "b"], [['x","=1+1', 'y\r\n"=1+1"']]))
    assert row == ['x","=1+1', 'y\r\n"=1+1"']


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2)))
def test_every_cell_comes_back_and_none_begins_like_a_formula(rows: list[list[str]]) -> None:
    data = exports.table(["one", "two"], rows)
    found = cells(data)[1:]
    assert [[cell.removeprefix("'") if cell[1:].startswith(exports.FORMULA) else cell
             for cell in row] for row in found] == rows  # fmt: skip
    assert not any(cell.startswith(exports.FORMULA) for row in found for cell in row)
    assert all(line.startswith('"') for line in data.decode("utf-8-sig").split('"\r\n')[:-1])


def test_days_numbers_and_nothing_have_one_form() -> None:
    when = datetime(2026, 11, 30, 8, 15, tzinfo=UTC)
    data = exports.table(["a"] * 6, [[date(2026, 11, 30), when, 3, 2.5, None, True]])
    assert cells(data)[1] == ["2026-11-30", "2026-11-30T08:15:00+00:00", "3", "2.5", "", "yes"]
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by it"


def test_a_document_is_json_that_people_can_read() -> None:
    data = exports.document({"name": "Zoë", "day": date(2026, 11, 30), "none": None})
    assert json.loads(data) == {"name": "Zoë", "day": "2026-11-30", "none": None}
    assert "Zoë" in data.decode()
    with pytest.raises(TypeError):
        exports.document({"set": {1}})


def test_half_a_letter_spoils_no_file() -> None:
    assert cells(exports.table(["a"], [["x\ud800"]]))[1] == ["x?"]
