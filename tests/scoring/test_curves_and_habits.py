"""Curves, weekly habits, stocks and rates: what an act, an idle day and a gap may change."""

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import curves
from tests.scoring.people import TODAY, ago

AMOUNTS = st.lists(st.integers(0, 9000), min_size=91, max_size=91)
SPARSE = st.lists(
    st.one_of(st.just(0), st.just(0), st.just(0), st.integers(0, 30_000)), min_size=91, max_size=91
)
AGES = st.integers(0, 90)
TARGETS = st.sampled_from([2, 3, 4, 5, 6, 15, 20])
UNKNOWN = st.integers(0, 70).map(lambda first: list(range(91 - first, 91)))


def test_the_curve_is_806_thousandths_at_its_target_and_full_at_three_times() -> None:
    assert curves.curve(5, 5) == pytest.approx(0.806, abs=5e-4)
    assert curves.curve(15, 5) == 1.0
    assert curves.curve(4000, 5) == 1.0


@pytest.mark.parametrize("amount", [0, -3, math.nan, math.inf, -math.inf])
def test_amounts_that_are_none_count_nothing(amount: float) -> None:
    assert curves.curve(amount, 5) == 0.0


@given(st.floats(0, 2.999), TARGETS)
def test_the_inverse_gives_the_amount_back(share: float, target: float) -> None:
    amount = share * target
    assert curves.inverse(curves.curve(amount, target), target) == pytest.approx(amount, abs=1e-6)


def test_the_weeks_weigh_what_a_half_life_of_thirty_days_says() -> None:
    assert sum(curves.RECENCY) == pytest.approx(1)
    assert curves.RECENCY[0] == pytest.approx(0.170, abs=5e-4)
    assert pytest.approx(1.079, abs=5e-4) == 1 / (1 - curves.HALF_EMPTY)


def slowly(amounts: list[int], unknown: set[int], target: float) -> float:
    """The general form of the habit, written out."""
    top = covered = 0.0
    for ahead in range(7):
        for week in range(13):
            ages = range(7 * week - ahead, 7 * week - ahead + 7)
            share = sum(1 for age in ages if age not in unknown) / 7
            if not share:
                continue
            done = sum(amounts[age] for age in ages if age >= 0 and age not in unknown) / 1000
            top += curves.RECENCY[week] * share * curves.curve(done / share, target) / 7
            covered += curves.RECENCY[week] * share / 7
    return min(1.0, top / (covered - 3 * curves.RECENCY[0] / 7))


@given(AMOUNTS, UNKNOWN, TARGETS)
def test_a_habit_is_the_formula_written_out(amounts, unknown, target) -> None:
    known = [0 if age in unknown else n for age, n in enumerate(amounts)]
    found = curves.weekly(known, unknown, target)
    assert found == pytest.approx(slowly(known, set(unknown), target), abs=1e-12)


@given(AMOUNTS, TARGETS)
def test_with_every_day_known_the_partial_form_is_the_full_one(amounts, target) -> None:
    mean = (
        sum(
            curves.RECENCY[week]
            * curves.curve(
                sum(amounts[max(0, 7 * week - ahead) : 7 * week - ahead + 7]) / 1000, target
            )
            for ahead in range(7)
            for week in range(13)
        )
        / 7
    )
    full = min(1.0, mean / (1 - curves.HALF_EMPTY))
    assert curves.weekly(amounts, [], target) == pytest.approx(full, abs=1e-12)


@pytest.mark.parametrize(
    ("known", "share"), [(21, 0.410), (28, 0.508), (35, 0.591), (60, 0.800), (90, 0.927)]
)
def test_the_share_of_a_partly_known_window(known: int, share: float) -> None:
    seen = (
        sum(
            curves.RECENCY[week] * sum(1 for age in range(7) if 7 * week - ahead + age < known) / 7
            for ahead in range(7)
            for week in range(13)
        )
        / 7
    )
    assert seen - curves.HALF_EMPTY == pytest.approx(share, abs=6e-4)


