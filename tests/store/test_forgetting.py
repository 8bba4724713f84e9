"""Who is forgotten is nowhere, does not come back by the work of others, and may come back by
their own word."""

import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select
from sqlmodel import SQLModel

from bot.services import erasing, people, restored, retention, sending, upload
from bot.services.people import Profile
from bot.store import (
    backup,
    deliveries,
    exporting,
    members,
    personal,
    readings,
    seats,
    shares,
    tombstones,
)
from bot.store import (
    erasing as rows_of,
)
from bot.store.engine import Store
from bot.store.personal import NOBODYS, PLACES, Fate
from bot.store.restore import restore
from bot.store.shares import Share
from scoring.readings import Source, make
from tests.store.earlier import NOW, first_release

TEAM, ANA, BEN = "T1", "U0CANARYANA", "U0BEN"
_NAMES = (
    "about action agreed amounts answer bot_user channel channel_id closed_slot code cue digest dm draft "
    "error event event_id fact file how id ideal item kind last_slot last_ts mode name outcome "
    "partial person quest_id reading_id reason receipt result rules sha256 shared shares shown "
    "slot source state team_id tip ts upload_id value what world zone"
)
OF_NOBODY = frozenset(_NAMES.split())
"""Columns of text in which no person's id stands; a new one has to be thought of."""

ERASED = {one.table for one in PLACES if one.fate is Fate.ERASED}


def test_every_table_and_every_column_of_a_person_is_in_the_list() -> None:
    listed = {(one.table, one.column) for one in PLACES}
    assert {name for name, _ in listed} | NOBODYS == set(SQLModel.metadata.tables)
    assert not {name for name, _ in listed} & NOBODYS
    texts = {
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if str(column.type) == "VARCHAR" and column.name not in OF_NOBODY
    }
    assert texts == listed


def fill(store: Store, user: str, other: str = BEN) -> None:
    """A row in each table with the person in each of its places, and the same of somebody else."""
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    plain = {"JSON": "{}", "VARCHAR": "x", "INTEGER": 1, "FLOAT": 0.0, "BOOLEAN": False,
             "DATE": date(2026, 11, 20)}  # fmt: skip
    with store.begin(TEAM) as db:
        for table in SQLModel.metadata.sorted_tables:
            for number, (one, two) in enumerate(((user, other), (other, user))):
                if table.name in NOBODYS and (number or table.name == "tombstone"):
                    continue
                row = {
                    column.name: at if "TIME" in str(column.type) else plain.get(
                        str(column.type), "x")
                    for column in table.columns
                }  # fmt: skip
                row |= {c.name: f"{table.name}{number}" for c in table.primary_key
                        if str(c.type) == "VARCHAR"}  # fmt: skip
                row |= {"team_id": TEAM}
                row |= {
                    p.column: two if p.fate is Fate.REPLACED and p.table in ERASED else one
                    for p in PLACES
                    if p.table == table.name
                }
                if table.name == "workspace":
                    row["uninstalled_at"] = None
                if table.name in ("upload_source", "upload_level", "reading"):
                    row["upload_id"] = f"upload{number}"
                if table.name == "upload":
                    row |= {"file": f"F{number}", "receipt": "{}"}
                if table.name == "member":
                    row["ideal"] = ""
                if table.name == "board_figure":
                    row["people"] = f"{one} U0CHI"
                if table.name == "delivery":
                    row["slot"] = f"s{number}"
                if table.name == "sales_seat":
                    row["value"] = f"seat{number}"
                db.session.execute(insert(table), [row])


def everything(store: Store) -> str:
    with store.reading.connect() as connection:
        return "\n".join(
            repr(row)
            for table in SQLModel.metadata.sorted_tables
            for row in connection.execute(select(table))
        )


def test_nothing_of_a_person_stays_and_everything_of_others_does(store: Store) -> None:
    fill(store, ANA)
    with store.begin(TEAM, write=False) as db:
        before = exporting.counts(db, BEN)
        assert set(exporting.counts(db, ANA)) == {one.table for one in PLACES if one.own}
    made = erasing.forget(store, TEAM, ANA, NOW)
    assert ANA not in everything(store)
    assert made.backups_until - made.at == timedelta(days=30)
    with store.begin(TEAM, write=False) as db:
        assert exporting.counts(db, BEN) == before
        assert exporting.counts(db, ANA) == {}
        assert rows_of.people(db) == {BEN}


