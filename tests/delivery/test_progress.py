"""The stage in a message: once it takes long, in order, and never after the end."""

import threading

from bot.progress import Progress


def test_what_is_quick_shows_nothing() -> None:
    shown: list[str] = []
    with Progress("fetching", lambda stage: shown.append(stage) is None, slow_s=60) as progress:
        progress.at("reading")
    assert shown == []


def test_what_is_slow_shows_the_stage_it_is_in_and_each_later_one() -> None:
    shown: list[str] = []
    late = threading.Event()

    def show(stage: str) -> bool:
        shown.append(stage)
        late.set()
        return True

    with Progress("fetching", show, slow_s=0.01) as progress:
        assert late.wait(10)
        progress.at("reading")
        progress.at("reading")
        progress.at("adding")
    progress.at("reading")
    assert shown == ["fetching", "reading", "adding"]
    assert progress.clear


def test_an_edit_that_may_come_late_is_remembered() -> None:
    late = threading.Event()

    def show(stage: str) -> bool:
        late.set()
        return False

    with Progress("fetching", show, slow_s=0.01) as progress:
        assert late.wait(10)
    assert not progress.clear
