"""A part of `make crash`: every eighth point, from an offset that is printed and can be set."""

import itertools
import os
import random
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from tests.delivery.crashing import KINDS, Kind, swept
from tests.delivery.office import copy_of

EACH = 8
HERE = ("write", "clock", "request", "recovering", "frozen")
"""Those with two processes and with PostgreSQL are in tests/delivery/test_processes.py."""


@pytest.mark.parametrize("kind", [KINDS[name] for name in HERE], ids=HERE)
def test_a_process_hit_at_any_point_loses_and_doubles_nothing(
    box: Sandbox, template: Path, tmp_path: Path, kind: Kind
) -> None:
    offset = int(os.environ.get("CRASH_OFFSET") or random.randint(1, EACH))
    print(f"CRASH_OFFSET={offset}")
    folders = (tmp_path / str(n) for n in itertools.count())

    def fresh() -> str:
        folder = next(folders)
        folder.mkdir()
        return copy_of(template, folder)

    found = dict(swept(kind, box, fresh, itertools.count(offset, EACH)))
    # A kind may have fewer points than the offset; the first few are there in each.
    found = found or dict(swept(kind, box, fresh, itertools.count(1 + offset % 4, EACH)))
    assert found
    assert {n: tally for n, tally in found.items() if not tally.clean} == {}