def test_what_names_others_too_stays_with_a_mark(store: Store) -> None:
    fill(store, ANA)
    erasing.forget(store, TEAM, ANA, NOW)
    with store.begin(TEAM, write=False) as db:
        [mark] = db.session.execute(select(personal.table("tombstone").c.person)).scalars()
        people_of = personal.table("board_figure").c.people
        assert set(db.session.execute(select(people_of)).scalars()) == {
            f"{mark} U0CHI", f"{BEN} U0CHI"}  # fmt: skip
        for place in (one for one in PLACES if one.fate is Fate.REPLACED):
            column = personal.table(place.table).c[place.column]
            found = set(db.session.execute(select(column)).scalars())
            assert found == ({mark} if place.table in ERASED else {mark, BEN}), place
        board = personal.table("board")
        [since] = db.session.execute(
            select(board.c.keeper_gone_at).where(board.c.keeper == mark)
        ).scalars()
        assert since is not None


def test_a_mark_fits_its_person_alone_and_is_another_each_time(store: Store) -> None:
    with store.begin(TEAM) as db:
        one = tombstones.add(db, ANA, NOW.date())
        assert tombstones.stands(db, ANA)
        assert not tombstones.stands(db, BEN)
        assert ANA not in one
        assert tombstones.add(db, ANA, NOW.date()) != one
        assert tombstones.among(db, [BEN, ANA]) == [ANA]
    with store.begin("T2", write=False) as db:
        assert not tombstones.stands(db, ANA)


def meet(store: Store, user: str = ANA) -> None:
    people.meet(store, TEAM, user, Profile("Ana", "Europe/Berlin"), NOW)


def share(user: str) -> Share:
    return Share(user, readings=[make(date(2026, 11, 2), None, 5600, Source.SALES_NAVIGATOR)])


def test_a_report_of_somebody_else_brings_nobody_back(store: Store) -> None:
    """It was being read when they were forgotten."""
    meet(store)
    erasing.forget(store, TEAM, ANA, NOW)
    with store.begin(TEAM) as db:
        shares.keep(db, "up", share(ANA), NOW)
        shares.keep(db, "up", share(BEN), NOW)
        assert exporting.counts(db, ANA) == {}
        assert exporting.counts(db, BEN) == {"reading": 1}


def test_an_upload_that_was_being_read_is_dropped(store: Store) -> None:
    meet(store)
    promised = upload.accept(store, TEAM, ANA, ["F1"], "D1", NOW)
    assert promised is not None
    job = upload.claim(store, TEAM, promised.id, 60)
    assert job is not None
    erasing.forget(store, TEAM, ANA, NOW)
    assert upload.refuse(store, TEAM, job, "damaged", NOW) is False
    assert upload.claim(store, TEAM, promised.id, 60) is None


def test_an_edit_that_was_under_way_promises_no_other(store: Store) -> None:
    meet(store)
    with store.begin(TEAM) as db:
        deliveries.enter(db, ANA, "digest_edit", "2026-W47", NOW)
        row = deliveries.find(db, ANA, "digest_edit", "2026-W47")
    assert row is not None
    erasing.forget(store, TEAM, ANA, NOW)
    sending.again(store, row, NOW)
    with store.begin(TEAM, write=False) as db:
        assert exporting.counts(db, ANA) == {}


def test_what_late_work_wrote_all_the_same_is_gone_with_the_next_upkeep(store: Store) -> None:
    meet(store)
    erasing.forget(store, TEAM, ANA, NOW)
    with store.begin(TEAM) as db:
        readings.add(db, ANA, make(date(2026, 11, 2), None, 5600, Source.TYPED), NOW)
    assert retention.drop(store, NOW).returned == 1
    assert ANA not in everything(store)
    assert retention.drop(store, NOW).returned == 0


def test_their_own_word_brings_them_back(store: Store) -> None:
    meet(store)
    erasing.forget(store, TEAM, ANA, NOW)
    meet(store)
    with store.begin(TEAM) as db:
        assert not tombstones.stands(db, ANA)
        readings.add(db, ANA, make(date(2026, 11, 2), None, 5600, Source.TYPED), NOW)
    assert retention.drop(store, NOW).returned == 0
    with store.begin(TEAM, write=False) as db:
        assert len(readings.all_of(db, ANA)) == 1


