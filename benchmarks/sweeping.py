"""The sweep: what an idle one costs however many members there are, and how fast a full one is."""

import os
import sqlite3
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg

from benchmarks.crowd import START, database, empty, fill
from bot.dispatch import Dispatch
from bot.scheduler import Ticks
from bot.store.engine import Store

SIZES = (10_000, 1_000_000)
IDLE = 300
CROWD = 100_000
DUE = CROWD // 8
ROUNDS = 3
FLOOR = {"sqlite": 20_000, "postgres": 15_000}
NAMES = tuple(
    f"{name}_{kind}"
    for kind in FLOOR
    for name in ("sweep_idle_ms", "sweep_idle_growth", "sweep_rows_per_s")
)


def measure() -> list[dict[str, Any]]:
    """sweep_idle_ms_*, sweep_idle_growth_*, sweep_rows_per_s_* for both databases."""
    return [figure for kind in FLOOR for figure in _of(kind)]


def _of(kind: str) -> Iterator[dict[str, Any]]:
    idle = {}
    with database(kind) as store:
        rates = [_burst(store) for _ in range(ROUNDS)]
        for size in SIZES:
            empty(store)
            fill(store, size, due=0)
            idle[size] = _idle(store)
    small, large = (idle[size] for size in SIZES)
    yield {
        "name": f"sweep_idle_ms_{kind}", "value": round(large[0], 2), "unit": "ms",
        "goal": "<= 2", "ok": large[0] <= 2,
        "why": f"median of {IDLE} at {SIZES[1]:,} members, p99 {large[1]:.2f}",
    }  # fmt: skip
    growth = large[0] / small[0]
    yield {
        "name": f"sweep_idle_growth_{kind}", "value": round(growth, 2), "unit": "x",
        "goal": "<= 1.5", "ok": growth <= 1.5,
        "why": f"over {small[0]:.2f} ms at {SIZES[0]:,} members",
    }  # fmt: skip
    rate = statistics.median(one for one, _ in rates)
    busy = statistics.median(one for _, one in rates)
    yield {
        "name": f"sweep_rows_per_s_{kind}", "value": round(rate), "unit": "/s",
        "goal": f">= {FLOOR[kind]}", "ok": rate >= FLOOR[kind],
        "why": f"{DUE:,} due of {CROWD:,}, median of {[round(one) for one, _ in rates]}, "
        f"{busy:.0f} us of our CPU a row, load {os.getloadavg()[0]:.1f}",
    }  # fmt: skip


def _ticks(store: Store) -> Ticks:
    return Ticks(store, Dispatch({}), lambda: START)


def _idle(store: Store) -> tuple[float, float]:
    """Median and p99 of sweeps that find nobody, in milliseconds."""
    ticks = _ticks(store)
    times = []
    for _ in range(IDLE + 20):
        began = time.perf_counter()
        ticks.sweep(START)
        times.append((time.perf_counter() - began) * 1000)
    times = sorted(times[20:])
    return statistics.median(times), times[int(IDLE * 0.99)]


def _burst(store: Store) -> tuple[float, float]:
    """Members a second when an eighth of them is due at once, and microseconds of our CPU each."""
    empty(store)
    fill(store, CROWD, DUE)
    ticks = _ticks(store)
    ticks.sweep(START - timedelta(days=1))
    began, busy = time.perf_counter(), time.process_time()
    ticks.sweep(START)
    took, busy = time.perf_counter() - began, time.process_time() - busy
    assert _entered(store) == (DUE, DUE, 0)
    return DUE / took, busy / DUE * 1e6


def _entered(store: Store) -> tuple[int, ...]:
    """Rows of the ledger, different members among them, and members who are still due."""
    counts = (
        "SELECT count(*) FROM delivery",
        "SELECT count(*) FROM (SELECT DISTINCT team_id, user_id FROM delivery) AS found",
        "SELECT count(*) FROM member JOIN delivery USING (team_id, user_id)"
        " WHERE next_digest_at = due_at",
    )
    if store.path is None:
        with psycopg.connect(store.url) as connection:
            return tuple(int(connection.execute(one).fetchall()[0][0]) for one in counts)
    with sqlite3.connect(store.path) as file:
        return tuple(int(file.execute(one).fetchone()[0]) for one in counts)
