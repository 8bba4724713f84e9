"""Dates and numbers of workbooks, as text of any country: decided by the file, or refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.refusals import SENTENCES
from bot.errors import Refused
from bot.importers import reading
from bot.importers.day_order import Stamp, as_day, decide, period, written
from bot.importers.numbers import whole
from bot.importers.values import Context, Import, Upload
from tests.importers.workbooks import book, br, daily, us

TODAY = date(2026, 11, 20)


def one(rows: list[Any], span: str | None) -> Import:
    data = book(daily(*((day, 5, 1) for day in rows), span=span))
    return reading.read([Upload("a.xlsx", data)], Context(TODAY))


@pytest.mark.parametrize(
    ("rows", "span", "first"),
    [
        # a part over 12 decides
        (["11/12/2026", "11/13/2026"], None, date(2026, 11, 12)),
        (["12/11/2026", "13/11/2026"], None, date(2026, 11, 12)),
        (["12.11.2026", "13.11.2026"], None, date(2026, 11, 12)),
        # the period decides: by the other order it would end in the future, or hold none of them
        (["11/5/2026", "11/6/2026"], "11/5/2026 - 11/6/2026", date(2026, 11, 5)),
        (["5/9/2026", "6/9/2026"], "30/8/2026 - 6/9/2026", date(2026, 9, 5)),
        # by both orders the rows lie inside; by one alone they are every day of it
        (["3/1/2026", "3/2/2026", "3/3/2026"], "3/1/2026 - 3/3/2026", date(2026, 3, 1)),
        (["1/3/2026", "2/3/2026", "3/3/2026"], "1/3/2026 - 3/3/2026", date(2026, 3, 1)),
        # both orders say the same
        (["5/5/2026"], None, date(2026, 5, 5)),
        # real dates and ISO ones leave nothing to decide
        ([date(2026, 3, 1), date(2026, 3, 2)], None, date(2026, 3, 1)),
        (["2026-03-01", "2026-03-02"], None, date(2026, 3, 1)),
    ],
)  # fmt: skip
def test_the_file_decides_which_number_is_the_day(rows: Any, span: Any, first: date) -> None:
    [batch] = one(rows, span).batches
    assert min(batch.amounts["creator.impressions"]) == first


@pytest.mark.parametrize(
    ("rows", "span", "code"),
    [
        (["3/1/2026", "3/2/2026"], None, "date_order_unclear"),
        (["3/1/2026", "3/2/2026"], "1/1/2026 - 6/6/2026", "date_order_unclear"),
        (["13/1/2026", "1/13/2026"], None, "date_order_unclear"),
        # a spreadsheet made dates of those that it could
        ([date(2026, 3, 1), "22/03/2026"], None, "date_order_unclear"),
        (["22/11/2025", "23/11/2025"], "1/10/2026 - 18/11/2026", "dates_outside_range"),
        (["1 de nov", "2 de nov", "11/16/2026"], None, "dates_unreadable"),
    ],
)
def test_dates_that_nothing_decides_are_refused(rows: Any, span: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        one(rows, span)
    assert refused.value.code == code
    assert code in SENTENCES


@pytest.mark.parametrize("blank", [",", ".", " ", "\xa0", "\u202f", "'", "’"])
@given(number=st.integers(-(10**9), 10**9))
def test_whole_numbers_are_read_however_the_thousands_are_parted(blank: str, number: int) -> None:
    assert whole(f"{number:,}".replace(",", blank)) == number
    assert whole(f" {number} ") == number
    assert whole(number) == whole(float(number)) == number


@pytest.mark.parametrize("text", ["", "1,23", "1.5", "12,3456", "1 2", "1,234.5", "1.234,5", "7%",
                                  "٣", "1_000", "1e5", "NaN", "--3", "9" * 13, "1,234.567"])  # fmt: skip
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole(text) is None


def test_indian_thousands_are_read_too() -> None:
    assert whole("12,34,567") == 1_234_567


@given(st.dates(date(2005, 1, 1), date(2026, 11, 1)), st.integers(13, 200), st.booleans())
def test_a_run_of_days_is_read_back_in_either_order(start: date, length: int, turned: bool) -> None:
    shape = br if turned else us
    run = [start + timedelta(days=ahead) for ahead in range(length)]
    stamps = [found for day in run if (found := written(shape(day)))]
    first = decide(stamps, None, TODAY)
    assert [as_day(stamp, day_first=first) for stamp in stamps] == run


def test_a_period_is_two_dates_with_anything_between_them() -> None:
    assert period("1/2/2026 até 3/4/2026") == (Stamp(1, 2, 2026), Stamp(3, 4, 2026))
    assert period("2026-01-02 - 2026-03-04") == (date(2026, 1, 2), date(2026, 3, 4))
    assert period("Total followers on 6/20/2024:") is None
    assert period("1/2/2026, 3/4/2026, 5/6/2026") is None
    assert period("x" * 90 + "1/2/2026 - 3/4/2026") is None
    assert written("2026-13-01") is None
