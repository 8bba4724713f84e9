"""A process that sweeps and delivers, for the tests that kill, freeze and race real ones."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from multiprocessing.process import BaseProcess

from bot.settings import Settings
from tests.delivery.office import Office

CONTEXT = multiprocessing.get_context("forkserver")
"""A fork of a small process of its own: no thread of the test's is copied."""
CONTEXT.set_forkserver_preload(["bot.delivery", "bot.scheduler", "sandbox.server"])


def start(settings: Settings, now: datetime, *, dies_at: int = 0, workers: int = 4) -> BaseProcess:
    """Start a process that does all that is due at `now`; with `dies_at`, it is killed by itself
    just before that step, a step being a statement of SQL or a request to Slack."""
    process = CONTEXT.Process(target=_work, args=(settings, now, dies_at, workers))
    process.start()
    return process


def _work(settings: Settings, now: datetime, dies_at: int, workers: int) -> None:
    office = Office.open(settings, workers)
    if dies_at:
        step = _killer(dies_at)
        office.store.listen(lambda *_: step())
        sys.addaudithook(lambda event, _: step() if event == "urllib.Request" else None)
    office.week(now)
    office.close()


def _killer(dies_at: int) -> Callable[[], None]:
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1
        if taken == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    return step
