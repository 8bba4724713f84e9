"""The house rules of the package: what it imports, how large it is, and that it never varies."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import scoring
from scoring.selfcheck import QUESTIONS
from scoring.signals import BY_NAME
from scoring.tips import TIPS

HOME = Path(scoring.__file__).parent
ALLOWED = {
    "__future__", "array", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "hashlib", "heapq", "itertools", "math", "operator", "re",
    "scoring", "statistics", "typing", "unicodedata",
}  # fmt: skip
MODULES = sorted(HOME.rglob("*.py"))
DOCS = HOME.parent / "docs" / "scoring.md"

REPORT = """
from datetime import timedelta
from scoring.report import Situation, build
from scoring.text import Written, credits
from tests.scoring.people import TODAY, ago, median_rep, typed
given = [typed((15.2, 14.1, 8.7, 16.3 - week / 10), 3 + 7 * week, week) for week in range(9)]
for activity in (median_rep(),):
    for seat in (None, True, False):
        print(build(as_of=TODAY + timedelta(days=2), readings=given, activity=activity,
                    situation=Situation(sales_navigator=seat)))
print(credits([Written(ago(at % 40), f"a few words about case {at % 7} and its end")
               for at in range(60)]))
print(median_rep())
"""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_imports_nothing_but_maths_dates_and_types(module: Path) -> None:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add((node.module or "").split(".")[0])
    assert found <= ALLOWED


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_stays_under_300_lines_and_calls_no_hash(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") < 300
    names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    assert not names & {"hash", "open", "print", "input", "eval", "exec"}


def test_two_processes_say_the_same_to_the_byte() -> None:
    """Whatever order sets and dictionaries of strings and dates have in them."""

    def run(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(HOME.parent)}
        done = subprocess.run(
            [sys.executable, "-c", REPORT], env=environment, capture_output=True, check=True
        )
        return done.stdout

    first = run("1")
    assert b"Report(" in first
    assert first == run("4711")


def test_the_documentation_names_every_signal_and_every_tip() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in BY_NAME if f"`{name}`" not in text] == []
    assert [tip.id for tip in TIPS if tip.id not in text] == []


def test_the_documentation_gives_the_weights_and_targets_of_the_code() -> None:
    rows = {
        cells[0].strip("` "): cells
        for line in DOCS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `") and len(cells := [c.strip() for c in line.strip("|").split("|")])
    }
    for signal in BY_NAME.values():
        cells = rows[signal.name]
        assert float(cells[2]) == signal.weight, signal.name
        assert cells[1].split()[0].replace(",", "") == f"{signal.target:g}", signal.name
        assert cells[3] == f"{signal.mean:.2f} / {signal.spread:.2f}", signal.name


def test_every_rule_of_the_model_has_its_chapter() -> None:
    """One chapter for each module that decides something; a new module needs a place here."""
    text = DOCS.read_text("utf-8")
    chapters = {line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")}
    rules = {
        "selfcheck": "Self-check", "estimate": "Missing data", "shown": "Missing data",
        "calibrate": "Calibration", "weakest": "Weakest pillar", "trend": "Noise",
        "slope": "Trend", "jump": "Change point", "forecast": "Forecast", "goals": "Goals",
        "shift": "Platform shift", "mapping": "Team map", "world": "Team map",
        "backtest": "Honesty", "whatif": "What if", "gains": "The plan", "plan": "The plan",
        "learning": "Learning", "outcome": "Outcome check", "improvement": "Improvement",
        "rotation": "Tip states", "team": "Boards", "sums": "Boards", "quest": "Boards",
        "fresh": "Boards", "teamwork": "Boards", "requests": "What would help",
        "cues": "Cues", "rhythm": "Rhythm",
        "lookback": "Looking back on a quarter",
    }  # fmt: skip
    tools = {"pillars", "signals", "activity", "readings", "text", "titles", "curves", "measures",
             "exact", "evidence", "report", "line", "since", "__init__"}  # fmt: skip
    modules = {path.stem for path in HOME.glob("*.py")}
    assert modules == rules.keys() | tools
    assert set(rules.values()) <= chapters


def test_every_question_of_the_self_check_is_written_down_with_its_amounts() -> None:
    text = DOCS.read_text("utf-8")
    for question in QUESTIONS:
        row = next(line for line in text.splitlines() if line.startswith(f"| {question.name} | "))
        for amount in question.amounts:
            assert f"| {amount:g}" in row
