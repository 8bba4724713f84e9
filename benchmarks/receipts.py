"""From the drop of an archive to its receipt, and what others notice of it meanwhile.

The bot runs as `ssi-coach run` in a process of its own, over the sandbox's sockets, with SQLite.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.archive import END, Size, make
from sandbox import seed
from sandbox.server import Sandbox

SMALL = Size(messages=11_000, connections=1_700, comments=1_100, reactions=2_800,
             invitations=1_100, shares=280)  # fmt: skip
"""About 2 MB as a zip; the full size is about 35 MB."""
NAME = "Complete_LinkedInDataExport_11-19-2026.zip"
DROPS = {"receipt_2mb_s": 20, "receipt_35mb_s": 8}
GOALS = {"receipt_2mb_s": 2.0, "receipt_35mb_s": 8.0, "slash_during_import_ratio": 1.5}
COMMANDS, ROUNDS = 300, 3
LAID = 6
"""Archives that lie ready for a round: more than are read in it."""
PATIENCE_S = 120.0


class _Town:
    """The sandbox, and the bot in another process. Each drop is by a person who never came."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box
        self.web = httpx.Client(base_url=box.url, timeout=PATIENCE_S)
        self.people = 0

    def newcomer(self) -> str:
        self.people += 1
        user = f"U1{self.people:04d}"
        self.web.post("/sandbox/user", json={"user": user, "name": user})
        return user

    def drop(self, data: bytes) -> float:
        """Seconds from the drop to the receipt."""
        user = self.newcomer()
        dm = seed.dm_of(user)
        began = time.perf_counter()
        self.web.post(
            "/sandbox/upload", data={"user": user, "channel": dm}, files={"file": (NAME, data)}
        )
        self._await(dm)
        return time.perf_counter() - began

    def _await(self, dm: str) -> None:
        shown, end = self.box.town.team(None).messages[dm], time.perf_counter() + PATIENCE_S
        while not any(str(message["text"]).startswith("Read:") for message in shown):
            if time.perf_counter() > end:
                raise TimeoutError(str(shown[-1]["text"]))
            time.sleep(0.005)

    def lay(self, data: bytes) -> tuple[str, str]:
        """A newcomer and their file, which lies in Slack and is not sent to the bot yet."""
        user = self.newcomer()
        answer = self.web.post("/sandbox/upload", data={"user": user}, files={"file": (NAME, data)})
        return user, str(answer.json()["id"])

    def send(self, user: str, file: str) -> None:
        """Send a file that lies there, and wait for its receipt."""
        dm = seed.dm_of(user)
        body = {"user": user, "channel": dm, "text": "", "files": [file]}
        self.web.post("/sandbox/message", json=body)
        self._await(dm)

    def command(self) -> float:
        """Milliseconds until `/ssi` is answered."""
        body = {"user": seed.ANA, "channel": seed.dm_of(seed.ANA), "text": "/ssi"}
        return float(self.web.post("/sandbox/command", json=body).json()["ack_ms"])


@contextmanager
def _town() -> Iterator[_Town]:
    box = Sandbox()
    box.start()
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ, "SLACK_BOT_TOKEN": box.bot_token, "SLACK_APP_TOKEN": box.app_token,
            "SLACK_API_URL": box.api_url, "LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.db'}",
        }  # fmt: skip
        bot = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env)
        try:
            while not box.town.hub.sockets:
                time.sleep(0.01)
            yield _Town(box)
        finally:
            bot.terminate()
            bot.wait(20)
            box.stop()


def _p(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]


def _figure(name: str, value: float, unit: str, why: str) -> dict[str, Any]:
    goal = GOALS[name]
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": f"<= {goal:g}",
            "ok": value <= goal, "why": why}  # fmt: skip


def _ratio(town: _Town, data: bytes) -> float:
    """p99 of a command while archives are read, over p99 before and after.

    The archives lie in Slack beforehand: to take 35 MB in is Slack's work, and the sandbox, which
    answers the clock as well, would do it in the same process.
    """
    laid = [town.lay(data) for _ in range(LAID)]
    idle = [town.command() for _ in range(COMMANDS)]
    ended = threading.Event()

    def keep_reading() -> None:
        while laid and not ended.is_set():
            town.send(*laid.pop())

    reader = threading.Thread(target=keep_reading)
    reader.start()
    try:
        time.sleep(0.2)
        busy = [town.command() for _ in range(COMMANDS)]
    finally:
        ended.set()
        reader.join()
    idle += [town.command() for _ in range(COMMANDS)]
    return _p(busy, 0.99) / _p(idle, 0.99)


def measure() -> list[dict[str, Any]]:
    """receipt_2mb_s and receipt_35mb_s (p95), slash_during_import_ratio (p99 against idle)."""
    archives = {
        "receipt_2mb_s": make(SMALL, seed=3, end=END),
        "receipt_35mb_s": make(Size(), seed=3, end=END),
    }
    found = []
    with _town() as town:
        for name, data in archives.items():
            town.drop(data)
            times = [town.drop(data) for _ in range(DROPS[name])]
            why = f"p95 of {len(times)}, median {statistics.median(times):.2f} s, " \
                  f"{len(data) / 1e6:.1f} MB"  # fmt: skip
            found.append(_figure(name, _p(times, 0.95), "s", why))
        ratios = [_ratio(town, archives["receipt_35mb_s"]) for _ in range(ROUNDS)]
        why = f"median of {ROUNDS} rounds of {COMMANDS} commands"
        ratio = statistics.median(ratios)
        found.append(_figure("slash_during_import_ratio", ratio, "x", why))
    return found
