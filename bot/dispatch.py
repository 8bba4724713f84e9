"""Who carries out a promise: a bounded pool of threads, shared fairly between workspaces.

Called after the commit. If the process dies in between, the row is still open and the next tick
hands it over again; a work handed over twice finds nothing to claim.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import logs

WORKERS = 16
"""Promises that are carried out at once."""
EACH = 8
"""Of one workspace at most: a crash leaves no more than that many in doubt there, and one that
waits for Slack leaves room for the others."""

Handler = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Work:
    """A promise by its kind, its workspace and its id."""

    kind: str
    team: str
    id: str


class Dispatch:
    """Hands work to threads; what is already waiting is not queued twice."""

    def __init__(
        self, handlers: Mapping[str, Handler], workers: int = WORKERS, each: int = EACH
    ) -> None:
        self._handlers = handlers
        self._workers = workers
        self._each = each
        self._waiting: dict[str, deque[Work]] = {}
        self._running: Counter[str] = Counter()
        self._open: set[Work] = set()
        self._begun: set[Work] = set()
        self._again: set[Work] = set()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._ended = False

    def hand_over(self, work: Work, *, again: bool = False) -> None:
        """Have a promise carried out soon. `again`: once more if it is being carried out right
        now, which may have missed what has just changed."""
        with self._changed:
            if again and work in self._begun:
                self._again.add(work)
            if self._ended or work in self._open:
                return
            self._open.add(work)
            self._waiting.setdefault(work.team, deque()).append(work)
            if len(self._threads) < min(self._workers, len(self._open)):
                # Daemons: a call that Slack answers byte by byte must not hold the process back.
                thread = threading.Thread(target=self._serve, daemon=True, name="dispatch")
                self._threads.append(thread)
                thread.start()
            self._changed.notify_all()

    def busy(self) -> bool:
        """Whether anything is open."""
        with self._changed:
            return bool(self._open)

    def settle(self, timeout_s: float = 120.0) -> bool:
        """Wait until nothing is open; False after `timeout_s` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, timeout_s)

    def drain(self, timeout_s: float) -> bool:
        """Drop what has not begun (its row stays open) and wait for the rest; False if some of it
        still runs after `timeout_s` seconds."""
        with self._changed:
            self._ended = True
            for works in self._waiting.values():
                self._open.difference_update(works)
            self._waiting.clear()
            self._changed.notify_all()
        return self.settle(timeout_s)

    def _serve(self) -> None:
        while True:
            with self._changed:
                work = self._next()
                while work is None:
                    if self._ended:
                        return
                    self._changed.wait()
                    work = self._next()
                self._running[work.team] += 1
                self._begun.add(work)
            self._run(work)
            with self._changed:
                self._running[work.team] -= 1
                self._begun.discard(work)
                if work in self._again and not self._ended:
                    self._waiting.setdefault(work.team, deque()).append(work)
                else:
                    self._open.discard(work)
                self._again.discard(work)
                self._changed.notify_all()

    def _next(self) -> Work | None:
        """The oldest work of the workspace whose turn it is, which then goes to the end."""
        for team in self._waiting:
            if self._running[team] < self._each:
                works = self._waiting.pop(team)
                work = works.popleft()
                if works:
                    self._waiting[team] = works
                return work
        return None

    def _run(self, work: Work) -> None:
        try:
            self._handlers[work.kind](work.team, work.id)
        except Exception as error:
            logs.trouble(
                "work_broke", error, kind=work.kind, team=work.team, id=work.id,
                reference=logs.reference(),
            )  # fmt: skip
