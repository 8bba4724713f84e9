"""What the store promises, on SQLite and on PostgreSQL alike."""

import os
import signal
import stat
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from bot.errors import CoachError
from bot.store import activity, boards, deliveries, members, readings, seen, upgrading, uploads
from bot.store.deliveries import Entry
from bot.store.engine import Store
from bot.store.migrations import HEAD, KNOWN
from scoring.activity import Batch, Level
from scoring.readings import Source, make

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 19)
TEAM, ANA = "T1", "U1"


def meet(store: Store, team: str = TEAM, user: str = ANA, name: str = "Ana") -> None:
    with store.begin(team) as db:
        members.put(db, user, name=name, zone="Europe/Berlin", guest=False, deleted=False, now=NOW)


def batch(day: date, amount: int, as_of: date = DAY) -> Batch:
    return Batch("archive/comments", as_of - timedelta(days=90), as_of, frozenset(),
                 {"comments.credit": {day: amount}}, "1")  # fmt: skip


def keep(store: Store, file: str, *batches: Batch, levels: tuple[Level, ...] = ()) -> str:
    with store.begin(TEAM) as db:
        promised = uploads.accept(db, ANA, file, channel=None, ts=None, now=NOW)
        assert promised is not None
        claimed = uploads.claim(db, promised.id, 60)
        assert claimed is not None
        assert uploads.finish(
            db, promised.id, attempt=claimed.attempt, sha256=file, rules="1", receipt={},
            batches=batches, levels=levels, readings=(), now=NOW,
        )  # fmt: skip
    return promised.id


def test_instants_come_back_aware_and_in_utc(store: Store) -> None:
    meet(store)
    with store.begin(TEAM, write=False) as db:
        member = members.get(db, ANA)
    assert member is not None
    assert member.refreshed_at == NOW
    assert member.refreshed_at.utcoffset() == timedelta(0)


def test_taking_a_reading_back_lets_the_earlier_one_of_that_day_stand(store: Store) -> None:
    with store.begin(TEAM) as db:
        readings.add(db, ANA, make(DAY, (100, 100, 100, 100), None, Source.TYPED), NOW)
        later = readings.add(db, ANA, make(DAY, (200, 200, 200, 200), None, Source.TYPED), NOW)
    with store.begin(TEAM) as db:
        assert readings.remove(db, "U2", later) is None, "nobody removes another's"
        assert readings.remove(db, ANA, later) is not None
        assert [one.reading.total for one in readings.all_of(db, ANA)] == [400]


def test_undoing_an_upload_leaves_all_as_if_it_had_never_been(store: Store) -> None:
    first = keep(store, "F1", batch(DAY, 1000), levels=(Level("network.size", 10.0, DAY),))
    with store.begin(TEAM, write=False) as db:
        before = activity.of(db, ANA)
    newer = DAY + timedelta(days=1)
    second = keep(
        store, "F2", batch(DAY, 3000, newer), levels=(Level("network.size", 20.0, newer),)
    )
    with store.begin(TEAM) as db:
        assert activity.of(db, ANA).amounts["comments.credit"][DAY] == 3000
        assert uploads.undo(db, ANA, second)
        assert not uploads.undo(db, ANA, second)
        assert activity.of(db, ANA) == before
        assert uploads.known(db, ANA, "F2", "1") is None, "its hash is forgotten"
        assert uploads.known(db, ANA, "F1", "1") is not None
        assert uploads.accept(db, ANA, "F2", channel=None, ts=None, now=NOW) is not None
        assert first


def test_a_worker_whose_attempt_was_taken_over_keeps_nothing(store: Store) -> None:
    with store.begin(TEAM) as db:
        promised = uploads.accept(db, ANA, "F1", channel=None, ts=None, now=NOW)
        assert promised is not None
        assert uploads.accept(db, ANA, "F1", channel=None, ts=None, now=NOW) is None
        mine = uploads.claim(db, promised.id, -1)
        theirs = uploads.claim(db, promised.id, 60)
        assert mine is not None
        assert theirs is not None
        late = uploads.finish(
            db, promised.id, attempt=mine.attempt, sha256="x", rules="1", receipt={},
            batches=(batch(DAY, 1),), levels=(), readings=(), now=NOW,
        )  # fmt: skip
        assert late is False
        assert activity.of(db, ANA).amounts == {}


def test_two_sweeps_enter_one_row_and_two_workers_claim_it_once(store: Store) -> None:
    entry = Entry(TEAM, ANA, "digest", "2026-W48", NOW)
    with store.across() as db:
        assert deliveries.enter_across(db, [entry]) == 1
        assert deliveries.enter_across(db, [entry]) == 0
        [(team, id_)] = deliveries.open_across(db, 10)
    won: list[Any] = []

    def work() -> None:
        with store.begin(team) as db:
            won.append(deliveries.claim(db, id_, lease_s=60, now=NOW))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(1 for one in won if one is not None) == 1


