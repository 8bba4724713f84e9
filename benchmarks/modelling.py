"""How long the model takes: one rep, a thousand of them, and to import it."""

import statistics
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

from benchmarks.simulate import hidden, reps
from scoring import mapping, report, shift, trend
from scoring.pillars import PILLARS
from scoring.readings import Reading
from scoring.report import Situation
from scoring.world import World

WEEKS, TEAM, RUNS = 52, 1000, 9


def _readings(rep: reps.Rep) -> list[Reading]:
    four = hidden.formula_a(rep, 0)
    return [
        hidden.reading(four, reps.TODAY - timedelta(weeks=WEEKS - at), at) for at in range(WEEKS)
    ]


def measure() -> list[dict[str, Any]]:
    """rep_ms, team_1000_s, import_scoring_ms"""
    people = reps.draw(3, 100)
    known = [(rep.activity("everything"), _readings(rep)) for rep in people]
    took = []
    for activity, readings in known:
        began = time.perf_counter()
        report.build(as_of=reps.TODAY, readings=readings, activity=activity, situation=Situation())
        took.append(time.perf_counter() - began)
    rep_ms = 1000 * statistics.median(took)
    began = time.perf_counter()
    rows = [readings for _, readings in known] * (TEAM // len(known))
    pairs = {pillar: [(12.0, 13.0)] for pillar in PILLARS}
    world = World(
        team=mapping.build([pairs] * TEAM),
        wobble=trend.pooled(rows),
        shifts=shift.shifts(rows, reps.TODAY),
    )
    for _ in range(TEAM // len(known)):
        for activity, readings in known:
            report.build(
                as_of=reps.TODAY, readings=readings, activity=activity, situation=Situation(),
                world=world,
            )  # fmt: skip
    team_s = time.perf_counter() - began
    return [
        _figure("rep_ms", rep_ms, "ms", 10, "median of 100 reps with every file, 52 readings"),
        _figure("team_1000_s", team_s, "s", 10, "with map, wobble and shifts of the workspace"),
        _figure("import_scoring_ms", _import_ms(), "ms", 60, "over an empty interpreter"),
    ]


def _import_ms() -> float:
    def run(code: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - began

    both = [(run("import scoring.report"), run("pass")) for _ in range(RUNS)]
    return 1000 * statistics.median(loaded - bare for loaded, bare in both)


def _figure(name: str, value: float, unit: str, goal: float, why: str) -> dict[str, Any]:
    return {"name": name, "value": round(value, 1), "unit": unit, "goal": f"<= {goal:g}",
            "ok": value <= goal, "why": why}  # fmt: skip
