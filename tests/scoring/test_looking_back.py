"""A quarter looked back on, and what was done between two readings."""

from datetime import date, timedelta

import pytest

from scoring.activity import merge
from scoring.lookback import look_back, quarter
from scoring.readings import Reading, Source, make
from scoring.since import happened
from scoring.tips.tip import TipEvent, TipRecord
from scoring.trend import Word, change, over
from tests.scoring.people import batch

JANUARY = date(2027, 1, 4)


def reading(day: date, total: int) -> Reading:
    return make(day, None, total, Source.TYPED)


def done(tip: str, *days: date) -> list[TipRecord]:
    return [TipRecord(tip, TipEvent.DONE, day) for day in days]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (JANUARY, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 9, 30), date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_a_quarter_looks_back_on_the_one_before(day: date, first: date, last: date) -> None:
    assert quarter(day) == (first, last)


def test_weeks_runs_and_the_step_done_most_are_counted_in_the_quarter_alone() -> None:
    given = [reading(date(2026, 10, 5), 5000), reading(date(2026, 12, 20), 5050)]
    week = timedelta(weeks=1)
    begin = date(2026, 10, 7)
    records = [
        *done("I01", begin, begin + week, begin + 2 * week, begin + 5 * week),
        *done("B02", begin + timedelta(days=1), date(2026, 9, 30), JANUARY),
        TipRecord("F02", TipEvent.SKIPPED, begin + 8 * week),
    ]
    found = look_back(given, records, JANUARY)
    assert found is not None
    assert (found.weeks, found.longest, found.most) == (4, 3, "I01")


def test_then_and_now_are_weighed_by_the_one_noise_rule_and_only_if_they_lie_apart() -> None:
    given = [reading(date(2026, 10, 5), 5000), reading(date(2026, 12, 20), 5050)]
    steady = look_back(given, [], JANUARY)
    assert steady is not None
    assert steady.change is not None
    assert steady.change.word is Word.STEADY
    risen = look_back([given[0], reading(date(2026, 12, 20), 6000)], [], JANUARY)
    assert risen is not None
    assert risen.change is not None
    assert (risen.change.word, risen.change.before) == (Word.UP, 5000)
    near = look_back(
        [reading(date(2026, 10, 1), 5000), reading(date(2026, 10, 20), 6000)], [], JANUARY
    )
    assert near is not None
    assert near.change is None
    later = look_back([*given, reading(JANUARY, 9000)], [], JANUARY)
    assert later is not None
    assert later.change == steady.change, "what came after the quarter is no part of it"


def test_nothing_is_looked_back_on_within_eight_weeks_of_the_first_reading() -> None:
    assert look_back([], [], JANUARY) is None
    assert look_back([reading(JANUARY - timedelta(days=55), 5000)], [], JANUARY) is None
    assert look_back([reading(JANUARY - timedelta(days=56), 5000)], [], JANUARY) is not None


def test_over_two_readings_the_rule_is_that_of_the_change() -> None:
    given = [reading(date(2026, 10, 5), 5000), reading(date(2026, 10, 12), 5300)]
    assert over(given, date(2026, 10, 1)) == change(given)
    assert over(given, date(2026, 10, 6)) is None


def test_what_was_done_and_got_counts_after_the_first_reading_up_to_the_second() -> None:
    first, last = date(2026, 10, 5), date(2026, 10, 12)
    days = {
        first: 1000,
        first + timedelta(days=1): 2000,
        last: 1000,
        last + timedelta(days=1): 4000,
    }
    known = merge(
        [batch("archive/comments", {"comments.actions": days, "comments.credit": days})], []
    )
    records = [*done("I01", first, last), *done("B02", first + timedelta(days=2)),
               TipRecord("F02", TipEvent.LATER, last)]  # fmt: skip
    found = happened(known, records, first, last)
    assert found.counts == {"comments.actions": 3}
    assert found.done == ("I01", "B02")
    assert not found.empty
    assert happened(known, [], date(2026, 1, 1), date(2026, 2, 1)).empty
