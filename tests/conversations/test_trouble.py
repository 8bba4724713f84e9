"""When something breaks, and what nobody may find."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from benchmarks.archive import COMPANIES, FIRST, LAST
from sandbox import seed

ANA, NOOR = "U0ANA", "U0NEW"
ARCHIVE = (
    Path(__file__).parents[2] / "sandbox" / "samples" / "Complete_LinkedInDataExport_11-19-2026.zip"
)


def break_something(town: Any) -> None:
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE tip_event")


def test_a_fault_of_ours_gives_a_sentence_with_the_reference_of_the_log(
    town: Any, caplog: pytest.LogCaptureFixture
) -> None:
    break_something(town)
    with caplog.at_level(logging.ERROR, logger="ssi_coach"):
        reply = town.ssi(ANA)
    assert "reference" in reply["text"]
    assert "tip_event" not in str(reply)
    [record] = [one for one in caplog.records if one.getMessage() == "listener_broke"]
    assert record.__dict__["fields"]["reference"] in reply["text"]


def test_an_event_that_could_not_be_carried_out_is_not_acknowledged(town: Any) -> None:
    break_something(town)
    answer = town.post("message", user=ANA, channel=seed.dm_of(ANA), text="plan")
    assert answer["timeout"] is True, "so that Slack sends it again"


def test_nothing_of_anybody_else_is_in_the_database_or_in_what_was_sent(town: Any) -> None:
    town.upload(NOOR, ARCHIVE.name, ARCHIVE.read_bytes(), seed.dm_of(NOOR))
    town.settle()
    receipt = town.said_to(NOOR)[-1]
    assert "No names and no texts" in str(receipt["blocks"])
    path = Path(str(town.demo.parts.store.url).removeprefix("sqlite:///"))
    stored = b"".join(part.read_bytes() for part in path.parent.iterdir()).lower()
    sent = json.dumps(town.state()["calls"]).lower()
    others = [name.lower() for name in (*FIRST, *LAST, *COMPANIES)]
    assert [name for name in others if name.encode() in stored] == []
    assert [name for name in others if name in sent] == []
    assert b"connections.csv" not in stored


def test_a_form_that_was_opened_too_late_says_so(town: Any) -> None:
    town.post("faults", method="views.open", do="error", error="expired_trigger_id")
    reply = town.ssi(ANA, "log")
    assert "click once more" in reply["text"]


def test_after_a_dropped_connection_the_bot_is_back(town: Any) -> None:
    import time

    town.post("disconnect")
    for _ in range(100):
        answer = town.post("command", user=ANA, channel="D0ANA", text="/ssi help")
        if answer.get("reply"):
            break
        time.sleep(0.1)
    assert "What I can do" in answer["reply"]["text"]


def test_a_person_who_is_deactivated_gets_nothing_more_and_leaves_the_board(town: Any) -> None:
    town.post("user", user=ANA, deleted=True)
    town.clock("2026-11-23T10:00:00+01:00")
    assert town.said_to(ANA) == []
    assert "Ana Costa" not in str(town.posted())


def test_a_new_zone_moves_the_digest_to_its_morning(town: Any) -> None:
    town.post("user", user=ANA, tz="America/New_York")
    town.clock("2026-11-23T10:00:00+01:00")
    assert town.said_to(ANA) == []
    town.clock("2026-11-23T15:15:00+01:00")
    assert len(town.said_to(ANA)) == 1
