"""A sample of `make fuzz`, the seeds that once failed, and the fuzzer itself."""

from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.corpus import CONTEXT
from bot.importers import reading
from bot.importers.kinds import IMPORTERS
from bot.importers.values import Upload

GOOD = [(name, maker()) for name, maker in fuzz.CORPUS]


@pytest.mark.parametrize(("name", "data"), GOOD, ids=[name for name, _ in GOOD])
def test_every_file_is_good_before_it_is_damaged(name: str, data: bytes) -> None:
    assert fuzz.verdict([Upload(name, data)]) in ("accepted", "accepted_with_warnings")


def test_some_hundred_damaged_files_end_in_a_verdict(tmp_path: Path) -> None:
    tally = fuzz.Tally()
    fuzz.run(399, 42, tally, tmp_path)
    assert tally.failed == []
    assert sum(tally.verdicts.values()) == 399
    assert len(tally.verdicts) > 5, "a reader that says one thing to all has read none"


@pytest.mark.parametrize("ending", [".xlsx", "facts.json", ".zip", ".txt"])
def test_every_sort_of_file_is_in_the_sample(ending: str, tmp_path: Path) -> None:
    """Tables are most of the corpus; what is rarer there is damaged by itself too."""
    good = [one for one in fuzz.CORPUS if one[0].endswith(ending)]
    tally = fuzz.Tally()
    fuzz.run(60, 43, tally, tmp_path, good=good)
    assert tally.failed == []
    assert len(tally.verdicts) > 1


def test_the_corpus_holds_every_kind_of_table_that_is_read() -> None:
    found = {one.kind for name, data in GOOD
             for one in reading.read([Upload(name, data)], CONTEXT).files}  # fmt: skip
    assert {one.kind for one in IMPORTERS} <= found


@pytest.mark.parametrize(("name", "data"), fuzz.KEPT)
def test_what_once_failed_does_not_again(name: str, data: bytes) -> None:
    assert fuzz.verdict([Upload(name, data)])


def test_a_seed_gives_the_same_bytes_each_time() -> None:
    assert fuzz.case(7, GOOD) == fuzz.case(7, GOOD)
    assert fuzz.case(7, GOOD) != fuzz.case(8, GOOD)


def test_a_failure_is_kept_with_its_seed_and_told(tmp_path: Path) -> None:
    tally = fuzz.Tally()
    fuzz.run(1, 42, tally, tmp_path, read=_breaks)
    assert tally.verdicts == {"FAILED": 1}
    assert "IndexError" in tally.failed[0]
    assert (tmp_path / "42000000.txt").exists()
    assert len(list(tmp_path.iterdir())) > 1


def _breaks(uploads: list[Upload]) -> str:
    raise IndexError("a reader's fault")
