"""Uploads that bring something to several members, on both databases."""

from datetime import date, timedelta

from sqlalchemy import text

from bot.importers.values import FileRead, Import, SeatImport
from bot.services import seats as service
from bot.services import upload as uploading
from bot.services.upload import Job
from bot.store import activity, rereading, seats, shares, uploads
from bot.store.engine import Store
from scoring.activity import Batch, Level
from tests.store.seat_rows import (
    ADM,
    ANA,
    BEN,
    NOW,
    OCT,
    SEP,
    TEAM,
    amounts,
    batch,
    keep,
    meet,
    reading,
    share,
    totals,
)


def test_one_upload_brings_several_members_several_months_and_one_undo_takes_all(
    store: Store,
) -> None:
    id = keep(store, share(ADM, (SEP, 10)), share(ANA, (SEP, 20), (OCT, 21)), share(BEN, (OCT, 30)))
    assert totals(store, ADM) == [(SEP, 10)]
    assert totals(store, ANA) == [(SEP, 20), (OCT, 21)]
    assert amounts(store, ANA) == {SEP: 20, OCT: 21}
    assert amounts(store, BEN) == {OCT: 30}
    with store.begin(TEAM) as db:
        assert activity.of(db, ANA).levels["network.size"].value == 21
        assert not uploads.undo(db, ANA, id), "only who gave it takes the whole back"
        assert uploads.undo(db, ADM, id)
    assert [totals(store, user) for user in (ADM, ANA, BEN)] == [[], [], []]
    assert [amounts(store, user) for user in (ADM, ANA, BEN)] == [{}, {}, {}]


def test_a_member_takes_back_what_others_brought_and_nothing_else(store: Store) -> None:
    first = keep(store, share(ANA, (SEP, 20)), share(BEN, (SEP, 30)))
    second = keep(store, share(ANA, (OCT, 21)), file="F2")
    keep(store, share(ANA, (OCT, 99)), file="F3", user=ANA)
    with store.begin(TEAM, write=False) as db:
        brought = seats.brought(db, ANA)
    assert {one.upload for one in brought} == {first, second}
    assert {(one.through, one.readings) for one in brought} == {(SEP, 1), (OCT, 1)}
    assert not service.take_back(store, TEAM, ANA, "nothing")
    assert service.take_back(store, TEAM, ANA, first)
    assert totals(store, ANA) == [(OCT, 21), (OCT, 99)]
    assert totals(store, BEN) == [(SEP, 30)], "another's part stays"
    service.forget(store, TEAM, ANA)
    assert totals(store, ANA) == [(OCT, 99)], "so does what she gave herself"


def test_the_same_bytes_read_again_take_the_place_of_the_first_reading(store: Store) -> None:
    keep(store, share(ANA, (SEP, 20)), sha="S")
    keep(store, share(ANA, (SEP, 20)), share(BEN, (SEP, 30)), file="F2", sha="S")
    assert totals(store, ANA) == [(SEP, 20)]
    assert totals(store, BEN) == [(SEP, 30)]
    keep(store, share(ANA, (SEP, 5)), file="F3", sha="S", user=ANA)
    assert totals(store, ANA) == [(SEP, 20), (SEP, 5)], "another person's same file is their own"


def test_renewing_keeps_the_old_until_the_new_is_kept(store: Store) -> None:
    id = keep(store, share(ANA, (SEP, 20)), sha="S")
    with store.begin(TEAM) as db:
        assert rereading.renew(db, ANA, id, NOW) is None
        made = rereading.renew(db, ADM, id, NOW)
        assert made is not None
        assert made.file == "F1"
        assert rereading.renew(db, ADM, id, NOW) is None, "once is enough"
        claimed = uploads.claim(db, made.id, 60)
        assert claimed is not None
        assert uploads.refuse(db, made.id, attempt=claimed.attempt, code="file_gone", now=NOW)
    assert totals(store, ANA) == [(SEP, 20)]
    with store.begin(TEAM) as db:
        assert uploads.undo(db, ADM, id)
    assert totals(store, ANA) == []


def test_the_dates_that_a_person_gives_stay_with_the_upload(store: Store) -> None:
    with store.begin(TEAM) as db:
        promised = uploads.accept(db, ANA, "F1", channel=None, ts=None, now=NOW)
        assert promised is not None
        claimed = uploads.claim(db, promised.id, 60)
        assert claimed is not None
        uploads.refuse(db, promised.id, attempt=claimed.attempt, code="period_unknown", now=NOW)
        period = (SEP.replace(day=1), SEP)
        assert rereading.reopen(db, BEN, promised.id, period) is None
        again = rereading.reopen(db, ANA, promised.id, period)
        assert again is not None
        assert again.period == period


