"""`make bench [ONLY=a,b]`: a table on stdout, and build/bench.json."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import (
    answering,
    boards,
    browsing,
    digests,
    importing,
    modelling,
    reading,
    receipts,
    sending,
    starting,
    sweeping,
    team_view,
)
from benchmarks.simulate import figures

Figures = list[dict[str, Any]]
OUT = Path("build") / "bench.json"


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are measured in one go, by name, and what measures them."""

    names: tuple[str, ...]
    measure: Callable[[], Figures]


GROUPS: tuple[Group, ...] = (
    Group(("slash_p99_ms", "slash_plumbing_p99_ms", "home_ms"), answering.measure),
    Group(("cold_start_s",), starting.measure),
    Group(browsing.NAMES, browsing.measure),
    Group(("read_ratio",), reading.measure),
    Group(("import_ratio", "import_peak_mb", "connections_30k_s"), importing.measure),
    Group(("receipt_2mb_s", "receipt_35mb_s", "slash_during_import_ratio"), receipts.measure),
    Group(("rep_ms", "team_1000_s", "import_scoring_ms"), modelling.measure),
    Group(("useful_digest_rate", "digest_ms"), digests.measure),
    Group(("team_view_ms",), team_view.measure),
    Group(("board_1000_s",), boards.measure),
    Group(sweeping.NAMES, sweeping.measure),
    Group(sending.NAMES, sending.measure),
    Group(figures.names(), figures.measure),
)
"""docs/benchmarks.md says on what each is measured."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write. Exit code 0 whatever the figures, since shared machines are noisy; 1
    if one could not be measured; 2 for a name that does not exist."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", default="", metavar="NAME,NAME")
    only = {name for name in parser.parse_args(arguments).only.split(",") if name}
    known = {name for group in GROUPS for name in group.names}
    if only - known:
        wrong, right = ", ".join(sorted(only - known)), ", ".join(sorted(known))
        print(f"No figure is called {wrong}. There are {right}.", file=sys.stderr)
        return 2
    figures: Figures = []
    for figure in _measured(only or known):
        print(line(figure), flush=True)
        figures.append(figure)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1), "utf-8")
    return 0 if all(one["ok"] is not None for one in figures) else 1


def _measured(only: set[str]) -> Iterator[dict[str, Any]]:
    """The figures that are asked for; one that breaks is told and does not end the others."""
    for group in GROUPS:
        asked = [name for name in group.names if name in only]
        if not asked:
            continue
        try:
            yield from (one for one in group.measure() if one["name"] in asked)
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            for name in asked:
                yield {"name": name, "value": None, "unit": "", "goal": "", "ok": None, "why": why}


def line(figure: dict[str, Any]) -> str:
    """A row of the table."""
    verdict = {True: "ok", False: "NOT REACHED", None: "NOT RUN"}[figure["ok"]]
    value = "-" if figure["value"] is None else figure["value"]
    start = f"{figure['name']:24} {value:>10} {figure['unit']:4} {figure['goal']:10}"
    return f"{start} {verdict:12} {figure['why']}"


if __name__ == "__main__":
    sys.exit(main())
