"""Claims about the weakest and the strongest pillar, and the silence in between."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.activity import EMPTY
from scoring.measures import Measure, Seen
from scoring.pillars import Pillar
from scoring.report import Situation, build
from scoring.weakest import Ground, Verdict, chances, strongest, weakest
from tests.scoring.people import TODAY, activities, ago, median_rep, readings, total_only, typed

MEANS = st.lists(st.floats(0, 25), min_size=4, max_size=4)
SDS = st.lists(st.floats(0.25, 8), min_size=4, max_size=4)


def report(given_=(), activity=EMPTY):
    return build(as_of=TODAY, readings=given_, activity=activity, situation=Situation())


def ground(means, *, sd=0.7, coverage=(0.0,) * 4, reading=None) -> Ground:
    return Ground(means, (sd,) * 4, coverage, reading, TODAY)


@given(MEANS, SDS, st.booleans())
def test_the_chances_are_positive_and_sum_to_one(means, sds, greatest) -> None:
    found = chances(means, sds, greatest=greatest)
    assert sum(found) == pytest.approx(1)
    assert min(found) >= 0


@given(MEANS, SDS)
def test_the_greatest_is_the_least_turned_round(means, sds) -> None:
    turned = chances([25 - mean for mean in means], sds)
    assert chances(means, sds, greatest=True) == pytest.approx(turned, abs=1e-9)


def test_the_integral_agrees_with_drawing_lots() -> None:
    means, sds = (9.0, 10.0, 12.0, 9.5), (1.0, 2.0, 3.0, 0.5)
    draw, wins, rounds = random.Random(7), [0] * 4, 40_000
    for _ in range(rounds):
        drawn = [draw.gauss(m, s) for m, s in zip(means, sds, strict=True)]
        wins[drawn.index(min(drawn))] += 1
    assert chances(means, sds) == pytest.approx([n / rounds for n in wins], abs=0.01)


def test_a_clear_reading_is_claimed_and_rests_on_its_day() -> None:
    found = report([typed((15, 14, 8, 16), 3)]).weakest
    assert (found.verdict, found.pillars) == (Verdict.CLAIMED, (Pillar.INSIGHTS,))
    assert found.by_reading == ago(3)
    assert found.probability > 0.9


def test_two_low_ones_are_too_close_to_call() -> None:
    found = report([typed((15, 9.2, 9, 16), 3)]).weakest
    assert found.verdict is Verdict.TWO_WAY
    assert found.pillars == (Pillar.PEOPLE, Pillar.INSIGHTS)


def test_half_a_point_in_a_reading_is_a_tie_whatever_the_chances() -> None:
    clear = ground((9.0, 15, 15, 15), reading=typed((9, 15, 15, 15)))
    tied = ground((9.0, 15, 15, 15), reading=typed((9, 9.5, 15, 15)))
    assert weakest(clear).verdict is Verdict.CLAIMED
    assert weakest(tied).verdict is not Verdict.CLAIMED


def test_four_alike_leave_it_open() -> None:
    assert report([typed((12, 12, 12, 12), 1)]).weakest.verdict is Verdict.UNSURE


@pytest.mark.parametrize(("age", "verdict"), [(28, Verdict.CLAIMED), (29, Verdict.UNSURE)])
def test_a_reading_supports_a_claim_for_28_days(age: int, verdict: Verdict) -> None:
    assert report([typed((20, 19, 3, 20), age)]).weakest.verdict is verdict


@pytest.mark.parametrize(("least", "verdict"), [(0.30, Verdict.CLAIMED), (0.29, Verdict.UNSURE)])
def test_without_a_reading_every_pillar_must_be_seen(least: float, verdict: Verdict) -> None:
    seen = ground((20, 19, 3, 20), coverage=(1, 1, least, 1))
    assert weakest(seen).verdict is verdict


@given(activities(), st.integers(0, 10_000))
def test_a_total_alone_never_supports_a_claim(activity, total) -> None:
    found = report([total_only(total / 100)], activity)
    if min(one.coverage for one in found.estimate.pillars) < 0.30:
        assert found.weakest.verdict is Verdict.UNSURE
        assert found.strongest is None


@given(activities(), readings())
def test_the_guard_holds_for_everybody(activity, given_) -> None:
    found = report(given_, activity)
    fresh = any(one.pillars and (TODAY - one.day).days <= 28 for one in found.readings)
    seen = min(one.coverage for one in found.estimate.pillars) >= 0.30
    if not fresh and not seen:
        assert found.weakest.verdict is Verdict.UNSURE
    named = {Verdict.CLAIMED: 1, Verdict.TWO_WAY: 2, Verdict.UNSURE: 0}
    assert len(found.weakest.pillars) == named[found.weakest.verdict]
    if found.weakest.by_reading is not None:
        assert not any(one.coverage for one in found.estimate.pillars)


def test_the_strongest_is_named_with_the_signal_that_carries_it() -> None:
    shares = {"keep_in_touch": 0.95, "reply_rate": 0.9, "network_size": 0.7}
    seen = {name: Measure(name, u, Seen.MEASURED, TODAY) for name, u in shares.items()}
    found = strongest(ground((9, 9, 9, 20), reading=typed((9, 9, 9, 20))), seen)
    assert (found.pillar, found.signal) == (Pillar.RELATIONSHIPS, "reply_rate")


def test_a_strongest_pillar_without_a_high_signal_is_named_alone() -> None:
    low = {"network_size": Measure("network_size", 0.59, Seen.MEASURED, TODAY)}
    clear = ground((9, 9, 9, 20), reading=typed((9, 9, 9, 20)))
    assert strongest(clear, low).signal is None
    assert strongest(clear, {}).signal is None


def test_what_was_measured_carries_before_what_was_told() -> None:
    seen = {
        "reply_rate": Measure("reply_rate", 1.0, Seen.DECLARED, TODAY),
        "network_size": Measure("network_size", 0.8, Seen.MEASURED, TODAY),
    }
    clear = ground((9, 9, 9, 20), reading=typed((9, 9, 9, 20)))
    assert strongest(clear, seen).signal == "network_size"
    del seen["network_size"]
    assert strongest(clear, seen).signal == "reply_rate"


def test_two_strong_ones_are_left_unnamed() -> None:
    assert report([typed((9, 20, 9, 20), 2)]).strongest is None


def test_a_complete_archive_without_a_reading_may_claim() -> None:
    found = report((), median_rep())
    assert found.weakest.by_reading is None
    assert 0.25 < found.weakest.probability <= 1
