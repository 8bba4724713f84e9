"""Workbooks dropped into the chat: a receipt by sheet, a plain sentence, and nobody else in either."""

import json
from pathlib import Path

import pytest

from tests.conversations.conftest import Town
from tests.importers import workbooks
from tests.importers.workbooks import CANARY, book, changed

NOOR = "U0NEW"
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"


def send(town: Town, name: str, data: bytes) -> str:
    assert town.upload(NOOR, name, data, "D0NEW")["ok"]
    town.settle()
    return str(town.said_to(NOOR)[-1]["text"])


def test_post_analytics_get_a_receipt_and_every_refusal_its_sentence(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    name = f"AggregateAnalytics_{CANARY} Person_2026-09-20_2026-11-18.xlsx"
    said = send(town, name, book(workbooks.localised()))
    assert "124 rows in 3 tables" in said
    assert "up to 18 November" in said
    details = town.press(NOOR, town.said_to(NOOR)[-1], "ssi_upload_details")["reply"]
    shown = str(details["blocks"])
    assert "views of your posts: 60 rows" in shown
    assert "new followers: 60 rows" in shown
    assert "best posts: 4 rows" in shown
    assert "in another language" in shown

    assert "10 rows in 1 table" in send(town, f"{CANARY}.csv", book({"A": workbooks.CONNECTIONS}))
    assert "2 readings" in send(town, "history.xlsx", book({"A": workbooks.HISTORY}))

    assert "about one post" in send(town, "one.xlsx", book(workbooks.single_post()))
    macros = changed(book(workbooks.new_layout()), {"xl/vbaProject.bin": b"x"})
    assert "holds macros" in send(town, "a.xlsm", macros)
    unknown = book({CANARY: [("Buyer", f"https://x/{CANARY}"), ("Ann", CANARY)]})
    assert "buyer" in send(town, "sheet.xlsx", unknown)

    said_to_her = json.dumps(town.said_to(NOOR)) + shown
    files = json.dumps([one.get("files") for one in town.said_to(NOOR)])
    assert CANARY not in said_to_her.replace(files, "")
    assert CANARY not in caplog.text
    stored = b"".join(path.read_bytes() for path in town.file.parent.glob("demo.db*"))
    assert b"creator.impressions" in stored
    assert CANARY.encode() not in stored


def test_the_sample_in_the_sandbox_is_read(town: Town) -> None:
    [sample] = SAMPLES.glob("*.xlsx")
    assert "in 3 tables" in send(town, sample.name, sample.read_bytes())
