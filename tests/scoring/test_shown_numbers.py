"""What may be shown: bounds, exact sums, the guard, and what assumed signals may do."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring import estimate
from scoring.activity import EMPTY, merge
from scoring.calibrate import spread
from scoring.estimate import Basis, Factor
from scoring.exact import hundredths
from scoring.mapping import IDENTITY
from scoring.measures import Measure, Seen, take
from scoring.pillars import PILLARS
from scoring.report import Report, Situation, build
from scoring.signals import SIGNALS
from tests.scoring.people import (
    FACTS,
    TODAY,
    activities,
    ago,
    batches,
    level,
    median_rep,
    profile,
    readings,
    total_only,
    typed,
)

SHARES = st.dictionaries(
    st.sampled_from([s.name for s in SIGNALS]), st.floats(0, 1), max_size=len(SIGNALS)
)


def of(activity=EMPTY, given_=(), **situation) -> Report:
    return build(as_of=TODAY, readings=given_, activity=activity, situation=Situation(**situation))


def measured(shares: dict[str, float], seen: Seen = Seen.MEASURED) -> dict[str, Measure]:
    return {name: Measure(name, u, seen, TODAY, 91) for name, u in shares.items()}


@given(activities(), readings(), st.sampled_from([None, True, False]))
def test_bounds_and_exact_sums_hold_for_everybody(activity, given_, seat) -> None:
    made = of(activity, given_, sales_navigator=seat).estimate
    assert sum(one.hundredths for one in made.pillars) == made.total
    assert 0 <= made.low <= made.total <= made.high <= 10_000
    for one in made.pillars:
        assert sum(part.hundredths for part in one.contributions) == one.hundredths
        assert 0 <= one.low <= one.hundredths <= one.high <= 2500
        assert 0 <= one.coverage <= 1
        names = [part.signal for part in one.contributions]
        assert len(set(names)) == len(names)


@given(SHARES, st.sampled_from([s.name for s in SIGNALS]), st.floats(0, 1))
def test_raising_a_measured_signal_never_lowers_a_pillar(shares, name, rise) -> None:
    before = {**shares, name: shares.get(name, 0.3)}
    after = {**before, name: min(1.0, before[name] + rise)}
    low = estimate.guess(measured(before), TODAY)
    high = estimate.guess(measured(after), TODAY)
    for one, other in zip(low, high, strict=True):
        assert other.mean >= one.mean - 1e-9


@given(activities(), st.sampled_from(sorted(FACTS)), st.data())
def test_dropping_a_file_never_makes_a_pillar_surer(activity, source, data) -> None:
    kept = {fact: days for fact, days in activity.amounts.items() if fact not in FACTS[source]}
    less = replace(activity, amounts=kept, cover={
        name: found for name, found in activity.cover.items() if name != source
    })  # fmt: skip
    more = merge([data.draw(batches(source))], [])
    full = replace(less, amounts={**kept, **more.amounts}, cover={**less.cover, **more.cover})
    with_file = estimate.guess(take(full, TODAY), TODAY)
    without = estimate.guess(take(less, TODAY), TODAY)
    for one, other in zip(with_file, without, strict=True):
        assert other.variance >= one.variance - 1e-9


def test_with_nothing_seen_every_signal_is_assumed_and_every_number_hidden() -> None:
    made = of().estimate
    assert made.hidden
    assert made.basis == "estimate"
    for one in made.pillars:
        assert one.hidden
        assert one.high - one.low > 700
        assert {part.basis for part in one.contributions} == {Basis.ASSUMED}


def test_a_reading_of_four_pillars_lifts_the_guard_for_ninety_days() -> None:
    assert not of(given_=[typed((10, 11, 12, 13), 90)]).estimate.hidden
    assert of(given_=[typed((10, 11, 12, 13), 91)]).estimate.hidden
    assert of(given_=[total_only(46, 3)]).estimate.hidden


def test_thirty_hundredths_of_a_pillar_lift_its_guard_without_a_reading() -> None:
    found = of(merge([], profile(6))).estimate
    assert [one.hidden for one in found.pillars] == [False, True, True, True]


@given(activities(), st.tuples(*[st.integers(0, 2500)] * 4), st.integers(0, 1))
def test_a_reading_of_today_or_yesterday_is_the_displayed_score(activity, four, age) -> None:
    points = tuple(value / 100 for value in four)
    made = of(activity, [typed(points, age)]).estimate
    assert tuple(one.hundredths for one in made.pillars) == four
    assert made.basis == "reading"
    assert (made.low, made.high) == (made.total, made.total)


@given(activities(), st.integers(0, 10_000), st.integers(0, 1))
def test_so_is_the_total_of_one_that_told_no_pillars(activity, total, age) -> None:
    made = of(activity, [total_only(total / 100, age)]).estimate
    assert made.total == total
    assert all(0 <= one.hundredths <= 2500 for one in made.pillars)


@given(activities(), st.tuples(*[st.integers(0, 2500)] * 4))
def test_an_older_reading_is_carried_and_its_date_does_not_hide_it(activity, four) -> None:
    made = of(activity, [typed(tuple(value / 100 for value in four), 2)]).estimate
    assert made.basis == "calibrated"
    for one, points in zip(made.pillars, four, strict=True):
        assert abs(one.hundredths - points) < 700


@given(SHARES, st.floats(0, 25), st.floats(0, 25), st.floats(0.25, 9))
def test_conditioning_stays_between_and_rises_with_the_reading(shares, low, high, noise) -> None:
    low, high = sorted((low, high))
    habit = estimate.factor(measured(shares))
    for one in estimate.guess(measured(shares), TODAY):
        weights = {s.name: 25 * s.weight for s in estimate.OF_PILLAR[one.pillar]}
        first = estimate.conditioned(one, low, noise, habit)
        second = estimate.conditioned(one, high, noise, habit)
        assert first.keys() == one.assumed.keys()
        for name, u in first.items():
            assert 0 <= u <= 1
            assert second[name] >= u - 1e-12
        moved = one.mean + sum(weights[n] * (u - one.assumed[n]) for n, u in first.items())
        assert min(one.mean, low) - 1e-9 <= moved <= max(one.mean, low) + 1e-9


@pytest.mark.parametrize(("reading", "expected"), [(2, 4.1), (8, 7.9), (20, 15.6)])
def test_typed_insights_pull_what_is_assumed_of_them(reading: float, expected: float) -> None:
    insights = estimate.guess({}, TODAY)[2]
    assert insights.mean == pytest.approx(7.9, abs=0.05)
    moved = estimate.conditioned(insights, reading, 0.5, Factor(0.0, 1.0))
    mean = sum(25 * s.weight * moved[s.name] for s in estimate.OF_PILLAR[insights.pillar])
    assert mean == pytest.approx(expected, abs=0.2)
    if reading == 20:
        assert moved["comments"] == pytest.approx(0.65, abs=0.02)


def test_typed_numbers_alone_move_a_little_more_than_half_of_the_gap() -> None:
    for one in estimate.guess({}, TODAY):
        moved = estimate.conditioned(one, one.mean + 1, 0.5, Factor(0.0, 1.0))
        weights = {s.name: 25 * s.weight for s in estimate.OF_PILLAR[one.pillar]}
        share = sum(weights[name] * (u - one.assumed[name]) for name, u in moved.items())
        assert 0.57 <= share <= 0.65


@given(activities(), readings())
def test_without_a_reading_nothing_is_conditioned_and_coverage_never_changes(a, given_) -> None:
    plain, read = of(a).estimate, of(a, given_).estimate
    assert [one.coverage for one in plain.pillars] == [one.coverage for one in read.pillars]
    for one, guess in zip(plain.pillars, estimate.guess(take(a, TODAY), TODAY), strict=True):
        assert one.hundredths == round(100 * guess.mean)
        assert not [part for part in one.contributions if part.signal == "calibration"]


@given(SHARES, st.sampled_from([s.name for s in SIGNALS]), st.floats(0, 1), st.floats(0, 1))
def test_a_declared_state_unlocks_nothing_and_a_better_one_never_lowers(shares, name, a, b) -> None:
    worse, better = sorted((a, b))
    known = measured({k: u for k, u in shares.items() if k != name})
    low, high = (
        estimate.guess({**known, **measured({name: u}, Seen.DECLARED)}, TODAY)
        for u in (worse, better)
    )
    plain = estimate.guess(known, TODAY)
    for one, other, bare in zip(low, high, plain, strict=True):
        assert other.mean >= one.mean - 1e-9
        assert one.coverage == bare.coverage


def test_an_older_export_widens_the_range() -> None:
    rep = median_rep()
    new = estimate.guess(take(rep, TODAY), TODAY)
    later = ago(-60)
    old = estimate.guess(take(rep, later), later)
    assert all(b.variance > a.variance for a, b in zip(new, old, strict=True))


@given(st.lists(st.floats(0, 25), min_size=1, max_size=8), st.integers(0, 10_000))
def test_rounded_parts_sum_to_the_rounded_whole_or_to_the_given_total(values, total) -> None:
    assert sum(hundredths(values)) == round(sum(value * 100 for value in values))
    assert sum(hundredths(values, total)) == total


def test_largest_remainders_are_rounded_up_first_and_ties_in_order() -> None:
    assert hundredths([0.333, 0.333, 0.334]) == [33, 33, 34]
    assert hundredths([0.005, 0.005]) == [1, 0]


@given(st.lists(st.floats(0, 25), min_size=4, max_size=4), st.floats(0, 100))
def test_a_total_is_spread_within_the_pillars(points, total) -> None:
    moved = spread(points, total)
    assert sum(moved) == pytest.approx(total)
    assert all(-1e-9 <= value <= 25 + 1e-9 for value in moved)


def test_a_team_that_taught_nothing_maps_each_pillar_to_itself() -> None:
    assert [IDENTITY.of(pillar).there(7.25) for pillar in PILLARS] == [7.25] * 4
    assert [IDENTITY.of(pillar).back(7.25) for pillar in PILLARS] == [7.25] * 4


COMPLETE = tuple(name for name in FACTS if name.startswith("archive/"))


@given(st.data())
def test_one_unit_less_of_one_fact_moves_the_total_by_little(data: st.DataObject) -> None:
    """With a complete archive; a single lone reply or article is worth the most."""
    found = [data.draw(batches(source)) for source in COMPLETE]
    levels = [*profile(6), level("network.size", 600.0), level("network.senior", 40.0)]
    whole = [replace(one, first_seen=ago(120)) for one in found]
    at = data.draw(st.integers(0, len(whole) - 1))
    facts = [(fact, day) for fact, days in whole[at].amounts.items() for day in days]
    assume(facts)
    fact, day = data.draw(st.sampled_from(sorted(facts)))
    amounts = {name: dict(days) for name, days in whole[at].amounts.items()}
    amounts[fact][day] = max(0, amounts[fact][day] - 1000)
    less = [*whole[:at], replace(whole[at], amounts=amounts), *whole[at + 1 :]]
    before, after = (
        build(as_of=TODAY, readings=(), activity=merge(one, levels), situation=Situation())
        for one in (whole, less)
    )
    assert abs(before.estimate.total - after.estimate.total) <= 220
