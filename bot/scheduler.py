"""The timer only wakes; the database decides. Every process may run the same ticks."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import (  # noqa: TID251  the one file with a timer
    BackgroundScheduler,
)

from bot import logs
from bot.dispatch import Dispatch, Work
from bot.services import (
    archive_wait,
    board_post,
    board_season,
    digest,
    ifthen_course,
    ifthen_cue,
    lessons,
    retention,
    upkeep,
)
from bot.store.engine import Store

BATCH = 500
"""Rows of one transaction of the sweep."""
OPEN = 1000
"""Open rows that one tick hands over."""
QUEUES: tuple[tuple[str, Callable[[Store, datetime, int], int]], ...] = (
    (digest.KIND, digest.queue_due),
    (board_season.KIND, board_post.queue_due),
    (archive_wait.KIND, archive_wait.queue_due),
    (ifthen_course.KIND, ifthen_cue.queue_due),
)
"""What the sweep enters: the kind, which `bot.store.due` looks for, and who enters it."""
SWEEP_S, OPEN_S, LEARN_S, UPKEEP_S = 60, 15, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Tick:
    """What wakes how often, in seconds. Each is safe to run twice, late, and beside another
    process that runs it too."""

    name: str
    seconds: int
    run: Callable[["Ticks", datetime], None]
    at_start: bool = False


class Ticks:
    """The ticks of one process. Without `start` they run only when they are called."""

    def __init__(
        self,
        store: Store,
        dispatch: Dispatch,
        clock: Callable[[], datetime],
        backups: Path | None = None,
    ) -> None:
        self._store = store
        self._backups = backups
        self._dispatch = dispatch
        self._clock = clock
        self._timer: BackgroundScheduler | None = None
        self._swept = time.monotonic()

    def start(self) -> None:
        """Run every tick now and then, in a thread, until `stop`.

        A late tick runs all the same (misfire_grace_time None; the default drops it silently), and
        several late ones run once.
        """
        timer = BackgroundScheduler(timezone=UTC)
        for tick in TICKS:
            timer.add_job(
                self._run,
                "interval",
                args=[tick],
                seconds=tick.seconds,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        for tick in TICKS:
            if tick.at_start:
                timer.add_job(self._run, args=[tick], misfire_grace_time=None)
        timer.start()
        self._timer = timer

    def stop(self) -> None:
        """End the timer; what was handed over goes on."""
        if self._timer is not None:
            self._timer.pause()
            self._timer.get_jobs()  # takes the lock: waits for a job that is being submitted
            self._timer.shutdown(wait=True)
            self._timer = None

    def sweep(self, now: datetime) -> None:
        """Enter everybody and every board that is due, and every wait that is over, in batches."""
        due = upkeep.kinds_due(self._store, now)
        for kind, queue in QUEUES:
            while kind in due and queue(self._store, now, BATCH):
                pass
        self._swept = time.monotonic()

    def open_rows(self, now: datetime) -> None:
        """Hand over what is open: new, or left by a process that died, or waited long enough. And
        wipe out what was erased since."""
        upkeep.wipe(self._store)
        for team, id in upkeep.open_deliveries(self._store, OPEN):
            self._dispatch.hand_over(Work("delivery", team, id))
        for team, id in upkeep.open_uploads(self._store, OPEN):
            self._dispatch.hand_over(Work("upload", team, id))

    def learn(self, now: datetime) -> None:
        """Learn anew where readings have come since."""
        lessons.relearn(self._store, now)

    def upkeep(self, now: datetime) -> None:
        """Drop what is needed no more."""
        upkeep.forget_events(self._store, now - timedelta(hours=24))
        upkeep.forget_questions(self._store, now)
        upkeep.forget_deliveries(self._store, now)
        gone = retention.drop(self._store, now)
        old = upkeep.forget_backups(self._store, self._backups, now)
        for kind, count in {**asdict(gone), "backups": old}.items():
            if count:
                logs.event("dropped", kind=kind, count=count)

    def seconds_since_sweep(self) -> float:
        """For health: by the clock that nobody moves."""
        return time.monotonic() - self._swept

    def _run(self, tick: Tick) -> None:
        try:
            tick.run(self, self._clock())
        except Exception as error:
            logs.trouble("tick_broke", error, kind=tick.name)


def _sweep(ticks: Ticks, now: datetime) -> None:
    ticks.sweep(now)
    ticks.open_rows(now)


TICKS: tuple[Tick, ...] = (
    Tick("sweep", SWEEP_S, _sweep, at_start=True),
    Tick("open", OPEN_S, Ticks.open_rows),
    Tick("learn", LEARN_S, Ticks.learn, at_start=True),
    Tick("upkeep", UPKEEP_S, Ticks.upkeep, at_start=True),
)
