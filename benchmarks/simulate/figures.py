"""The stated figures of the model, in both hidden worlds, on seeds that nothing was chosen on."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.simulate import calibration, planning, reps, series
from benchmarks.simulate.calibration import Table, carry_crps, mean
from benchmarks.simulate.hidden import FORMULAS

TUNED_ON = 1
"""The seed on which constants were chosen."""
REPORTED = 2026
"""The seed of what is reported."""
PEOPLE, PLANNED = 2000, 300
READ = ("week", "month", "few")
"""Rows of readings whose newest is at most 28 days old."""

Figure = dict[str, Any]


def names() -> tuple[str, ...]:
    """Every figure: of both worlds, then those that need no formula."""
    both = [f"{name}_{world}" for world in FORMULAS for name in (*_OF_TABLE, *_OF_WORLD)]
    return (*both, *_OF_SERIES)


def measure() -> list[Figure]:
    """All of them; prints the table of each world."""
    people = reps.draw(REPORTED, PEOPLE)
    found = []
    for world in FORMULAS:
        table = calibration.gather(people, world, REPORTED)
        print(f"\nHidden formula {world}, {PEOPLE} reps, errors in points")
        print("\n".join(calibration.rows(table)), flush=True)
        found += [
            _figure(f"{name}_{world}", read(table), low, high)
            for name, (read, low, high) in _OF_TABLE.items()
        ]
        found += _of_world(people, world)
    return found + [
        _figure(name, run(), low, high) for name, (run, low, high) in _OF_SERIES.items()
    ]


def _of_world(people: Sequence[reps.Rep], world: str) -> list[Figure]:
    ours, best, chance = planning.gains(people[:PLANNED], world, REPORTED)
    board = series.board_null(people, world, REPORTED)
    values = {
        "plan_vs_oracle": ours / best, "plan_vs_random": ours / chance, "board_null_r": board,
    }  # fmt: skip
    return [
        _figure(f"{name}_{world}", values[name], low, high)
        for name, (low, high) in _OF_WORLD.items()
    ]


def _claims(table: Table, kinds: Sequence[str], ages: Sequence[str]) -> tuple[float, float]:
    """Share of claims, and of them the right ones, over some strata."""
    there = [table[kind, age] for kind in kinds for age in ages]
    claimed = [right for one in there for right in one.claimed]
    return len(claimed) / sum(len(one.errors) for one in there), mean(claimed)


def _with_reading(table: Table) -> tuple[float, float]:
    return _claims(table, tuple(reps.KINDS), READ)


def _with_archive(table: Table) -> tuple[float, float]:
    return _claims(table, ("archive",), ("none",))


def _weakest(table: Table) -> float:
    one = table["archive", "month"]
    return one.of_changed(one.lowest) - one.of_changed(one.last_lowest)


def _weakest_best(table: Table) -> float:
    """The same of somebody who knows the true change: what the wobble of two readings leaves."""
    one = table["archive", "month"]
    return one.of_changed(one.best_lowest) - one.of_changed(one.last_lowest)


def _error(table: Table) -> float:
    one = table["archive", "month"]
    return one.error / mean(one.carried)


def _thin(table: Table) -> float:
    one = table["connections", "month"]
    return one.error / mean(one.carried)


def _crps(table: Table) -> float:
    one = table["archive", "month"]
    return mean(one.crps) / carry_crps(one.carried)


def _covers(table: Table) -> list[float]:
    return [mean(one.covered) for one in table.values() if one.covered]


_OF_TABLE: dict[str, tuple[Callable[[Table], float], float, float]] = {
    "claim_share_reading": (lambda t: _with_reading(t)[0], 0.80, math.inf),
    "claim_right_reading": (lambda t: _with_reading(t)[1], 0.92, math.inf),
    "claim_share_archive": (lambda t: _with_archive(t)[0], 0.15, math.inf),
    "claim_right_archive": (lambda t: _with_archive(t)[1], 0.78, math.inf),
    "weakest_vs_last": (_weakest, 0.05, math.inf),
    "weakest_vs_last_best": (_weakest_best, -math.inf, math.inf),
    "error_vs_carry": (_error, -math.inf, 0.9),
    "thin_vs_carry": (_thin, -math.inf, 1.05),
    "cover80_min": (lambda t: min(_covers(t)), 0.74, 0.88),
    "cover80_max": (lambda t: max(_covers(t)), 0.74, 0.88),
    "crps_vs_carry": (_crps, -math.inf, 0.95),
}
"""Figure to how it is read off a table, and its goal."""
_OF_WORLD: dict[str, tuple[float, float]] = {
    "plan_vs_oracle": (0.8, math.inf),
    "plan_vs_random": (1.5, math.inf),
    "board_null_r": (-math.inf, 0.05),
}
_OF_SERIES: dict[str, tuple[Callable[[], float], float, float]] = {
    "noise_word_false": (lambda: series.noise_word(REPORTED), -math.inf, 0.05),
    "trend_false": (lambda: series.trend_power(REPORTED, 0.0), -math.inf, 0.05),
    "trend_power": (lambda: series.trend_power(REPORTED, 0.5), 0.8, math.inf),
    "change_false": (lambda: series.change_false(REPORTED), -math.inf, 0.02),
    "shift_false": (lambda: series.shift_found(REPORTED, 0.0), -math.inf, 0.02),
    "shift_power": (lambda: series.shift_found(REPORTED, -5.0), 0.8, math.inf),
    "typed_only_fresh": (lambda: planning.typed_only_fresh(REPORTED), 12.0, math.inf),
}


def _figure(name: str, value: float, low: float, high: float) -> Figure:
    goal = f">= {low:g}" if high == math.inf else f"<= {high:g}"
    if low > -math.inf and high < math.inf:
        goal = f"{low:g}..{high:g}"
    if low == -math.inf and high == math.inf:
        goal = "none"  # told beside another figure, to judge it by
    return {
        "name": name, "value": round(value, 3), "unit": "", "goal": goal,
        "ok": low <= value <= high, "why": f"seed {REPORTED}",
    }  # fmt: skip
