"""`ssi-coach shred`: facts.json on stdout, or one sentence."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.usage_reports import MONTHS
from tests.importers.workbooks import book

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
REPORT = (
    "Seat ID,Name,Invited Email Address,Days Active,Searches Performed,Profile Views,"
    "SSI - Overall Score\n1,Ana Costa,ana@example.com,3,4,5,61\n"
)


def shred(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "shred", "--as-of", "2026-11-20", *arguments],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_an_archive_becomes_facts_that_score_the_same(tmp_path: Path) -> None:
    done = shred(str(ARCHIVE))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["kind"] == "ssi-coach facts"
    path = tmp_path / "facts.json"
    path.write_text(done.stdout, "utf-8")
    reports = []
    for file in (ARCHIVE, path):
        scored = subprocess.run(
            [sys.executable, "-m", "bot", "score", "--as-of", "2026-11-22", "--json", str(file)],
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        found = json.loads(scored.stdout)
        reports.append({key: found[key] for key in ("total", "pillars", "reasons", "plan")})
    assert reports[0] == reports[1]


def test_facts_can_be_shredded_again(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(shred(str(ARCHIVE)).stdout, "utf-8")
    assert shred(str(path)).stdout == path.read_text("utf-8")


def test_what_is_left_out_is_told_beside_the_facts(tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    done = shred(str(ARCHIVE), str(picture))
    assert done.returncode == 0
    assert done.stderr.startswith("ssi-coach: photo.png: I don't read pictures")
    assert "photo" not in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("photo.png", "\x7f not a table", "columns"),
        ("Sales_Navigator_Usage_Reporting_2026-10-01_to_2026-10-31.csv", REPORT,
         "Sales Navigator report"),
        ("facts.json", '{"kind": "ssi-coach facts", "schema": 2}', "newer program"),
    ],
)  # fmt: skip
def test_where_nothing_can_be_used_one_sentence_says_so(
    tmp_path: Path, name: str, content: str, word: str
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    done = shred(str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["Sales_Navigator_Usage_Reporting_2025-09-01_to_2025-09-30", "r"])
@pytest.mark.parametrize("beside", [False, True])
def test_a_report_on_many_people_is_not_shredded(
    tmp_path: Path, name: str, ending: str, beside: bool
) -> None:
    month = MONTHS[-1].read_text("utf-8")
    path = tmp_path / f"{name}.{ending}"
    rows = list(csv.reader(month.splitlines()))
    path.write_bytes(book({"Sheet1": rows}) if ending == "xlsx" else month.encode())
    done = shred(str(path), *([str(ARCHIVE)] if beside else []))
    assert (done.returncode, done.stdout) == (2, "")
    assert "A Sales Navigator report is about many people" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_and_no_file_at_all_are_told(tmp_path: Path) -> None:
    gone = shred(str(tmp_path / "gone.zip"))
    assert (gone.returncode, gone.stdout) == (2, "")
    assert "gone.zip" in gone.stderr
    none = shred()
    assert (none.returncode, none.stdout) == (2, "")
