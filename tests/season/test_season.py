"""The first weeks of the season, for the gate; `make season` plays all of it."""

from pathlib import Path

from tests.season.check import check
from tests.season.playing import played

WEEKS = 5


def test_five_weeks_of_a_workspace_break_no_promise(tmp_path: Path) -> None:
    played(tmp_path / "season", WEEKS)
    found = check(tmp_path / "season")
    assert found.broken == []
    assert found.counted.keys() >= {
        "rows of kept weeks", "sums of kept weeks", "names in clubs", "names by consent",
        "posts that say something new", "figures beside a name", "words of one's own elsewhere",
        "a receipt for each look", "one message a week",
    }  # fmt: skip
