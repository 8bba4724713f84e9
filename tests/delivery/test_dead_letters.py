"""Messages that were not sent: the operator is told once of each, and decides about them."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from bot.errors import CoachError
from bot.services import dead_letters
from bot.services.dead_letters import DeadLetter
from bot.store.dead_letters import find_across
from bot.store.tables import AuditRow, DeliveryRow
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, MGR
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, arm, later, per_key, posts, settings

Start = Callable[[str], Office]


@pytest.fixture
def opened(box: Sandbox, url: str) -> Iterator[Start]:
    made: list[Office] = []

    def start(operator: str) -> Office:
        office = Office.open(settings(url, box.api_url, operator_channel=operator))
        office.box = box
        office.install()
        made.append(office)
        return office

    yield start
    for one in made:
        one.close()


def quiet(office: Office) -> None:
    """Carry out everything, the operator's messages too."""
    end = time.monotonic() + 30
    while True:
        with office.store.across(write=False) as db:
            states = db.session.exec(select(DeliveryRow.state)).all()
        if not {"pending", "claimed"} & set(states):
            return
        assert time.monotonic() < end, states
        office.once()
        time.sleep(0.05)


def refuse(box: Sandbox, times: int = 1, error: str = "channel_not_found") -> None:
    arm(box, "chat.postMessage", "error", error=error, times=times)


def told(box: Sandbox, channel: str) -> list[dict[str, Any]]:
    return [
        one for one in posts(box, channel) if one["metadata"]["event_type"] == "ssi_dead_letter"
    ]


def lost(office: Office) -> list[DeadLetter]:
    return [
        one
        for one in dead_letters.lately(office.store, office.now)
        if one.state in dead_letters.LOST
    ]


@pytest.mark.parametrize("operator", [CHANNEL, MGR])
def test_the_operator_is_told_once_in_a_channel_or_a_dm(
    box: Sandbox, opened: Start, operator: str
) -> None:
    office = opened(operator)
    office.opt_in(ANA)
    refuse(box)
    office.sweep(MONDAY)
    quiet(office)
    for _ in range(3):
        office.sweep(later(minutes=15))
        quiet(office)
    [message] = told(box, CHANNEL if operator == CHANNEL else seed.dm_of(MGR))
    [letter] = lost(office)
    shown = str(message["blocks"])
    assert letter.id in shown
    assert "digest 2026-W48: failed, channel" in shown
    assert ANA not in shown
    assert "Ana" not in shown


def test_one_message_tells_of_many_and_each_is_told_once(box: Sandbox, opened: Start) -> None:
    office = opened(CHANNEL)
    office.opt_in(ANA, BEN, CHI, DEV)
    refuse(box, times=4)
    office.sweep(MONDAY)
    quiet(office)
    [message] = told(box, CHANNEL)
    everything = str(message["blocks"])
    assert "4 messages were not sent" in everything
    ids = [one.id for one in lost(office)]
    assert len(ids) == 4
    assert [everything.count(one) for one in ids] == [1, 1, 1, 1]


@pytest.mark.parametrize("operator", [CHANNEL, MGR])
def test_a_lost_answer_does_not_tell_it_twice(box: Sandbox, opened: Start, operator: str) -> None:
    """In a DM it is looked up; in a channel it stays uncertain."""
    office = opened(operator)
    office.opt_in(ANA)
    refuse(box)
    office.sweep(MONDAY)
    office.once()
    arm(box, "chat.postMessage", "accept_then_drop")
    quiet(office)
    place = CHANNEL if operator == CHANNEL else seed.dm_of(MGR)
    assert len(told(box, place)) == 1


def test_a_notice_that_fails_makes_no_further_ones(box: Sandbox, opened: Start) -> None:
    office = opened(CHANNEL)
    office.opt_in(ANA)
    refuse(box, times=2)
    office.sweep(MONDAY)
    quiet(office)
    assert posts(box) == []
    assert sorted(one.kind for one in lost(office)) == ["dead_letter", "digest"]


