"""Every layout beside what is expected of it, by the reader in its child and by the command line."""

import json
from pathlib import Path

import pytest
from importers import cases

from bot import score

NAMES = sorted(path.name for path in cases.GOLDEN.iterdir())


def expected(name: str) -> dict[str, object]:
    text = (cases.GOLDEN / name / "expected.json").read_text("utf-8")
    return dict(json.loads(text))


def test_the_folder_holds_every_case_and_no_other() -> None:
    assert sorted(cases.CASES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_those_of_the_script(name: str) -> None:
    folder = cases.GOLDEN / name
    found = {path.relative_to(folder).as_posix(): path.read_bytes()
             for path in folder.rglob("*") if path.is_file() and path.name != "expected.json"}  # fmt: skip
    assert found == {path: data.encode() if isinstance(data, str) else data
                     for path, data in cases.CASES[name].items()}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_counts_as_expected(name: str) -> None:
    assert cases.outcome(cases.GOLDEN / name) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_command_line_says_the_same(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = []
    for upload in cases.uploads(cases.GOLDEN / name):
        path = tmp_path / upload.name
        path.write_bytes(upload.data)
        given.append(str(path))
    assert score.main(given, [], cases.TODAY, as_json=True) == 0
    said, want = json.loads(capsys.readouterr().out), expected(name)
    files = [
        [one["name"], one["kind"], one["rows_read"], one["rows_skipped"]] for one in said["files"]
    ]
    assert files == want["files"]
    assert [[one["code"], one["file"]] for one in said["warnings"]] == [
        one[:2]
        for one in want["warnings"]  # type: ignore[attr-defined]
    ]
    assert all(one["message"] for one in said["warnings"])
    assert len(said["readings"]) == len(want["readings"])  # type: ignore[arg-type]