def imported(*members_of: str, day: date = SEP, total: int = 50) -> Import:
    return Import(
        files=(FileRead("x", "sales_navigator", 4, 0, day.replace(day=1), day),),
        seats=tuple(
            SeatImport(one, (batch(day, total),), (Level("network.size", 5.0, day),), (reading(day, total),))
            for one in members_of
        ),
        as_of=day,
    )  # fmt: skip


def job(store: Store, user: str, file: str) -> Job:
    made = uploading.accept(store, TEAM, user, [file], None, NOW)
    assert made is not None
    claimed = uploading.claim(store, TEAM, made.id, 60)
    assert claimed is not None
    return claimed


def test_what_is_kept_is_what_still_stands_when_it_is_kept(store: Store) -> None:
    meet(store, ADM, ANA, BEN)
    for user, seat in ((ANA, "ana"), (BEN, "ben")):
        service.own(store, TEAM, user, f"{seat}@x.example", NOW)
    made = imported(ANA, BEN)
    service.forget(store, TEAM, BEN)  # while the child was reading
    kept = uploading.keep(store, TEAM, job(store, ADM, "F1"), made, "S", NOW)
    assert kept is not None
    assert kept.receipt["seats"] == {"own": False, "spread": False, "others": 1}
    assert (totals(store, ANA), totals(store, BEN)) == ([(SEP, 50)], [])
    with store.begin(TEAM, write=False) as db:
        lines = db.session.execute(
            text("SELECT actor, whom FROM audit WHERE action = 'usage_report' AND team_id = 'T1'")
        ).all()
    assert [tuple(line) for line in lines] == [(ADM, ANA)]


def test_ones_own_report_beside_an_archive_is_one_share(store: Store) -> None:
    meet(store, ANA)
    service.own(store, TEAM, ANA, "ana@x.example", NOW)
    both = Import(
        files=imported(ANA).files,
        batches=(
            Batch("archive/reactions", SEP, OCT, frozenset(), {"reactions": {OCT: 1000}}, "1"),
        ),
        levels=(Level("network.size", 777.0, OCT), Level("groups.count", 3.0, OCT)),
        seats=imported(ANA).seats,
    )
    kept = uploading.keep(store, TEAM, job(store, ANA, "F1"), both, "S", NOW)
    assert kept is not None
    with store.begin(TEAM, write=False) as db:
        known = activity.of(db, ANA)
    assert known.levels["network.size"].value == 777
    assert set(known.cover) == {"archive/reactions", "sales_navigator"}


def test_the_same_report_is_read_anew_only_when_it_can_bring_more(store: Store) -> None:
    meet(store, ADM, ANA, BEN)
    service.own(store, TEAM, ANA, "ana@x.example", NOW)
    kept = uploading.keep(store, TEAM, job(store, ADM, "F1"), imported(ANA), "S", NOW)
    assert kept is not None
    before = uploading.read_before(store, TEAM, ADM, "S")
    assert before is not None
    same = (SEP.replace(day=1), SEP)
    assert not service.outdated(store, TEAM, before, [same])
    assert not service.outdated(store, TEAM, before, [None])
    assert service.outdated(store, TEAM, before, [(OCT.replace(day=1), OCT)])
    service.own(store, TEAM, BEN, "ben@x.example", NOW + timedelta(hours=1))
    assert service.outdated(store, TEAM, before, [same])


def test_what_was_uploaded_before_survives_the_new_key(url: str) -> None:
    """Rows of the former shape go up, down and up again."""
    from alembic import command

    from bot.store import upgrading

    made = Store(url)
    made.upgrade()
    keep(made, share(ADM, (SEP, 10)), share(ANA, (SEP, 20), (OCT, 21)))
    with made._engine.connect() as connection, connection.begin():
        command.downgrade(upgrading.config(connection), "0002")
        left = connection.execute(text("SELECT user_id FROM upload_source")).scalars().all()
        assert left == [ADM], "the former shape holds the uploader's rows alone"
    made.upgrade()
    assert amounts(made, ADM) == {SEP: 10}
    with made.begin(TEAM) as db:
        shares.keep(db, "x", share(BEN, (SEP, 1), (OCT, 2)), NOW)
    assert amounts(made, BEN) == {SEP: 1, OCT: 2}
    made.close()
