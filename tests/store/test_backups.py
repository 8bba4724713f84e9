"""Backups of both databases: whole, of one moment, private; and what is refused as one."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import CoachError
from bot.store import backup, members, tables
from bot.store.engine import Store
from bot.store.restore import check, restore
from tests.store.earlier import NOW, first_release, nothing, refused, rows, run, settle


def test_the_fixture_has_rows_in_every_table(filled: Store) -> None:
    assert [name for name, found in rows(filled).items() if not found] == []


def test_every_row_comes_back_on_either_database(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    restore(made.file, empty, replace=False, then=nothing)
    assert rows(empty) == rows(filled)
    empty.check()


def test_a_backup_of_a_restored_database_is_the_same_backup(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    first = backup.make(filled, tmp_path / "first")
    restore(first.file, empty, replace=False, then=nothing)
    second = backup.make(empty, tmp_path / "second")
    sums = []
    for one in (first, second):
        database = sqlite3.connect(one.file)
        sums.append(
            database.execute(
                "SELECT value FROM ssi_coach_backup WHERE name IN ('rows', 'sha256')"
            ).fetchall()
        )
        database.close()
    assert sums[0] == sums[1]


def test_a_backup_says_what_it_is_and_only_its_owner_reads_it(
    filled: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert made == backup.read(made.file)
    assert made.revision == filled.head()
    assert made.rows["delivery"] == 4
    assert abs(datetime.now(UTC) - made.made_at) < timedelta(minutes=5)
    left = {one.name for one in tmp_path.iterdir()} - {"before"}
    assert {one for one in left if not one.startswith("coach.db")} == {"b"}


def test_a_name_that_is_taken_is_left_alone(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    assert refused(lambda: backup.make(filled, tmp_path / "b")) == "file_exists"
    assert (tmp_path / "b").read_text() == "mine"


def test_nothing_is_left_of_a_backup_that_cannot_be_written(filled: Store, tmp_path: Path) -> None:
    assert refused(lambda: backup.make(filled, tmp_path / "none" / "b")) == "backup_unwritten"
    assert not (tmp_path / "none").exists()


def test_a_database_without_our_tables_is_not_backed_up(empty: Store, tmp_path: Path) -> None:
    assert refused(lambda: backup.make(empty, tmp_path / "b")) == "nothing_to_back_up"


def test_a_backup_leaves_out_what_was_deleted(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'coach.db'}"
    store = first_release(url)
    run(url, "DELETE FROM member WHERE name = 'Chi'; DELETE FROM upload_source;")
    made = backup.make(store, tmp_path / "b")
    assert b"comments.credit" in (tmp_path / "coach.db").read_bytes() + (
        (tmp_path / "coach.db-wal").read_bytes()
    )
    assert b"comments.credit" not in made.file.read_bytes()
    store.close()


def test_a_backup_under_writers_is_of_one_moment(filled: Store, tmp_path: Path) -> None:
    """Each write changes two tables; a copy between them would show it."""
    ended = threading.Event()
    started = threading.Event()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            with filled.begin("T1") as db:
                db.session.add(tables.PaceRow(team_id=f"P{number}", next_slot=0.0))
                db.session.add(
                    tables.SeenRow(team_id="T1", event_id=f"P{number}", at=NOW)
                )  # fmt: skip
            if number == 20:
                started.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert started.wait(30)
        made = [backup.make(filled, tmp_path / f"b{number}") for number in range(3)]
    finally:
        ended.set()
        writer.join()
    for one in made:
        assert one.rows["pace"] == one.rows["seen"] > 20
    assert made[0].rows["pace"] < made[2].rows["pace"], "writers went on meanwhile"


def test_many_rows_pass_in_batches(empty: Store, filled: Store, tmp_path: Path) -> None:
    with filled.begin("T1") as db:
        db.session.add_all(
            tables.SeenRow(team_id="T1", event_id=f"E{n}", at=NOW) for n in range(2500)
        )
    made = backup.make(filled, tmp_path / "b")
    _, now = restore(made.file, empty, replace=False, then=nothing)
    assert now["seen"] == made.rows["seen"] == 2501


def test_an_older_backup_is_brought_up_to_date(url: str, empty: Store, tmp_path: Path) -> None:
    old = first_release(url)
    made = backup.make(old, tmp_path / "b")
    assert made.revision == "0001"
    restore(made.file, empty, replace=False, then=settle)
    empty.check()
    with empty.begin("T1", write=False) as db:
        found = members.get(db, "U1")
        assert found is not None
        assert found.outcome == ""
    old.close()


def test_a_backup_of_a_newer_version_is_refused(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    forged(made.file, "UPDATE ssi_coach_backup SET value = '9999' WHERE name = 'revision'")
    assert refused(lambda: check(made.file, empty)) == "newer_backup"
    forged(made.file, "UPDATE ssi_coach_backup SET value = '2' WHERE name = 'format'")
    assert refused(lambda: check(made.file, empty)) == "newer_backup"
    assert empty.revision() is None


def forged(file: Path, statement: str) -> None:
    database = sqlite3.connect(file)
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM reading WHERE id = 'r1'",
        "UPDATE reading SET total = total + 100",
        "DROP TABLE reading",
        "CREATE TABLE more (x)",
        "DELETE FROM ssi_coach_backup WHERE name = 'sha256'",
        "UPDATE ssi_coach_backup SET value = 'no' WHERE name = 'made_at'",
        "CREATE VIEW seen_by AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON seen BEGIN DELETE FROM reading; END",
    ],
)
def test_a_changed_backup_is_refused(
    filled: Store, empty: Store, tmp_path: Path, statement: str
) -> None:
    made = backup.make(filled, tmp_path / "b")
    forged(made.file, statement)
    code = refused(lambda: restore(made.file, empty, replace=True, then=settle))
    assert code == "backup_damaged"
    assert empty.revision() is None, "nothing was changed"


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04", b"SQLite format 3\0" + b"x" * 99]
)
def test_any_other_file_is_refused(empty: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b").write_bytes(content)
    code = refused(lambda: check(tmp_path / "b", empty))
    assert code in ("not_a_backup", "backup_damaged")
    assert refused(lambda: check(tmp_path / "none", empty)) == "no_such_file"
    assert refused(lambda: check(tmp_path, empty)) == "no_such_file"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    store = first_release(f"sqlite:///{folder / 'coach.db'}")
    made = backup.make(store, folder / "b").file.read_bytes()
    store.close()
    return made


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_refused_or_holds_every_row(
    sound: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    """Bits of pages that hold no row may turn unnoticed; rows never."""
    at = data.draw(st.integers(0, len(sound) - 1))
    how = data.draw(st.sampled_from(("flip", "cut", "zero")))
    bad = bytearray(sound)
    if how == "flip":
        bad[at] ^= 1 << data.draw(st.integers(0, 7))
    elif how == "cut":
        del bad[at:]
    else:
        bad[at : at + 512] = bytes(len(bad[at : at + 512]))
    file, good = tmp_path / "bad", tmp_path / "good"
    file.write_bytes(bad)
    good.write_bytes(sound)
    try:
        found = backup.read(file)
    except CoachError as error:
        assert error.code in ("backup_damaged", "not_a_backup", "newer_backup")
    else:
        assert found.rows == backup.read(good).rows
