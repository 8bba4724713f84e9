"""A restore: whole or not at all, into the right place, and no message of the past after it."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services import digest, restored
from bot.store import backup, boards, copying, deliveries, members, tables
from bot.store.engine import Db, Store
from bot.store.restore import restore
from tests.store.earlier import NOW, nothing, refused, rows, run, settle


def test_a_database_with_rows_is_replaced_only_when_that_is_said(
    filled: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    before = rows(filled)
    with filled.begin("T1") as db:
        db.session.add(tables.PaceRow(team_id="later", next_slot=0.0))
    assert refused(lambda: restore(made.file, filled, replace=False, then=nothing)) == "not_empty"
    assert rows(filled) != before
    restore(made.file, filled, replace=True, then=nothing)
    assert rows(filled) == before


def test_a_schema_of_a_newer_version_can_be_replaced_by_an_earlier_backup(
    filled: Store, url: str, tmp_path: Path
) -> None:
    """The way back after an upgrade that went wrong."""
    made = backup.make(filled, tmp_path / "b")
    run(url, "CREATE TABLE newer (x INTEGER); UPDATE alembic_version SET version_num = '9999';")
    restore(made.file, filled, replace=True, then=nothing)
    filled.check()
    with filled.engine.connect() as connection:
        assert "newer" not in {one.name for one in copying.tables_of(connection)}


def test_tables_of_another_program_are_never_dropped(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    url = empty.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    run(url, "CREATE TABLE theirs (x INTEGER); INSERT INTO theirs VALUES (1);")
    assert refused(lambda: restore(made.file, empty, replace=True, then=settle)) == "not_ours"
    with empty.engine.connect() as connection:
        assert [one.name for one in copying.tables_of(connection)] == ["theirs"]


def test_a_restore_that_breaks_half_way_changes_nothing(filled: Store, tmp_path: Path) -> None:
    made = backup.make(filled, tmp_path / "b")
    before = rows(filled)

    def breaks(db: Db) -> None:
        raise RuntimeError("the last step")

    with pytest.raises(RuntimeError):
        restore(made.file, filled, replace=True, then=breaks)
    assert rows(filled) == before
    filled.check()


def test_a_restore_killed_half_way_changes_nothing(filled: Store, url: str, tmp_path: Path) -> None:
    made = backup.make(filled, tmp_path / "b")
    before = rows(filled)
    killed = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from bot.store.engine import Store\n"
        "from bot.store.restore import restore\n"
        "store = Store(sys.argv[1])\n"
        "store.listen(lambda s, p: os.kill(os.getpid(), signal.SIGKILL)"
        " if s.startswith('INSERT INTO upload_source') else None)\n"
        "restore(Path(sys.argv[2]), store, replace=True, then=lambda db: None)\n"
    )
    done = subprocess.run([sys.executable, "-c", killed, url, made.file], check=False, timeout=60)
    assert done.returncode == -9
    assert rows(filled) == before
    restore(made.file, filled, replace=True, then=nothing)
    assert rows(filled) == before


def test_a_restore_waits_for_no_bot_and_no_bot_starts_in_a_restore(
    filled: Store, url: str, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    bots = [Store(url), Store(url)]
    for one in bots:
        one.join()
    assert refused(lambda: restore(made.file, filled, replace=True, then=nothing)) == "bot_running"
    bots[0].close()
    assert refused(lambda: restore(made.file, filled, replace=True, then=nothing)) == "bot_running"
    bots[1].close()

    def starts(db: Db) -> None:
        late = Store(url)
        assert refused(late.join) == "restoring"
        late.close()

    restore(made.file, filled, replace=True, then=starts)
    again = Store(url)
    again.join()
    again.close()


def test_no_message_of_the_past_is_sent_after_a_restore(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    """Of Monday 08:00 UTC; restored at 10:00. Digest and board of that morning may be out."""
    made = backup.make(filled, tmp_path / "b")
    restore(made.file, empty, replace=False, then=settle)
    with empty.begin("T1", write=False) as db:
        ana, ben = members.get(db, "U1"), members.get(db, "U2")
        post = boards.get(db, "C1")
        found = {one.slot: one for one in deliveries.of_user(db, "U1", "digest")}
        posts = {one.slot: one for one in deliveries.of_user(db, "C1", "board")}
        bens = {one.slot: one for one in deliveries.of_user(db, "U2", "digest")}
    assert ana is not None
    assert ben is not None
    assert post is not None
    assert ana.next_digest_at == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert ben.next_digest_at == datetime(2026, 11, 27, 14, 0, tzinfo=UTC), "it is still to come"
    assert post.next_post_at == datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
    assert found["2026-W47"].state == "sent"
    assert found["2026-W47"].ts == "4.0"
    for one in (found["2026-W48"], posts["2026-W48"], posts["2026-W46"], bens["2026-W46"]):
        assert (one.state, one.reason) == ("skipped", "restored")
    assert bens["2026-W44"].state == "failed", "what has ended stays as it is"
    with empty.across(write=False) as db:
        assert deliveries.open_across(db, 10) == []


def test_someone_who_moves_their_day_after_a_restore_gets_no_second_one(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    restore(made.file, empty, replace=False, then=settle)
    member = digest.choose(empty, "T1", "U1", state="on", how="test", now=NOW, weekday=3)
    assert member.next_digest_at == datetime(2026, 12, 3, 8, 0, tzinfo=UTC)


def test_after_a_long_gap_every_second_week_stays_every_second(
    filled: Store, empty: Store, tmp_path: Path
) -> None:
    made = backup.make(filled, tmp_path / "b")
    much_later = NOW + timedelta(weeks=9)
    restore(
        made.file, empty, replace=False, then=lambda db: restored.settle(db, much_later)
    )  # fmt: skip
    with empty.begin("T1", write=False) as db:
        ben = members.get(db, "U2")
    assert ben is not None
    # Two weeks apart each: 11 December; 1 January, since the 25th is a holiday; then the 15th.
    assert ben.next_digest_at == datetime(2027, 1, 29, 14, 0, tzinfo=UTC)
