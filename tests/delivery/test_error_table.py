"""Each answer of Slack's that is no yes has one meaning, and ends once."""

import pytest

from bot.clients import CODES, Meaning
from bot.store import members
from sandbox import seed
from sandbox.seed import ANA, BEN
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, arm, calls, later, posts


def test_five_unclear_answers_end_in_a_record(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "500", times=50)
    office.week(MONDAY)
    row = office.row(ANA)
    assert (row.state, row.error) == ("failed", "no clear answer")
    assert calls(box, "chat.postMessage") == 5


def test_a_wait_that_slack_asks_for_is_kept_and_holds_up_nobody_else(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "429", retry_after="1")
    office.week(MONDAY)
    row = office.row(ANA)
    assert (row.state, row.in_doubt) == ("sent", False)
    assert [call["error"] for call in box.town.calls] == ["ratelimited", None]


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "429", "retry_after": "3600"},
        {"do": "429", "retry_after": ""},
        {"do": "429", "retry_after": "abc"},
        {"do": "error", "error": "ratelimited"},
        {"do": "error", "error": "rate_limited"},
    ],
)
def test_a_long_wait_blocks_no_worker(box: Sandbox, office: Office, fault: dict[str, str]) -> None:
    office.opt_in(ANA, BEN)
    arm(box, "chat.postMessage", times=8, **fault)
    office.sweep(later(hours=1))
    office.once()
    office.once()
    assert {row.state for row in office.rows()} == {"pending"}
    assert posts(box) == []
    assert calls(box, "chat.postMessage") <= 2


@pytest.mark.parametrize(
    ("code", "meaning"),
    [(code, meaning) for code, meaning in CODES.items() if meaning is not Meaning.WAIT],
)
def test_each_error_of_the_table_ends_once(
    box: Sandbox, office: Office, code: str, meaning: Meaning
) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "error", error=code)
    office.week(MONDAY)
    with office.store.begin(seed.TEAM) as db:
        member = members.get(db, ANA)
    assert member is not None
    row = office.row(ANA)
    assert (row.state, row.error) == (
        ("sent", None) if meaning is Meaning.UNCLEAR else ("failed", code)
    )
    stopped = meaning in (Meaning.PERSON_GONE, Meaning.CHANNEL_GONE)
    assert (member.digest, member.next_digest_at is None) == (
        ("off", True) if stopped else ("on", False)
    )


def test_an_unknown_refusal_is_permanent_for_that_message(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "error", error="something_new")
    office.week(MONDAY)
    office.week(later(days=7))
    assert [(row.state, row.error) for row in office.rows(ANA)] == [
        ("failed", "something_new"),
        ("sent", None),
    ]


def test_a_dead_installation_stops_the_workspace(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    box.town.teams[seed.TEAM].installed = False
    office.week(MONDAY)
    office.week(later(days=7))
    first, second = office.rows(ANA)
    assert (first.state, first.error) == ("failed", "account_inactive")
    assert (second.state, second.reason) == ("skipped", "team_gone")
