"""From an earlier release to this one: a backup first, once, and the bot reads what was there."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.blocks import card as card_screen
from bot.errors import CoachError
from bot.services import board_post, card, digest, restored, upkeep
from bot.store import backup, copying, members, readings
from bot.store.engine import Store
from bot.store.migrations import HEAD
from bot.store.restore import restore
from tests.store.earlier import NOW, TABLES, first_release, run


def test_the_first_release_is_whole_in_our_fixture(url: str) -> None:
    """A table that the fixture leaves empty would prove nothing."""
    store = first_release(url)
    with store.engine.connect() as connection:
        tables = copying.tables_of(connection)
        assert copying.count(connection, tables) == TABLES
    store.close()


def test_the_bot_reads_what_the_first_release_stored(url: str) -> None:
    store = first_release(url)
    store.upgrade()
    store.check()
    seen = card.build(store, "T1", "U1", NOW)
    assert seen.member.name == 'Ana "Ü" O\'Neil'
    assert seen.has_files
    assert seen.report.reading is not None
    assert seen.report.reading.total == 5700
    assert seen.member.ideal.titles == ("CTO",)
    assert "57" in str(card_screen.render(seen))
    with store.begin("T1", write=False) as db:
        assert [one.reading.total for one in readings.all_of(db, "U1")] == [5600, 5700]
        found = members.get(db, "U3")
        assert found is not None
        assert (found.guest, found.deleted, found.sales_navigator) == (True, True, False)
    assert digest.queue_due(store, NOW) == 1
    assert board_post.queue_due(store, NOW) == 1
    store.close()


def test_every_row_outlives_the_upgrade(url: str) -> None:
    store = first_release(url)
    store.upgrade()
    with store.engine.connect() as connection:
        after = copying.count(connection, copying.tables_of(connection))
    assert {name: after[name] for name in TABLES} == TABLES
    store.close()


def test_a_backup_is_made_before_the_schema_changes(url: str, tmp_path: Path) -> None:
    store = first_release(url)
    made = store.upgrade(tmp_path / "backups")
    assert made is not None
    assert made.parent == tmp_path / "backups"
    assert made.stat().st_mode & 0o777 == 0o600
    found = backup.read(made)
    assert found.revision == "0001"
    assert {name: found.rows[name] for name in TABLES} == TABLES
    assert store.upgrade(tmp_path / "backups") is None, "nothing left to do"
    restore(made, store, replace=True, then=lambda db: restored.settle(db, NOW))
    assert store.revision() == HEAD
    store.close()


def test_without_a_folder_it_stands_beside_the_file_with_revision_and_time(tmp_path: Path) -> None:
    store = first_release(f"sqlite:///{tmp_path / 'coach.db'}")
    made = store.upgrade()
    assert made is not None
    assert made.parent == tmp_path
    assert made.name.startswith("coach.db.0001.20")
    store.close()


@pytest.mark.postgres
def test_a_server_without_a_folder_gets_none(postgres_url: str) -> None:
    from tests.store.conftest import _database

    store = first_release(_database(postgres_url))
    assert store.upgrade() is None
    assert store.revision() == HEAD
    store.close()


def test_the_newest_three_stay(tmp_path: Path) -> None:
    store = first_release(f"sqlite:///{tmp_path / 'coach.db'}")
    made = [backup.before_upgrade(store, "0001", None) for _ in range(5)]
    kept = backup.kept(tmp_path, "coach.db")
    assert kept == [one.file for one in made[-3:] if one]
    store.close()


DELETED = """
PRAGMA secure_delete=OFF;
INSERT INTO consent VALUES
 ('T1', 'c9', 'U1', 'a canary in a coal mine', 'x', '2026-10-05 08:00:00.000000');
