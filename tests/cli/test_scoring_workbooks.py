"""`ssi-coach score` with workbooks: what it counts, and what it says where it cannot."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.importers import workbooks
from tests.importers.workbooks import CANARY, book, changed

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
[ANALYTICS] = SAMPLES.glob("*.xlsx")
LAYOUTS = {"old": workbooks.old_layout, "new": workbooks.new_layout, "pt_br": workbooks.localised}


def score(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "score", "--as-of", "2026-11-22", "--json", *map(str, files)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def made(*files: Path) -> dict[str, Any]:
    done = score(*files)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_measures_reach_and_reactions(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "analytics.csv"  # content decides
    path.write_bytes(book(LAYOUTS[layout]()))
    found = made(path)
    reasons = {one["signal"]: one["basis"] for one in found["reasons"]}
    assert reasons["content_reach"] == reasons["engagement_recv"] == "measured"
    assert [one["rows_read"] for one in found["files"]] == [60, 60, 4]
    assert CANARY not in json.dumps(found)


def test_the_sample_adds_what_the_archive_cannot_tell() -> None:
    alone = {one["pillar"]: one["coverage"] for one in made(ARCHIVE)["pillars"]}
    both = {one["pillar"]: one["coverage"] for one in made(ARCHIVE, ANALYTICS)["pillars"]}
    assert both["brand"] == pytest.approx(alone["brand"] + 0.12)
    assert both["insights"] == pytest.approx(alone["insights"] + 0.20)
    assert (both["people"], both["relationships"]) == (alone["people"], alone["relationships"])


def test_a_history_and_connections_saved_again_are_scored(tmp_path: Path) -> None:
    history, connections = tmp_path / "history.xlsx", tmp_path / "Connections.xlsx"
    history.write_bytes(book({"Sheet1": workbooks.HISTORY}))
    connections.write_bytes(book({"Sheet1": workbooks.CONNECTIONS}))
    found = made(history, connections)
    assert [one["total"] for one in found["readings"]] == [63.0, 64.8]
    assert {one["kind"] for one in found["files"]} == {"ssi_history", "connections"}
    assert CANARY not in json.dumps(found)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (book(workbooks.single_post()), "single_post", "about one post"),
        (changed(book({"A": []}), {"xl/vbaProject.bin": b"x"}), "macros",
         "macros"),
        (book({"A": workbooks.HISTORY, "B": workbooks.HISTORY}), "two_sheets", "More than one sheet"),
        (book({"A": [("Date", "Impressions", "Engagements"), ("3/1/2026", 5, 1),
                     ("3/2/2026", 5, 1)]}), "date_order_unclear", "days from months"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_plain_words(
    data: bytes, code: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    done = score(path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["refused"]["code"] == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert CANARY not in done.stdout + done.stderr
