"""Small figures that stand on screens or feed others, worked out by hand."""

from datetime import timedelta

import pytest

from scoring import gains, learning, whatif
from scoring.activity import merge
from scoring.calibrate import ASSUMED as USUAL_WANDER
from scoring.forecast import forecast
from scoring.learning import Answers, Case
from scoring.measures import Seen, take
from scoring.pillars import PILLARS
from scoring.report import Situation, before, build
from scoring.selfcheck import Declared, told
from scoring.signals import BY_NAME
from scoring.slope import Course, Trend, trend
from scoring.team import Club, Clubs, clubs
from scoring.tips.tip import TipEvent, TipRecord
from scoring.trend import ASSUMED, Wobble
from scoring.world import wander
from tests.scoring.people import TODAY, ago, median_rep, total_only, typed

NOBODY = merge([], [])
LOW = [("Low", 3000), ("Lower", 2000), ("Least", 1000)]


def named(*totals: int) -> list[tuple[str, int]]:
    return [(f"Name {at}", total) for at, total in enumerate(totals)]


# Clubs


def test_a_board_of_clubs_says_how_many_take_part_and_how_many_are_missing() -> None:
    assert clubs(named(7000)) == Clubs(1, 2, ())
    assert clubs(LOW) == Clubs(3, 0, ())


def test_a_total_on_the_border_belongs_to_the_higher_club_alone() -> None:
    found = clubs(named(7000, 6999, 10_000) + LOW)
    assert found.clubs == (Club(7000, ("Name 0", "Name 2"), 2), Club(6000, ("Name 1",), 1))


def test_names_of_a_club_stand_as_in_a_list_of_people() -> None:
    found = clubs([("bob", 7200), ("Cid", 7300), ("Ana", 7100), *LOW])
    assert found.clubs == (Club(7000, ("Ana", "bob", "Cid"), 3),)


def test_the_lower_club_gets_the_room_that_the_higher_one_left() -> None:
    assert len(clubs(named(7100, 6100, 6200) + LOW).clubs) == 2
    two_left_out = clubs([*named(7100, 7200, 6100, 6200), *LOW, ("Low too", 1500)])
    assert [club.at_least for club in two_left_out.clubs] == [7000]


@pytest.mark.parametrize("higher", [4, 5])
def test_a_club_without_room_leaves_none_to_the_lower_one(higher: int) -> None:
    found = clubs(named(*[7000 + at for at in range(higher)], 6500) + LOW)
    assert [club.names for club in found.clubs] == [()] * (higher == 5)
    assert all(club.at_least == 7000 for club in found.clubs)


# Trend and forecast


def test_too_early_is_no_slope_and_how_many_weeks_have_readings() -> None:
    assert trend([]) == Trend(Course.TOO_EARLY, 0, 0, 0, 0, 0, 3)
    two = [total_only(50, 8), total_only(52, 0)]
    assert trend(two) == Trend(Course.TOO_EARLY, 0, 0, 0, 0, 2, 1)
    assert trend([total_only(50, 0)]).needs == 2
    three = [total_only(50, 12), total_only(50, 7), total_only(50, 0)]
    assert trend(three) == Trend(Course.TOO_EARLY, 0, 0, 0, 0, 2, 1)


def test_a_forecast_is_of_the_day_asked_for_and_as_wide_as_the_wobble() -> None:
    day = TODAY + timedelta(weeks=4)
    for row in ([total_only(50, 0)], [total_only(50, 7 * at) for at in range(6, -1, -1)]):
        usual = forecast(row, day)
        restless = forecast(row, day, wobble=Wobble(3 * ASSUMED.total, ASSUMED.pillar))
        assert usual is not None
        assert restless is not None
        assert usual.day == restless.day == day
        assert usual.mean == restless.mean == 50
        assert restless.sd > usual.sd


def test_readings_from_the_day_of_a_shift_on_make_the_forecast() -> None:
    row = [total_only(30, 28), total_only(60, 7), total_only(60, 0)]
    found = forecast(row, TODAY, since=ago(7))
    assert found is not None
    assert found.mean == 60
    assert forecast(row, TODAY, since=TODAY + timedelta(days=1)) is None


# Learning


def test_a_workspace_pools_its_answers_by_kind_and_what_followed_each_tip() -> None:
    ana = [TipRecord("I01", TipEvent.DONE, ago(9)), TipRecord("B01", TipEvent.SKIPPED, ago(9))]
    ben = [TipRecord("I01", TipEvent.SKIPPED, ago(8)), TipRecord("I01", TipEvent.DONE, ago(1))]
    both = [Case("I01", "W1", True, 10, 3.0), Case("I01", "W1", False, 10, 1.0)]
    alone = [Case("B01", "W1", True, 10, 3.0)]
    found = learning.pooled([ana, ben], [*both, *alone])
    assert found.habits == Answers(2, 3)
    assert found.once == Answers(0, 1)
    assert dict(found.uplifts) == {"I01": learning.uplift(both)}
    assert learning.pooled([], []) == learning.NONE


