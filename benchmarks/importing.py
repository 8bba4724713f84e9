"""What an import costs, all in: the real child process, joins, near copies, and storing into a real
SQLite, against only inflating the same archive in the same run; and what it takes of memory."""

import io
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.archive import END, Size, make
from benchmarks.reading import ROOM, RUNS, inflate, seconds
from bot.importers import child
from bot.importers.values import Context, Upload
from bot.services import people, upload
from bot.services.people import Profile
from bot.store import workspaces
from bot.store.engine import Store

TEAM, USER = "T0DEMO", "U0ANA"
CONTEXT = Context(END.date(), limits=ROOM)
PEAK = """
import sys
from bot.importers import child
child.main()
status = open("/proc/self/status").read()
sys.stdout.write("\\n" + status.split("VmHWM:")[1].split()[0])
"""
"""The child's own main, and then its peak memory in kB, which counts from its start alone (what the
parent is told of a child counts from before the exec, with the parent's own memory in it)."""


def _store(folder: str) -> Store:
    store = Store(f"sqlite:///{Path(folder) / 'bench.db'}")
    store.upgrade()
    with store.begin(TEAM) as db:
        workspaces.put(db, "Bench", "U0BOT", "UTC", END)
    people.meet(store, TEAM, USER, Profile("Ana", "Europe/Berlin"), END)
    return store


def _import(store: Store, number: int, data: bytes) -> None:
    """From bytes to a receipt, as a worker does it."""
    promised = upload.accept(store, TEAM, USER, [f"F{number}"], None, END)
    assert promised is not None
    job = upload.claim(store, TEAM, promised.id, 60)
    assert job is not None
    made = child.read([Upload("a.zip", data)], CONTEXT)
    assert upload.keep(store, TEAM, job, made, str(number), END) is not None


def _peak_mb(uploads: list[Upload]) -> float:
    command = (sys.executable, "-c", PEAK)
    answer = child.run(command, child.parts(uploads, CONTEXT), ROOM)
    return int(answer.rpartition(b"\n")[2]) / 1000


def _ratio(floor: Callable[[], None], work: Callable[[], None]) -> float:
    least = seconds(floor)
    return seconds(work) / least


def _figure(name: str, value: float, unit: str, goal: float, why: str) -> dict[str, Any]:
    return {
        "name": name, "value": round(value, 2), "unit": unit, "goal": f"<= {goal:g}",
        "ok": value <= goal, "why": why,
    }  # fmt: skip


def measure() -> list[dict[str, Any]]:
    """import_ratio, import_peak_mb, connections_30k_s."""
    data = make(Size(), seed=1, end=END)
    with tempfile.TemporaryDirectory() as folder:
        store = _store(folder)
        ratios = [
            _ratio(lambda: inflate(data), partial(_import, store, number, data))
            for number in range(RUNS)
        ]
        store.close()
    idle = _peak_mb([Upload("a.csv", b"x")])
    above = _peak_mb([Upload("a.zip", data)]) - idle - len(data) / 1e6
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = Upload("Connections.csv", archive.read("Connections.csv"))
    bare = statistics.median(seconds(lambda: child.read([table], CONTEXT)) for _ in range(RUNS))
    size = f"{len(data) / 1e6:.0f} MB zip"
    return [
        _figure("import_ratio", statistics.median(ratios), "x", 6, f"median of {RUNS}, {size}"),
        _figure("import_peak_mb", above, "MB", 64, f"above {idle:.0f} MB idle and a {size}"),
        _figure("connections_30k_s", bare, "s", 1, f"median of {RUNS}"),
    ]
