"""Who carries out a promise: a bounded pool of threads.

Called after the commit. If the process dies in between, the row is still open and the next tick
hands it over again; a work handed over twice finds nothing to claim.
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot import logs

WORKERS = 8
"""Promises that are carried out at once; a crash leaves at most that many in doubt."""

Handler = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Work:
    """A promise by its kind, its workspace and its id."""

    kind: str
    team: str
    id: str


class Dispatch:
    """Hands work to threads; what is already waiting is not queued twice."""

    def __init__(self, handlers: Mapping[str, Handler], workers: int = WORKERS) -> None:
        self._handlers = handlers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="dispatch")
        self._open: set[Work] = set()
        self._quiet = threading.Condition()
        self._ended = False

    def hand_over(self, work: Work) -> None:
        """Have a promise carried out soon."""
        with self._quiet:
            if self._ended or work in self._open:
                return
            self._open.add(work)
        self._pool.submit(self._run, work)

    def busy(self) -> bool:
        """Whether anything is open."""
        with self._quiet:
            return bool(self._open)

    def settle(self, timeout_s: float = 120.0) -> bool:
        """Wait until nothing is open; False after `timeout_s` seconds."""
        with self._quiet:
            return self._quiet.wait_for(lambda: not self._open, timeout_s)

    def drain(self, timeout_s: float) -> None:
        """Take no more work, and wait for what is running."""
        with self._quiet:
            self._ended = True
        self.settle(timeout_s)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self, work: Work) -> None:
        try:
            self._handlers[work.kind](work.team, work.id)
        except Exception as error:
            logs.trouble("work_broke", error, kind=work.kind, team=work.team, id=work.id)
        finally:
            with self._quiet:
                self._open.discard(work)
                self._quiet.notify_all()
