"""Whatever becomes of a file that is not kept, all that was stored stands as it stood before."""

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox import seed
from tests.conversations.conftest import SAMPLES, Town
from tests.importers import workbooks
from tests.importers.hostile import CONNECTIONS, HEAD, zipped
from tests.importers.test_limits import stuffed

NOOR = seed.NEW
ARCHIVE = "Complete_LinkedInDataExport_11-19-2026.zip"
BOOKKEEPING = frozenset(("upload", "seen"))
"""What is written of a bundle that is not kept: that it came, and that Slack's event was dealt
with. `upload` is looked at for what it says of the bundle's content."""
CONTENT = ("sha256", "rules", "receipt")
FACTS = b'{"kind": "ssi-coach facts", "schema": 1}'
PAIR = zipped({"Connections.csv": CONNECTIONS, "Reactions.csv": "Date,Type,Link\n"})
REFUSED: tuple[tuple[str, bytes], ...] = (
    ("empty.csv", b""), ("photo.png", b"\x89PNG\r\n\x1a\n"), ("a.rar", b"Rar!\x1a\x07"),
    ("cut.zip", PAIR[:-40]), ("names.zip", zipped({"../Connections.csv": CONNECTIONS})),
    ("inner.zip", zipped({"a.zip": PAIR})), ("nothing.zip", zipped({"Novelty.csv": "a,b\n"})),
    ("bomb.zip", zipped({"Connections.csv": b"\0" * 11_000_000})),
    ("Connections.csv", HEAD.encode()), ("odd.csv", b"Colour,Shape\nred,round\n"),
    ("dates.csv", (HEAD + "A,B,,,C,D,soon\n" * 9).encode()),
    ("wide.csv", ("\ufeff" + CONNECTIONS).encode("utf-16-le")[:-1]),
    ("Logins.csv", b"Login Date,IP Address,User Agent,Login Type\n1,2,3,4\n"),
    ("facts.json", FACTS), ("ssi.json", b'{"memberScore": {"overall": 101}}'),
    ("page.txt", b"Social Selling Index\nSomething is missing here\n"),
    ("macros.xlsm", workbooks.changed(workbooks.book({"A": workbooks.HISTORY}),
                                      {"xl/vbaProject.bin": b"x"})),
    ("history.csv", b"Date,Total\n2026-11-01,101\n"),
)  # fmt: skip
SENTENCE = "Nothing was"


@contextmanager
def database(town: Town) -> Iterator[sqlite3.Connection]:
    """The bot's database as another program sees it."""
    with closing(sqlite3.connect(town.file, isolation_level=None, timeout=10)) as made:
        yield made


def stored(town: Town) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with database(town) as db:
        names = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        found = {name: sorted(map(repr, db.execute(f'SELECT * FROM "{name}"')))  # noqa: S608  our own names
                 for name in names if name not in BOOKKEEPING}  # fmt: skip
        content = ", ".join(CONTENT)
        found["upload"] = list(
            db.execute(f"SELECT id, {content} FROM upload WHERE state = 'done' ORDER BY id")  # noqa: S608
        )
        left = f"SELECT {content} FROM upload WHERE state <> 'done'"  # noqa: S608
        assert {*db.execute(left)} <= {(None, None, "{}")}
    return found


def last(town: Town) -> dict[str, Any]:
    return town.said_to(NOOR)[-1]


@pytest.fixture
def filled(town: Town) -> Town:
    """Noor has an archive, a workbook and readings already."""
    [book] = SAMPLES.glob("*.xlsx")
    for path in (SAMPLES / ARCHIVE, book, SAMPLES / "ssi-page.txt"):
        town.drop(NOOR, (path.name, path.read_bytes()))
        assert last(town)["text"].startswith("Read:")
    town.press(NOOR, last(town), "ssi_upload_details")
    return town


def test_a_file_that_is_refused_changes_no_row(filled: Town) -> None:
    before = stored(filled)
    assert before["upload_source"]
    assert before["reading"]
    for name, data in REFUSED:
        if name == "wide.csv":
            filled.clock("2026-11-21T10:15:00+01:00")  # 20 a day
            filled.ssi(NOOR, "help")  # the day of an act is written down
            before = stored(filled)
        filled.drop(NOOR, (name, data))
        assert SENTENCE in last(filled)["text"], name
        assert stored(filled) == before, name


