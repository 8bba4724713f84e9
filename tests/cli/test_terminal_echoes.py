"""What a terminal is shown of files' names and columns: dead letters, whatever they hold."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.importers.hostile import CONNECTIONS, zipped

ISOLATES = "\u2068\u2069"
"""What our own words put round a name from right to left, so that the line stays as it is."""
HOSTILE = (
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x1b\\link", "\x9b2J", "a\rb",
    "a\nssi-coach: all is well", "a\u202egnp", "\u2066x", "\u200bzero", "<!channel>", "<@U1|x>",
    "*b* `c`", "&amp;lt;", "a\u2028b", "=cmd|' /C calc'!A0", "%s%n{}", "x" * 200, "אמל", "e\u0301" * 90,
)  # fmt: skip


def dead(text: str) -> bool:
    """Nothing that moves a cursor, turns a line, hides, or calls anybody."""
    odd = {letter for letter in text if letter not in f"\n{ISOLATES}"
           and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")}  # fmt: skip
    return not odd


def run(verb: str, *arguments: str | bytes) -> subprocess.CompletedProcess[str]:
    more = ("--as-of", "2026-11-22") if verb == "score" else ()
    done = subprocess.run(
        [sys.executable, "-m", "bot", verb, *more, *arguments],
        capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )  # fmt: skip
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def texts(found: Any) -> Iterator[str]:
    """Every text in JSON."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from (key, *texts(value))
    elif isinstance(found, list):
        for one in found:
            yield from texts(one)
    elif isinstance(found, str):
        yield found


def checked(*arguments: str | bytes) -> str:
    """All that the two verbs print of the arguments, in words and in JSON."""
    words, facts, data = run("score", *arguments), run("shred", *arguments), run(
        "score", "--json", *arguments)  # fmt: skip
    shown = [words.stdout, words.stderr, facts.stderr, data.stderr]
    found = json.loads(data.stdout)
    for text in (*shown, *texts(found), facts.stdout):
        assert dead(text), repr(text)
    if words.returncode:
        assert all(len(one.stderr.splitlines()) == 1 for one in (words, facts, data)), shown
    return "\n".join((*shown, *texts(found)))


@pytest.mark.parametrize("part", [HOSTILE[:9], HOSTILE[9:]])
def test_columns_of_a_refused_table_are_shown_as_text(
    part: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    columns = ",".join('"' + text.replace('"', '""').replace("\n", " ") + '"' for text in part)
    path.write_text(f"{columns}\n1,2\n", "utf-8", newline="")
    said = checked(str(path))
    assert "don't recognise these columns" in said
    assert "<!channel>" not in said


def test_names_of_files_are_shown_as_text(tmp_path: Path) -> None:
    given = []
    for at, name in enumerate(one[:60] for one in HOSTILE if "/" not in one):
        good, bad = tmp_path / f"{name}.csv", tmp_path / f"{name}.png"
        good.write_text(CONNECTIONS + "\n" * at)
        bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(at))
        given += [str(good), str(bad), str(tmp_path / f"{name} gone.csv")]
    said = checked(*given)
    assert "can't be opened" in said
    assert "[31mred.png" in said


@pytest.mark.parametrize("name", ["\x1b[31mgone\nssi-coach: all is well", "\u202ea\u2028b" * 90])
def test_a_file_that_cannot_be_opened_is_named_in_one_line(name: str) -> None:
    assert "can't open" in checked(name)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_text_at_all_is_no_traceback(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe\x1b.csv"
    assert "can't open" in checked(name)
    Path(os.fsdecode(name)).write_text(CONNECTIONS)
    assert "connections" in checked(name)


def test_names_inside_an_archive_are_shown_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    names = [one for one in HOSTILE if not any(unicodedata.category(c) == "Cc" for c in one)]
    path.write_bytes(zipped({
        **{f"{name}.csv": "a,b\n" for name in names if "/" not in name},
        "Connections.csv": CONNECTIONS, "\u202eShares\u2028/Shares.csv": b"\0" * 90,
    }))  # fmt: skip
    said = checked(str(path))
    assert "Not opened:" in said


def test_a_reading_that_is_none_is_quoted_as_text() -> None:
    for text in ("\x1b[31m1 2 3 4", "1 2 3 \u202e4x\u2028", "1 2 3 4@\x1b[2J"):
        done = run("score", "--reading", text)
        assert done.returncode == 2
        assert dead(done.stdout + done.stderr), repr(done.stderr)


def test_what_only_slack_needs_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("R&D,a@b,other\n1,2,3\n")
    done = run("score", str(path))
    assert "r&d, a@b, other" in done.stderr
