"""How long reading an archive takes, against only inflating it, side by side in one run."""

import gc
import io
import statistics
import time
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.archive import END, Size, make
from bot.importers import reading
from bot.importers.values import Context, Limits, Upload

RUNS = 5
ROOM = Limits(upload=10**9, unpacked=10**9, member=10**9)
"""The archive is larger than what people may upload."""


def inflate(data: bytes) -> None:
    """The physical bound: every member to its end, with its checksum."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            with archive.open(info) as member:
                while member.read(1 << 18):
                    pass


def _read(data: bytes, *, credit: bool) -> None:
    context = Context(date(2026, 11, 20), limits=ROOM, credit=credit)
    upload = Upload("Complete_LinkedInDataExport_11-19-2026.zip", data)
    reading.read([upload], context)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes by the wall clock."""
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
            floor = seconds(lambda: inflate(data))
            ratios.append(seconds(lambda: _read(data, credit=False)) / floor)
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
