"""Which tips may be offered: resting, refused, halved, grown, done and come back."""

from datetime import date

import pytest

from scoring.activity import EMPTY, Activity, merge
from scoring.evidence import Evidence
from scoring.measures import take
from scoring.rotation import Offer, offers
from scoring.tips import by_id
from scoring.tips.tip import HALVED, Of, TipEvent, TipRecord
from tests.scoring.people import TODAY, ago, batch, level, median_rep, profile, steady


def knowing(activity: Activity = EMPTY, **settings) -> Evidence:
    seat = settings.get("sales_navigator")
    return Evidence(take(activity, TODAY, sales_navigator=seat), activity, TODAY, **settings)


def offer(tip: str, *records: TipRecord, activity: Activity = EMPTY, **settings) -> Offer | None:
    found = offers(records, knowing(activity, **settings), TODAY)
    return next((one for one in found if one.tip.id == tip), None)


def told(tip: str, event: TipEvent, days: int, digest: bool = True) -> TipRecord:
    return TipRecord(tip, event, ago(days), digest)


def test_a_fresh_tip_is_offered_in_full() -> None:
    assert offer("I01") == Offer(by_id("I01"), 1.0, False)


@pytest.mark.parametrize(
    ("event", "days", "resting"),
    [
        (TipEvent.SHOWN, 20, True), (TipEvent.SHOWN, 21, False),
        (TipEvent.DONE, 13, True), (TipEvent.DONE, 14, False),
        (TipEvent.LATER, 6, True), (TipEvent.LATER, 7, False),
    ],
)  # fmt: skip
def test_a_habit_rests_after_it_was_shown_done_or_put_off(event, days, resting) -> None:
    assert offer("I01", told("I01", event, days)).resting is resting


def test_a_habit_shown_and_then_done_rests_from_then_on_for_two_weeks() -> None:
    both = (told("I01", TipEvent.SHOWN, 16), told("I01", TipEvent.DONE, 15))
    assert not offer("I01", *both).resting
    again = (*both, told("I01", TipEvent.SHOWN, 1))
    assert offer("I01", *again).resting


def test_looking_at_the_plan_makes_nothing_rest() -> None:
    assert not offer("I01", told("I01", TipEvent.SHOWN, 1, digest=False)).resting


def test_skipped_twice_is_halved_and_says_so() -> None:
    skips = [told("I02", TipEvent.SKIPPED, days) for days in (90, 60)]
    busy = merge([batch("archive/comments", {"comments.credit": steady(3)})], [])
    found = offer("I02", *skips, activity=busy)
    assert found.dose == 0.5
    assert found.tip.dose == by_id("I02").dose / 2
    assert found.tip.minutes == 10
    assert found.tip.say.endswith(HALVED)
    assert not found.resting


@pytest.mark.parametrize(("days", "resting"), [(55, True), (56, False)])
def test_skipped_three_times_rests_eight_weeks(days: int, resting: bool) -> None:
    skips = [told("I01", TipEvent.SKIPPED, days + more) for more in (60, 30, 0)]
    assert offer("I01", *skips).resting is resting


def test_doing_it_forgets_earlier_skips() -> None:
    skips = [told("I01", TipEvent.SKIPPED, days) for days in (120, 90)]
    assert offer("I01", *skips, told("I01", TipEvent.DONE, 60)).dose == 1.0


def test_not_for_me_is_for_ever_and_can_be_taken_back() -> None:
    refused = told("B02", TipEvent.NOT_FOR_ME, 400)
    assert offer("B02", refused) is None
    assert offer("B02", refused, told("B02", TipEvent.TAKEN_BACK, 1)) is not None
    assert offer("B02", refused, told("B02", TipEvent.TAKEN_BACK, 400)) is not None


def test_what_happens_after_today_is_ignored() -> None:
    assert offer("B02", told("B02", TipEvent.NOT_FOR_ME, -1)) is not None


def test_a_one_off_does_not_return() -> None:
    assert offer("B06", told("B06", TipEvent.DONE, 300)) is None


def test_a_one_off_returns_once_when_a_later_file_still_shows_the_gap() -> None:
    def lacking(day: date) -> Activity:
        return merge([], [*profile(9), level("profile.skills", False, day, sequence=1)])

    done = told("B06", TipEvent.DONE, 30)
    assert offer("B06", done, activity=lacking(ago(0))) is not None
    assert offer("B06", done, told("B06", TipEvent.DONE, 9), activity=lacking(ago(0))) is None
    settled = merge([], [level(one.fact, True) for one in profile(10)])
    assert offer("B06", done, activity=settled) is None


def commenting(units: float) -> Activity:
    return merge([batch("archive/comments", {"comments.credit": steady(units)})], [])


def test_done_twice_and_well_established_gives_way_to_the_bigger_one() -> None:
    twice = [told("I01", TipEvent.DONE, days) for days in (60, 30)]
    assert offer("I01", *twice, activity=commenting(4)) is None
    assert offer("I02", *twice, activity=commenting(4)) is not None
    assert offer("I01", *twice[:1], activity=commenting(1)) is not None
    assert offer("I01", *twice) is not None  # unseen: nothing escalates