def test_without_an_operator_it_is_listed_and_counted_all_the_same(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    refuse(box)
    office.week(MONDAY)
    [letter] = lost(office)
    assert (letter.kind, letter.slot, letter.code) == ("digest", "2026-W48", "channel_not_found")
    assert dead_letters.counts(office.store, office.now) == {"failed": 1}
    assert dead_letters.counts(office.store, office.now + timedelta(days=30)) == {}


def test_a_failed_one_goes_out_once_when_replayed(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    refuse(box, error="msg_too_long")
    office.week(MONDAY)
    [letter] = lost(office)
    found = dead_letters.find(office.store, letter.id, office.now)
    dead_letters.replay(office.store, found, office.now, unlooked=False)
    with pytest.raises(CoachError) as refused:
        dead_letters.replay(office.store, found, office.now, unlooked=False)
    assert refused.value.code == "not_dead", "somebody else decided first"
    office.until_quiet()
    assert list(per_key(box).values()) == [1]
    assert office.row(ANA).state == "sent"
    with office.store.across(write=False) as db:
        lines = db.session.exec(select(AuditRow).where(col(AuditRow.whom) == letter.id)).all()
    assert [one.action for one in lines] == ["delivery replay"]


def uncertain(box: Sandbox, office: Office) -> DeadLetter:
    """A digest that stands in the chat, though nobody can look there."""
    office.opt_in(ANA)
    arm(box, "chat.postMessage", "accept_then_drop")
    arm(box, "conversations.history", "error", error="missing_scope")
    office.week(MONDAY)
    [letter] = lost(office)
    assert letter.state == "uncertain"
    return letter


def test_an_uncertain_one_is_looked_up_before_it_is_posted_again(
    box: Sandbox, office: Office
) -> None:
    letter = uncertain(box, office)
    found = dead_letters.find(office.store, letter.id, office.now)
    dead_letters.replay(office.store, found, office.now, unlooked=False)
    office.until_quiet()
    assert list(per_key(box).values()) == [1], "it stood there already"
    assert office.row(ANA).state == "sent"


def test_it_is_posted_without_a_look_only_when_that_is_said(box: Sandbox, office: Office) -> None:
    letter = uncertain(box, office)
    found = dead_letters.find(office.store, letter.id, office.now)
    dead_letters.replay(office.store, found, office.now, unlooked=True)
    office.until_quiet()
    assert list(per_key(box).values()) == [2]


def test_a_dropped_one_is_never_sent_and_no_longer_counted(box: Sandbox, office: Office) -> None:
    letter = uncertain(box, office)
    found = dead_letters.find(office.store, letter.id, office.now)
    dead_letters.drop(office.store, found, office.now)
    office.week(later(minutes=15))
    assert dead_letters.counts(office.store, office.now) == {}
    assert list(per_key(box).values()) == [1]


def test_only_dead_letters_of_this_week_can_be_decided_about(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA, BEN)
    refuse(box)
    office.week(MONDAY)
    [letter] = lost(office)
    [sent] = [row for row in office.rows() if row.state == "sent"]
    for id_, when, code in (
        ("none", MONDAY, "unknown"),
        (sent.id, MONDAY, "not_dead"),
        (letter.id, MONDAY + timedelta(days=8), "old"),
    ):
        with pytest.raises(CoachError) as refused:
            dead_letters.find(office.store, id_, when)
        assert refused.value.code == code
    with office.store.across(write=False) as db:
        found = find_across(db, letter.id)
    assert found is not None
    assert found.state == "failed"


def test_nobody_is_told_before_the_end_is_on_disk(
    box: Sandbox, opened: Start, tmp_path: Path
) -> None:
    """The notice is entered in the transaction that closes: both, or neither."""
    office = opened(CHANNEL)
    office.opt_in(ANA)
    refuse(box)
    office.week_begins(MONDAY)
    with office.store.across(write=False) as db:
        found = {row.kind: row.state for row in db.session.exec(select(DeliveryRow))}
    assert found == {"digest": "failed", "dead_letter": "pending"}
