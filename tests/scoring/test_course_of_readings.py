"""Trend, jump, forecast, goals and shifts: what a row of readings may be said to do."""

import math
import random
from datetime import date, timedelta
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import line
from scoring.forecast import forecast
from scoring.goals import Goal, Pace, Refusal, check, needed, progress, steep
from scoring.jump import change_point
from scoring.pillars import Pillar
from scoring.readings import Reading
from scoring.shift import shifts
from scoring.slope import Course, trend, weeks
from scoring.trend import ASSUMED, Wobble, change, pooled
from tests.scoring.people import TODAY, ago, total_only, typed


def weekly(*totals: float, newest: int = 0) -> list[Reading]:
    """Readings a week apart, the last one `newest` days ago."""
    last = len(totals) - 1
    return [
        typed((total / 4,) * 4, newest + 7 * (last - at), at) for at, total in enumerate(totals)
    ]


def test_a_line_through_points_on_a_line_is_that_line() -> None:
    found = line.through([0, 3, 7, 20], [5, 11, 19, 45])
    assert (found.slope, found.level) == (2, 5)
    assert found.squares(1) == 0


def test_an_outlier_does_not_bend_the_line_and_counts_for_three_deviations() -> None:
    found = line.through(range(9), [0, 1, 2, 3, 40, 5, 6, 7, 8])
    assert found.slope == pytest.approx(1)
    assert found.squares(0.5) == pytest.approx((3 * 0.5) ** 2, rel=0.2)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=12))
def test_half_of_the_values_lie_on_each_side_of_the_median(values: list[float]) -> None:
    middle = line.median(values)
    assert sum(v <= middle for v in values) * 2 >= len(values)
    assert sum(v >= middle for v in values) * 2 >= len(values)


@pytest.mark.parametrize(("freedom", "table"), [(4, 2.776), (6, 2.447), (10, 2.228), (30, 2.042)])
def test_students_quantile_is_that_of_the_tables(freedom: int, table: float) -> None:
    assert line.student(freedom) == pytest.approx(table, abs=0.02)


def test_two_weeks_are_too_early_and_say_how_many_more() -> None:
    found = trend(weekly(50, 55))
    assert found.kind is Course.TOO_EARLY
    assert found.needs == 1
    assert trend([]).needs == 3
    assert trend(weekly(50)).needs == 2


def test_three_readings_in_one_week_are_still_one_week() -> None:
    close = [typed((10, 10, 10, 10 + n), 6 - n, n) for n in range(6)]
    assert len(weeks(close).times) == 1
    assert trend(close).kind is Course.TOO_EARLY


def test_a_clear_climb_is_up_a_clear_fall_is_down_and_level_is_steady() -> None:
    assert trend(weekly(*range(40, 56, 2))).kind is Course.UP
    assert trend(weekly(*range(56, 40, -2))).kind is Course.DOWN
    assert trend(weekly(*[50] * 8)).kind is Course.STEADY


def test_a_slope_of_one_point_a_week_is_reported_as_such_with_its_interval() -> None:
    found = trend(weekly(*range(50, 58)))
    assert found.slope == pytest.approx(1)
    assert found.low < 1 < found.high
    assert found.high - found.low < 1


def test_a_certain_but_tiny_climb_is_steady() -> None:
    """Less than two points of the total in all."""
    assert trend(weekly(*(50 + 0.2 * at for at in range(8)))).kind is Course.STEADY


def test_a_pillar_needs_one_point_only() -> None:
    readings = [typed((10 + 0.2 * at, 10, 10, 10), 7 * (8 - at), at) for at in range(9)]
    assert trend(readings, Pillar.BRAND).kind is Course.UP
    assert trend(readings, Pillar.PEOPLE).kind is Course.STEADY


def test_a_restless_workspace_needs_more_to_speak_of_a_trend() -> None:
    readings = weekly(50, 50.9, 51.4, 52.4, 52.8, 53.9)
    assert trend(readings).kind is Course.UP
    assert trend(readings, wobble=Wobble(3.0, 1.5)).kind is Course.STEADY


def test_a_trend_counts_from_a_named_day() -> None:
    readings = weekly(70, 68, 66, 50, 52, 54, 56)
    assert trend(readings, since=readings[3].day).kind is Course.UP
    assert trend(readings, since=readings[5].day).kind is Course.TOO_EARLY


def test_old_readings_do_not_enter_the_trend() -> None:
    old = [typed((2, 2, 2, 2), 200, 0)]
    assert trend([*old, *weekly(*[50] * 8)]).kind is Course.STEADY


