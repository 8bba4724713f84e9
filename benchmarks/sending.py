"""A whole run: twenty workspaces whose people are all due at once, against the floor that the
allowed rate sets; and single claims.

The sandbox is a process of its own, as Slack is. The bot's side is what `ssi-coach run` has: its
store, ticks, pool of threads and sender. Each workspace has a token of its own there.
"""

import multiprocessing
import os
import resource
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from slack_sdk import WebClient

from benchmarks.crowd import START, database, empty, fill
from bot.delivery import Sender
from bot.dispatch import EACH, WORKERS, Dispatch
from bot.scheduler import Ticks
from bot.services import sending, upkeep
from bot.settings import Settings
from bot.store import workspaces
from bot.store.engine import Store
from sandbox import seed
from sandbox.server import Sandbox
from sandbox.workspace import Team, User

TEAMS, PEOPLE = 20, 250
NAMES = ("run_over_floor", "send_growth_mb", "run_over_floor_default", "claims_per_s",
         "claims_per_s_postgres")  # fmt: skip
CLAIMS, ROUNDS = 1000, 3
GROWTH_MB = 32
WARM = 0.2
"""Share of the run after which memory is looked at for the first time."""


def measure() -> list[dict[str, Any]]:
    """run_over_floor*, send_growth_mb, claims_per_s*."""
    figures: list[dict[str, Any]] = []
    with database("sqlite") as store, _town() as town:
        for name, rate in (("run_over_floor", 25.0), ("run_over_floor_default", 5.0)):
            figures += _figures(name, rate, *_run(store, town, rate))
    for kind in ("sqlite", "postgres"):
        with database(kind) as store:
            figures.append(_claims(kind, store))
    return figures


def _figures(
    name: str, rate: float, took: float, busy: float, limited: int, growth: float
) -> Iterator[dict[str, Any]]:
    floor = PEOPLE / rate
    ratio = took / floor
    yield {
        "name": name, "value": round(ratio, 2), "unit": "x", "goal": "<= 1.05",
        "ok": ratio <= 1.05,
        "why": f"{TEAMS} x {PEOPLE} at {rate:g}/s each in {took:.1f} s, floor {floor:g} s, "
        f"{1000 * busy / (TEAMS * PEOPLE):.1f} ms of CPU a digest, {limited} answers of 429, "
        f"{os.cpu_count()} cores at load {os.getloadavg()[0]:.1f}",
    }  # fmt: skip
    if name == "run_over_floor":
        yield {
            "name": "send_growth_mb", "value": round(growth, 1), "unit": "MB",
            "goal": f"<= {GROWTH_MB}", "ok": growth <= GROWTH_MB,
            "why": f"peak memory at the end over that after {WARM:.0%} of the run",
        }  # fmt: skip


def _run(store: Store, town: Connection, rate: float) -> tuple[float, float, int, float]:
    """Seconds of wall time and of CPU, answers of 429, and growth in MB; each digest once."""
    empty(store)
    fill(store, TEAMS * PEOPLE, due=TEAMS * PEOPLE, teams=TEAMS)
    town.send(("again", rate))
    url = town.recv()
    senders = {team: _sender(store, url, team, rate) for team in _teams(store)}
    dispatch = Dispatch({"delivery": lambda team, id: senders[team].deliver(team, id, START)},
                        WORKERS, EACH)  # fmt: skip
    ticks = Ticks(store, dispatch, lambda: START)
    began, busy, first = time.perf_counter(), time.process_time(), 0.0
    ticks.sweep(START)
    while (left := len(upkeep.open_deliveries(store, TEAMS * PEOPLE))) or dispatch.busy():
        if not first and left < (1 - WARM) * TEAMS * PEOPLE:
            first = _peak_mb()
        if not dispatch.busy():
            ticks.open_rows(START)
        dispatch.settle(0.25)
    took, busy = time.perf_counter() - began, time.process_time() - busy
    growth = _peak_mb() - first
    dispatch.drain(10)
    town.send(("count", None))
    keys, posts, limited = town.recv()
    assert (keys, posts) == (TEAMS * PEOPLE, TEAMS * PEOPLE), (keys, posts)
    return took, busy, limited, growth


