"""Steady or moved: one rule for a change, and what it learns."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.line import median, student
from scoring.pillars import PILLARS, Pillar
from scoring.readings import Source, make
from scoring.trend import Word, change
from tests.scoring.people import TODAY, ago, typed


def totals(*points: tuple[int, float]):
    """Readings with decimals, as (days ago, total)."""
    return tuple(
        typed((value / 4 + 0.01, value / 4 - 0.01, value / 4, value / 4), days)
        for days, value in points
    )


def test_a_total_with_decimals_moves_beyond_2_46_in_a_week_at_the_start() -> None:
    found = change(totals((7, 50.0), (0, 52.4)))
    assert found.threshold == pytest.approx(2.46, abs=0.01)
    assert found.word is Word.STEADY
    assert not found.learned
    assert change(totals((7, 50.0), (0, 52.56))).word is Word.UP
    assert change(totals((7, 50.0), (0, 47.4))).word is Word.DOWN


def test_a_pillar_moves_beyond_1_23() -> None:
    given_ = (typed((10.1, 10, 10, 10), 7), typed((11.4, 10, 10, 10)))
    found = change(given_, Pillar.BRAND)
    assert found.threshold == pytest.approx(1.23, abs=0.01)
    assert (found.word, found.before, found.after, found.since) == (Word.UP, 1010, 1140, ago(7))
    assert change(given_, Pillar.PEOPLE).word is Word.STEADY


def test_a_whole_total_must_move_further() -> None:
    given_ = tuple(
        make(ago(age), None, total, Source.TYPED) for age, total in ((7, 5000), (0, 5260))
    )
    whole = tuple(
        make(ago(age), None, total, Source.TYPED) for age, total in ((7, 5000), (0, 5300))
    )
    assert change(given_).threshold > 2.46
    assert change(whole).threshold == pytest.approx(2.65, abs=0.01)
    assert change(whole).word is Word.UP


def test_four_whole_pillars_blur_their_sum_more_than_a_shown_total() -> None:
    sums = (typed((10, 10, 10, 10), 7), typed((11, 11, 10, 10)))
    shown = tuple(
        make(ago(age), one.pillars, one.total + 100, Source.TYPED)
        for age, one in ((7, sums[0]), (0, sums[1]))
    )
    assert change(sums).threshold > change(shown).threshold > 2.46


@pytest.mark.parametrize("count", [0, 1])
def test_there_is_no_change_without_two_readings(count: int) -> None:
    assert change(totals(*[(7, 50.0)] * count)) is None
    assert change(totals((7, 50.0)), Pillar.BRAND) is None


def test_a_total_alone_tells_no_change_of_a_pillar() -> None:
    given_ = (typed((10, 10, 10, 10), 7), make(TODAY, None, 4400, Source.TYPED))
    assert change(given_, Pillar.BRAND) is None
    assert change(given_).after == 4400


def test_calm_readings_narrow_the_noise_and_wild_ones_widen_it() -> None:
    def weeks(swing: float):
        past = [(7 * week, 50 + swing * (-1) ** week) for week in range(20, 0, -1)]
        return change(totals(*past, (0, 50.0)))

    assert weeks(0.0).threshold < 1.6
    assert weeks(0.0).learned
    assert weeks(3.0).threshold > 4


def test_a_steady_climb_is_no_wobble() -> None:
    climb = [(7 * week, 50.0 - week) for week in range(20, -1, -1)]
    assert change(totals(*climb)).threshold < 1.6


def test_one_wild_reading_does_not_set_the_noise() -> None:
    past = [(7 * week, 80.0 if week == 9 else 50.0) for week in range(20, 0, -1)]
    assert change(totals(*past, (0, 50.0))).threshold < 2.46


def test_readings_older_than_half_a_year_teach_nothing() -> None:
    wild = [(190 + week, 50 + 20 * (-1) ** week) for week in range(9, 0, -1)]
    recent = change(totals((7, 50.0), (0, 50.0)))
    assert change(totals(*wild, (7, 50.0), (0, 50.0))).threshold == recent.threshold


def test_pure_noise_is_called_moved_in_at_most_one_week_of_twenty() -> None:
    """Weekly readings of a rep who changes nothing; noise of sd .8, correlated .8 a day."""
    draw, called, told = random.Random(11), 0, 0
    for _ in range(60):
        level, series = 0.0, []
        for day in range(15 * 7):
            level = 0.8 * level + draw.gauss(0, 0.8 * 0.6)
            if day % 7 == 0:
                series.append((15 * 7 - day, round(50 + level, 2)))
        for at, _pair in enumerate(pairwise(series), 2):
            told += 1
            called += change(totals(*series[:at])).word is not Word.STEADY
    assert called / told <= 0.05


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=9))
def test_the_median_has_as_many_below_as_above(values) -> None:
    middle = median(values)
    below, above = (sum(v < middle for v in values), sum(v > middle for v in values))
    assert max(below, above) <= len(values) / 2


def test_the_quantile_of_student_is_the_known_one() -> None:
    assert student(6) == pytest.approx(2.447, abs=2e-3)
    assert student(30) == pytest.approx(2.042, abs=1e-3)


@given(st.integers(0, 2500), st.integers(0, 2500), st.integers(1, 400))
def test_a_change_says_exactly_what_was_reported(before, after, gap) -> None:
    given_ = tuple(
        make(ago(age), (points,) * 4, None, Source.TYPED)
        for age, points in ((gap, before), (0, after))
    )
    for pillar in PILLARS:
        found = change(given_, pillar)
        assert (found.before, found.after, found.since) == (before, after, ago(gap))
        if found.word is not Word.STEADY:
            assert (found.word is Word.UP) == (after > before)
