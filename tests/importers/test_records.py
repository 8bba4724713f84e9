"""Records split in C are those of csv.reader, whatever the text and wherever it is cut."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importers import records

CELL = st.text('ab ",;\t\r\n\0é', max_size=6)
WILD = st.text('ab ",;\n\r\0', max_size=60)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=8)


@pytest.fixture(autouse=True)
def _limit() -> object:
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


def drained(reader: object) -> tuple[list[list[str]], int]:
    """All rows, and how many could not be read."""
    rows, faults = [], 0
    while True:
        try:
            for row in reader:  # type: ignore[attr-defined]
                rows.append(row)  # noqa: PERF402  what came before a fault is kept
            return rows, faults
        except csv.Error:
            faults += 1


def both(text: str, mark: str, cell: int = 64_000) -> tuple[object, object]:
    csv.field_size_limit(cell)
    plain = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    ours = records.Reader(records.Lines(io.StringIO(text, newline=""), 1 << 20), mark, cell)
    return drained(ours), drained(plain)


@pytest.mark.parametrize("piece", [1, 5, 64, 1 << 18])
@given(text=WILD, mark=st.sampled_from(",;\t"), cell=st.sampled_from((3, 64_000)))
def test_any_text_gives_the_rows_of_the_standard_reader(
    piece: int, text: str, mark: str, cell: int
) -> None:
    with pytest.MonkeyPatch.context() as small:
        small.setattr(records, "PIECE", piece)
        ours, plain = both(text, mark, cell)
    assert ours == plain


@pytest.mark.parametrize("piece", [1, 7, 1 << 18])
@given(rows=ROWS, mark=st.sampled_from(",;\t"), end=st.sampled_from(("\n", "\r\n")),
       quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))  # fmt: skip
def test_what_a_writer_wrote_comes_back(
    piece: int, rows: list[list[str]], mark: str, end: str, quoting: int
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as small:
        small.setattr(records, "PIECE", piece)
        ours, plain = both(text.getvalue(), mark)
    assert ours == plain
    if quoting == csv.QUOTE_ALL:
        assert ours == (rows, 0)


def test_a_cell_up_to_the_limit_is_read_and_a_longer_one_is_a_fault() -> None:
    for cell in ("x" * 10, '"' + "x" * 10 + '"'):
        assert both(f"a,{cell}\nb,c\n", ",", 10)[0] == ([["a", "x" * 10], ["b", "c"]], 0)
    ours, plain = both("a," + "x" * 11 + "\nb,c\n", ",", 10)
    assert ours == plain == ([["b", "c"]], 1)


def test_a_quote_that_is_never_closed_does_not_hold_the_whole_text() -> None:
    text = 'a,b\n"' + "x,y\n" * 1_000_000
    reader = records.Reader(records.Lines(io.StringIO(text, newline=""), 1 << 20), ",", 64_000)
    csv.field_size_limit(64_000)
    rows, faults = drained(reader)
    assert rows[0] == ["a", "b"]
    assert faults == 1
