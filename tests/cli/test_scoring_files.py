"""`ssi-coach score`: its JSON, key by key, and what becomes of files that cannot be used."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.importers.values import Limits

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
READING = "18.2,12.5,20,14.1@2026-11-20"
SCHEMA: dict[str, set[str]] = {
    "files": {"name", "kind", "rows_read", "rows_skipped", "first", "last"},
    "ignored": {"name", "reason"},
    "warnings": {"code", "message", "file"},
    "readings": {"date", "brand", "people", "insights", "relationships", "total", "industry_rank",
                 "network_rank", "industry_average", "network_average", "source"},
    "total": {"points", "low", "high", "basis"},
    "pillars": {"pillar", "points", "low", "high", "coverage"},
    "weakest": {"kind", "pillars"},
    "reasons": {"pillar", "signal", "points", "basis"},
    "plan": {"tip", "pillar", "signal", "minutes", "low", "high"},
}  # fmt: skip


def score(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "score", "--as-of", "2026-11-22", *arguments],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def made(*arguments: str) -> dict[str, Any]:
    done = score("--json", *arguments)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def picture(tmp_path: Path) -> str:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    return str(path)


def test_every_entry_has_the_keys_of_schema_one(picture: str) -> None:
    found = made(str(ARCHIVE), picture, "--reading", READING)
    assert found.keys() == {"schema", "as_of", *SCHEMA}
    assert (found["schema"], found["as_of"]) == (1, "2026-11-22")
    for part, keys in SCHEMA.items():
        entries = found[part] if isinstance(found[part], list) else [found[part]]
        assert entries, part
        assert {frozenset(entry) for entry in entries} == {frozenset(keys)}, part


def test_a_file_that_is_refused_beside_a_reading_is_a_warning(picture: str) -> None:
    found = made(picture, "--reading", READING)
    assert [one["code"] for one in found["warnings"]] == ["picture_or_pdf"]
    assert [one["total"] for one in found["readings"]] == [64.8]
    assert found["total"]["points"] is not None


def test_a_warning_is_a_sentence(picture: str) -> None:
    [warned] = made(str(SAMPLES / "ssi-page.txt"), picture)["warnings"]
    assert warned["file"] == "photo.png"
    assert warned["message"][0].isupper()
    assert warned["message"].endswith(".")
    assert "_" not in warned["message"]


def test_a_file_that_is_not_there_beside_a_good_one_is_a_warning() -> None:
    found = made(str(SAMPLES / "ssi-page.txt"), "gone.zip")
    assert [(one["code"], one["file"]) for one in found["warnings"]] == [
        ("cannot_open", "gone.zip")
    ]


def test_a_file_over_the_limit_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(Limits().upload + 1)
    done = score("--json", str(path))
    assert done.returncode == 2
    assert json.loads(done.stdout)["refused"]["code"] == "too_large"
    assert len(done.stderr.splitlines()) == 1


def test_a_bad_reading_is_refused_even_beside_a_good_file() -> None:
    done = score(str(ARCHIVE), "--reading", "18.2,12.5,20,99@2026-11-20")
    assert done.returncode == 2
    assert "0 to 25" in done.stderr
    assert done.stdout == ""


def test_a_reading_may_be_written_with_blanks_ranks_and_averages() -> None:
    [found] = made("--reading", "18.2 12.5 20 14.1 industry 12 network average 36@2026-11-20")[
        "readings"
    ]
    assert (found["industry_rank"], found["network_average"]) == (12, 36.0)
    assert found["source"] == "typed"


def test_a_pillar_without_a_number_leaves_the_total_without_one() -> None:
    found = made("--reading", "64@2026-11-20")
    assert {one["points"] for one in found["pillars"]} == {None}
    assert found["total"]["points"] is None
    assert found["total"]["low"] < 64 < found["total"]["high"]


def test_the_report_in_words_has_the_number_the_pillars_and_the_plan() -> None:
    done = score(str(ARCHIVE), "--reading", READING)
    assert done.returncode == 0
    assert "Estimate for 2026-11-22:" in done.stdout
    for said in ("65 of 100", "Brand", "Relationships", "Plan:", "Reported by you on 20 November"):
        assert said in done.stdout, done.stdout