def _teams(store: Store) -> list[str]:
    teams = [f"T{at:04d}" for at in range(TEAMS)]
    for team in teams:
        with store.begin(team) as db:
            workspaces.put(db, team, seed.BOT, "UTC", START)
    return teams


def _sender(store: Store, url: str, team: str, rate: float) -> Sender:
    token = f"{seed.BOT_TOKEN}-{team}"
    settings = Settings.model_validate({
        "slack_bot_token": token, "slack_app_token": seed.APP_TOKEN, "slack_api_url": url,
        "database_url": store.url, "posts_per_second": rate,
    })  # fmt: skip
    return Sender(store, WebClient(token, base_url=url, timeout=10, retry_handlers=[]), settings)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _town() -> Iterator[Connection]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours
    finally:
        ours.send(("end", None))
        process.join(20)


def _serve(pipe: Connection) -> None:
    """A sandbox that is told the rate, and tells what was posted."""
    box = Sandbox()
    box.start()
    town = box.town
    while True:
        what, rate = pipe.recv()
        if what == "end":
            break
        if what == "again":
            town.teams = dict(_workspaces(box))
            town.rates.per_team, town.calls = rate, _Errors()
            pipe.send(box.api_url)
        else:
            keys = [
                message["metadata"]["event_payload"]["key"]
                for team in town.teams.values()
                for messages in team.messages.values()
                for message in messages
            ]
            limited = sum(call["error"] == "ratelimited" for call in town.calls)
            pipe.send((len(set(keys)), len(keys), limited))
    box.stop()


class _Errors(list[dict[str, Any]]):
    """The calls that went wrong; thousands that did not need no room."""

    def append(self, call: dict[str, Any]) -> None:
        if call["error"]:
            super().append(call)


def _workspaces(box: Sandbox) -> Iterator[tuple[str, Team]]:
    for at in range(TEAMS):
        id = f"T{at:04d}"
        team = Team(id, id, box.clock)
        for number in range(at, TEAMS * PEOPLE, TEAMS):
            user = f"U{number:07d}"
            team.users[user] = User(user, user, "UTC")
            team.dm(user)
        yield id, team


def _claims(kind: str, store: Store) -> dict[str, Any]:
    """Single claims a second, each a commit that is on disk."""
    fill(store, CLAIMS * ROUNDS, due=CLAIMS * ROUNDS)
    Ticks(store, Dispatch({}), lambda: START).sweep(START)
    ids = upkeep.open_deliveries(store, CLAIMS * ROUNDS)
    rows = [found for team, id in ids if (found := sending.look(store, team, id))]
    rates, floors = [], []
    for at in range(0, len(rows), CLAIMS):
        began = time.perf_counter()
        for row in rows[at : at + CLAIMS]:
            claimed, _ = sending.claim(
                store, row, START, lease_s=60, per_second=1e9, patience_s=1e9
            )
            assert claimed is not None
        rates.append(CLAIMS / (time.perf_counter() - began))
        floors.append(_commits(store))
    value, floor = statistics.median(rates), statistics.median(floors)
    name = "claims_per_s" if kind == "sqlite" else f"claims_per_s_{kind}"
    return {
        "name": name, "value": round(value), "unit": "/s", "goal": ">= 2000", "ok": value >= 2000,
        "why": f"median of {ROUNDS} rounds of {CLAIMS}; bare commits of one row: {floor:.0f}/s, "
        f"load {os.getloadavg()[0]:.1f}",
    }  # fmt: skip


def _commits(store: Store, count: int = 300) -> float:
    """What the disk allows: commits a second of one changed row, without anything around it."""
    from sqlalchemy import text

    bare = text("UPDATE pace SET next_slot = next_slot + 1 WHERE team_id = 'T0000'")
    began = time.perf_counter()
    with store.engine.connect() as connection:
        for _ in range(count):
            connection.execute(bare)
            connection.commit()
    return count / (time.perf_counter() - began)