def test_totals_alone_make_a_trend_of_the_total_and_none_of_a_pillar() -> None:
    readings = [total_only(40 + 2 * at, 7 * (8 - at)) for at in range(8)]
    assert trend(readings).kind is Course.UP
    assert trend(readings, Pillar.BRAND).kind is Course.TOO_EARLY


def test_a_step_of_five_points_is_found_on_its_day() -> None:
    readings = weekly(50, 50.3, 49.8, 50.1, 55.2, 54.9, 55.1, 55.3)
    found = change_point(readings)
    assert found is not None
    assert found.day == readings[4].day
    assert found.before == pytest.approx(5005, abs=2)
    assert found.after == pytest.approx(5515, abs=2)


def test_a_small_step_or_a_short_row_is_no_jump() -> None:
    assert change_point(weekly(50, 50, 50, 50, 52, 52, 52, 52)) is None
    assert change_point(weekly(50, 50, 50, 60, 60, 60)) is None
    assert change_point(weekly(50, 50, 60, 60, 50, 50, 60, 50)) is None


def test_a_jump_within_a_great_wobble_is_none() -> None:
    assert change_point(weekly(50, 50, 50, 50, 55, 55, 55, 55), 6.0) is None


@given(st.lists(st.floats(0, 100), min_size=1, max_size=15), st.integers(0, 400))
def test_a_forecast_stays_on_the_scale_and_grows_less_sure(totals: list[float], ahead: int) -> None:
    readings = weekly(*totals)
    near, far = (forecast(readings, TODAY + timedelta(days=n)) for n in (ahead, ahead + 30))
    assert near is not None
    assert far is not None
    assert 0 <= near.low <= near.mean <= near.high <= 100
    assert far.sd > near.sd


def test_without_a_reading_there_is_no_forecast() -> None:
    assert forecast([], TODAY) is None
    assert forecast(weekly(50), TODAY, since=TODAY + timedelta(days=1)) is None


def test_a_forecast_carries_a_level_row_on_and_leans_on_a_slope_that_fades() -> None:
    level = forecast(weekly(*[50] * 8), TODAY + timedelta(weeks=4))
    climb = forecast(weekly(*range(43, 51)), TODAY + timedelta(weeks=4))
    far = forecast(weekly(*range(43, 51)), TODAY + timedelta(weeks=40))
    assert level is not None
    assert climb is not None
    assert far is not None
    assert level.mean == pytest.approx(50)
    assert 52 < climb.mean < 54, "about four weeks of a point, less what fades and is doubted"
    assert far.mean < 50 + 10, "a slope fades: ten weeks' worth of it at most"


def test_two_readings_are_carried_on_by_their_middle() -> None:
    found = forecast(weekly(50, 54), TODAY + timedelta(days=7))
    assert found is not None
    assert found.mean == 52


def test_the_chance_of_a_forecast_is_that_of_its_normal_curve() -> None:
    found = forecast(weekly(*[50] * 8), TODAY + timedelta(weeks=2))
    assert found is not None
    assert found.chance(found.mean) == pytest.approx(0.5)
    assert found.chance(52) == pytest.approx(1 - NormalDist(found.mean, found.sd).cdf(52))


LATER = TODAY + timedelta(days=100)


def test_goals_that_cannot_be_set_have_their_reason() -> None:
    now = weekly(60)
    assert check(10_100, LATER, TODAY, now) is Refusal.TOO_HIGH
    assert check(7000, TODAY, TODAY, now) is Refusal.PAST
    assert check(7000, LATER, TODAY, []) is Refusal.NO_READING
    assert check(6000, LATER, TODAY, now) is Refusal.REACHED
    assert check(6001, LATER, TODAY, now) is None
    assert check(10_000, LATER, TODAY, now) is None


def test_a_goal_is_steep_from_two_and_a_half_points_a_week() -> None:
    now = weekly(50)[0]
    assert needed(7000, TODAY + timedelta(weeks=10), now) == 2
    assert not steep(7000, TODAY + timedelta(weeks=8), now)
    assert steep(7000, TODAY + timedelta(weeks=7), now)


def paced(target: float, day: date, *totals: float, today: date = TODAY) -> Pace:
    readings = weekly(*totals)
    goal = Goal(round(100 * target), day, TODAY, readings[0].total)
    found = progress(goal, today, readings, lambda when: forecast(readings, when))
    assert found is not None
    return found.pace


