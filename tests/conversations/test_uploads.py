"""The course of an upload in Slack, from the drop to the receipt, whatever breaks in between."""

import json
import time
from pathlib import Path
from typing import Any

from bot.services import upload as service
from bot.store import activity
from sandbox import seed

NOOR, DM = "U0NEW", "D0NEW"
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
ROWS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PEOPLE = b"".join(
    (ROWS.encode(), b"Ann,Low,,,Quillon,CEO,03 Nov 2026\n", b"Bo,Ray,,,Tarn,COO\n",
     b"Cy,Moe,,,Tarn,COO,soon\n")
)  # fmt: skip
LIKES = b"Date,Type,Link\n2026-11-01 10:00:00,LIKE,https://example.com/1\n"


def known(town: Any) -> Any:
    with town.demo.parts.store.begin(seed.TEAM, write=False) as db:
        return activity.of(db, NOOR)


def calls(town: Any, method: str) -> list[dict[str, Any]]:
    return [call for call in town.state()["calls"] if call["method"] == method]


def ours(town: Any) -> list[str]:
    return [message["text"] for message in town.said_to(NOOR)]


def test_files_of_one_message_are_one_bundle_with_one_receipt(town: Any) -> None:
    town.drop(NOOR, ("Connections.csv", PEOPLE), ("Reactions.csv", LIKES))
    [receipt] = town.said_to(NOOR)
    assert "2 rows in 2 tables" in receipt["text"]
    assert len(calls(town, "files.info")) == 2


def test_the_receipt_tells_what_was_left_out_by_row_and_never_what_stood_there(town: Any) -> None:
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    [receipt] = town.said_to(NOOR)
    assert "2 rows, 0 private files" in receipt["text"]
    assert "still in your Slack" in str(receipt["blocks"])
    details = str(town.press(NOOR, receipt, "ssi_upload_details")["reply"]["blocks"])
    assert "connections: 1 row, cells are missing (row 3)" in details
    assert "connections: 1 row, no date that I can read (row 4)" in details
    assert "soon" not in details
    assert "Delete file" in details


def test_a_receipt_that_could_not_be_shown_is_shown_by_the_next_tick_once(town: Any) -> None:
    town.post("faults", method="chat.update", do="error", error="internal_error")
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    assert ours(town) == ["Reading your file… The receipt will stand here in a moment."]
    assert known(town).amounts, "it was kept"
    town.lease_over()
    [text] = ours(town)
    assert text.startswith("Read: 1 row")
    told = len(calls(town, "chat.update"))
    town.lease_over()
    assert len(calls(town, "chat.update")) == told, "told once"


def test_a_refusal_that_could_not_be_shown_is_shown_in_full(town: Any) -> None:
    town.post("faults", method="chat.update", do="error", error="internal_error")
    town.drop(NOOR, ("table.csv", b"Colour,Shape\nred,round\n"))
    assert "Reading" in ours(town)[0]
    town.lease_over()
    [text] = ours(town)
    assert "colour, shape" in text


def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(town: Any) -> None:
    town.post("faults", method="chat.postMessage", do="accept_then_drop")
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    town.lease_over()
    [text] = ours(town)
    assert text.startswith("Read: 1 row")


def test_what_takes_longer_than_three_seconds_shows_its_stage(town: Any) -> None:
    town.post("faults", method="files.info", do="slow", seconds=4.5)
    began = time.monotonic()
    town.upload(NOOR, "Connections.csv", PEOPLE, DM)
    seen = set()
    while time.monotonic() - began < 30:
        texts = ours(town)
        seen.update(text.split("…")[0] for text in texts)
        if texts and texts[0].startswith("Read:"):
            break
        time.sleep(0.1)
    assert "Reading your file" in seen, "at once"
    assert "Fetching your file from Slack" in seen
    assert len(ours(town)) == 1


def test_what_failed_for_a_while_can_be_tried_again_in_its_place(town: Any) -> None:
    town.post("faults", method="files.info", do="error", error="internal_error", times=3)
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    town.lease_over()
    town.lease_over()
    [failed] = town.said_to(NOOR)
    assert "one tap tries again" in failed["text"]
    town.press(NOOR, failed, "ssi_upload_retry")
    town.settle()
    [receipt] = town.said_to(NOOR)
    assert receipt["ts"] == failed["ts"]
    assert receipt["text"].startswith("Read: 1 row")


