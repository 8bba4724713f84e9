"""What people type after `log`: understood whole, or refused with a code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.importers import typed

TODAY = date(2026, 11, 20)
HUNDREDTHS = st.integers(0, 2500)


@pytest.mark.parametrize(
    "text",
    ["18.2 12.5 20 14.1", "18,2 12,5 20 14,1", "18.2; 12.5; 20; 14.1", "18.2\t12.5\t20\t14.1",
     "18.2, 12.5, 20, 14.1", "18.2/25 12.5/25 20/25 14.1/25", "１８.２ 12.5 20 14.1"],
)  # fmt: skip
def test_every_honest_spelling_means_the_same(text: str) -> None:
    assert typed.numbers(text, TODAY).pillars == (1820, 1250, 2000, 1410)


def test_ranks_averages_and_the_day_stand_in_any_order() -> None:
    text = "18 12 20 14 network 8 on 2026-11-01 industry average 29,5 industry 12"
    reading = typed.numbers(text, TODAY)
    assert (reading.industry_rank, reading.network_rank) == (12, 8)
    assert reading.industry_average == 2950
    assert reading.day == date(2026, 11, 1)
    assert reading.whole


def test_one_number_is_a_total_alone() -> None:
    reading = typed.numbers("65", TODAY)
    assert (reading.pillars, reading.total) == (None, 6500)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no_numbers"), ("1 2", "wrong_count"), ("1 2 3", "wrong_count"),
     ("1 2 3 4 5", "wrong_count"), ("25.01 1 1 1", "out_of_range"), ("101", "out_of_range"),
     ("18,2,12,5", "ambiguous_comma"), ("-1 2 3 4", "not_a_number"), ("nan 1 1 1", "not_a_number"),
     ("1e1 2 3 4", "not_a_number"), ("1_0 2 3 4", "not_a_number"),
     ("1 2 3 4 industry 0", "bad_rank"), ("1 2 3 4 industry 12.5", "bad_rank"),
     ("1 2 3 4 network average 101", "bad_average"), ("1 2 3 4 on yesterday", "bad_date"),
     ("1 2 3 4 on 2026-02-30", "bad_date"), ("1 2 3 4 on 2026-11-21", "future_date"),
     ("1 2 3 4 on 2013-12-31", "too_early"), ("1 2 3 4 industry 1 industry 2", "repeated_word"),
     ("1 2 3 4 banana", "not_a_number"), ("5/25", "wrong_count")],
)  # fmt: skip
def test_everything_else_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        typed.numbers(text, TODAY)
    assert refused.value.code == code


@given(st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS, HUNDREDTHS), st.sampled_from(".,"))
def test_numbers_written_out_are_read_back(four: tuple[int, int, int, int], mark: str) -> None:
    text = " ".join(f"{value / 100:.2f}".replace(".", mark) for value in four)
    assert typed.numbers(text, TODAY).pillars == four


@given(st.text(max_size=60))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        reading = typed.numbers(text, TODAY)
    except Refused:
        return
    assert 0 <= reading.total <= 10_000