def test_an_earlier_backup_brings_nobody_back(store: Store, tmp_path: Path) -> None:
    fill(store, ANA)
    made = backup.make(store, tmp_path / "b")
    erasing.forget(store, TEAM, ANA, NOW)
    restore(made.file, store, replace=True, then=lambda db: restored.settle(db, NOW))
    assert ANA not in everything(store)
    with store.begin(TEAM, write=False) as db:
        assert tombstones.stands(db, ANA)
        assert members.get(db, BEN) is not None


def test_a_backup_of_an_earlier_release_brings_nobody_back(url: str, tmp_path: Path) -> None:
    store = first_release(url)
    made = store.upgrade(tmp_path / "before")
    assert made is not None
    erasing.forget(store, "T1", "U1", NOW)
    restore(made, store, replace=True, then=lambda db: restored.settle(db, NOW))
    with store.begin("T1", write=False) as db:
        assert exporting.counts(db, "U1") == {}
        assert exporting.counts(db, "U2")
    with store.begin("T2", write=False) as db:
        assert exporting.counts(db, "U1") == {"member": 1}, "another workspace's"
    store.close()


def test_onto_an_empty_machine_a_later_backup_beside_it_tells(
    store: Store, empty: Store, tmp_path: Path
) -> None:
    fill(store, ANA)
    made = backup.make(store, tmp_path / "older")
    time.sleep(1.1)  # a backup tells its second
    erasing.forget(store, TEAM, ANA, NOW)
    backup.make(store, tmp_path / "newer")
    (tmp_path / "notes.txt").write_text("no backup at all")
    restore(made.file, empty, replace=False, then=lambda db: restored.settle(db, NOW))
    assert ANA not in everything(empty)
    with empty.begin(TEAM, write=False) as db:
        assert members.get(db, BEN) is not None


def test_an_earlier_backup_beside_it_takes_nobody_away_who_came_back(
    store: Store, empty: Store, tmp_path: Path
) -> None:
    meet(store)
    erasing.forget(store, TEAM, ANA, NOW)
    backup.make(store, tmp_path / "older")
    time.sleep(1.1)
    meet(store)
    made = backup.make(store, tmp_path / "newer")
    restore(made.file, empty, replace=False, then=lambda db: restored.settle(db, NOW))
    with empty.begin(TEAM, write=False) as db:
        assert members.get(db, ANA) is not None


def test_a_report_that_a_forgotten_person_gave_stays_with_those_it_is_about(store: Store) -> None:
    meet(store)
    promised = upload.accept(store, TEAM, ANA, ["F1"], "D1", NOW)
    assert promised is not None
    with store.begin(TEAM) as db:
        shares.keep(db, promised.id, share(BEN), NOW)
    erasing.forget(store, TEAM, ANA, NOW)
    with store.begin(TEAM) as db:
        assert [one.upload for one in seats.brought(db, BEN)] == [promised.id]
        seats.take_back(db, BEN, promised.id)
        assert exporting.counts(db, BEN) == {}
    assert ANA not in everything(store)


def test_the_bytes_are_gone_from_the_file_and_its_log(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    words = "a canary in a coal mine"
    meet(store)
    meet(store, BEN)
    for number in range(300):
        with store.begin(TEAM) as db:
            for user in (ANA, BEN):
                day = date(2025, 1, 1) + timedelta(days=number)
                readings.add(db, user, make(day, None, 5600, Source.TYPED), NOW)
            members.save_settings(db, ANA, {"minutes": 15 + number % 200})
    people.meet(store, TEAM, ANA, Profile(words, "Europe/Berlin"), NOW)

    def files() -> bytes:
        return b"".join(one.read_bytes() for one in tmp_path.glob("coach.db*"))

    assert ANA.encode() in files()
    assert words.encode() in files()
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM member").fetchone()
    erasing.forget(store, TEAM, ANA, NOW)
    began = time.monotonic()
    assert not store.wipe(), "somebody still reads the state before"
    assert time.monotonic() - began < 20
    reader.close()
    assert store.wipe()
    assert ANA.encode() not in files()
    assert words.encode() not in files()
    assert BEN.encode() in files()
    store.close()