def test_a_fault_of_ours_is_told_with_a_button_and_not_left_as_reading(town: Any) -> None:
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE upload_level RENAME TO gone")
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    town.lease_over()
    town.lease_over()
    [failed] = town.said_to(NOOR)
    assert "on my side" in failed["text"]
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO upload_level")
    town.press(NOOR, failed, "ssi_upload_retry")
    town.settle()
    assert ours(town)[0].startswith("Read: 1 row")


def test_a_file_in_a_channel_is_not_read(town: Any) -> None:
    before = len(town.posted(seed.CHANNEL))
    town.upload(NOOR, ARCHIVE.name, ARCHIVE.read_bytes(), seed.CHANNEL)
    town.settle()
    assert len(town.posted(seed.CHANNEL)) == before
    assert ours(town) == []
    assert calls(town, "files.info") == []


def test_undo_leaves_everything_as_if_the_upload_had_never_been(town: Any) -> None:
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    before, card = known(town), town.ssi(NOOR)["text"]
    town.drop(NOOR, (ARCHIVE.name, ARCHIVE.read_bytes()))
    assert known(town) != before
    receipt = town.said_to(NOOR)[-1]
    assert "confirm" in str(receipt["blocks"])
    town.press(NOOR, receipt, "ssi_upload_undo")
    assert known(town) == before
    assert town.ssi(NOOR)["text"] == card
    town.drop(NOOR, (ARCHIVE.name, ARCHIVE.read_bytes()))
    assert ours(town)[-1].startswith("Read:"), "the same file may be read again"


def test_facts_do_as_the_archive_does_and_change_nothing_beside_it(town: Any) -> None:
    from bot.importers import child, facts
    from bot.importers.values import Context, Upload

    today = town.demo.parts.clock().date()
    made = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], Context(today))
    shredded = json.dumps(facts.of(made, today)).encode()
    town.drop(NOOR, ("facts.json", shredded))
    from_facts, card = known(town), town.ssi(NOOR)["text"]
    town.press(NOOR, town.said_to(NOOR)[-1], "ssi_upload_undo")
    town.drop(NOOR, (ARCHIVE.name, ARCHIVE.read_bytes()))
    assert known(town).amounts == from_facts.amounts
    assert known(town).cover == from_facts.cover
    assert town.ssi(NOOR)["text"] == card
    town.drop(NOOR, ("facts.json", shredded + b"\n"))
    assert "no number changes" in ours(town)[-1]
    assert town.ssi(NOOR)["text"] == card


def test_facts_that_were_changed_leave_nothing_behind(town: Any) -> None:
    before = known(town)
    town.drop(NOOR, ("facts.json", b'{"kind": "ssi-coach facts", "schema": 1, "name": "Ana"}'))
    assert "changed after it was made" in ours(town)[-1]
    assert known(town) == before


def test_an_older_export_says_that_newer_days_stay(town: Any) -> None:
    town.drop(NOOR, (ARCHIVE.name, ARCHIVE.read_bytes()))
    town.drop(NOOR, ("Reactions.csv", LIKES))
    receipt = town.said_to(NOOR)[-1]
    details = str(town.press(NOOR, receipt, "ssi_upload_details")["reply"]["blocks"])
    assert "newer days stay as they are" in details


def test_the_twenty_first_upload_of_a_day_waits_for_tomorrow(town: Any) -> None:
    parts = town.demo.parts
    for n in range(20):
        promised = service.accept(parts.store, seed.TEAM, NOOR, [f"F{n}"], DM, parts.clock())
        assert promised is not None
        with parts.store._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE upload SET state = 'refused', told = 1")
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    assert "take no more" in ours(town)[-1]
    town.clock("2026-11-21T10:15:00+01:00")
    town.drop(NOOR, ("Connections.csv", PEOPLE))
    assert ours(town)[-1].startswith("Read:")


def test_the_form_takes_ten_megabytes_and_names_the_chat_for_more(town: Any) -> None:
    town.ssi(NOOR, "upload")
    view = town.view(NOOR)
    ids = [town.upload(NOOR, "a.csv", PEOPLE + b"\n" * (size - len(PEOPLE)))["id"]
           for size in (10_000_000, 10_000_001)]  # fmt: skip
    more = {"user": NOOR, "view_id": view["id"], "forge": True}
    refused = town.post("submit", values={"files": [ids[1]]}, **more)
    assert "our chat instead" in str(refused["reply"]["errors"])
    taken = town.post("submit", values={"files": [ids[0]]}, **more)
    assert taken["reply"]["response_action"] == "update"
    town.settle()
    assert ours(town)[-1].startswith("Read:")
