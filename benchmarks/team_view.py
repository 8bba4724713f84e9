"""How long the page of a team takes: a thousand reps with two years of weekly readings."""

import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks import crowd
from bot.blocks import team as screens
from bot.services import board, managing, people, team
from bot.services.people import Profile
from bot.store import workspaces
from bot.store.engine import Store

REPS, WEEKS, ROUNDS = 1000, 104, 5
TEAM, CHANNEL, MANAGER, ZONE = "T0000", "C0TEAM", "U0MANAGER", "Europe/Berlin"
MEMBER = (
    "INSERT INTO member (team_id, user_id, name, zone, guest, deleted, digest, weekday, minute, "
    "every, minutes, outcome, ideal, refreshed_at, silent, hidden, work_days, opens, closes, "
    "shares, median) VALUES (?, ?, ?, ?, 0, 0, 'off', 0, 540, 1, 60, '', '', ?, 0, 0, 31, 480, "
    "1080, 'sums', 1)"
)
SEAT = "INSERT INTO board_member (team_id, channel_id, user_id, joined_at) VALUES (?, ?, ?, ?)"
READING = (
    "INSERT INTO reading (team_id, id, user_id, day, brand, people, insights, relationships, "
    "total, whole, mismatch, source, sequence, recorded_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'typed', ?, ?)"
)
GRANT = (
    "INSERT INTO share_grant (team_id, id, owner, reader, channel_id, item, state, granted_at) "
    "VALUES (?, ?, ?, ?, ?, 'readings', 'granted', ?)"
)


def measure() -> list[dict[str, Any]]:
    """team_view_ms: the page of a manager to whom all of them granted something, figures worked
    out anew, to its drawing."""
    with crowd.database("sqlite") as store:
        fill(store)
        took = [_once(store, at) for at in range(ROUNDS + 1)][1:]
    value = 1000 * statistics.median(took)
    return [
        {"name": "team_view_ms", "value": round(value, 1), "unit": "ms", "goal": "<= 500",
         "ok": value <= 500,
         "why": f"{REPS} reps, {WEEKS} weekly readings each; median of {ROUNDS}, after a warm one"}
    ]  # fmt: skip


def fill(store: Store) -> None:
    """A board with everybody on it, its manager, and their readings and grants."""
    assert store.path is not None
    with store.begin(TEAM) as db:
        workspaces.put(db, "Bench", "U0BOT", ZONE, crowd.START)
    people.meet(store, TEAM, MANAGER, Profile("Mia", ZONE), crowd.START)
    board.set_up(store, TEAM, MANAGER, CHANNEL, mode="consistency", weekday=0, minute=570,
                 season_weeks=6, now=crowd.START)  # fmt: skip
    at = crowd.START.strftime("%Y-%m-%d %H:%M:%S.%f")
    users = [f"U{one:07d}" for one in range(REPS)]
    with sqlite3.connect(store.path) as file:
        file.executemany(MEMBER, [(TEAM, user, f"Rep {user}", ZONE, at) for user in users])
        file.executemany(SEAT, [(TEAM, CHANNEL, user, at) for user in users])
        file.executemany(READING, (row for user in users for row in _readings(user, at)))
        file.executemany(GRANT, [(TEAM, f"g{user}", user, MANAGER, CHANNEL, at) for user in users])
        file.execute("ANALYZE")
    file.close()
    managing.name(store, TEAM, MANAGER, CHANNEL, MANAGER, crowd.START)


def _readings(user: str, at: str) -> Iterator[tuple[object, ...]]:
    lot = random.Random(user)
    start = [lot.randint(700, 2000) for _ in range(4)]
    for week in range(WEEKS):
        day = (crowd.START - timedelta(weeks=WEEKS - 1 - week, days=lot.randint(0, 6))).date()
        four = [max(0, min(2500, points + lot.randint(-60, 60) + 2 * week)) for points in start]
        yield (TEAM, f"{user}{week}", user, day.isoformat(), *four, sum(four), week, at)


def _once(store: Store, at: int) -> float:
    """One look, with no figure left from before."""
    assert store.path is not None
    with sqlite3.connect(store.path) as file:
        file.execute("DELETE FROM board_figure")
    file.close()
    now = crowd.START + timedelta(minutes=at)
    began = time.perf_counter()
    page = team.view(store, TEAM, MANAGER, CHANNEL, now, here=True)
    screens.render(page, admin=False)
    took = time.perf_counter() - began
    assert page.pillar is not None
    assert page.pillar.members == REPS
    assert page.granting == REPS
    return took
