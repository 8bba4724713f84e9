"""What a tip may bring: what scoring the act would give, marked down where it is a guess."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import curves, gains
from scoring.activity import EMPTY, merge
from scoring.gains import Gain
from scoring.measures import Measure, Seen, take
from scoring.rotation import Offer
from scoring.signals import BY_NAME
from scoring.tips import TIPS, by_id
from tests.scoring.people import TODAY, activities, ago, batch, median_rep, steady


def measured(activity, tip: str, dose: float = 1.0) -> Gain:
    return gains.of(Offer(by_id(tip), dose), take(activity, TODAY), {}, activity)


def after_four_weeks(signal: str, fact: str, units: float) -> float:
    """One more unit in each of four weeks, scored anew: what the plan promises."""
    rep = median_rep()
    more = {name: dict(days) for name, days in rep.amounts.items()}
    for week in range(4):
        more[fact][ago(7 * week)] = more[fact].get(ago(7 * week), 0) + round(1000 * units)
    before, after = take(rep, TODAY)[signal].u, take(replace(rep, amounts=more), TODAY)[signal].u
    return 25 * BY_NAME[signal].weight * (after - before)


@pytest.mark.parametrize("tip", ["I01", "I04", "F02", "B10", "R06", "I09"])
def test_a_gain_is_what_scoring_the_act_would_give(tip: str) -> None:
    row = by_id(tip)
    expected = after_four_weeks(row.signal, row.shows.fact, row.shows.amount)
    assert measured(median_rep(), tip).points == pytest.approx(expected)
    assert expected > 0


@pytest.mark.parametrize(
    ("signal", "fact", "points"),
    [
        ("posts", "posts.credit", 1.3), ("insight_shares", "shares.credit", 1.0),
        ("fit_connections", "connections.fit", 0.64), ("comments", "comments.credit", 0.66),
        ("searches", "searches", 0.50), ("conversation_starts", "starts.credit", 0.20),
        ("reactions", "reactions", 0.07),
    ],
)  # fmt: skip
def test_the_scale_of_one_extra_act_in_each_of_four_weeks(signal, fact, points) -> None:
    assert after_four_weeks(signal, fact, 1) == pytest.approx(points, rel=0.6)


def test_ten_reactions_are_worth_less_than_a_comment_and_a_half() -> None:
    ten = after_four_weeks("reactions", "reactions", 10)
    assert ten < after_four_weeks("comments", "comments.credit", 1.5)


def test_half_a_dose_brings_less_and_a_guess_is_marked_down() -> None:
    rep = median_rep()
    assert measured(rep, "I01", 0.5).points < measured(rep, "I01").points
    assumed = gains.of(Offer(by_id("I01")), {}, {"comments": 0.3}, EMPTY)
    assert assumed.guess
    flat = curves.inverse(0.3, 6) / 7
    known = merge([batch("archive/comments", {"comments.credit": steady(flat, 1)})], [])
    assert assumed.points == pytest.approx(0.7 * measured(known, "I01").points, rel=0.05)


def test_what_was_told_is_marked_down_less() -> None:
    def gain(seen: Seen) -> float:
        found = {"endorsements": Measure("endorsements", 0.3, seen, TODAY)}
        return gains.of(Offer(by_id("B09")), found, {}, EMPTY).points

    assert gain(Seen.DECLARED) == pytest.approx(0.85 * gain(Seen.MEASURED))


def test_longer_comments_count_by_the_reps_own_average() -> None:
    def gain(credit: float) -> float:
        facts = {"comments.credit": steady(3 * credit), "comments.actions": steady(3)}
        return measured(merge([batch("archive/comments", facts)], []), "I03").points

    assert gain(0.3) > gain(0.9) > 0
    assert gain(1.0) == pytest.approx(0, abs=1e-9)


def test_a_full_signal_promises_nothing_more() -> None:
    rep = merge([batch("archive/comments", {"comments.credit": steady(8, 1)})], [])
    assert measured(rep, "I01").points == 0


@given(st.sampled_from(TIPS), activities())
def test_a_gain_is_never_negative_nor_more_than_its_signal_holds(tip, activity) -> None:
    found = gains.of(Offer(tip), take(activity, TODAY), {}, activity)
    assert 0 <= found.points <= max(25 * BY_NAME[tip.signal].weight, gains.NOMINAL)


def test_profile_views_promise_points_only_with_the_report_that_shows_them() -> None:
    offer = Offer(by_id("F04"))
    assert not gains.of(offer, {}, {"profile_views": 0.3}, EMPTY).promised
    report_ = merge([batch("sales_navigator", {"sn.profile_views": steady(3)})], [])
    assert gains.of(offer, take(report_, TODAY), {}, report_).promised
