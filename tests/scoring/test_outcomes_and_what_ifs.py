"""What a rep's own count tells, how honest the past was, and what more of something may bring."""

import math
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import improvement, outcome, whatif
from scoring.backtest import Shown, score
from scoring.improvement import Season
from scoring.mapping import IDENTITY
from scoring.measures import take
from scoring.outcome import Count, check
from scoring.pillars import PILLARS
from scoring.report import Situation, before, build
from scoring.selfcheck import Declared, told
from scoring.signals import BY_NAME
from scoring.tips import TIPS
from tests.scoring.people import TODAY, ago, median_rep, total_only, typed

# The outcome


def weekly(count: int, total, counted) -> tuple[list, list[Count]]:
    start = outcome.monday(ago(7 * count))
    days = [start + timedelta(weeks=at) for at in range(count)]
    given_ = [total_only(total(at), (TODAY - day).days) for at, day in enumerate(days)]
    return given_, [Count(day, counted(at)) for at, day in enumerate(days)]


def test_before_week_26_it_is_too_early_whatever_the_numbers_say() -> None:
    given_, counts = weekly(25, lambda at: 30 + at, lambda at: at)
    assert check(given_, counts).too_early
    assert check(given_, counts).weeks == 25
    assert check([], []).weeks == 0


def test_weeks_need_both_numbers() -> None:
    given_, counts = weekly(30, lambda at: 30 + at, lambda at: at)
    assert check(given_[5:], counts).weeks == 25
    assert check(given_, counts[:10]).too_early


def test_a_link_that_is_there_is_found_at_its_lag() -> None:
    lots = random.Random(2)
    wave = [50 + 12 * math.sin(at * 1.9) + lots.gauss(0, 1) for at in range(70)]
    given_, counts = weekly(
        60, lambda at: wave[at], lambda at: round(wave[max(0, at - 2)]) if at >= 2 else 50
    )
    found = check(given_, counts).found
    assert found is not None
    assert found.lag == 2
    assert found.low > 0.5


def test_two_series_without_a_link_are_rarely_said_to_have_one() -> None:
    false = 0
    for seed in range(60):
        lots = random.Random(seed)
        walk = [50.0]
        for _ in range(40):
            walk.append(max(0, min(100, walk[-1] + lots.gauss(0, 1.5))))
        given_, counts = weekly(39, lambda at, w=walk: w[at], lambda at, o=lots: o.randint(0, 9))
        false += check(given_, counts).found is not None
    assert false <= 6


def test_equal_values_share_their_rank() -> None:
    assert outcome.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]


def test_a_series_that_never_moves_has_no_link() -> None:
    given_, counts = weekly(30, lambda at: 50, lambda at: 4)
    verdict = check(given_, counts)
    assert not verdict.too_early
    assert verdict.found is None


# The past


def shown(total: int, last: int | None, alone: int = 5000) -> Shown:
    return Shown(total, total - 300, total + 300, "calibrated", last, alone, (1,) * 4, (0.5,) * 4)


def test_errors_stand_beside_both_baselines_and_the_first_reading_tests_nothing() -> None:
    assert score([]) is None
    assert score([(shown(5000, None), 6000)]) is None
    found = score([(shown(5000, None), 9000), (shown(5000, 5200), 5100), (shown(5200, 5000), 5500)])
    assert found is not None
    assert found.count == 2
    assert found.error == pytest.approx(2.0)
    assert found.bias == pytest.approx(-2.0)
    assert found.carried == pytest.approx(3.0)
    assert found.alone == pytest.approx(3.0)
    assert found.usually == pytest.approx(3.0)


def test_nothing_is_told_below_eight_and_the_better_forecast_is_used_from_there() -> None:
    worse = (shown(5500, 5000), 5000)
    seven, eight = score([worse] * 7), score([worse] * 8)
    assert seven is not None
    assert eight is not None
    assert not seven.told
    assert not seven.carry
    assert eight.carry
    better = score([(shown(5010, 5500), 5000)] * 8)
    assert better is not None
    assert not better.carry


def test_where_the_last_reading_did_better_activity_moves_it_no_more() -> None:
    row = [typed((12, 12, 12, 12), 28)]
    activity = median_rep()
    moved, carried = (
        build(
            as_of=TODAY, readings=row, activity=activity, situation=Situation(carry=carry)
        ).estimate
        for carry in (False, True)
    )
    assert [one.hundredths for one in carried.pillars] == pytest.approx([1200] * 4, abs=60)
    assert [p.coverage for p in carried.pillars] == [p.coverage for p in moved.pillars]


