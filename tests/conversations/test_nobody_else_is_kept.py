"""No name, address, text, link or hash of anybody is written anywhere: planted, then looked for."""

import contextlib
import hashlib
import io
import json
import logging
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import logs
from tests.conversations.canaries import MARK, OWN, Planted, corpus
from tests.conversations.seat_steps import reported, type_address

NOOR = "U0NEW"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def found(planted: Planted, content: bytes) -> list[str]:
    """Planted strings in bytes, in any letters or encoding, and their hashes."""
    low = content.lower()
    marked = [e for e in ENCODINGS if MARK.encode(e) in low]  # all of them begin with it
    plain = [word for word in planted.words if any(word.encode(e) in low for e in marked)]
    hashes = [
        word
        for word in planted.words
        if (digest := hashlib.sha256(word.encode())).hexdigest().encode() in low
        or digest.digest() in content
    ]
    return plain + hashes


def written_since(when: float, folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        try:
            if path.is_file() and path.stat().st_mtime >= when:
                yield path
        except OSError:
            continue


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All temporary files of this process and its children lie here."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that the bot logs at its most talkative, as it would stand in the log."""
    root, log = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    with contextlib.redirect_stderr(log):
        logs.configure("DEBUG", ())
    try:
        yield log
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def test_what_is_planted_in_every_cell_of_every_format_is_found_nowhere(
    scratch: Path, request: pytest.FixtureRequest, written: io.StringIO
) -> None:
    began = time.time()
    town: Any = request.getfixturevalue("town")
    planted, kept, kinds = Planted(), 0, ""
    type_address(town, NOOR, town.say(NOOR, "upload"), OWN)
    for name, data in corpus(planted):
        assert found(planted, name.encode() + data), "each file holds some, or is no test"
        before = len(town.said_to(NOOR))
        town.drop(NOOR, (name, data))
        [answer] = town.said_to(NOOR)[before:]
        assert "Reading your file" not in answer["text"]
        if answer["text"].startswith("Read:"):
            kept += 1
            shown = town.press(NOOR, answer, "ssi_upload_details")["reply"]
            assert found(planted, json.dumps(shown).encode()) == []
            kinds += json.dumps(shown)
        _more_room(town)
    assert kept >= 8, "the formats are read, not all refused"
    for kind in ("Sales Navigator usage report", "views of your posts", "messages"):
        assert kind in kinds, "each of these is read, not refused"
    assert sorted(reported(town, NOOR)) == [("2026-09-30", 6100), ("2026-10-31", 6100)]
    town.ssi(NOOR, "export")
    town.settle()
    [handed] = [message["files"] for message in town.said_to(NOOR) if message["files"]]
    for file in handed:
        own = town.web.get("/sandbox/file", params={"id": file["id"]}).content
        assert found(planted, own) == []
    assert found(planted, json.dumps(town.state()["calls"]).encode()) == []
    assert "upload_kept" in written.getvalue()
    assert found(planted, written.getvalue().encode()) == []
    database = Path(str(town.demo.parts.store.url).removeprefix("sqlite:///"))
    assert database.is_relative_to(scratch)
    files = list(written_since(began, scratch))
    assert database in files
    assert {path.name: hits for path in files if (hits := found(planted, path.read_bytes()))} == {}


def _more_room(town: Any) -> None:
    """The next upload is of another day's quota."""
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE upload SET created_at = '2026-11-01 00:00:00.000000'")