def test_a_good_file_beside_them_is_all_that_is_kept(filled: Town) -> None:
    before = stored(filled)
    good = (HEAD + "Bo,Ray,,,Tarn,COO,18 Nov 2026\n" * 2).encode()
    filled.drop(NOOR, *REFUSED[1:4], ("Connections.csv", good))
    after = stored(filled)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"upload", "upload_source", "upload_level"}
    assert len(after["upload"]) == len(before["upload"]) + 1


@pytest.mark.skipif(sys.platform != "linux", reason="finds the child in /proc")
def test_a_child_that_is_killed_while_it_reads_leaves_nothing(filled: Town) -> None:
    before = stored(filled)
    filled.upload(NOOR, "Connections.xlsx", stuffed(30), seed.dm_of(NOOR))
    os.kill(child(), signal.SIGKILL)
    filled.settle()
    assert "took too long" in last(filled)["text"]
    assert stored(filled) == before


def child() -> int:
    """The process that reads a file for this one, once it is there."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for path in Path("/proc/self/task").glob("*/children"):
            for pid in path.read_text().split():
                line = Path(f"/proc/{pid}/cmdline")
                if line.exists() and b"bot.importers.child" in line.read_bytes():
                    return int(pid)
        time.sleep(0.005)
    raise AssertionError("nobody reads")


ROWS = "upload_source", "upload_level", "reading"


@pytest.mark.parametrize("table", ROWS)
def test_a_row_that_cannot_be_written_takes_the_whole_bundle_back(filled: Town, table: str) -> None:
    """The disk is full, say, after some of the rows: a trigger fails the second of a table."""
    before = stored(filled)
    with database(filled) as db:
        at = f"(SELECT count(*) FROM {table}) > {len(before[table])}"  # noqa: S608
        db.execute(f"CREATE TRIGGER full BEFORE INSERT ON {table} WHEN {at} "
                   "BEGIN SELECT RAISE(ABORT, 'disk is full'); END")  # fmt: skip
    files = bundle()
    filled.drop(NOOR, *files)
    filled.lease_over()
    filled.lease_over()
    assert "on my side" in last(filled)["text"]
    assert stored(filled) == before
    with database(filled) as db:
        db.execute("DROP TRIGGER full")
    filled.press(NOOR, last(filled), "ssi_upload_retry")
    filled.settle()
    assert last(filled)["text"].startswith("Read:")
    assert {name for name, rows in stored(filled).items() if rows != before.get(name)} == {
        "upload", *ROWS}  # fmt: skip


def bundle() -> tuple[tuple[str, bytes], ...]:
    """Some rows for each table."""
    readings = "Date,Total\n" + "".join(f"2026-10-{n:02},5{n % 10}\n" for n in range(1, 9))
    people = HEAD + "".join(f"A{n},B,,,Tarn,COO,{n} Nov 2026\n" for n in range(10, 19))
    skills = zipped({
        "Profile.csv": "First Name,Last Name,Headline,Summary,Industry,Geo Location\n"
                       "Noor,Haddad,I help,Long,Machinery,Basel\n",
        "Skills.csv": "Name\nSelling\n", "Connections.csv": people,
        "Reactions.csv": "Date,Type,Link\n2026-11-18 10:00:00,LIKE,x\n",
    })  # fmt: skip
    return (("Basic.zip", skills), ("history.csv", readings.encode()))


def test_a_database_that_is_locked_at_the_keep_is_written_later_and_once(filled: Town) -> None:
    before = stored(filled)
    filled.post("faults", method="files.info", do="slow", seconds=1.5)
    filled.upload(NOOR, "Connections.csv", people(), seed.dm_of(NOOR))
    wait(lambda: "Reading" in last(filled)["text"] or "Fetching" in last(filled)["text"])
    with database(filled) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE member SET name = name")
        filled.settle()
        assert stored(filled) == before
        db.execute("ROLLBACK")
    assert stored(filled) == before
    filled.lease_over()
    assert last(filled)["text"].startswith("Read: 3 rows")
    after = stored(filled)
    assert len(after["upload"]) == len(before["upload"]) + 1
    filled.lease_over()
    assert stored(filled) == after


def people() -> bytes:
    rows = (f"A{n},B,,,Tarn,COO,{n} Nov 2026\n" for n in range(16, 19))
    return (HEAD + "".join(rows)).encode()


def wait(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)
