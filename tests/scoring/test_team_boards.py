"""Boards: few names, never a last place, ties whole or out, sums from five people."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.team import Standing, clubs, consistency, limit


@st.composite
def standings(draw: st.DrawFn) -> list[Standing]:
    weeks = draw(st.lists(st.integers(0, 6), max_size=14))
    return [Standing(f"U{at}", f"Name {at}", kept) for at, kept in enumerate(weeks)]


TOTALS = st.lists(st.integers(0, 10_000), max_size=14)


def kept(*weeks: int) -> list[Standing]:
    return [Standing(f"U{at}", f"Name {at}", n) for at, n in enumerate(weeks)]


@given(standings())
def test_few_are_named_and_never_the_last(entries) -> None:
    found = consistency(entries, 6)
    eligible = [one for one in entries if one.weeks]
    assert found.eligible == len(eligible)
    if found.missing:
        assert found.eligible + found.missing == 3
        assert found.rows == ()
        return
    assert len(found.rows) <= min(3, len(eligible) // 2)
    least = min(one.weeks for one in eligible)
    assert all(one.weeks > least for one in found.rows)


@given(standings())
def test_ties_are_whole_or_out_and_nobody_is_passed_over(entries) -> None:
    found = consistency(entries, 6)
    named = {one.user for one in found.rows}
    for one in found.rows:
        for other in entries:
            if other.weeks >= one.weeks:
                assert other.user in named
    assert list(found.rows) == sorted(found.rows, key=lambda one: (-one.weeks, one.name))


@given(standings(), st.integers(1, 6))
def test_sums_stand_from_five_people_on(entries, weeks) -> None:
    found = consistency(entries, weeks)
    if found.missing or len(entries) < 5:
        assert found.team_kept is None
        assert found.team_of is None
    else:
        assert found.team_kept == sum(one.weeks for one in entries)
        assert found.team_of == weeks * len(entries)


def test_a_board_starts_with_three_who_kept_a_week() -> None:
    assert consistency(kept(3, 2, 0, 0), 4).missing == 1
    assert consistency([], 4).missing == 3
    found = consistency(kept(3, 2, 1), 4)
    assert [one.user for one in found.rows] == ["U0"]
    assert found.missing == 0


def test_when_everyone_is_level_one_line_says_so_and_nobody_is_named() -> None:
    found = consistency(kept(2, 2, 2, 2), 4)
    assert found.all_level
    assert found.rows == ()
    assert found.tie is None


def test_a_tie_that_does_not_fit_is_left_out_or_counted_from_five() -> None:
    assert consistency(kept(5, 4, 4, 4, 1, 1), 6).rows == tuple(kept(5))
    assert consistency(kept(5, 4, 4, 4, 1, 1), 6).tie is None
    counted = consistency(kept(5, 4, 4, 4, 4, 4, 1), 6)
    assert [one.user for one in counted.rows] == ["U0"]
    assert counted.tie == 5
    assert consistency(kept(5, 4, 4, 4, 4, 4), 6).tie is None  # they are the last


@given(TOTALS)
def test_clubs_name_few_and_never_the_least(totals) -> None:
    entries = [(f"Name {at:02}", total) for at, total in enumerate(totals)]
    found = clubs(entries)
    if found.missing:
        assert found.clubs == ()
        return
    names = [name for club in found.clubs for name in club.names]
    assert len(names) <= limit(len(entries))
    by_name = dict(entries)
    assert all(by_name[name] > min(totals) for name in names)
    for club in found.clubs:
        above = 7000 if club.at_least == 6000 else 10_001
        inside = [name for name, total in entries if club.at_least <= total < above]
        assert club.count == len(inside)
        assert list(club.names) in ([], sorted(inside))
        assert club.names or club.count >= 5


@given(standings(), st.randoms(use_true_random=False))
def test_the_order_in_which_members_come_changes_no_board(entries, lots) -> None:
    mixed = list(entries)
    lots.shuffle(mixed)
    assert consistency(entries, 6) == consistency(mixed, 6)
    totals = [(one.name, 1500 * one.weeks) for one in entries]
    assert clubs(totals) == clubs([(one.name, 1500 * one.weeks) for one in mixed])


def test_the_higher_club_comes_first_and_inside_there_is_no_order() -> None:
    found = clubs([("Zoe", 7100), ("Ana", 7900), ("Ben", 6400), *[(f"N{n}", 4000) for n in "abc"]])
    assert [(club.at_least, club.names) for club in found.clubs] == [
        (7000, ("Ana", "Zoe")),
        (6000, ("Ben",)),
    ]


def test_a_club_that_does_not_fit_is_a_count_from_five_on_or_left_out() -> None:
    many = [(f"Name {at}", 7000 + at) for at in range(5)]
    rest = [(f"Low {at}", 3000) for at in range(3)]
    assert [(club.names, club.count) for club in clubs(many + rest).clubs] == [((), 5)]
    assert clubs(many[:4] + rest).clubs == ()


def test_names_that_differ_in_case_alone_stand_in_one_order() -> None:
    entries = [("ana", 7100), ("Ana", 7200), ("Low", 3000), ("Lower", 2000)]
    assert clubs(entries) == clubs(list(reversed(entries)))
