"""Overlapping uploads: the owner of each day, whatever the order of uploading."""

import hashlib
from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from scoring.activity import Batch, Level, merge
from tests.scoring.people import TODAY, ago, batch, level

FACTS = ("comments.credit", "comments.actions")
SOURCES = ("archive/comments", "sales_navigator")


@st.composite
def uploads(draw: st.DrawFn) -> Batch:
    as_of = ago(draw(st.integers(0, 6)))
    first = as_of - timedelta(days=draw(st.integers(0, 8)))
    days = st.integers(0, 16).map(ago)
    amounts = {
        fact: draw(st.dictionaries(days, st.integers(1, 3), max_size=6))
        for fact in draw(st.sets(st.sampled_from(FACTS)))
    }
    partial = draw(st.sampled_from([{as_of}, {as_of, first}, set()]))
    source = draw(st.sampled_from(SOURCES))
    return Batch(source, first, as_of, frozenset(partial), amounts, draw(st.sampled_from("129")))


def plainly(found: list[Batch]) -> dict[str, dict[date, int]]:
    """The rule as it is written, day by day."""
    sums: dict[str, dict[date, int]] = {}
    for source in SOURCES:
        mine = [one for one in found if one.source == source]
        for age in range(20):
            day = ago(age)
            there = [one for one in mine if one.first_seen <= day <= one.as_of]
            if not there:
                continue

            def rank(one: Batch, day: date = day, source: str = source) -> tuple[object, ...]:
                that = {fact: days[day] for fact, days in one.amounts.items() if day in days}
                lines = "\n".join(sorted(f"{fact}={n}" for fact, n in that.items()))
                length = (one.as_of - one.first_seen).days if source == "sales_navigator" else 0
                return (
                    day not in one.partial, one.as_of, int(one.rules), -length,
                    sum(that.values()), hashlib.sha256(lines.encode()).hexdigest(),
                )  # fmt: skip

            owner = max(there, key=rank)
            for fact, days in owner.amounts.items():
                if day in days:
                    fact_days = sums.setdefault(fact, {})
                    fact_days[day] = fact_days.get(day, 0) + days[day]
    return sums


def filled(amounts: object) -> dict[str, dict[date, int]]:
    return {fact: dict(days) for fact, days in amounts.items() if days}  # type: ignore[attr-defined] # a mapping of mappings


@given(st.lists(uploads(), max_size=5))
def test_merging_follows_the_written_order_on_every_day(found: list[Batch]) -> None:
    assert filled(merge(found, []).amounts) == plainly(found)


@given(st.lists(uploads(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_uploading_does_not_matter_and_twice_is_once(found, random) -> None:
    shuffled = [*found, *found]
    random.shuffle(shuffled)
    assert merge(shuffled, []) == merge(found, [])


@given(st.lists(uploads(), max_size=4), uploads())
def test_days_that_an_upload_does_not_cover_stay_as_they_were(found, new) -> None:
    before, after = merge(found, []).amounts, merge([*found, new], []).amounts
    own = {"archive/comments", "sales_navigator"} - {new.source}
    assert merge([one for one in found if one.source in own], []) == merge(
        [one for one in [*found, new] if one.source in own], []
    )
    for fact in set(before) | set(after):
        for age in range(20):
            day = ago(age)
            if not new.first_seen <= day <= new.as_of:
                assert before.get(fact, {}).get(day, 0) == after.get(fact, {}).get(day, 0)


def test_a_later_export_owns_a_day_without_amounts_too() -> None:
    old = batch("archive/comments", {"comments.credit": {ago(5): 1000}}, as_of=ago(2))
    new = batch("archive/comments", {"comments.credit": {ago(9): 1000}})
    assert merge([old, new], []).amounts["comments.credit"] == {ago(9): 1000}


def test_a_whole_day_of_an_older_export_beats_a_partial_day_of_a_newer_one() -> None:
    old = batch("archive/invitations", {"invites.sent": {ago(9): 4000}}, as_of=ago(2))
    new = batch(
        "archive/invitations",
        {"invites.sent": {ago(9): 1000}},
        first=ago(9),
        partial=frozenset({ago(9), TODAY}),
    )
    assert merge([new, old], []).amounts["invites.sent"] == {ago(9): 4000}


def test_amounts_outside_the_covered_days_are_ignored() -> None:
    later = batch("archive/comments", {"comments.credit": {ago(-3): 1000}})
    assert not merge([later], []).amounts["comments.credit"]


def test_version_ten_of_the_rules_is_newer_than_version_nine() -> None:
    nine = batch("archive/comments", {"comments.credit": {ago(3): 9000}}, rules="9")
    ten = batch("archive/comments", {"comments.credit": {ago(3): 1000}}, rules="10")
    assert merge([ten, nine], []).amounts["comments.credit"] == {ago(3): 1000}


def test_two_sources_of_one_fact_are_added() -> None:
    shares = batch("archive/shares", {"shares.credit": {ago(3): 1000}})
    reposts = batch("archive/instant_reposts", {"shares.credit": {ago(3): 200}})
    assert merge([shares, reposts], []).amounts["shares.credit"] == {ago(3): 1200}


def test_a_level_never_goes_back_to_an_older_one() -> None:
    levels = [
        level("network.size", 500.0, ago(9)),
        level("network.size", 700.0, ago(1)),
        level("network.size", 600.0, ago(1), sequence=1),
        Level("network.size", 400.0, ago(30), sequence=9),
    ]
    for order in permutations(levels):
        assert merge([], order).levels["network.size"].value == 600.0


def test_the_last_day_that_was_seen_is_known_by_source_and_for_all() -> None:
    found = merge(
        [batch("archive/comments", {}, as_of=ago(4)), batch("archive/shares", {}, as_of=ago(2))],
        [level("network.size", 5.0, ago(3))],
    )
    assert found.observed_through == ago(2)
    assert found.through(["archive/comments"]) == ago(4)
    assert found.through(["archive/reactions"]) is None