@given(AMOUNTS, AGES, TARGETS)
def test_one_more_unit_never_lowers_a_habit_and_its_gain_diminishes(amounts, age, target) -> None:
    more = [n + 1000 * (at == age) for at, n in enumerate(amounts)]
    most = [n + 2000 * (at == age) for at, n in enumerate(amounts)]
    first, second, third = (curves.weekly(one, [], target) for one in (amounts, more, most))
    assert first <= second + 1e-12
    assert third - second <= second - first + 1e-12


@given(AMOUNTS, AGES)
def test_one_more_act_never_lowers_steadiness(amounts, age) -> None:
    more = [n + 1000 * (at == age) for at, n in enumerate(amounts)]
    assert curves.steady(more, [], 2) >= curves.steady(amounts, [], 2) - 1e-12


@given(AGES, st.integers(0, 90), st.integers(1, 20_000), TARGETS)
def test_a_lone_action_moved_later_never_lowers_its_signal(age, shift, amount, target) -> None:
    def lone(at: int) -> float:
        return curves.weekly([amount * (day == at) for day in range(91)], [], target)

    assert lone(max(0, age - shift)) >= lone(age) - 1e-12


def test_an_action_of_91_days_ago_has_no_effect() -> None:
    assert sum(curves.ages({ago(91): 5000}, TODAY)) == 0
    assert sum(curves.ages({ago(90): 5000}, TODAY)) == 5000


@given(SPARSE, TARGETS)
def test_an_idle_day_never_raises_a_full_window_and_costs_at_most_0263(amounts, target) -> None:
    before = curves.weekly(amounts, [], target)
    after = curves.weekly([0, *amounts[:-1]], [], target)
    assert before - 0.0263 <= after <= before + 1e-12


@given(SPARSE, st.integers(21, 91), TARGETS)
def test_an_idle_day_never_raises_a_partial_window(amounts, known, target) -> None:
    seen = [n if age < known else 0 for age, n in enumerate(amounts)]
    before = curves.weekly(seen, range(known, 91), target)
    after = curves.weekly([0, *seen[:-1]], range(min(91, known + 1), 91), target)
    assert before - 0.10 <= after <= before + 1e-12


@given(st.lists(st.integers(0, 5000), min_size=13, max_size=13), TARGETS)
def test_steady_beats_bursts_at_equal_weighted_volume(weeks, target) -> None:
    """Full weeks that end today (phase 0), by Jensen's inequality."""
    mean = sum(w * n for w, n in zip(curves.RECENCY, weeks, strict=True)) / 1000
    bursty = sum(
        w * curves.curve(n / 1000, target) for w, n in zip(curves.RECENCY, weeks, strict=True)
    )
    assert curves.curve(mean, target) >= bursty - 1e-12


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_success_raises_a_rate_and_a_failure_lowers_it(won: int, lost: int) -> None:
    before = curves.rate(won, won + lost, 0.45)
    assert curves.rate(won + 1, won + lost + 1, 0.45) >= before
    assert curves.rate(won, won + lost + 1, 0.45) <= before
    if 0 < before < 1:
        assert curves.rate(won + 1, won + lost + 1, 0.45) > before
        assert curves.rate(won, won + lost + 1, 0.45) < before


def test_a_rate_without_attempts_is_nothing_and_few_attempts_promise_little() -> None:
    assert curves.rate(0, 0, 0.4) == 0.0
    assert curves.rate(10, 20, 0.40) == pytest.approx(0.893, abs=1e-3)
    assert curves.rate(1, 1, 0.40) < 0.3
    assert curves.rate(math.nan, 5, 0.4) == 0.0


@given(st.dictionaries(st.integers(0, 2000).map(ago), st.integers(1, 9000), max_size=20))
def test_a_fading_stock_only_falls_while_nothing_comes(days) -> None:
    now = curves.faded(days, TODAY, 730)
    assert curves.faded(days, TODAY + timedelta(days=40), 730) <= now
    backwards = dict(reversed(list(days.items())))
    assert curves.faded(backwards, TODAY, 730) == now


def test_a_stock_halves_in_its_half_life_and_the_future_is_ignored() -> None:
    assert curves.faded({ago(730): 8000, ago(-1): 9000}, TODAY, 730) == pytest.approx(4)
