"""Files that were asked for: promised in the ledger, tried again, and given up with a word."""

import pytest

from bot.services import erasing, exporting
from sandbox import seed
from sandbox.server import Sandbox
from tests.delivery.office import Office, arm

ANA = seed.ANA
COMPLETE = "files.completeUploadExternal"


def ask(office: Office) -> str:
    office.meet(ANA)
    id = exporting.queue(office.store, seed.TEAM, ANA, office.now)
    assert id is not None
    return id


def handed(box: Sandbox) -> int:
    return sum(len(m["files"]) for m in box.town.teams[seed.TEAM].messages[seed.dm_of(ANA)])


def words(box: Sandbox) -> str:
    return " ".join(m["text"] for m in box.town.teams[seed.TEAM].messages[seed.dm_of(ANA)])


def test_a_promise_outlives_the_process(office: Office, box: Sandbox) -> None:
    ask(office)
    assert handed(box) == 0
    office.once()
    assert handed(box) == 2


@pytest.mark.parametrize("do", ["500", "drop", "429"])
def test_what_passes_is_tried_again(office: Office, box: Sandbox, do: str) -> None:
    ask(office)
    arm(box, COMPLETE, do)
    office.until_quiet()
    assert handed(box) == 2


def test_a_lost_answer_brings_them_twice_at_worst(office: Office, box: Sandbox) -> None:
    ask(office)
    arm(box, COMPLETE, "accept_then_drop")
    office.until_quiet()
    assert handed(box) == 4


def test_a_refusal_is_told_once_and_not_tried_again(office: Office, box: Sandbox) -> None:
    ask(office)
    arm(box, COMPLETE, "error", times=9, error="missing_scope")
    office.until_quiet()
    assert handed(box) == 0
    assert words(box).count("files:write") == 1


def test_what_never_gets_through_ends_with_a_word(office: Office, box: Sandbox) -> None:
    ask(office)
    arm(box, COMPLETE, "500", times=99)
    office.until_quiet()
    assert handed(box) == 0
    assert words(box).count("I could not send you the files") == 1


def test_who_was_forgotten_meanwhile_gets_none(office: Office, box: Sandbox) -> None:
    id = ask(office)
    erasing.forget(office.store, seed.TEAM, ANA, office.now)
    office.sender.deliver(seed.TEAM, id, office.now)
    office.until_quiet()
    assert handed(box) == 0
    assert words(box) == ""
