"""From exec of `ssi-coach run` on a migrated SQLite to Socket Mode's hello."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bot.store.engine import Store
from sandbox.server import Sandbox

RUNS = 5


def _once(box: Sandbox, url: str) -> float:
    env = {**os.environ, "SLACK_BOT_TOKEN": box.bot_token, "SLACK_APP_TOKEN": box.app_token,
           "SLACK_API_URL": box.api_url, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}  # fmt: skip
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    bot = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env)
    while not box.town.hub.sockets:
        time.sleep(0.002)
    took = time.perf_counter() - began
    bot.terminate()
    bot.wait(20)
    while box.town.hub.sockets:
        time.sleep(0.01)
    return took


def measure() -> list[dict[str, Any]]:
    """cold_start_s"""
    box = Sandbox()
    box.start()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        store = Store(url)
        store.upgrade()
        store.close()
        _once(box, url)
        value = statistics.median(_once(box, url) for _ in range(RUNS))
    box.stop()
    return [{"name": "cold_start_s", "value": round(value, 2), "unit": "s", "goal": "<= 1.5",
             "ok": value <= 1.5, "why": f"median of {RUNS}"}]  # fmt: skip
