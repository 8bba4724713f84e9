"""A sandbox and a migrated database for each test."""

from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import postgres
import pytest

from bot.store.engine import Store
from sandbox.server import Sandbox
from tests.delivery.office import Office, as_new, copy_of, settings


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    store.close()
    return path


@pytest.fixture(scope="session")
def started() -> Iterator[Sandbox]:
    made = Sandbox()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def box(started: Sandbox) -> Sandbox:
    return as_new(started)


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    return copy_of(template, tmp_path)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A migrated PostgreSQL; a test takes its rows out again."""
    with postgres.server() as url:
        store = Store(url)
        store.upgrade()
        store.close()
        yield url


@pytest.fixture
def office(box: Sandbox, url: str) -> Iterator[Office]:
    made = Office.open(settings(url, box.api_url))
    made.box = box
    made.install()
    yield made
    made.close()


@pytest.fixture
def running() -> Iterator[list[BaseProcess]]:
    """Processes that end with the test, whatever happens."""
    found: list[BaseProcess] = []
    yield found
    for process in found:
        process.kill()
        process.join()
        process.close()