def test_doers_are_compared_with_others_of_the_same_third_of_starts() -> None:
    """The low start gains more whatever is done, which must not count as the tip's doing."""
    low = [Case("I01", "W1", at == 0, 5, 4.0) for at in range(5)]
    middle = [Case("I01", "W1", at < 2, 10, 2.0) for at in range(5)]
    high = [Case("I01", "W1", at < 4, 15, 0.0) for at in range(5)]
    found = learning.uplift([*low, *middle, *high])
    assert found is not None
    assert (found.done, found.others) == (7, 8)
    weights = [1 / (1 / done + 1 / (5 - done)) for done in (1, 2, 4)]
    trust = 0.36 / (0.36 + 1 / sum(weights))
    assert found.mean == pytest.approx(0.5 + trust * (0 - 0.5)), "no difference inside a third"


def test_neighbours_a_quarter_apart_still_teach_and_a_day_more_does_not() -> None:
    def people(gap: int) -> list[list]:
        return [
            [typed((10, 10, 10, 10), 120), typed((15, 6, 14, 9), 120 - gap), typed((15, 6, 14, 9))]
            for _ in range(120)
        ]

    assert wander(people(30)) != USUAL_WANDER, "gaps of 30 and 90 days"
    assert wander(people(29)) == USUAL_WANDER, "without the one of 91 all gaps are alike"
    far = [[typed((10, 10, 10, 10), 91), typed((15, 6, 14, 9))] for _ in range(150)]
    assert wander(far) == USUAL_WANDER


# What-if, and what stood before a reading


def test_more_of_a_signal_brings_its_rise_times_its_weight_as_a_range() -> None:
    found = take(median_rep(), TODAY)
    row = BY_NAME["comments"]
    rise = gains.rise(row, found["comments"], found["comments"].u, 3, 4)
    assert rise > 0.01
    points = 25 * row.weight * rise
    made = whatif.answer("comments", 3, 4, found, {})
    assert made == whatif.Answer(
        round(100 * gains.LOW * points), round(100 * gains.HIGH * points), guess=False
    )


def test_what_nobody_saw_counts_less_and_is_marked_as_a_guess() -> None:
    row = BY_NAME["comments"]
    rise = gains.rise(row, None, 0.3, 3, 4)
    made = whatif.answer("comments", 3, 4, {}, {"comments": 0.3})
    high = 25 * row.weight * gains.GUESSED * rise * gains.HIGH
    assert made.guess
    assert made.high == round(100 * high)
    usual = whatif.answer("comments", 3, 4, {}, {})
    assert usual == whatif.answer("comments", 3, 4, {}, {"comments": row.mean})


@pytest.mark.parametrize(
    ("question", "signal"), [("searches", "searches"), ("comments", "comments")]
)
def test_what_was_declared_counts_between_a_guess_and_what_was_seen(
    question: str, signal: str
) -> None:
    said = told([Declared(question, "middle", TODAY)], TODAY)
    found = take(NOBODY, TODAY, told=said)
    assert found[signal].seen is Seen.DECLARED
    row = BY_NAME[signal]
    rise = gains.rise(row, found[signal], found[signal].u, 1, 4)
    high = round(100 * 25 * row.weight * gains.SAID * rise * gains.HIGH)
    assert whatif.answer(signal, 1, 4, found, {}).high == high > 0


def test_of_a_rate_the_least_is_nothing() -> None:
    made = whatif.answer("reply_rate", 5, 4, {}, {})
    assert made.low == 0
    assert made.high > 0
    assert whatif.answer("posts", 1, 4, {}, {}).low > 0


@pytest.mark.parametrize(
    ("signal", "amount", "weeks"),
    [("tone", 1, 4), ("comments", 1, 0), ("comments", 1, 13), ("comments", -0.1, 4),
     ("fit_connections", 25.1, 4)],
)  # fmt: skip
def test_a_question_that_is_none_is_refused(signal: str, amount: float, weeks: int) -> None:
    with pytest.raises(ValueError, match="question"):
        whatif.answer(signal, amount, weeks, {}, {})
    whatif.answer("fit_connections", 25, 12, {}, {})
    whatif.answer("comments", 0, 1, {}, {})


def test_what_stood_before_a_reading_is_what_the_screens_showed() -> None:
    row = [typed((12, 10, 14, 9), 30)]
    situation = Situation(declared=(Declared("profile.photo", "yes", ago(5)),))
    kept = before(as_of=TODAY, readings=row, activity=median_rep(), situation=situation)
    shown = build(as_of=TODAY, readings=row, activity=median_rep(), situation=situation).estimate
    assert (kept.total, kept.low, kept.high) == (shown.total, shown.low, shown.high)
    assert kept.basis == shown.basis
    assert kept.last == row[0].total
    assert kept.alone == pytest.approx(sum(kept.explained), abs=2)
    assert all(0 < points < 2500 for points in kept.explained)
    assert len(kept.explained) == len(PILLARS)