def test_an_expired_lease_is_taken_over_in_doubt_and_fences_the_first_off(store: Store) -> None:
    with store.begin(TEAM) as db:
        assert deliveries.enter(db, ANA, "digest", "2026-W48", NOW)
        id_ = deliveries.of_user(db, ANA, "digest")[0].id
        first = deliveries.claim(db, id_, lease_s=-1, now=NOW)
        second = deliveries.claim(db, id_, lease_s=60, now=NOW + timedelta(hours=1))
        assert first is not None
        assert second is not None
        assert second.in_doubt
        assert second.first_attempt_at == NOW
        assert not deliveries.fence(db, id_, first.attempt, 60)
        assert deliveries.fence(db, id_, second.attempt, 60)
        assert not deliveries.close(db, id_, first.attempt, "sent")
        assert deliveries.close(db, id_, second.attempt, "sent", channel="D1", ts="1.0")


def test_equal_ids_in_two_workspaces_never_meet(store: Store) -> None:
    meet(store, "T1", name="Ana")
    meet(store, "T2", name="Another Ana")
    with store.begin("T1") as db:
        readings.add(db, ANA, make(DAY, (100, 100, 100, 100), None, Source.TYPED), NOW)
        boards.join(db, "C1", ANA, "consistency", NOW)
        assert seen.first_time(db, "Ev1", NOW)
    with store.begin("T2") as db:
        assert readings.all_of(db, ANA) == ()
        assert boards.joined(db, "C1") == ()
        assert seen.first_time(db, "Ev1", NOW)
        found = members.get(db, ANA)
        assert found is not None
        assert found.name == "Another Ana"


def test_every_statement_of_a_workspace_binds_its_id(store: Store) -> None:
    statements: list[str] = []
    store.listen(lambda statement, parameters: statements.append(statement))
    meet(store)
    keep(store, "F1", batch(DAY, 1000))
    with store.begin(TEAM) as db:
        readings.add(db, ANA, make(DAY, (100, 100, 100, 100), None, Source.TYPED), NOW)
        readings.all_of(db, ANA)
        activity.of(db, ANA)
        boards.join(db, "C1", ANA, "consistency", NOW)
        boards.joined(db, "C1")
        boards.boards_of(db, ANA)
        deliveries.enter(db, ANA, "digest", "2026-W48", NOW)
        deliveries.of_user(db, ANA, "digest")
        seen.first_time(db, "Ev1", NOW)
    tables = set(SQLModel.metadata.tables)
    touching = [one for one in statements if any(f" {name}" in one for name in tables)]
    assert touching
    assert [one for one in touching if "team_id" not in one] == []


def test_a_failed_transaction_leaves_nothing_half_written(store: Store) -> None:
    def fail() -> None:
        with store.begin(TEAM) as db:
            readings.add(db, ANA, make(DAY, (100, 100, 100, 100), None, Source.TYPED), NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.begin(TEAM, write=False) as db:
        assert readings.all_of(db, ANA) == ()


def test_the_schema_of_the_migrations_is_the_schema_of_the_tables(store: Store, url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrations_go_up_down_and_up_again(url: str) -> None:
    from alembic import command

    made = Store(url)
    made.upgrade()
    meet(made)
    with made._engine.connect() as connection, connection.begin():
        command.downgrade(upgrading.config(connection), "base")
    made.upgrade()
    assert made.revision() == HEAD
    made.close()


def test_two_starters_migrate_once(url: str) -> None:
    stores = [Store(url) for _ in range(3)]
    failed: list[BaseException] = []

    def start(one: Store) -> None:
        try:
            one.upgrade()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=start, args=(one,)) for one in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert stores[0].revision() == HEAD
    for one in stores:
        one.close()


def test_a_newer_schema_is_refused_by_name(store: Store) -> None:
    from sqlalchemy import text

    with store._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (store.upgrade, store.check):
        with pytest.raises(CoachError) as refused:
            act()
        assert refused.value.code == "newer_schema"


def test_the_named_revisions_are_the_files() -> None:
    folder = Path(upgrading.__file__).parent / "migrations"
    scripts = ScriptDirectory(str(folder))
    assert scripts.get_current_head() == HEAD
    assert {one.revision for one in scripts.walk_revisions()} == set(KNOWN)


def test_the_sqlite_file_is_private_and_lasts(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    made = Store(f"sqlite:///{path}")
    made.upgrade()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with made._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    made.close()


KILLED = """
import os, signal, sys
from datetime import UTC, date, datetime
from bot.store.engine import Store
from bot.store import readings
from scoring.readings import Source, make
store, day, now = Store(sys.argv[1]), date(2026, 11, 19), datetime(2026, 11, 20, tzinfo=UTC)
with store.begin("T1") as db:
    readings.add(db, "U1", make(day, (1, 1, 1, 1), None, Source.TYPED), now)
with store.begin("T1") as db:
    readings.add(db, "U1", make(day, (2, 2, 2, 2), None, Source.TYPED), now)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_within_a_transaction_leaves_what_was_committed(store: Store, url: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, url], check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL
    with store.begin("T1", write=False) as db:
        assert [one.reading.total for one in readings.all_of(db, "U1")] == [4]
