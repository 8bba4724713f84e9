"""The season from its first day to its last, and its diaries as files."""

from pathlib import Path

import httpx

from tests.season.diary import Diary
from tests.season.script import play
from tests.season.stage import Empty, Stage


def played(folder: Path, weeks: int) -> None:
    """Play so many weeks and write down what everybody did and saw."""
    demo = Empty()
    demo.start()
    calls: list[dict[str, object]] = []
    demo.sandbox.town.calls = _Kept(calls)
    try:
        with httpx.Client(base_url=demo.sandbox.url, timeout=600) as web:
            stage = Stage(demo, web, Diary())
            play(stage, weeks)
            stage.end()
            stage.diary.write(folder, calls)
    finally:
        demo.stop()


class _Kept(list[dict[str, object]]):
    """The sandbox forgets old calls; a season wants all of them."""

    def __init__(self, everything: list[dict[str, object]]) -> None:
        super().__init__()
        self._everything = everything

    def append(self, call: dict[str, object]) -> None:
        self._everything.append(call)
        super().append(call)
