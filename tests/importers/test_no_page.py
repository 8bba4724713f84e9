"""Texts that are no SSI page: tables, numbers, chat. None of them may become a reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.importers import pasted
from tests.importers.hostile import CONTEXT, code_of, read

TODAY = CONTEXT.today
FOUR = "14\n9\n11\n9\n"
WORDS = ("c99", "c100", "Ann", "x", "", "of", "out", "N/A", "Top", "100%", "2026-11-03", "11/3/26")
NUMBERS = st.integers(0, 120).map(str) | st.decimals(0, 99, places=2).map(str)
CELLS = st.sampled_from(WORDS) | NUMBERS


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows of cells, as they come out of any spreadsheet."""
    mark = draw(st.sampled_from((",", ";", "\t", "|", '","', "=", "_")))
    rows = draw(st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=12))
    return "\n".join(mark.join(row) for row in rows)


@given(tables())
def test_no_table_of_whatever_numbers_is_a_reading(text: str) -> None:
    lines = text.split("\n")
    if any(line in ("of", "out", "Ann", "x", "Top", "N/A") for line in lines):
        return  # a word alone between a number and 100 is how some pages stand in the clipboard
    with pytest.raises(Refused):
        pasted.page(text, TODAY)


@given(st.lists(NUMBERS, max_size=40), st.sampled_from((" ", "\n", "\t", ", ", "; ", " - ")))
def test_numbers_alone_are_no_reading(numbers: list[str], mark: str) -> None:
    with pytest.raises(Refused):
        pasted.page(mark.join(numbers), TODAY)


@given(st.text(alphabet="0123456789 .,;\n\t%-", max_size=200))
def test_digits_and_signs_are_no_reading(text: str) -> None:
    with pytest.raises(Refused):
        pasted.page(text, TODAY)


def test_a_header_of_five_hundred_columns_is_told_by_its_columns() -> None:
    header = ",".join(f"c{n}" for n in range(500))
    assert (
        code_of((header + "\n" + ",".join("1" * 500) + "\n").encode(), "a.csv") == "unknown_columns"
    )
    assert code_of(header.replace(",", "\t").encode(), "page.txt") == "unknown_columns"


@pytest.mark.parametrize("text", [
    "We closed 50 of 100 deals this year and I am glad about it",
    "Reading page 54 of 100\nlesson 4\n", "99,c100", "a 99 c100", "33.5/100", "1/17/100",
    "33 out of 100%", "33 out of 1000", "5 out of 100.5", "33 100", "x=33&y=100", "33_of_100",
    "20 out of 100\n14\n9\n11\n9\n",
])  # fmt: skip
def test_a_share_of_a_hundred_alone_is_nobodys_index(text: str) -> None:
    with pytest.raises(Refused, match="paste_unclear"):
        pasted.page(text, TODAY)


@pytest.mark.parametrize("shape", [
    "43 out of 100", "43\nout of 100", "43 из 100", "43/100", "43 / 100", "43 von 100", "43 z 100",
    "43 sur\n100", "(43 de 100)", "43 (out of 100).",
])  # fmt: skip
def test_in_any_language_four_numbers_that_add_up_to_it_are(shape: str) -> None:
    assert pasted.page(f"{shape}\n{FOUR}", TODAY)[0].pillars == (1400, 900, 1100, 900)


@pytest.mark.parametrize("label", [
    "Current Social Selling Index", "Votre Social Selling Index", "My SSI", "Build relationships",
])  # fmt: skip
def test_a_total_alone_is_read_where_the_text_says_what_it_is_of(label: str) -> None:
    found, told = pasted.page(f"{label}\n43 out of 100\n", TODAY)
    assert (found.total, found.pillars) == (4300, None)
    assert told == ("pillars_missing",)


def test_a_page_up_to_the_limit_is_read_and_a_longer_one_is_not() -> None:
    page = f"Your Social Selling Index\n43 out of 100\n{FOUR}"
    fits = page + " " * (pasted.MOST - len(page))
    assert pasted.page(fits, TODAY)[0].total == 4300
    assert read(fits.encode(), "page.txt").readings[0].total == 4300
    with pytest.raises(Refused, match="paste_unclear"):
        pasted.page(fits + " ", TODAY)
    assert code_of((fits + "\n").encode(), "page.txt") == "paste_unclear"


def test_json_up_to_the_limit_is_read_and_a_longer_one_is_not() -> None:
    json = '{"memberScore": {"overall": 43}}'
    fits = json + " " * (pasted.MOST_JSON - len(json))
    assert pasted.page(fits, TODAY)[0].total == 4300
    assert read(fits.encode(), "ssi.json").readings[0].total == 4300
    assert code_of(fits.encode() + b" ", "ssi.json") == "unknown_json"
