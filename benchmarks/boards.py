"""A board of a thousand members, computed from the database and drawn."""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks.crowd import START, database
from bot.blocks import board_post as screens
from bot.services import board, board_post, board_season, people
from bot.services.people import Profile
from bot.services.slots import DAY, WEEK
from bot.store import activity, boards, deliveries, readings, shares, tips, workspaces
from bot.store.engine import Db, Store
from bot.store.shares import Share
from scoring.activity import Batch
from scoring.readings import Source, make
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent

TEAM, CHANNEL, KEEPER = "T0BENCH", "C0BENCH", "U0000"
MEMBERS, SEASON, RUNS = 1000, 6, 15
END = START + WEEK * SEASON + timedelta(minutes=30)
"""The Monday on which the season is summed up."""
HABIT = next(tip.id for tip in TIPS if tip.habit)


def measure() -> list[dict[str, Any]]:
    """`board_1000_s`: the dearest of its posts, the summary of a season of gains."""
    with database("sqlite") as store:
        _live(store)
        with store.begin(TEAM) as db:
            deliveries.enter(db, CHANNEL, board_season.KIND, "2027-W01", END)
            row = deliveries.find(db, CHANNEL, board_season.KIND, "2027-W01")
        assert row is not None

        def once() -> None:
            view = board_post.compose(store, row, END)
            assert view is not None
            assert view.summary
            screens.render_native(view)

        seconds = [_timed(once) for _ in range(RUNS)]
    value = statistics.median(seconds)
    return [
        {
            "name": "board_1000_s", "value": round(value, 3), "unit": "s", "goal": "<= 1",
            "ok": value <= 1, "why": f"median of {RUNS}, slowest {max(seconds):.3f}",
        }
    ]  # fmt: skip


def _timed(run: Callable[[], None]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _live(store: Store) -> None:
    """A season of a thousand members: each reads weekly and keeps some weeks by tips; every third
    has uploaded an archive of two years at its end."""
    users = [f"U{at:04d}" for at in range(MEMBERS)]
    begin = START - timedelta(days=3)
    with store.begin(TEAM) as db:
        workspaces.put(db, "Bench", "U0BOT", "Europe/Berlin", begin)
    for user in users:
        people.meet(store, TEAM, user, Profile(f"Name {user}", "Europe/Berlin"), begin)
    board.set_up(
        store, TEAM, KEEPER, CHANNEL, mode="improvement", weekday=0, minute=570,
        season_weeks=SEASON, now=START,
    )  # fmt: skip
    for at, user in enumerate(users):
        with store.begin(TEAM) as db:
            _member(db, at, user)


def _member(db: Db, at: int, user: str) -> None:
    boards.join(db, CHANNEL, user, "improvement", START)
    for week in range(SEASON):
        when = START + WEEK * week + DAY
        total = 3000 + at * 3 + 40 * week * (at % 7)
        readings.add(db, user, make(when.date(), None, total, Source.TYPED), when)
        if (at + week) % 3:
            tips.record(db, user, HABIT, TipEvent.DONE, when.date(), when)
    if at % 3 == 0:
        last = END.date() - DAY
        active = {last - DAY * back: 1000 for back in range(0, 730, 3)}
        batch = Batch(
            activity.ACTIVE, last - DAY * 730, last, frozenset(), {activity.ACTIVE_DAY: active}, "1"
        )
        shares.keep(db, f"upload {user}", Share(user, [batch]), END)
