"""Real processes on one database and one sandbox: raced, killed, frozen. Each message once."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store import pace
from bot.store.engine import Store
from sandbox import seed
from sandbox.server import Sandbox
from tests.delivery.crashing import empty
from tests.delivery.office import MONDAY, Office, arm, calls, copy_of, per_key, posts, until_called
from tests.delivery.worker import KILLED, joined, start

REPS = (seed.ANA, seed.BEN, seed.CHI, seed.DEV, seed.EVA, seed.FIN, seed.GUS, seed.HAN)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return copy_of(template, tmp_path)
    found = str(request.getfixturevalue("postgres_url"))
    empty(found)
    return found


def test_two_processes_send_each_digest_once(
    box: Sandbox, office: Office, running: list[BaseProcess]
) -> None:
    office.opt_in(*REPS)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    running += [start(office.settings, MONDAY) for _ in range(2)]
    assert [joined(process) for process in running] == [0, 0]
    assert sorted(per_key(box).values()) == [1] * len(REPS)
    assert {row.state for row in office.rows()} == {"sent"}
    assert calls(box, "chat.postMessage") == len(REPS)


def test_two_processes_send_each_digest_once_though_answers_are_lost(
    box: Sandbox, office: Office, running: list[BaseProcess]
) -> None:
    office.opt_in(*REPS)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    for _ in range(4):
        arm(box, "chat.postMessage", "accept_then_drop")
        arm(box, "chat.postMessage", "500")
    running += [start(office.settings, MONDAY) for _ in range(2)]
    assert [joined(process) for process in running] == [0, 0]
    assert sorted(per_key(box).values()) == [1] * len(REPS)
    assert {row.state for row in office.rows()} == {"sent"}


def test_a_process_killed_while_slack_answers_is_looked_up(
    box: Sandbox, office: Office, running: list[BaseProcess]
) -> None:
    office.opt_in(seed.ANA)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    arm(box, "chat.postMessage", "slow", seconds=0.4)
    running.append(start(office.settings, MONDAY))
    end = time.monotonic() + 30
    while not posts(box):
        assert time.monotonic() < end
        time.sleep(0.002)
    running[0].kill()
    assert joined(running[0]) == KILLED
    office.week(MONDAY)
    until_called(box, "chat.postMessage")
    assert list(per_key(box).values()) == [1]
    assert calls(box, "conversations.history") == 1


@pytest.mark.parametrize("method", ["conversations.open", "conversations.history"])
def test_a_process_frozen_past_its_lease_does_not_double(
    box: Sandbox, office: Office, running: list[BaseProcess], method: str
) -> None:
    office.opt_in(seed.ANA)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    arm(box, "chat.postMessage", "drop")
    office.week_begins(MONDAY)
    arm(box, method, "slow", seconds=0.3)
    time.sleep(office.settings.lease_s)
    running.append(start(office.settings, MONDAY))
    end = time.monotonic() + 30
    while box.town.faults.armed[-1].times:
        assert time.monotonic() < end
        time.sleep(0.002)
    pid = running[0].pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    time.sleep(office.settings.lease_s)
    office.until_quiet()
    assert list(per_key(box).values()) == [1]
    os.kill(pid, signal.SIGCONT)
    assert joined(running[0]) == 0
    assert list(per_key(box).values()) == [1]
    assert office.row(seed.ANA).state == "sent"


def test_workers_who_begin_a_workspace_at_once_get_a_moment_each(office: Office) -> None:
    together = threading.Barrier(8)

    def take(_: int) -> float:
        together.wait()
        with office.store.begin("T0NEW") as db:
            wait = pace.take(db, 1.0, 60.0)
            assert wait is not None
            return wait + db.seconds()

    with ThreadPoolExecutor(8) as pool:
        moments = sorted(pool.map(take, range(8)))
    assert all(0.5 < after - before < 1.5 for before, after in pairwise(moments))
    with office.store.begin("T0NEW") as db:
        assert pace.take(db, 1.0, 1.0) is None


@pytest.mark.postgres
def test_who_freezes_in_a_transaction_holds_nobody_up_for_long(postgres_url: str) -> None:
    store, other = Store(empty(postgres_url)), Store(postgres_url)
    with store.begin("T1") as db:
        pace.punish(db, 0)
    frozen = store.engine.connect()
    shown = frozen.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one()
    assert shown == "1min"
    frozen.execute(text("SET idle_in_transaction_session_timeout = '300ms'"))
    frozen.execute(text("UPDATE pace SET next_slot = 0"))
    began = time.monotonic()
    with other.begin("T1") as db:
        assert pace.take(db, 5.0, 2.0) is not None
    assert time.monotonic() - began >= 0.2
    with pytest.raises(DBAPIError):
        frozen.execute(text("SELECT 1"))
    frozen.close()
    store.close()
    other.close()
