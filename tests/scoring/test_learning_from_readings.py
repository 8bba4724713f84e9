"""What a workspace teaches, what a rep's own count tells, and how honest the past was."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import learning, mapping
from scoring.calibrate import ASSUMED, Wander, run
from scoring.learning import Answers, Case, Lessons, Uplift
from scoring.mapping import PillarMap, TeamMap
from scoring.pillars import Pillar
from scoring.report import Situation, build
from scoring.shift import Shift
from scoring.tips import by_id
from scoring.tips.tip import TipEvent, TipRecord
from scoring.world import UNTAUGHT, World, wander
from tests.scoring.people import TODAY, ago, median_rep, typed

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
    assert learning.chance([], habit=True) == pytest.approx(0.4)


def test_own_answers_count_by_kind_and_later_tells_nothing() -> None:
    done = records("I04", *[TipEvent.DONE] * 3)
    assert learning.chance(done, habit=True) == pytest.approx(5 / 8)
    assert learning.chance(done, habit=False) == pytest.approx(0.4)
    assert learning.chance(records("I04", TipEvent.LATER, TipEvent.SHOWN), habit=True) == 0.4
    assert learning.chance(records("I04", TipEvent.SKIPPED), habit=True) == pytest.approx(2 / 6)


def test_a_workspace_counts_as_ten_answers_at_most() -> None:
    eager = Lessons(habits=Answers(900, 1000))
    usual = (2 + 900) / (5 + 1000)
    assert learning.chance([], eager, habit=True) == pytest.approx(usual)
    own = records("I04", *[TipEvent.SKIPPED] * 10)
    assert learning.chance(own, eager, habit=True) == pytest.approx(10 * usual / 20)


def test_what_followed_a_tip_needs_a_reading_before_and_one_three_to_five_weeks_after() -> None:
    shown = [TipRecord("I01", TipEvent.SHOWN, ago(30)), TipRecord("I01", TipEvent.DONE, ago(30))]
    there = [typed((10, 10, 10, 10), 35), typed((10, 10, 13, 10), 2)]
    (case,) = learning.cases(shown[:1], there)
    assert (case.done, case.start, case.gain) == (False, 10, 3)
    assert [one.done for one in learning.cases(shown, there)] == [True], "a week counts once"
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
