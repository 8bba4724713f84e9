"""What a workspace teaches, what a rep's own count tells, and how honest the past was."""

import math
import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import improvement, learning, mapping, outcome, whatif
from scoring.backtest import Shown, score
from scoring.calibrate import ASSUMED, Wander, run
from scoring.improvement import Season
from scoring.learning import Answers, Case, Lessons, Uplift
from scoring.mapping import IDENTITY, PillarMap, TeamMap
from scoring.measures import take
from scoring.outcome import Count, check
from scoring.pillars import PILLARS, Pillar
from scoring.report import Situation, before, build
from scoring.selfcheck import Declared, told
from scoring.shift import Shift
from scoring.signals import BY_NAME
from scoring.tips import TIPS, by_id
from scoring.tips.tip import TipEvent, TipRecord
from scoring.world import UNTAUGHT, World, wander
from tests.scoring.people import TODAY, ago, median_rep, total_only, typed

HABIT, ONCE = by_id("I01"), by_id("B01")


# The team map


def test_nobody_teaches_nothing_and_a_member_alone_moves_the_map_a_little() -> None:
    assert mapping.fit([]) == PillarMap()
    one = mapping.fit([(12.5, 17.5)])
    assert 0 < one.offset < 5
    many = mapping.fit([(12.5, 17.5)] * 50)
    assert one.offset < many.offset < 5


def test_a_workspace_that_reads_steeper_has_a_tilt_within_its_bounds() -> None:
    steep = mapping.fit([(float(x), 12.5 + 3 * (x - 12.5)) for x in range(5, 21)] * 20)
    assert steep.tilt == 0.7
    assert mapping.fit([(float(x), 12.5) for x in range(0, 26)] * 50).tilt == -0.7


@given(st.floats(0, 25), st.floats(-8, 8), st.floats(-0.7, 0.7))
def test_the_map_stays_on_the_scale_and_leads_back(x: float, offset: float, tilt: float) -> None:
    made = PillarMap(offset, tilt, 9)
    there = made.there(x)
    assert 0 <= there <= 25
    if 0 < there < 25:
        assert made.back(there) == pytest.approx(x, abs=1e-6)


def test_a_member_counts_once_however_often_they_write() -> None:
    often = {Pillar.BRAND: [(10.0, 20.0)] * 40}
    rare = {Pillar.BRAND: [(10.0, 10.0)]}
    assert mapping.build([often, rare]).of(Pillar.BRAND) == mapping.fit([(10, 20), (10, 10)])


def test_a_taught_map_moves_an_estimate_without_readings_and_its_sums_stay_exact() -> None:
    taught = World(team=TeamMap((PillarMap(2.0, 0.1, 30),) * 4))
    plain, moved = (
        build(as_of=TODAY, readings=(), activity=median_rep(), situation=Situation(), world=world)
        for world in (UNTAUGHT, taught)
    )
    for a, b in zip(plain.estimate.pillars, moved.estimate.pillars, strict=True):
        assert b.hundredths == pytest.approx(
            100 * taught.team.of(a.pillar).there(a.hundredths / 100), abs=1
        )
        assert sum(part.hundredths for part in b.contributions) == b.hundredths
        assert b.sd < a.sd, "a map from twenty on makes the model surer"


def test_the_map_does_not_move_what_a_fresh_reading_says() -> None:
    taught = World(team=TeamMap((PillarMap(3.0, 0.2, 30),) * 4))
    made = build(as_of=TODAY, readings=[typed((10, 11, 12, 13), 0)], activity=median_rep(),
                 situation=Situation(), world=taught)  # fmt: skip
    assert [one.hundredths for one in made.estimate.pillars] == [1000, 1100, 1200, 1300]


# Drift, noise and shifts


def test_drift_and_noise_are_learned_from_a_hundred_pairs_and_assumed_before() -> None:
    lots = random.Random(5)
    people = []
    for _ in range(30):
        level, own = [12.0] * 4, []
        age = 150
        for at in range(12):
            gap = lots.choice((3, 7, 21))
            age -= gap
            level = [v + lots.gauss(0, math.sqrt(0.15 * gap)) for v in level]
            four = tuple(max(0, min(25, v + lots.gauss(0, 0.6))) for v in level)
            own.append(typed(four, max(0, age), at))
        people.append(own)
    found = wander(people)
    assert found.q == pytest.approx(0.15, rel=0.35)
    assert found.noise == pytest.approx(0.36, rel=0.6)
    assert wander(people[:3]) == ASSUMED