DELETE FROM consent WHERE id = 'c9';
"""


def test_what_was_deleted_before_is_in_no_file_after_an_upgrade(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'coach.db'}"
    store = first_release(url)
    run(url, DELETED)

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("coach.db*"))

    assert b"a canary" in files()
    store.upgrade()
    assert b"a canary" not in files()
    store.check()
    store.close()


def test_they_go_when_they_are_older_than_people_are_told(tmp_path: Path) -> None:
    store = first_release(f"sqlite:///{tmp_path / 'coach.db'}")
    made = backup.before_upgrade(store, "0001", None)
    assert made is not None
    beside = tmp_path / "coach.db.0001.mine.backup"
    beside.write_text("of somebody else's making")
    assert upkeep.forget_backups(store, None, made.made_at + timedelta(days=29)) == 0
    assert upkeep.forget_backups(store, None, made.made_at + timedelta(days=31)) == 1
    assert not made.file.exists()
    assert beside.exists()
    store.close()


def test_a_schema_is_not_touched_when_no_backup_can_be_written(tmp_path: Path) -> None:
    store = first_release(f"sqlite:///{tmp_path / 'coach.db'}")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CoachError) as refused:
        store.upgrade(tmp_path / "file")
    assert refused.value.code == "backup_unwritten"
    assert store.revision() == "0001"
    store.close()


def test_an_upgrade_that_breaks_half_way_changes_nothing(url: str, tmp_path: Path) -> None:
    """A table that stands in the way of a later step."""
    store = first_release(url)
    run(url, "CREATE TABLE learned (team_id VARCHAR)")
    with pytest.raises(Exception, match="learned"):
        store.upgrade(tmp_path)
    assert store.revision() == "0001"
    with store.engine.connect() as connection:
        assert "declared" not in {one.name for one in copying.tables_of(connection)}
    run(url, "DROP TABLE learned")
    store.upgrade(tmp_path)
    store.check()
    store.close()


def test_starters_at_once_migrate_once_with_one_backup(url: str, tmp_path: Path) -> None:
    first_release(url).close()
    environment = {**os.environ, "DATABASE_URL": url, "BACKUP_DIR": str(tmp_path / "backups")}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "bot", "db", "upgrade"], env=environment, cwd=tmp_path,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    said = [one.communicate(timeout=120) for one in started]
    assert [one.returncode for one in started] == [0] * 4, said
    assert sum("A backup was made first" in out for out, _ in said) == 1
    assert len(list((tmp_path / "backups").iterdir())) == 1
    store = Store(url)
    store.check()
    with store.engine.connect() as connection:
        version = connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one()
    assert version == 1
    store.close()


def test_a_second_starter_waits_longer_than_a_writer_would(tmp_path: Path) -> None:
    """Five seconds is a writer's patience with SQLite; an upgrade of much data takes longer."""
    import fcntl
    import time

    path = tmp_path / "coach.db"
    first_release(f"sqlite:///{path}").close()
    with (tmp_path / "coach.db.upgrading").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(
            [sys.executable, "-m", "bot", "db", "upgrade"], cwd=tmp_path,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{path}"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        time.sleep(6.5)
        assert waiting.poll() is None
        writer.execute("ROLLBACK")
        writer.close()
    out, errors = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, errors
    assert "A backup was made first" in out


def test_a_starter_killed_in_the_middle_leaves_the_way_free(url: str, tmp_path: Path) -> None:
    first_release(url).close()
    killed = (
        "import os, signal, sys\n"
        "from bot.store.engine import Store\n"
        "store = Store(sys.argv[1])\n"
        "store.listen(lambda s, p: os.kill(os.getpid(), signal.SIGKILL)"
        " if 'CREATE TABLE outcome' in s else None)\n"
        "store.upgrade()\n"
    )
    done = subprocess.run([sys.executable, "-c", killed, url], check=False, timeout=60)
    assert done.returncode == -9
    store = Store(url)
    assert store.revision() == "0001"
    store.upgrade(tmp_path)
    store.check()
    store.close()
