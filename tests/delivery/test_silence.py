"""Nobody answers: the note pauses, asks three times, and waits; one tap brings it back."""

from datetime import timedelta

import pytest

from bot.services import (
    schedule,
    silence,
)
from bot.store import members
from sandbox.seed import ANA
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, posts
from tests.delivery.rep import (
    DAY,
    TEAM,
    WEEK,
    days,
    kinds,
    one_a_week,
    stored,
    until,
)


def test_who_never_reacts_gets_two_digests_a_pause_three_questions_and_then_nothing(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY + 60 * WEEK)
    assert kinds(box) == ["digest", "digest", "pause", "still", "still", "still"]
    assert days(box) == [
        "Mon 23 Nov 09:00", "Mon 30 Nov 09:00", "Mon 07 Dec 09:00",
        "Mon 04 Jan 09:00", "Mon 01 Feb 09:00", "Mon 01 Mar 09:00",
    ]  # fmt: skip
    asked = [str(one["text"]) for one in posts(box)[3:]]
    assert ["twice more" in asked[0], "once more" in asked[1], "won't ask" in asked[2]] == [
        True
    ] * 3
    assert stored(office).next_digest_at is None
    assert stored(office).digest == "on", "the yes of that day still stands"
    one_a_week(office)


@pytest.mark.parametrize("unanswered", range(1, 7))
def test_one_tap_at_any_point_brings_the_next_digest(
    box: Sandbox, office: Office, unanswered: int
) -> None:
    office.opt_in(ANA)
    while len(posts(box)) < unanswered:
        until(office, box, office.now + WEEK)
    office.now += DAY
    member, resumed = silence.heard(office.store, TEAM, ANA, office.now)
    assert resumed == (unanswered >= schedule.QUIET)
    assert member.silent == 0
    due = member.next_digest_at
    assert due is not None
    assert due - office.now < WEEK
    before = len(posts(box))
    until(office, box, due)
    assert kinds(box)[before:] == ["digest"]
    one_a_week(office)


def test_an_act_between_entering_and_sending_makes_the_question_a_digest(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY + 2 * WEEK)
    question = stored(office).next_digest_at
    assert question is not None
    office.sweep(question)
    office.act(ANA)
    office.until_quiet()
    assert kinds(box) == ["digest", "digest", "pause", "digest"]
    assert stored(office).next_digest_at == question + WEEK


def test_silence_counts_what_was_sent_and_not_what_was_skipped(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    for weeks in range(3):
        office.week(MONDAY + weeks * WEEK + timedelta(hours=25))
    assert stored(office).silent == 0
    assert {row.reason for row in office.rows(ANA)} == {"stale"}
    assert posts(box) == []


def test_every_second_week_goes_quiet_after_two_as_well(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA, every=2)
    until(office, box, MONDAY + 40 * WEEK)
    assert kinds(box) == ["digest", "digest", "pause", "still", "still", "still"]
    assert days(box)[1:4] == ["Mon 07 Dec 09:00", "Mon 21 Dec 09:00", "Mon 18 Jan 09:00"]


def test_a_stop_ends_it_and_a_return_begins_with_the_next_chosen_day(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY)
    office.act(ANA)
    office.opt_out(ANA)
    until(office, box, MONDAY + 5 * WEEK)
    assert len(posts(box)) == 1
    office.opt_in(ANA)
    until(office, box, MONDAY + 7 * WEEK)
    assert len(posts(box)) == 3
    with office.store.begin(TEAM, write=False) as db:
        kept = [(what, how) for what, how, _ in members.consents(db, ANA)]
    assert kept == [("digest on", "test"), ("digest off", "test"), ("digest on", "test")]


def test_a_stop_in_the_silence_is_no_question_more(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY + 2 * WEEK)
    question = stored(office).next_digest_at
    assert question is not None
    office.sweep(question)
    office.act(ANA)
    office.opt_out(ANA)
    office.until_quiet()
    assert kinds(box) == ["digest", "digest", "pause"]