def test_a_shift_makes_what_was_believed_less_sure_and_the_next_reading_count_more() -> None:
    def flat(day: object) -> tuple[float, ...]:
        return (12.0, 12.0, 12.0, 12.0)

    row = [typed((12, 12, 12, 12), 40 - 7 * at, at) for at in range(5)]
    shifted = (Shift(ago(8), -400, 6),)
    calm, shaken = (
        run(row, TODAY, flat, [0.0] * 4),
        run(row, TODAY, flat, [0.0] * 4, ASSUMED, shifted),
    )
    assert calm is not None
    assert shaken is not None
    assert all(
        b.variance > a.variance + 5 for a, b in zip(calm.pillars, shaken.pillars, strict=True)
    )


def test_a_restless_workspace_widens_the_range_of_a_carried_reading() -> None:
    row = [typed((12, 12, 12, 12), 28)]
    sure, unsure = (
        build(as_of=TODAY, readings=row, activity=median_rep(), situation=Situation(),
              world=World(wander=known)).estimate
        for known in (Wander(0.01, 0.1), Wander(0.2, 1.0))
    )  # fmt: skip
    assert unsure.high - unsure.low > sure.high - sure.low


# Answers to tips


def records(tip: str, *events: TipEvent) -> list[TipRecord]:
    return [TipRecord(tip, event, ago(7 * at)) for at, event in enumerate(events)]


def test_two_of_five_get_done_until_somebody_answers() -> None:
    assert learning.chance(HABIT, []) == pytest.approx(0.4)


def test_own_answers_count_by_kind_and_later_tells_nothing() -> None:
    done = records("I04", *[TipEvent.DONE] * 3)
    assert learning.chance(HABIT, done) == pytest.approx(5 / 8)
    assert learning.chance(ONCE, done) == pytest.approx(0.4)
    assert learning.chance(HABIT, records("I04", TipEvent.LATER, TipEvent.SHOWN)) == 0.4
    assert learning.chance(HABIT, records("I04", TipEvent.SKIPPED)) == pytest.approx(2 / 6)


def test_a_workspace_counts_as_ten_answers_at_most() -> None:
    eager = Lessons(habits=Answers(900, 1000))
    usual = (2 + 900) / (5 + 1000)
    assert learning.chance(HABIT, [], eager) == pytest.approx(usual)
    own = records("I04", *[TipEvent.SKIPPED] * 10)
    assert learning.chance(HABIT, own, eager) == pytest.approx(10 * usual / 20)


def test_what_followed_a_tip_needs_a_reading_before_and_one_three_to_five_weeks_after() -> None:
    shown = [TipRecord("I01", TipEvent.SHOWN, ago(30)), TipRecord("I01", TipEvent.DONE, ago(28))]
    there = [typed((10, 10, 10, 10), 35), typed((10, 10, 13, 10), 2)]
    (case,) = learning.cases(shown[:1], there)
    assert (case.done, case.start, case.gain) == (False, 10, 3)
    assert {one.done for one in learning.cases(shown, there)} >= {True} or len(there) == 2
    assert learning.cases(shown, there[:1]) == ()
    assert learning.cases(shown, [typed((10, 10, 10, 10), 90), there[1]]) == ()
    assert learning.cases(shown, [there[0], typed((10, 10, 13, 10), 20)]) == ()


def followed(done: int, others: int, effect: float, seed: int = 1) -> Uplift | None:
    lots = random.Random(seed)
    cases = [Case("I01", f"2026-W{at % 4 + 10}", at < done, lots.uniform(5, 15),
                  lots.gauss(0.3, 1.5) + (effect if at < done else 0))
             for at in range(done + others)]  # fmt: skip
    return learning.uplift(cases)


def test_an_effect_is_found_shrunk_and_told_from_forty_and_forty_on() -> None:
    big = followed(200, 200, 2.0)
    assert big is not None
    assert 1.2 < big.mean < 2.0, "shrunk towards half a point"
    assert big.told
    assert big.factor == 1.5
    few = followed(39, 200, 2.0)
    assert few is not None
    assert not few.told
    assert few.factor == 1.0
    none = followed(300, 300, -1.5)
    assert none is not None
    assert none.factor == 0.5


def test_without_both_sides_nothing_can_be_said() -> None:
    assert learning.uplift([]) is None
    assert followed(10, 0, 1.0) is None


def test_a_tip_that_was_found_to_help_is_chosen_more_easily() -> None:
    told_of = Lessons(uplifts={"I01": Uplift(2.0, 0.2, 50, 50)})
    assert told_of.factor(HABIT) == 1.5
    assert told_of.factor(ONCE) == 1.0


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
    assert improvement.adjusted(fell, -7.0) == pytest.approx([one + 7 for one in plain])


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
