"""The store on both databases: a SQLite file and a real PostgreSQL."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from postgres import server

from bot.store.engine import Store
from tests.store.earlier import NEWER, first_release, run

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with server() as url:
        yield url


def _database(url: str) -> str:
    name = f"test_{next(_numbers)}"
    engine = sqlalchemy.create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    made = sqlalchemy.make_url(url).set(database=name)
    return made.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: Any, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'coach.db'}"
    return _database(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    made = Store(url)
    made.upgrade()
    yield made
    made.close()


@pytest.fixture
def filled(url: str, tmp_path: Path) -> Iterator[Store]:
    """A database with rows in every table."""
    made = first_release(url)
    made.upgrade(tmp_path / "before")
    run(url, NEWER)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Another machine's database: new, without tables."""
    if request.param == "sqlite":
        made = Store(f"sqlite:///{tmp_path / 'new' / 'coach.db'}")
    else:
        made = Store(_database(request.getfixturevalue("postgres_url")))
    yield made
    made.close()
