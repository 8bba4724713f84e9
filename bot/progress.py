"""What stands in a message while something takes its time: the stage, once it takes long."""

import threading
from collections.abc import Callable
from types import TracebackType

SLOW_S = 3.0
"""Seconds for which the first words are enough."""


class Progress:
    """Shows the stage after three seconds, and each later one; nothing once it has ended.

    `show` takes a stage and says whether it certainly stands or certainly does not; an edit whose
    answer was lost may come late, over what was written afterwards. It runs in other threads, one
    call at a time.
    """

    def __init__(self, stage: str, show: Callable[[str], bool], slow_s: float = SLOW_S) -> None:
        self.clear = True
        self._stage = stage
        self._show = show
        self._slow = self._ended = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(slow_s, self._late)
        self._timer.daemon = True

    def __enter__(self) -> "Progress":
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:  # an edit that is under way is waited for
            self._ended = True

    def at(self, stage: str) -> None:
        """Another stage has begun."""
        with self._lock:
            if stage != self._stage:
                self._stage = stage
                self._told()

    def _late(self) -> None:
        with self._lock:
            self._slow = True
            self._told()

    def _told(self) -> None:
        if self._slow and not self._ended:
            self.clear = self._show(self._stage) and self.clear
