"""The table of signals, and how each is seen, half seen or not seen."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.activity import EMPTY, Activity, Cover, merge
from scoring.estimate import guess
from scoring.measures import Seen, take
from scoring.pillars import PILLARS
from scoring.signals import BY_NAME, LEVEL_FACT, SIGNALS, Kind
from tests.scoring.people import FACTS, TODAY, activities, ago, batch, level, profile, steady


def test_there_are_27_signals_whose_weights_fill_each_pillar() -> None:
    assert len(SIGNALS) == len(BY_NAME) == 27
    for pillar in PILLARS:
        assert sum(s.weight for s in SIGNALS if s.pillar is pillar) == pytest.approx(1)


def test_every_signal_has_a_way_to_be_seen() -> None:
    for signal in SIGNALS:
        if signal.kind is not Kind.LEVEL:
            assert signal.readers, signal.name
        elif signal.name != "profile_complete":
            assert signal.name in LEVEL_FACT


def test_nothing_uploaded_is_nothing_measured() -> None:
    assert take(EMPTY, TODAY) == {}


def test_an_empty_file_is_an_observed_zero_and_a_missing_file_is_unseen() -> None:
    found = take(merge([batch("archive/comments", {}, first=ago(90))], []), TODAY)
    assert found["comments"].u == 0
    assert "reactions" not in found


def test_days_after_the_export_neither_help_nor_hurt() -> None:
    known = merge([batch("archive/comments", {"comments.credit": steady(3)})], [])
    now, later = take(known, TODAY)["comments"], take(known, TODAY + timedelta(days=30))["comments"]
    assert later.u == now.u
    assert later.through == TODAY


def test_an_archive_knows_the_quarter_before_its_first_row_and_a_workbook_does_not() -> None:
    facts = {"comments.credit": {ago(3): 2000}}
    archive = take(merge([batch("archive/comments", facts, first=ago(10))], []), TODAY)
    assert archive["comments"].known_days == 91
    book = {"creator.engagements": {ago(3): 9000}}
    short = take(merge([batch("analytics/engagement", book, first=ago(19))], []), TODAY)
    assert "engagement_recv" not in short
    enough = take(merge([batch("analytics/engagement", book, first=ago(20))], []), TODAY)
    assert enough["engagement_recv"].known_days == 21


def test_five_hundred_reactions_in_a_day_are_ten() -> None:
    def reacting(count: int) -> float:
        known = merge([batch("archive/reactions", {"reactions": {ago(2): count * 1000}})], [])
        return take(known, TODAY)["reactions"].u

    assert reacting(500) == reacting(10) > reacting(9)


def test_one_source_is_chosen_and_never_two_added() -> None:
    archive = batch("archive/searches", {"searches": steady(2)})
    report = batch("sales_navigator", {"sn.searches": steady(9)}, first=ago(40))
    both = take(merge([archive, report], []), TODAY)["searches"]
    assert both == take(merge([archive], []), TODAY)["searches"]


def test_follows_need_half_of_their_window() -> None:
    def following(first: int) -> bool:
        seen = Activity({"company.follows": {ago(2): 3000}}, {"book": (Cover(ago(first), TODAY),)})
        return "companies_followed" in take(seen, TODAY)

    assert not following(90)  # another source tells nothing of this one
    known = merge([batch("archive/follows", {"company.follows": {ago(2): 3000}})], [])
    assert take(known, TODAY)["companies_followed"].u == pytest.approx(0.39, abs=0.02)


def test_a_new_follower_is_worth_twenty_impressions() -> None:
    def reaching(fact: str, amount: int) -> float:
        return take(merge([batch("analytics/engagement", {fact: steady(amount)})], []), TODAY)[
            "content_reach"
        ].u

    assert reaching("creator.followers", 10) == pytest.approx(reaching("creator.impressions", 200))


def test_unknown_checks_are_left_out_and_under_five_say_nothing() -> None:
    assert take(merge([], profile(3, 6)), TODAY)["profile_complete"].u == 0.5
    assert "profile_complete" not in take(merge([], profile(4, 4)), TODAY)


def test_a_told_number_of_views_expires_after_90_days() -> None:
    told = merge([], [level("inbound_views.week", 15.0, ago(90))])
    assert take(told, TODAY)["inbound_views"].u == pytest.approx(0.806, abs=1e-3)
    assert "inbound_views" not in take(told, TODAY + timedelta(days=1))


def test_without_sales_navigator_saved_leads_are_a_known_zero() -> None:
    found = take(EMPTY, TODAY, sales_navigator=False)
    assert (found["leads_saved"].u, found["leads_saved"].seen) == (0.0, Seen.STRUCTURAL)
    assert take(EMPTY, TODAY, sales_navigator=True) == {}
    assert guess(found, TODAY)[1].coverage == 0


@pytest.mark.parametrize(
    ("sources", "shares"),
    [
        (
            ("archive/connections", "archive/invitations+connections", "archive/messages",
             "archive/follows", "archive/endorsements_received",
             "archive/recommendations_received", "archive/recommendations_given"),
            (0.58, 0.32, 0.10, 1.0),
        ),
        (tuple(one for one in FACTS if one.startswith("archive/")), (0.88, 0.65, 0.75, 1.0)),
        (tuple(one for one in FACTS if one != "sales_navigator"), (1.0, 0.65, 0.95, 1.0)),
        (tuple(FACTS), (1.0, 0.95, 0.95, 1.0)),
    ],
)  # fmt: skip
def test_how_much_of_each_pillar_an_upload_shows(sources, shares) -> None:
    levels = [*profile(5), level("network.size", 500), level("network.senior", 20)]
    known = merge([batch(source, {}) for source in sources], levels)
    coverage = [one.coverage for one in guess(take(known, TODAY), TODAY)]
    assert coverage == pytest.approx(list(shares))


@given(activities(), st.integers(0, 200))
def test_without_new_actions_no_signal_rises_as_days_pass(known, days) -> None:
    """Habits, stocks and levels; the files go on to cover the idle days."""
    cover = {
        source: tuple(Cover(one.first, TODAY + timedelta(days=days)) for one in found)
        for source, found in known.cover.items()
    }
    idle = Activity(known.amounts, cover, known.levels)
    before, after = take(known, TODAY), take(idle, TODAY + timedelta(days=days))
    for name, found in after.items():
        if BY_NAME[name].kind is not Kind.RATE and name in before:
            assert found.u <= before[name].u + 1e-12, name


@given(activities())
def test_future_days_are_ignored(known) -> None:
    later = {
        fact: {**days, **{TODAY + timedelta(days=3): 50_000}}
        for fact, days in known.amounts.items()
    }
    assert take(Activity(later, known.cover, known.levels), TODAY) == take(known, TODAY)


@given(activities(), st.sampled_from([10**12, -(10**9)]))
def test_huge_and_negative_amounts_stay_between_0_and_1(known, amount) -> None:
    wild = {fact: {**days, ago(4): amount} for fact, days in known.amounts.items()}
    for found in take(Activity(wild, known.cover, known.levels), TODAY).values():
        assert 0 <= found.u <= 1
