"""Readings: ranges, totals, and which one of a day stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.pillars import Pillar
from scoring.readings import Source, history, make
from tests.scoring.people import TODAY, ago

POINTS = st.integers(0, 2500)


def test_a_missing_total_is_the_sum() -> None:
    found = make(TODAY, (1046, 947, 1100, 1185), None, Source.TYPED)
    assert found.total == 4278
    assert not found.mismatch
    assert not found.whole
    assert found.points(Pillar.INSIGHTS) == 1100


def test_the_shown_total_is_kept_beside_the_pillars() -> None:
    found = make(TODAY, (1046, 947, 1100, 1185), 4300, Source.PASTED)
    assert (found.total, found.mismatch) == (4300, False)
    assert make(TODAY, (1046, 947, 1100, 1185), 4500, Source.PASTED).mismatch


def test_whole_pillars_may_hide_half_a_point_each() -> None:
    assert not make(TODAY, (1000, 900, 1100, 1200), 4400, Source.TYPED).mismatch
    assert make(TODAY, (1000, 900, 1100, 1200), 4500, Source.TYPED).mismatch
    assert make(TODAY, (1000, 900, 1100, 1200), None, Source.TYPED).whole


@pytest.mark.parametrize(
    ("pillars", "total", "beside"),
    [
        ((2501, 0, 0, 0), None, {}),
        ((-1, 0, 0, 0), None, {}),
        (None, 10_001, {}),
        (None, None, {}),
        (None, 4000, {"industry_rank": 0}),
        (None, 4000, {"network_rank": 101}),
        (None, 4000, {"industry_average": 10_001}),
    ],
)
def test_what_linkedin_cannot_show_is_refused(pillars, total, beside) -> None:
    with pytest.raises(ValueError, match=r"outside|pillars or a total"):
        make(TODAY, pillars, total, Source.TYPED, beside=beside)


def test_ranks_and_averages_stand_beside_and_change_no_number() -> None:
    beside = {"industry_rank": 12, "network_rank": 8, "industry_average": 2900}
    found = make(TODAY, (1000, 1000, 1000, 1000), None, Source.TYPED, beside=beside)
    assert (found.industry_rank, found.network_rank, found.industry_average) == (12, 8, 2900)
    assert found.network_average is None
    assert found.total == 4000


@given(st.tuples(POINTS, POINTS, POINTS, POINTS))
def test_a_total_only_reading_invents_no_pillar(points) -> None:
    found = make(TODAY, None, sum(points), Source.TYPED)
    assert all(found.points(pillar) is None for pillar in Pillar)


def test_of_one_day_the_last_given_stands_and_the_future_is_ignored() -> None:
    first = make(ago(3), None, 4000, Source.TYPED, sequence=1)
    second = make(ago(3), None, 4200, Source.TABLE, sequence=2)
    older = make(ago(9), None, 3900, Source.JSON, sequence=3)
    future = make(ago(-1), None, 9000, Source.TYPED, sequence=4)
    assert history([second, future, older, first], TODAY) == (older, second)


def test_a_usage_report_gives_way_to_what_its_owner_saw_on_that_day() -> None:
    day = date(2026, 9, 30)
    typed = make(day, None, 5000, Source.TYPED, sequence=1)
    reported = make(day, None, 6000, Source.SALES_NAVIGATOR, sequence=2)
    for both in ((typed, reported), (reported, typed)):
        assert history(both, day) == (typed,)
    assert history((reported,), day) == (reported,)
