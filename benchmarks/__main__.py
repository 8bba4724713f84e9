"""`make bench [ONLY=a,b]`: a table on stdout, and build/bench.json."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import answering, reading, starting

Figures = list[dict[str, Any]]
GROUPS: tuple[tuple[tuple[str, ...], Callable[[], Figures]], ...] = (
    (("slash_p99_ms", "slash_plumbing_p99_ms"), answering.measure),
    (("cold_start_s",), starting.measure),
    (("read_ratio",), reading.measure),
)
"""The names of figures and what measures them; docs/benchmarks.md says on what."""


def main() -> int:
    """Measure, print, write. Exit code 0 whatever the figures: shared machines are noisy."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    only = {name for name in parser.parse_args().only.split(",") if name}
    figures: Figures = []
    for names, measure in GROUPS:
        if not only or only.intersection(names):
            figures += measure()
    for one in figures:
        verdict = "ok" if one["ok"] else "NOT REACHED"
        print(f"{one['name']:24} {one['value']:>10} {one['unit']:4} {one['goal']:10} {verdict}")
    out = Path("build") / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(figures, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
