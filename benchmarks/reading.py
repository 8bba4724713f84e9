"""How long reading takes, against only inflating the same archive, side by side in one run; and what
it takes of memory.

The child of `import_ratio` is the real one, and what it answers is stored in a real SQLite.
"""

import gc
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.archive import END, Size, bare_connections, make
from bot.importers import child, reading
from bot.importers.values import Context, Import, Limits, Upload
from bot.services import people, upload
from bot.store import upgrading
from bot.store.engine import Store

RUNS = 5
ROOM = Limits(upload=10**9, unpacked=10**9, member=10**9)
"""The archive is larger than what people may upload."""
NAME = "Complete_LinkedInDataExport_11-19-2026.zip"
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def _inflate(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            with archive.open(info) as member:
                while member.read(1 << 18):
                    pass


def _read(data: bytes, *, credit: bool) -> None:
    context = Context(date(2026, 11, 20), limits=ROOM, credit=credit)
    upload = Upload("Complete_LinkedInDataExport_11-19-2026.zip", data)
    reading.read([upload], context)


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure() -> list[dict[str, Any]]:
    """read_ratio: without comparing texts; as in the reading child, without the collector."""
    data = make(Size(), seed=1, end=END)
    ratios = []
    gc.disable()
    try:
        for _ in range(RUNS):
            floor = _seconds(lambda: _inflate(data))
            ratios.append(_seconds(lambda: _read(data, credit=False)) / floor)
    finally:
        gc.enable()
    value = statistics.median(ratios)
    return [
        {
            "name": "read_ratio",
            "value": round(value, 2),
            "unit": "x",
            "goal": "<= 4.5",
            "ok": value <= 4.5,
            "why": f"median of {RUNS}, {len(data) / 1e6:.0f} MB zip",
        }
    ]
