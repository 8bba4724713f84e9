"""A team's weakest pillar: the rule for one person, over the means of five or more."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scoring import teamwork, weakest
from scoring.pillars import Pillar
from scoring.readings import Reading, Source, make
from scoring.teamwork import NOTHING, Belief
from scoring.weakest import Ground, Verdict

TODAY = date(2026, 11, 20)
FOUR = st.tuples(*[st.integers(0, 2500)] * 4)


def read(four: Sequence[int], days_ago: int = 3) -> Reading:
    brand, people, insights, relationships = four
    return make(TODAY - timedelta(days=days_ago), (brand, people, insights, relationships), None,
                Source.TYPED)  # fmt: skip


def believed(*fours: Sequence[int]) -> dict[str, Belief]:
    found = {f"U{at}": teamwork.belief([read(four)], TODAY) for at, four in enumerate(fours)}
    return {user: one for user, one in found.items() if one is not None}


LOW_INSIGHTS = (1610, 1530, 820, 1740)


def test_five_who_share_a_weakness_have_it_together_and_four_have_nothing() -> None:
    assert teamwork.together(believed(*[LOW_INSIGHTS] * 4), TODAY) is None
    found = teamwork.together(believed(*[LOW_INSIGHTS] * 5), TODAY)
    assert found is not None
    assert found.members == 5
    assert found.weakest.verdict is Verdict.CLAIMED
    assert found.weakest.pillars == (Pillar.INSIGHTS,)
    assert found.shared is None, "a count of all of them would tell of each"


def test_a_team_that_differs_widely_gets_no_claim() -> None:
    fours = [[1500] * 4 for _ in range(6)]
    for at, four in enumerate(fours):
        four[at % 3] = 300
    found = teamwork.together(believed(*fours), TODAY)
    assert found is not None
    assert found.weakest.verdict is not Verdict.CLAIMED


def test_the_most_shared_weakness_is_told_of_two_to_all_but_two() -> None:
    other = (510, 1530, 1620, 1740)
    told = {}
    for many in range(8):
        found = teamwork.together(believed(*[LOW_INSIGHTS] * many, *[other] * (7 - many)), TODAY)
        assert found is not None
        told[many] = found.shared
    assert told == {
        0: None, 1: None, 2: (Pillar.BRAND, 5), 3: (Pillar.BRAND, 4), 4: (Pillar.INSIGHTS, 4),
        5: (Pillar.INSIGHTS, 5), 6: None, 7: None,
    }  # fmt: skip


def test_who_has_no_fresh_reading_of_the_four_is_not_counted() -> None:
    assert teamwork.belief([], TODAY) is None
    assert teamwork.belief([read(LOW_INSIGHTS, 29)], TODAY) is None
    assert teamwork.belief([read(LOW_INSIGHTS, -1)], TODAY) is None
    alone = make(TODAY, None, 6100, Source.TYPED)
    assert teamwork.belief([alone], TODAY) is None
    assert teamwork.belief([read(LOW_INSIGHTS, 28), alone], TODAY) is not None


@given(st.lists(FOUR, min_size=1, max_size=6))
def test_sparing_the_integral_changes_no_answer(fours: list[tuple[int, int, int, int]]) -> None:
    given_ = [read(four, 7 * at) for at, four in enumerate(fours)]
    found = teamwork.belief(given_, TODAY)
    assert found is not None
    whole = weakest.weakest(Ground(found.means, found.sds, NOTHING, given_[0], TODAY))
    claimed = whole.pillars[0] if whole.verdict is Verdict.CLAIMED else None
    if abs(whole.probability - weakest.CLAIM) > 0.005:  # where the integral itself is not exact
        assert found.weakest == claimed


@given(st.lists(FOUR, min_size=5, max_size=9), st.randoms())
def test_the_order_of_the_members_changes_nothing(
    fours: list[tuple[int, int, int, int]], lot: random.Random
) -> None:
    beliefs = believed(*fours)
    mixed = list(beliefs.items())
    lot.shuffle(mixed)
    assert teamwork.together(beliefs, TODAY) == teamwork.together(dict(mixed), TODAY)


def test_by_hand_the_error_counts_how_far_members_differ_and_how_sure_each_is() -> None:
    ordered = [Belief((mean,) * 4, (1.0,) * 4, None) for mean in (8.0, 9.0, 10.0, 11.0, 12.0)]
    assert teamwork._error(ordered, 0, 10.0) == (5 / 25 + 2.5 / 5) ** 0.5