def test_a_bigger_one_is_offered_by_its_sibling_even_outside_its_own_range() -> None:
    twice = [told("B10", TipEvent.DONE, days) for days in (60, 30)]
    many = merge([batch("archive/shares", {"posts.credit": steady(1.7)})], [])
    assert offer("B11", activity=many) is None
    assert offer("B11", *twice, activity=many) is not None
    refused = told("B11", TipEvent.NOT_FOR_ME, 3)
    assert offer("B11", *twice, refused, activity=many) is None


def test_a_habit_that_stands_retires() -> None:
    searching = merge([batch("archive/searches", {"searches": steady(7)})], [])
    settled = take(searching, TODAY)["searches"].u
    assert settled > 0.85
    assert offer("F14", activity=searching, sales_navigator=True) is None


@pytest.mark.parametrize("tip", ["F09", "F10", "F13", "F14"])
def test_no_tip_needs_a_seat_that_nobody_said_they_have(tip: str) -> None:
    for seat in (None, False):
        assert offer(tip, activity=median_rep(), sales_navigator=seat) is None
    busy = merge([batch("archive/searches", {"searches": steady(3)})], [])
    assert offer(tip, activity=busy, sales_navigator=True) is not None


def test_the_crm_link_waits_for_a_question_that_is_not_asked_yet() -> None:
    assert offer("F15", sales_navigator=True) is None


def test_the_ideal_customer_is_asked_for_until_it_is_saved() -> None:
    assert offer("F01") is not None
    assert offer("F01", ideal_customer=True) is None


def rep(**facts: dict[date, int]) -> Activity:
    """Facts by name with one underscore for the dot, in the source that delivers them."""
    sources = {
        "posts": "archive/shares", "shares": "archive/shares", "comments": "archive/comments",
        "starts": "archive/messages", "invites": "archive/invitations",
        "connections": "archive/connections", "recommendations": "archive/recommendations_received",
        "creator": "analytics/engagement",
    }  # fmt: skip
    found: dict[str, dict[str, dict[date, int]]] = {}
    for name, days in facts.items():
        kind, _, rest = name.partition("_")
        found.setdefault(sources[kind], {})[f"{kind}.{rest}"] = days
    return merge([batch(source, amounts, first=ago(400)) for source, amounts in found.items()], [])


RECENTLY, LONG_AGO = {ago(9): 10_000}, {ago(390): 3000}


@pytest.mark.parametrize(
    ("tip", "activity", "offered"),
    [
        ("B08", rep(recommendations_received=LONG_AGO), True),
        ("B08", rep(recommendations_received={**LONG_AGO, ago(20): 1000}), False),
        ("B08", rep(recommendations_received={}), False),
        ("B13", rep(posts_credit=steady(1), creator_engagements=steady(50)), False),
        ("B13", rep(posts_credit=steady(1), creator_engagements=steady(5)), True),
        ("B13", rep(posts_credit=steady(1)), True),
        ("B13", EMPTY, False),
        ("F05", rep(connections_new=RECENTLY, connections_good={ago(9): 2000}), True),
        ("F05", rep(connections_new=RECENTLY, connections_good={ago(9): 3000}), False),
        ("I05", rep(shares_credit=steady(0.2), shares_count=RECENTLY, shares_bare={ago(9): 6000}),
         True),
        ("I05", rep(shares_credit=steady(0.2), shares_count=RECENTLY, shares_bare={}), False),
        ("I06", rep(posts_credit=steady(1), creator_engagements={ago(60): 90_000}), True),
        ("I06", rep(posts_credit=steady(1), creator_engagements={ago(6): 90_000}), False),
        ("R02", rep(starts_decided={}, invites_sent=RECENTLY, invites_noted={}), True),
        ("R02", rep(starts_decided={}, invites_sent=RECENTLY, invites_noted=RECENTLY), False),
        ("R05", rep(starts_count=RECENTLY, starts_copied={ago(9): 4000}), True),
        ("R05", rep(starts_count=RECENTLY, starts_copied={ago(9): 2000}), False),
        ("I10", rep(comments_actions={ago(9): 1000}), True),
        ("I10", rep(comments_actions=steady(1)), False),
    ],
)  # fmt: skip
def test_a_condition_looks_at_what_the_files_tell(tip, activity, offered) -> None:
    assert (offer(tip, activity=activity) is not None) is offered


@pytest.mark.parametrize(
    ("tip", "fact", "low", "high"),
    [
        ("R03", "invites.pending_30d", 30, 31), ("R13", "network.size", 500, 499),
        ("I03", "comments.median_words", 8, 7), ("I12", "groups.count", 0, 1),
        ("B12", "best_post.ratio", 1.9, 2.1),
    ],
)  # fmt: skip
def test_a_condition_on_a_level_needs_that_level(tip, fact, low, high) -> None:
    assert offer(tip) is None
    assert offer(tip, activity=merge([], [level(fact, low)])) is None
    assert offer(tip, activity=merge([], [level(fact, high)])) is not None


def test_what_nobody_knows_has_no_value() -> None:
    nothing = knowing()
    assert nothing.value(Of.RATIO, "echo_of_usual") is None
    assert nothing.value(Of.EMPTY_WEEKS, "") is None
    assert nothing.value(Of.SETTING, "crm_sync") is None
    assert nothing.value(Of.SUM, "articles") is None
    assert nothing.level_day("profile.photo") is None
