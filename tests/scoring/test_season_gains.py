"""Gains over a season: which readings count, and that nobody wins by luck."""

import random
from datetime import date, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import improvement
from scoring.fresh import newest, trusted
from scoring.improvement import Season, gains, listed, season_of
from scoring.readings import Reading, Source, make
from scoring.shift import Shift

FIRST, LAST = date(2026, 11, 23), date(2027, 1, 3)


def at(day: int, total: float, source: Source = Source.TYPED, sequence: int = 0) -> Reading:
    """A reading so many days after the season's first."""
    return make(FIRST + timedelta(days=day), None, round(100 * total), source, sequence=sequence)


def null_season(lots: random.Random, people: int) -> list[Season]:
    """Constant habits: nobody does anything else, and LinkedIn's number moves by luck."""
    found = []
    for one in range(people):
        start = lots.uniform(30, 75)
        found.append(Season(f"U{one}", start, start + lots.gauss(0, 4), 42))
    return found


# Readings that may stand on a board


def test_imported_history_does_not_count() -> None:
    own = [at(0, 80, Source.TABLE), at(1, 50), at(8, 52)]
    assert [one.total for one in trusted(own, LAST)] == [5000, 5200]
    assert newest([at(0, 80, Source.TABLE)], FIRST) is None


def test_a_leap_waits_for_a_second_reading() -> None:
    leap = [at(0, 40), at(6, 75)]
    assert [one.total for one in trusted(leap, LAST)] == [4000]
    assert [one.total for one in trusted([*leap, at(9, 74)], LAST)] == [4000, 7500, 7400]
    assert [one.total for one in trusted([*leap, at(9, 41)], LAST)] == [4000, 4100]


@pytest.mark.parametrize(
    ("days", "points", "stands"), [(7, 30, True), (7, 31, False), (8, 60, True)]
)
def test_a_leap_is_more_than_thirty_points_within_a_week(
    days: int, points: int, stands: bool
) -> None:
    found = trusted([at(0, 30), at(days, 30 + points)], LAST)
    assert (len(found) == 2) is stands


@pytest.mark.parametrize(("age", "stands"), [(14, True), (15, False)])
def test_the_newest_reading_stands_for_a_fortnight(age: int, stands: bool) -> None:
    assert (newest([at(0, 50)], FIRST + timedelta(days=age)) is not None) is stands


# A member's season


def test_a_season_needs_two_readings_three_weeks_apart_and_a_fresh_end() -> None:
    assert season_of("U1", [at(0, 50), at(35, 58)], FIRST, LAST) == Season("U1", 50, 58, 35)
    assert season_of("U1", [at(15, 50), at(35, 58)], FIRST, LAST) is None
    assert season_of("U1", [at(0, 50), at(26, 58)], FIRST, LAST) is None, "15 days old"
    assert season_of("U1", [at(-5, 50), at(35, 58)], FIRST, LAST) is None
    assert season_of("U1", [at(0, 50), at(35, 58), at(50, 90)], FIRST, LAST) is not None


def test_a_shift_between_its_two_readings_is_taken_out_and_no_other() -> None:
    shifts = [Shift(FIRST + timedelta(days=day), -400, 9) for day in (0, 20, 36)]
    found = season_of("U1", [at(0, 50), at(35, 48)], FIRST, LAST, shifts)
    assert found == Season("U1", 50, 48, 35, -4.0)


# Who is listed


def test_in_a_world_without_effects_19_seasons_of_20_have_no_winner() -> None:
    lots = random.Random(11)
    for people in (3, 6, 12, 30):
        won = [
            any(one.first for one in listed(gains(null_season(lots, people)))) for _ in range(400)
        ]
        assert fmean(won) <= 0.05, people


def test_where_nothing_happened_the_gain_has_nothing_to_do_with_the_start() -> None:
    """Readings wobble, so a high first one is followed by a lower one: that is taken out."""
    lots = random.Random(5)
    found, starts = [], []
    for _ in range(60):
        members = []
        for one in range(40):
            level = lots.uniform(30, 75)
            members.append(
                Season(f"U{one}", level + lots.gauss(0, 2.8), level + lots.gauss(0, 2.8), 42)
            )
        found += improvement.adjusted(members)
        starts += [one.start for one in members]
    a, b = fmean(starts), fmean(found)
    along = sum((x - a) * (y - b) for x, y in zip(starts, found, strict=True))
    spread = sum((x - a) ** 2 for x in starts) * sum((y - b) ** 2 for y in found)
    assert abs(along / spread**0.5) <= 0.05


def test_a_gain_within_luck_is_never_listed() -> None:
    members = [Season(f"U{one}", 50, 50 + (-1) ** one * 12, 42) for one in range(8)]
    small = [*members, Season("UX", 50, 50.4, 42)]
    assert "UX" not in {one.gain.user for one in listed(gains(small))}


SEASONS = st.lists(
    st.builds(
        Season,
        user=st.sampled_from([f"U{at}" for at in range(20)]),
        start=st.integers(10, 90).map(float),
        end=st.integers(10, 99).map(float),
        days=st.integers(10, 42),
    ),
    max_size=12,
    unique_by=lambda one: one.user,
)


@given(SEASONS)
def test_few_are_listed_in_whole_places_and_never_the_last(members) -> None:
    found = gains(members)
    places = listed(found)
    assert len(places) <= min(3, len(found) // 2)
    if places:
        assert len(found) >= 3
        least = min(one.share for one in found)
        assert all(one.gain.share > least for one in places)
        assert all(one.gain.moved and one.gain.points >= 1 for one in places)
        assert [one.place for one in places] == sorted(one.place for one in places)
        for one in places:
            before = sum(other.place < one.place for other in places)
            assert one.place == before + 1, "competition ranking"
    assert sum(one.first for one in places) <= 1


@given(SEASONS, st.randoms(use_true_random=False))
def test_the_order_in_which_members_come_changes_nothing(members, lots) -> None:
    mixed = list(members)
    lots.shuffle(mixed)
    assert gains(members) == gains(mixed)
    assert listed(gains(members)) == listed(gains(mixed))


def test_shares_within_one_point_of_the_first_share_its_place() -> None:
    rest = [Season(f"U{one}", 40, 40 - 4 * one, 42) for one in range(1, 6)]
    close = [Season("UA", 40, 70, 42), Season("UB", 40, 70.5, 42), Season("UC", 40, 60, 42)]
    places = listed(gains([*close, *rest]))
    assert [(one.gain.user, one.place) for one in places] == [("UB", 1), ("UA", 1), ("UC", 3)]
    assert not any(one.first for one in places), "two share the place"
    alone = listed(gains([close[0], *rest]))
    assert [(one.gain.user, one.first) for one in alone] == [("UA", True)]
