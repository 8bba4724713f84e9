"""From reading to reading: what carries on, what a thin or a full upload may move."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import calibrate
from scoring.activity import EMPTY, Activity, merge
from scoring.calibrate import NOISE, Q, run
from scoring.report import Situation, build
from tests.scoring.people import TODAY, ago, batch, level, median_rep, readings, total_only, typed

NOTHING = [0.0] * 4
FULL = [0.9] * 4


def flat(day: date) -> tuple[float, ...]:
    return (8.0, 9.0, 7.0, 10.0)


def pillars_of(activity: Activity, given_, as_of: date = TODAY) -> list[int]:
    made = build(as_of=as_of, readings=given_, activity=activity, situation=Situation())
    return [one.hundredths for one in made.estimate.pillars]


def test_without_a_reading_there_is_nothing_to_carry() -> None:
    assert run([], TODAY, flat, NOTHING) is None


def test_one_reading_and_no_files_carry_the_reading_on() -> None:
    carried = run([typed((16, 12, 20, 14), 28)], TODAY, flat, NOTHING)
    assert [one.mean for one in carried.pillars] == pytest.approx([16, 12, 20, 14], abs=0.25)
    noise = NOISE + calibrate.ROUNDED
    first = calibrate.FIRST * noise / (calibrate.FIRST + noise)
    assert carried.pillars[0].variance == pytest.approx(first + 28 * Q + NOISE)
    assert carried.total_variance == pytest.approx(4 * carried.pillars[0].variance)


def test_whole_numbers_are_trusted_less() -> None:
    sharp = run([typed((16, 12, 20.1, 14), 3)], TODAY, flat, NOTHING)
    whole = run([typed((16, 12, 20, 14), 3)], TODAY, flat, NOTHING)
    assert whole.pillars[0].variance > sharp.pillars[0].variance


def test_a_total_alone_moves_all_pillars_and_leaves_only_the_sum_well_known() -> None:
    carried = run([total_only(54, 3)], TODAY, flat, NOTHING)
    assert sum(one.mean for one in carried.pillars) == pytest.approx(54, abs=0.4)
    assert [one.mean - base for one, base in zip(carried.pillars, flat(TODAY), strict=True)] == (
        pytest.approx([(54 - 34) / 4] * 4, abs=0.1)
    )
    assert all(one.variance > 10 for one in carried.pillars)
    assert carried.total_variance < 3


def test_a_total_after_a_reading_of_four_moves_them_a_little() -> None:
    both = [typed((16, 12, 20, 14), 30), total_only(70, 2)]
    before = run(both[:1], TODAY, flat, NOTHING)
    after = run(both, TODAY, flat, NOTHING)
    for one, other in zip(before.pillars, after.pillars, strict=True):
        assert one.mean < other.mean < one.mean + 3
        assert other.variance < one.variance


@pytest.mark.parametrize(
    ("coverage", "moved"), [(0.3, 0.0), (0.45, 0.325), (0.6, 0.65), (1.0, 0.65)]
)
def test_movements_count_by_how_much_was_measured(coverage: float, moved: float) -> None:
    assert calibrate.damping(coverage) == pytest.approx(moved)

    def rising(day: date) -> tuple[float, ...]:
        return (8.0 + (4 if day >= TODAY else 0),) * 4

    carried = run([typed((16, 12, 20, 14), 28)], TODAY, rising, [coverage] * 4)
    still = run([typed((16, 12, 20, 14), 28)], TODAY, lambda _: (8.0,) * 4, [coverage] * 4)
    for one, other in zip(still.pillars, carried.pillars, strict=True):
        assert other.mean - one.mean == pytest.approx(4 * moved)


def test_a_thin_upload_does_not_drag_a_reading_around() -> None:
    reading = [typed((16, 12, 20, 14), 10)]
    thin = merge([batch("archive/connections", {})], [level("network.size", 40.0)])
    for one, other in zip(pillars_of(EMPTY, reading), pillars_of(thin, reading), strict=True):
        assert abs(one - other) <= 25


def test_a_first_upload_after_a_reading_moves_only_what_truly_changed() -> None:
    """Constant habits before and after: the reading is carried on, whatever the estimate is."""
    reading = [typed((21, 19, 22, 20), 14)]
    before, after = pillars_of(EMPTY, reading), pillars_of(median_rep(), reading)
    for one, other in zip(before, after, strict=True):
        assert abs(one - other) <= 40


def test_new_habits_since_the_reading_move_their_pillar_up() -> None:
    quiet = {ago(age): 200 for age in range(20, 120, 7)}
    busy = {**quiet, **{ago(age): 6000 for age in range(0, 18, 3)}}
    reading = [typed((15, 15, 15, 15), 21)]
    rest = ["archive/shares", "archive/reactions", "archive/messages", "archive/searches"]

    def commenting(days: dict[date, int]) -> Activity:
        others = [batch(source, {}) for source in rest]
        return merge([*others, batch("archive/comments", {"comments.credit": days})], [])

    calm, active = pillars_of(commenting(quiet), reading), pillars_of(commenting(busy), reading)
    assert active[2] > calm[2] + 50
    assert (
        abs(active[0] - calm[0]) <= 5
    )  # what is assumed of brand moves, by the anchor's little weight


@given(readings(least=1), st.integers(0, 300))
def test_carried_pillars_stay_in_range_and_less_sure_with_time(given_, days) -> None:
    now = run(given_, TODAY, flat, FULL)
    later = run(given_[-1:], TODAY + timedelta(days=days), flat, FULL)
    assert all(0 <= one.mean <= 25 for one in now.pillars)
    alone = run(given_[-1:], TODAY, flat, FULL)
    for one, other in zip(alone.pillars, later.pillars, strict=True):
        assert other.variance >= one.variance


def test_readings_measured_in_between_follow_a_straight_line() -> None:
    """Activity is measured again on few days; a steady rise is followed all the same."""
    asked: list[date] = []

    def rising(day: date) -> tuple[float, ...]:
        asked.append(day)
        return (20.0 - (TODAY - day).days / 10,) * 4

    weekly = [typed((10, 11, 12, 13), 7 * week) for week in range(20, 0, -1)]
    carried = run(weekly, TODAY, rising, FULL)
    assert len(asked) <= 5
    lifted = run(weekly, TODAY, flat, FULL)
    for one, other in zip(lifted.pillars, carried.pillars, strict=True):
        assert one.mean < other.mean < one.mean + 1


def test_a_team_that_reads_higher_lifts_the_estimate_that_readings_correct() -> None:
    plain = run([total_only(54, 3)], TODAY, flat, NOTHING)
    mapped = run([total_only(54, 3)], TODAY, lambda day: tuple(p + 4 for p in flat(day)), NOTHING)
    assert sum(one.mean for one in mapped.pillars) == pytest.approx(
        sum(one.mean for one in plain.pillars), abs=0.5
    )
