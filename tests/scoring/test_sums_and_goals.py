"""Sums: nobody's part can be worked out from a post, nor from two that follow each other."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.quest import cap, share, total
from scoring.sums import NOBODY, Shown, counted, may_name

ALL = "ABCDEFGHIJ"
USERS = st.frozensets(st.sampled_from(ALL), max_size=len(ALL))


def solved(rows: list[frozenset[str]]) -> set[str]:
    """Whose part follows from the sums of these sets, by elimination over the rationals."""
    people = sorted(frozenset().union(*rows)) if rows else []
    left = [[Fraction(one in row) for one in people] for row in rows]
    rank = 0
    for at in range(len(people)):
        pivot = next((row for row in range(rank, len(left)) if left[row][at]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        left[rank] = [value / left[rank][at] for value in left[rank]]
        for row in range(len(left)):
            if row != rank:
                much = left[row][at]
                left[row] = [a - much * b for a, b in zip(left[row], left[rank], strict=True)]
        rank += 1
    alone = [row for row in left if sum(map(bool, row)) == 1]
    return {one for row in alone for one, value in zip(people, row, strict=True) if value}


def test_the_solver_finds_the_part_of_one_who_came() -> None:
    assert solved([frozenset("ABCDE"), frozenset("ABCDEF")]) == {"F"}
    assert solved([frozenset("ABCDE"), frozenset("ABCDEFG")]) == set()


@given(st.lists(st.tuples(USERS, st.randoms(use_true_random=False)), min_size=2, max_size=8))
def test_no_part_follows_from_any_two_posts_in_a_row(weeks) -> None:
    """The worst case: nobody did anything between the posts, and whose part is public is known."""
    before: Shown | None = None
    for people, lots in weeks:
        order = sorted(people)
        named = frozenset(lots.sample(order, min(3, len(order) // 2)))
        named = named if may_name(named, before) else NOBODY
        held = counted(people, named, before)
        assert held <= people
        assert not held or len(held) >= 5
        sums = [held, before.people] if before else [held]
        known = named | (before.named if before else NOBODY)
        assert solved([one - known for one in sums if one]) == set()
        if held:
            before = Shown(held, named)
        elif before:
            before = Shown(before.people, known)


def test_one_who_came_waits_for_the_next_and_after_one_has_gone_the_sum_is_left_out() -> None:
    five, six = frozenset("ABCDE"), frozenset("ABCDEF")
    assert counted(frozenset("ABCD"), NOBODY, None) == NOBODY
    assert counted(five, NOBODY, None) == five
    assert counted(six, NOBODY, Shown(five)) == five
    assert counted(frozenset("ABCDEFG"), NOBODY, Shown(five)) == frozenset("ABCDEFG")
    assert counted(five, NOBODY, Shown(six)) == NOBODY
    assert counted(frozenset("ABCDEG"), NOBODY, Shown(six)) == frozenset("ABCDEG")


def test_a_part_that_is_public_by_name_hides_nobody() -> None:
    five, seven = frozenset("ABCDE"), frozenset("ABCDEFG")
    assert counted(frozenset("ABCDEF"), frozenset("F"), Shown(five)) == frozenset("ABCDEF")
    assert counted(seven, frozenset("F"), Shown(five)) == frozenset("ABCDEF"), "G alone is hidden"
    assert counted(frozenset("BCDEF"), NOBODY, Shown(five, frozenset("A"))) == NOBODY


@given(st.dictionaries(st.sampled_from(ALL), st.integers(0, 8)), USERS)
def test_a_goal_shows_its_sum_from_five_people_on_and_in_any_order(shares, gone) -> None:
    found = total(shares, Shown(gone) if len(gone) >= 5 else None)
    assert found == total(dict(reversed(shares.items())), Shown(gone) if len(gone) >= 5 else None)
    if found.value is not None:
        assert len(found.people) >= 5
        assert found.value == sum(shares[one] for one in found.people)
        assert found.value > len(found.people), "else each brought exactly one"


@pytest.mark.parametrize(("target", "most"), [(5, 1), (40, 8), (41, 9), (10_000, 2000)])
def test_a_fifth_of_the_goal_counts_of_one_person_at_most(target: int, most: int) -> None:
    assert cap(target) == most
    assert share(10**6, target) == most
    assert share(-3, target) == 0
    assert 5 * most >= target, "five people can reach it"
    assert 4 * most < target, "and four can't"


def test_a_goal_of_five_where_each_brought_one_tells_no_sum() -> None:
    ones = dict.fromkeys("ABCDE", 1)
    assert total(ones, None).value is None
    assert total({**ones, "A": 2}, None).value == 6
