"""Each stated figure is measured, and documented with the goal that the code holds it to."""

import re
from pathlib import Path

import pytest

from benchmarks.__main__ import GROUPS, line, main

PAGE = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text("utf-8")
NAMES = [name for group in GROUPS for name in group.names]


def test_the_page_names_every_figure_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z0-9_]+)` \|", PAGE, re.MULTILINE) == NAMES


def test_a_name_that_does_not_exist_is_told_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--only", "slash_p99_ms,speed"]) == 2
    said = capsys.readouterr().err
    assert "speed" in said
    assert all(name in said for name in NAMES)


def test_a_figure_that_was_not_measured_says_so_and_why() -> None:
    figure = {"name": "x", "value": None, "unit": "", "goal": "", "ok": None, "why": "OSError: y"}
    assert "NOT RUN" in line(figure)
    assert "OSError: y" in line(figure)
