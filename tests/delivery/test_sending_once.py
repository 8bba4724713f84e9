"""One message out, once, whatever Slack answers. The sandbox is Slack; the database is real."""

from datetime import timedelta

import pytest

from bot.services import digest_content
from bot.store import members, tips
from sandbox import seed
from sandbox.seed import ANA, BEN, CHI
from sandbox.server import Sandbox
from tests.delivery.office import (
    FRIDAY,
    MONDAY,
    Office,
    arm,
    calls,
    later,
    per_key,
    posts,
    until_called,
)


def test_a_digest_is_sent_once_and_says_where_it_stands(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.week(MONDAY)
    for _ in range(3):
        office.week(later(minutes=15))
    (message,) = posts(box)
    row = office.row(ANA)
    assert (row.state, row.ts, row.channel) == ("sent", message["ts"], seed.dm_of(ANA))
    assert message["metadata"]["event_type"] == "ssi_digest"
    assert row.slot == "2026-W48"


def test_nothing_is_sent_before_its_time(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.week(MONDAY - timedelta(minutes=1))
    assert posts(box) == []
    assert office.rows() == []


def test_nothing_is_sent_to_those_who_did_not_ask(box: Sandbox, office: Office) -> None:
    office.meet(BEN)
    for week in range(10):
        office.week(MONDAY + timedelta(weeks=week))
    assert posts(box) == []


def test_the_next_digest_comes_the_week_after(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    for week in range(3):
        office.week(MONDAY + timedelta(weeks=week))
    assert [row.slot for row in office.rows(ANA)] == ["2026-W48", "2026-W49", "2026-W50"]
    assert len(posts(box)) == 3


@pytest.mark.parametrize("every", [1, 2, 4])
def test_it_comes_as_often_as_was_chosen(box: Sandbox, office: Office, every: int) -> None:
    office.opt_in(ANA, every=every)
    for week in range(8):
        office.week(MONDAY + timedelta(weeks=week))
        office.act(ANA)
    assert len(posts(box)) == 8 // every


def test_the_happy_path_costs_one_call(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA, BEN)
    office.week(MONDAY + timedelta(hours=1))
    assert [call["method"] for call in box.town.calls] == ["chat.postMessage"] * 2


@pytest.mark.parametrize("do", ["accept_then_drop", "drop", "500"])
def test_a_lost_answer_is_looked_up_before_a_second_try(
    box: Sandbox, office: Office, do: str
) -> None:
    office.opt_in(ANA, BEN, CHI)
    arm(box, "chat.postMessage", do, times=2)
    office.week(later(minutes=5))
    assert sorted(per_key(box).values()) == [1, 1, 1]
    assert {row.state for row in office.rows()} == {"sent"}
    assert calls(box, "conversations.history") >= 2
    assert calls(box, "chat.postMessage") == (3 if do == "accept_then_drop" else 5)


def test_an_answer_that_comes_too_late_does_not_double(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "slow", seconds=1.5)
    office.week(MONDAY)
    until_called(box, "chat.postMessage")
    assert list(per_key(box).values()) == [1]
    assert office.row(ANA).state == "sent"


def test_a_clock_that_was_ahead_at_the_first_try_hides_nothing_from_the_look_up(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    office.box = None  # Slack's clock is right all the time
    arm(box, "chat.postMessage", "accept_then_drop")
    office.week_begins(later(hours=23))
    office.now = later(minutes=2)
    office.until_quiet()
    assert list(per_key(box).values()) == [1]
    assert office.row(ANA).state == "sent"


def test_a_clock_that_is_set_back_sends_nothing_before_its_time(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    office.now = MONDAY - timedelta(hours=1)
    office.once()
    assert (posts(box), office.row(ANA).attempt) == ([], 0)
    office.now = MONDAY
    office.until_quiet()
    assert list(per_key(box).values()) == [1]


def test_the_look_up_reads_past_a_talkative_person(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "accept_then_drop")
    office.sweep(MONDAY)
    office.once()
    for number in range(40):
        box.town.teams[seed.TEAM].post(seed.dm_of(ANA), ANA, {"text": f"word {number}"})
    office.until_quiet()
    assert list(per_key(box).values()) == [1]
    assert calls(box, "conversations.history") == 3


def test_a_key_in_somebody_elses_message_is_not_ours(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "drop")
    office.sweep(MONDAY)
    office.once()
    other = box.town.teams[seed.TEAM].post(
        seed.dm_of(ANA),
        ANA,
        {
            "text": "x",
            "metadata": {"event_type": "x", "event_payload": {"key": office.row(ANA).id}},
        },
    )
    other["bot_id"] = "B0OTHER"
    office.until_quiet()
    assert [one["bot_id"] for one in posts(box)] == ["B0OTHER", seed.BOT_ID]


def test_without_a_look_up_nothing_is_posted_again(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "drop")
    arm(box, "conversations.history", "error", error="missing_scope")
    office.week(MONDAY)
    assert office.row(ANA).state == "uncertain"
    assert calls(box, "chat.postMessage") == 1


@pytest.mark.parametrize("do", ["429", "500", "drop"])
def test_a_look_up_that_cannot_be_made_now_is_waited_for(
    box: Sandbox, office: Office, do: str
) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "accept_then_drop")
    arm(box, "conversations.history", do, retry_after="1")
    office.week(MONDAY)
    assert office.row(ANA).state == "sent"
    assert list(per_key(box).values()) == [1]


def test_who_opts_out_after_the_sweep_gets_nothing(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    office.opt_out(ANA)
    office.until_quiet()
    assert posts(box) == []
    assert (office.row(ANA).state, office.row(ANA).reason) == ("skipped", "opted_out")


def test_who_left_the_workspace_gets_nothing(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    office.meet(ANA, deleted=True)
    office.until_quiet()
    assert posts(box) == []
    assert office.row(ANA).reason == "left"


def test_another_hour_chosen_after_the_sweep_does_not_double_the_week(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    office.opt_in(ANA, weekday=3, minute=495)
    for days in range(14):
        office.week(later(days=days, hours=2))
    assert [row.slot for row in office.rows(ANA)] == ["2026-W48", "2026-W49"]
    assert len(posts(box)) == 2


def test_opting_out_and_in_again_names_a_week_that_will_come(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    office.opt_out(ANA)
    office.until_quiet()
    office.now = later(hours=1)
    office.opt_in(ANA, weekday=3)
    with office.store.begin(seed.TEAM) as db:
        member = members.get(db, ANA)
    assert member is not None
    assert member.next_digest_at is not None
    office.week(member.next_digest_at)
    assert len(posts(box)) == 1


def test_the_steps_of_a_sent_digest_count_as_shown(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.week(MONDAY)
    with office.store.begin(seed.TEAM) as db:
        shown = tips.records(db, ANA)
    assert shown
    assert all(one.digest and one.event == "shown" for one in shown)


def test_the_first_digest_looks_back_at_nothing_and_the_second_at_the_first(
    office: Office,
) -> None:
    office.opt_in(ANA)
    seen = []
    for week in range(2):
        now = MONDAY + timedelta(weeks=week)
        office.sweep(now)
        value = digest_content.compose(office.store, office.rows(ANA)[-1], now)
        assert value is not None
        seen.append([tip.id for tip in value.look_back])
        office.until_quiet()
    assert seen[0] == []
    assert len(seen[1]) == 1


def test_consent_is_kept_with_when_and_how(office: Office) -> None:
    office.opt_in(ANA)
    office.now = FRIDAY + timedelta(hours=1)
    office.opt_out(ANA)
    with office.store.begin(seed.TEAM) as db:
        kept = members.consents(db, ANA)
    assert kept == (
        ("digest on", "test", FRIDAY),
        ("digest off", "test", FRIDAY + timedelta(hours=1)),
    )
