"""Real processes on one database and one sandbox: raced, killed, frozen. Each message once."""

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess

import pytest

from sandbox import seed
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, arm, calls, per_key, posts
from tests.delivery.worker import start

REPS = (seed.ANA, seed.BEN, seed.CHI, seed.DEV, seed.EVA, seed.FIN, seed.GUS, seed.HAN)
KILLED = -signal.SIGKILL
STEPS = (1, 4, 9, 13, 16, 18, 20, 22, 24, 26, 28, 30, 33)
"""Steps before which a process with two people is killed: all over the sweep, the claim, the post
and the mark of the first, and of the second."""


@pytest.fixture
def started() -> Iterator[Sandbox]:
    """A sandbox of one's own: its log of calls tells when a process has come to a point."""
    made = Sandbox()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def running() -> Iterator[list[BaseProcess]]:
    """Processes that end with the test, whatever happens."""
    found: list[BaseProcess] = []
    yield found
    for process in found:
        process.kill()
        process.join()
        process.close()


def joined(process: BaseProcess) -> int | None:
    process.join(60)
    return process.exitcode


def until_called(box: Sandbox, method: str) -> None:
    """Wait until a call of a method has been carried out."""
    end = time.monotonic() + 30
    while not calls(box, method):
        assert time.monotonic() < end
        time.sleep(0.005)


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


@pytest.mark.parametrize("step", STEPS)
def test_a_process_killed_at_any_step_loses_and_doubles_nothing(
    box: Sandbox, office: Office, running: list[BaseProcess], step: int
) -> None:
    office.opt_in(*REPS[:2])
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    running.append(start(office.settings, MONDAY, dies_at=step, workers=1))
    assert joined(running[0]) == KILLED
    office.week(MONDAY)
    assert sorted(per_key(box).values()) == [1, 1]
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
