"""The changes that docs/extending.md shows can be made."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIFFS = re.findall(r"```diff\n(.*?)```", (ROOT / "docs" / "extending.md").read_text("utf-8"), re.S)


def test_there_is_one_for_each_of_tip_word_table_and_signal() -> None:
    assert len(DIFFS) == 4


@pytest.mark.parametrize("diff", DIFFS, ids=["tip", "word", "table", "signal"])
def test_a_change_applies_to_the_tree(diff: str, tmp_path: Path) -> None:
    change = tmp_path / "change.diff"
    change.write_text(diff, "utf-8")
    done = subprocess.run(
        ["git", "apply", "--check", "--unidiff-zero", str(change)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
