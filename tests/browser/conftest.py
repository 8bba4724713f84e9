"""One browser for a file of tests; for each test a demo of its own and somebody in front of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.demo import Demo
from tests.browser import chromium
from tests.browser.visitor import Visitor, started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped, and say why."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(chromium.PATH is None, reason=chromium.ABSENT))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.opened() as made:
        yield made


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the demo's twelve weeks lie already; living them takes seconds."""
    folder = tmp_path_factory.mktemp("lived")
    with started(folder):
        return folder


@pytest.fixture
def demo(lived: Path, tmp_path: Path) -> Iterator[Demo]:
    """Files whose tests leave each other alone start one for all of them."""
    with started(shutil.copytree(lived, tmp_path / "demo")) as made:
        yield made


@pytest.fixture
def visitor(browser: Browser, demo: Demo) -> Iterator[Visitor]:
    """Noor, on her first day. At the end nothing has broken and nothing has left the machine."""
    made = Visitor(browser, demo.sandbox.url)
    yield made
    made.page.close()
    assert made.broken == []
    assert made.outside == [], "no request leaves the machine"
