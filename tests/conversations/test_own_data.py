"""Everything that is kept of somebody, as files in their own chat and nobody else's."""

import csv
import io
import json
from typing import Any

from sandbox import seed
from tests.conversations.conftest import Town

ANA, BEN, NOOR, ADMIN = "U0ANA", "U0BEN", "U0NEW", "U0ADM"


def files(town: Town, user: str) -> dict[str, bytes]:
    """Files in a person's chat by the start of their name, of the newest message with some."""
    town.settle()
    found = [message for message in town.said_to(user) if message["files"]]
    return {
        file["name"].rpartition("-2026")[0]: town.web.get(
            "/sandbox/file", params={"id": file["id"]}
        ).content
        for file in (found[-1]["files"] if found else ())
    }


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def log(town: Town, user: str, *lines: str) -> None:
    for line in lines:
        town.ssi(user, f"log {line}")


def test_the_table_goes_out_and_in_again_as_it_was(town: Town) -> None:
    log(town, NOOR, "18.25 12.5 20 14.1 on 2026-11-02 industry 12 network 8",
        "57 on 2026-10-05", "18.3 12.6 20 14.05 on 2026-11-16 industry average 29")  # fmt: skip
    assert "on the way" not in town.ssi(NOOR, "export")["text"]
    before = files(town, NOOR)
    assert table(before["ssi-readings"]) == [
        ["Date", "Establish your professional brand", "Find the right people",
         "Engage with insights", "Build relationships", "Total", "Industry rank", "Network rank",
         "Industry average", "Network average"],
        ["2026-10-05", "", "", "", "", "57.00", "", "", "", ""],
        ["2026-11-02", "18.25", "12.50", "20.00", "14.10", "64.85", "12", "8", "", ""],
        ["2026-11-16", "18.30", "12.60", "20.00", "14.05", "64.95", "", "", "29.00", ""],
    ]  # fmt: skip
    confirm = town.ssi(NOOR, "forget me")
    town.press(NOOR, confirm, "ssi_forget_yes")
    town.ssi(NOOR)
    town.drop(NOOR, ("readings.csv", before["ssi-readings"]))
    town.clock("2026-11-20T10:15:00+01:00")
    town.ssi(NOOR, "export")
    assert files(town, NOOR)["ssi-readings"] == before["ssi-readings"]


def test_the_second_file_holds_everything_else_and_nobody_else(town: Town) -> None:
    log(town, ANA, "18.2 12.5 20 14.1")
    log(town, BEN, "3.33 4.44 5.55 6.66")
    town.ssi(ANA, "export")
    made = files(town, ANA)
    assert not [m for m in town.said_to(BEN) if m["files"]]
    everything = json.loads(made["ssi-everything-else"])
    assert everything["person"] == ANA
    assert everything["tables"]["member"][0]["name"] == "Ana Costa"
    assert everything["tables"]["board_member"][0]["channel_id"] == "C0EMEA"
    words = b"".join(made.values()).decode()
    for other in seed.PEOPLE:
        if other.id != ANA:
            assert other.id not in words
            assert other.name not in words
    assert {row["brand"] for row in everything["tables"]["reading"]} & {333, 3.33} == set()


def test_asked_twice_in_a_minute_they_come_once(town: Town) -> None:
    log(town, NOOR, "57")
    town.ssi(NOOR, "export")
    assert "on their way already" in town.ssi(NOOR, "export")["text"]
    town.settle()
    assert len([m for m in town.said_to(NOOR) if m["files"]]) == 1


def test_without_the_scope_one_hears_what_the_operator_does(town: Town) -> None:
    town.demo.sandbox.town.scopes = seed.SCOPES - {"files:write"}
    town.ssi(NOOR, "export")
    town.settle()
    assert town.demo.parts is not None
    town.demo.parts.settle(town.demo.parts.clock())
    said = town.said_to(NOOR)[-1]["text"]
    assert "files:write" in said
    assert "Nothing is lost" in said


def test_a_lost_answer_brings_the_files_all_the_same(town: Town) -> None:
    town.post("faults", method="files.getUploadURLExternal", do="500")
    town.ssi(NOOR, "export")
    town.settle()
    parts = town.demo.parts
    assert parts is not None
    with parts.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET next_attempt_at = 0 WHERE kind = 'export'")
    parts.settle(parts.clock())
    assert files(town, NOOR)


def test_the_audit_goes_to_coach_admins_alone(town: Town) -> None:
    shown = str(town.ssi(ANA, "privacy")["blocks"])
    assert "ssi_audit_export" not in shown
    forged = town.post("click", user=ANA, channel="D0ANA", ts=town.say(ANA, "help")["ts"],
                       action_id="ssi_audit_export", forge=True)  # fmt: skip
    assert "Only a coach admin" in str(forged["reply"])
    page = town.ssi(ADMIN, "privacy")
    town.press(ADMIN, page, "ssi_audit_export")
    rows = table(files(town, ADMIN)["ssi-audit"])
    assert rows[0] == ["when", "who", "what", "whom", "result"]
    assert [ANA, "audit_not_yours", ANA, "refused"] in [row[1:] for row in rows]
    assert not any("Costa" in cell for row in rows for cell in row)


def test_a_name_or_a_plan_that_is_a_formula_is_text_in_every_file(town: Town) -> None:
    evil = "=cmd|' /C calc'!A0"
    town.post("user", user=NOOR, name=evil)
    town.ssi(NOOR)
    town.ssi(NOOR, "export")
    made = files(town, NOOR)
    assert all(not cell.startswith("=") for row in table(made["ssi-readings"]) for cell in row)
    found: dict[str, Any] = json.loads(made["ssi-everything-else"])
    assert found["tables"]["member"][0]["name"] == evil
