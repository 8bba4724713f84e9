"""The timer only wakes: late ticks run, in memory, and a broken one ends nothing."""

import itertools
import logging
import threading
import time
from datetime import timedelta

import pytest
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.triggers.interval import IntervalTrigger

from bot.dispatch import Dispatch
from bot.scheduler import BATCH, QUEUES, TICKS, Ticks
from bot.services import digest, people, sending, upkeep, upload
from bot.store import deliveries, due, members, seen
from sandbox import seed
from sandbox.seed import ANA
from sandbox.server import Sandbox
from tests.delivery.office import FRIDAY, MONDAY, Office, posts


def test_the_timer_sends_by_itself(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.now = MONDAY
    office.ticks.start()
    end = time.monotonic() + 20
    while not posts(box) and time.monotonic() < end:
        time.sleep(0.02)
    office.ticks.stop()
    assert len(posts(box)) == 1


def test_jobs_live_in_memory_and_late_ones_run_once(office: Office) -> None:
    office.ticks.start()
    timer = office.ticks._timer
    assert timer is not None
    jobs = timer.get_jobs()
    spans = [job.trigger.interval for job in jobs if isinstance(job.trigger, IntervalTrigger)]
    assert [span.total_seconds() for span in sorted(spans)] == [15, 60, 3600, 86_400]
    assert all(
        (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1) for job in jobs
    )
    assert isinstance(timer._jobstores["default"], MemoryJobStore)
    assert str(timer.timezone) == "UTC"
    office.ticks.stop()


def test_the_ticks_are_the_sweep_the_open_rows_the_lessons_and_the_upkeep() -> None:
    assert [(tick.name, tick.seconds) for tick in TICKS] == [
        ("sweep", 60),
        ("open", 15),
        ("learn", 3600),
        ("upkeep", 86_400),
    ]


def test_a_broken_tick_is_reported_and_comes_again(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    asked = threading.Event()

    def clock() -> None:
        asked.set()
        raise RuntimeError

    ticks = Ticks(office.store, office.dispatch, clock)  # type: ignore[arg-type]  # broken on purpose
    with caplog.at_level(logging.ERROR, "ssi_coach"):
        ticks.start()
        assert asked.wait(10)
        ticks.stop()
    assert "tick_broke" in {record.__dict__["fields"]["action"] for record in caplog.records}


def test_health_counts_seconds_since_the_last_sweep(office: Office) -> None:
    time.sleep(0.5)
    before = office.ticks.seconds_since_sweep()
    office.sweep(FRIDAY)
    assert before >= 0.5
    assert office.ticks.seconds_since_sweep() < before


def test_a_sweep_enters_everybody_however_many_they_are(office: Office) -> None:
    users = [f"U{number:05d}" for number in range(BATCH + 20)]
    office.opt_in(*users)
    office.now = MONDAY
    assert digest.queue_due(office.store, MONDAY, BATCH) == BATCH
    assert digest.queue_due(office.store, MONDAY, BATCH) == 20
    assert digest.queue_due(office.store, MONDAY, BATCH) == 0
    with office.store.begin(seed.TEAM) as db:
        assert {one.next_digest_at for one in members.named(db, users).values()} == {
            MONDAY + timedelta(weeks=1)
        }


def test_upkeep_forgets_events_after_a_day(office: Office) -> None:
    with office.store.begin(seed.TEAM) as db:
        seen.first_time(db, "Ev1", FRIDAY)
        seen.first_time(db, "Ev2", FRIDAY + timedelta(hours=12))
    office.ticks.upkeep(FRIDAY + timedelta(hours=25))
    with office.store.begin(seed.TEAM) as db:
        assert [seen.known(db, event) for event in ("Ev1", "Ev2")] == [False, True]


def test_a_workspace_told_to_wait_stands_in_nobodys_way(office: Office) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    row = office.row(ANA)
    assert upkeep.open_deliveries(office.store, 10) == [(seed.TEAM, row.id)]
    sending.punish(office.store, row, 3600)
    assert upkeep.open_deliveries(office.store, 10) == []


def test_uploads_that_nobody_reads_are_handed_over(office: Office) -> None:
    taken = threading.Event()
    pool = Dispatch({"upload": lambda team, id: taken.set(), "delivery": lambda team, id: None})
    office.meet(ANA)
    upload.accept(office.store, seed.TEAM, ANA, ["F1"], seed.dm_of(ANA), FRIDAY)
    Ticks(office.store, pool, lambda: FRIDAY).open_rows(FRIDAY)
    assert taken.wait(10)
    pool.drain(5)


def test_upkeep_forgets_what_was_over_long_ago_and_nothing_else(office: Office) -> None:
    office.opt_in(ANA)
    with office.store.begin(seed.TEAM) as db:
        for week in range(3 * 52):
            at = MONDAY + timedelta(weeks=week)
            deliveries.enter(db, ANA, "digest", at.strftime("%G-W%V"), at)
        rows = deliveries.of_user(db, ANA, "digest")
        for row, state in zip(
            rows, itertools.cycle(("sent", "skipped", "uncertain", "pending")), strict=False
        ):
            if state != "pending":
                claimed = deliveries.claim(db, row.id, lease_s=60, now=row.due_at)
                assert claimed is not None
                deliveries.close(db, row.id, claimed.attempt, state)
    now = MONDAY + timedelta(weeks=3 * 52)
    people.active(office.store, seed.TEAM, ANA, now)
    office.ticks.upkeep(now)
    kept = office.rows(ANA)
    old = [row for row in kept if now - row.due_at > upkeep.KEPT]
    assert {row.state for row in old} == {"pending"}
    assert len(kept) - len(old) == sum(now - row.due_at <= upkeep.KEPT for row in rows)


def test_a_sweep_looks_for_each_kind_that_it_enters() -> None:
    assert [kind for kind, _ in QUEUES] == list(due.COLUMNS)


def test_upkeep_in_small_parts_forgets_all_of_it(office: Office) -> None:
    office.opt_in(ANA)
    for week in range(5):
        office.week(MONDAY + timedelta(weeks=week))
    upkeep.forget_deliveries(office.store, MONDAY + timedelta(days=500), batch=2)
    assert office.rows(ANA) == []