def test_what_stood_before_a_reading_knows_nothing_of_it() -> None:
    row = [typed((12, 12, 12, 12), 14)]
    kept = before(as_of=TODAY, readings=row, activity=median_rep(), situation=Situation())
    assert kept.last == 4800
    assert kept.low <= kept.total <= kept.high
    assert len(kept.explained) == len(kept.coverage) == 4
    first = before(as_of=TODAY, readings=(), activity=median_rep(), situation=Situation())
    assert first.last is None
    assert first.total == pytest.approx(first.alone, abs=2), "rounded by pillars, or at once"


# What if


KNOWN = take(median_rep(), TODAY)


@given(st.sampled_from(whatif.ASKED), st.floats(0.1, 5), st.integers(1, 12))
def test_more_of_anything_never_lowers_its_pillar(signal: str, amount: float, weeks: int) -> None:
    more = min(amount, whatif.ceiling(signal))
    found = whatif.answer(signal, more, weeks, KNOWN, {})
    assert 0 <= found.low <= found.high <= 3750
    assert found.guess is (signal not in KNOWN)


def test_longer_and_more_are_worth_more_for_a_habit() -> None:
    one = whatif.answer("comments", 3, 1, KNOWN, {})
    four = whatif.answer("comments", 3, 4, KNOWN, {})
    six = whatif.answer("comments", 6, 4, KNOWN, {})
    assert one.high < four.high < six.high


@given(st.sampled_from(whatif.ASKED), st.floats(0.05, 3))
def test_what_is_needed_brings_the_points_and_a_little_less_does_not(
    signal: str, points: float
) -> None:
    found = whatif.needed(signal, points, 4, KNOWN, {})
    if found.amount is None:
        assert found.most <= math.ceil(100 * points)
        return
    enough = whatif._points(BY_NAME[signal], found.amount, 4, KNOWN, {})
    assert enough == pytest.approx(max(points, enough))
    less = whatif._points(BY_NAME[signal], 0.97 * found.amount, 4, KNOWN, {})
    assert less <= points + 0.02


def test_no_answer_goes_beyond_25_invitations_or_seven_days_or_asks_the_unasked() -> None:
    assert whatif.ceiling("fit_connections") == 25
    assert whatif.ceiling("days_active") == 7
    for signal, amount, weeks in (("comments", 99, 4), ("comments", 3, 13), ("groups", 1, 4)):
        with pytest.raises(ValueError, match="no such question"):
            whatif.answer(signal, amount, weeks, KNOWN, {})


def test_a_told_signal_promises_less_than_a_seen_one_and_more_than_a_guess() -> None:
    said = take(median_rep(), TODAY, told=told((Declared("views", "middle", TODAY),), TODAY))
    u = said["profile_views"].u
    told_ = whatif.answer("profile_views", 5, 4, said, {})
    guess = whatif.answer("profile_views", 5, 4, KNOWN, {"profile_views": u})
    assert guess.high < told_.high
    assert guess.guess
    assert not told_.guess


# The season


def test_luck_alone_wins_nothing_and_a_real_gain_is_one() -> None:
    still = [Season(f"U{at}", 40 + at, 40 + at + (-1) ** at * 3, 42) for at in range(10)]
    assert not any(one.moved for one in improvement.gains(still))
    climbed = improvement.gains([*still, Season("UX", 45, 60, 42)])
    assert climbed[0].user == "UX"
    assert climbed[0].moved
    assert 0 < climbed[0].points < 15


def test_a_shift_of_linkedins_own_is_no_ones_gain() -> None:
    fell = [Season(f"U{at}", 50, 43, 42) for at in range(6)]
    plain = improvement.adjusted(fell)
    shaken = [replace(one, shock=-7.0) for one in fell]
    assert improvement.adjusted(shaken) == pytest.approx([one + 7 for one in plain])


def test_short_seasons_do_not_enter_and_an_empty_one_has_no_gains() -> None:
    assert improvement.gains([]) == ()
    assert improvement.gains([Season("U1", 50, 60, 20)]) == ()


def test_the_same_gain_closes_more_of_a_smaller_room() -> None:
    low, high = Season("low", 40, 50, 42), Season("high", 80, 90, 42)
    rest = [Season(f"U{at}", 60, 58 + at * 3, 42) for at in range(4)]
    shares = {
        one.user: one.share / max(one.points, 1e-9) for one in improvement.gains([low, high, *rest])
    }
    assert shares["high"] > shares["low"]


def test_every_tip_has_a_kind_and_a_pillar_for_its_lessons() -> None:
    assert {tip.habit for tip in TIPS} == {True, False}
    assert {tip.pillar for tip in TIPS} == set(PILLARS)
    assert IDENTITY.members == 0
