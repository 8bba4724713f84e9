"""A process that sweeps and delivers, for the tests that kill, freeze and race real ones."""

import multiprocessing
import re
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.process import BaseProcess

from bot.settings import Settings
from tests.delivery.office import Office

CONTEXT = multiprocessing.get_context("forkserver")
"""A fork of a small process of its own: no thread of the test's is copied."""
CONTEXT.set_forkserver_preload(["bot.delivery", "bot.scheduler", "sandbox.server"])


KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Step:
    """The n-th statement of SQL, or request to Slack, in which a pattern is found; what happens to
    the process just before it."""

    text: str
    nth: int = 1
    signal: int = signal.SIGKILL


def start(
    settings: Settings, now: datetime, *, dies_at: Step | None = None, workers: int = 4
) -> BaseProcess:
    """Start a process that does all that is due at `now`; with `dies_at`, it is killed by itself
    (or stopped) just before that step."""
    process = CONTEXT.Process(target=_work, args=(settings, now, dies_at, workers))
    process.start()
    return process


def _work(settings: Settings, now: datetime, dies_at: Step | None, workers: int) -> None:
    office = Office.open(settings, workers)
    if dies_at:
        meet = _killer(dies_at)
        office.store.listen(lambda statement, _: meet(statement))
        sys.addaudithook(lambda event, args: meet(args[0]) if event == "urllib.Request" else None)
    office.week(now)
    office.close()


def _killer(dies_at: Step) -> Callable[[str], None]:
    met = 0

    def meet(what: str) -> None:
        nonlocal met
        if dies_at.signal == signal.SIGSTOP and not _alone():
            return
        found = re.search(dies_at.text, what) is not None
        met += found
        if found and met == dies_at.nth:
            # To this very thread: a signal to the process may let it run on for a moment.
            signal.pthread_kill(threading.get_ident(), dies_at.signal)

    return meet


def _alone() -> bool:
    """Whether this thread is the one that may write: to freeze another would freeze this one with
    SQLite's lock in its hand, and hold up everybody."""
    sending = [one for one in threading.enumerate() if one.name == "dispatch"]
    return not sending or threading.current_thread() in sending


def joined(process: BaseProcess) -> int | None:
    """Wait for a process; its exit code."""
    process.join(60)
    return process.exitcode