def test_a_goal_is_on_pace_within_reach_off_pace_reached_or_over() -> None:
    climb = tuple(range(43, 51))
    assert paced(51, TODAY + timedelta(weeks=4), *climb) is Pace.ON_PACE
    assert paced(53.5, TODAY + timedelta(weeks=4), *climb) is Pace.WITHIN_REACH
    assert paced(70, TODAY + timedelta(weeks=4), *climb) is Pace.OFF_PACE
    assert paced(50, TODAY + timedelta(weeks=4), *climb) is Pace.REACHED
    late = TODAY + timedelta(weeks=5)
    assert paced(70, TODAY + timedelta(weeks=4), *climb, today=late) is Pace.OVER


def test_off_pace_names_a_later_day_on_which_the_forecast_gets_there() -> None:
    readings = weekly(*range(43, 51))
    goal = Goal(5400, TODAY + timedelta(weeks=2), TODAY, 4300)
    found = progress(goal, TODAY, readings, lambda when: forecast(readings, when))
    assert found is not None
    assert found.pace is Pace.OFF_PACE
    assert found.later is not None
    reached = forecast(readings, found.later)
    before = forecast(readings, found.later - timedelta(weeks=1))
    assert reached is not None
    assert before is not None
    assert before.mean < 54 <= reached.mean
    assert found.needs == pytest.approx(2)


def test_milestones_come_every_five_points_below_the_goal() -> None:
    readings = weekly(50)
    for target, expected in ((7000, 5500), (5500, None), (5400, None)):
        goal = Goal(target, LATER, TODAY, 5000)
        found = progress(goal, TODAY, readings, lambda when: forecast(readings, when))
        assert found is not None
        assert found.milestone == expected


def team(move: float, members: int, still: int = 0) -> list[list[Reading]]:
    """Members who moved between ten and three days ago, and some who did not."""
    moved = [[total_only(50, 10), total_only(50 + move, 3)] for _ in range(members)]
    return moved + [[total_only(50, 10), total_only(50, 3)] for _ in range(still)]


def test_five_who_moved_together_are_a_shift_and_four_are_none() -> None:
    found = shifts(team(-6, 5), TODAY)
    assert [(one.total, one.members) for one in found] == [(-600, 5)]
    assert ago(10) < found[0].day < ago(3)
    assert shifts(team(-6, 4), TODAY) == ()


def test_a_move_below_three_points_or_of_too_few_is_no_shift() -> None:
    assert shifts(team(-2.9, 8), TODAY) == ()
    assert shifts(team(-3, 8), TODAY) != ()
    assert shifts(team(-6, 6, still=3), TODAY) == ()
    assert shifts(team(-6, 7, still=3), TODAY) != ()


def test_readings_too_far_apart_tell_no_shift() -> None:
    people = [[total_only(50, 20), total_only(40, 3)] for _ in range(6)]
    assert shifts(people, TODAY) == ()


def test_two_shifts_weeks_apart_are_both_found_oldest_first() -> None:
    people = [
        [total_only(50, 47), total_only(44, 40), total_only(44, 10), total_only(50, 3)]
        for _ in range(6)
    ]
    assert [one.total for one in shifts(people, TODAY)] == [-600, 600]


def test_the_wobble_of_a_workspace_is_learned_and_stays_near_the_assumption_at_first() -> None:
    lots = random.Random(4)
    calm = [weekly(*(50 + lots.gauss(0, 0.2) for _ in range(20))) for _ in range(6)]
    wild = [weekly(*(50 + lots.gauss(0, 3) for _ in range(20))) for _ in range(6)]
    assert pooled([]) == ASSUMED
    assert pooled([weekly(50, 60)]) == ASSUMED, "two readings lie on every line"
    assert pooled(calm).total < 0.5
    assert 2 < pooled(wild).total < 4
    assert pooled(wild).pillar > ASSUMED.pillar


def test_a_learned_wobble_changes_the_word_of_a_change() -> None:
    two = weekly(50, 53)
    assert change(two).word == "up"
    assert change(two, None, Wobble(2.0, 0.4)).word == "steady"


def test_the_threshold_grows_with_the_days_between_two_readings() -> None:
    near = change([typed((12, 12, 12, 12), 1), typed((13, 12, 12, 12), 0)])
    far = change([typed((12, 12, 12, 12), 30), typed((13, 12, 12, 12), 0)])
    assert near is not None
    assert far is not None
    assert near.threshold < far.threshold
    assert math.isfinite(far.threshold)
