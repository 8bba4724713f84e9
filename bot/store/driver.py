"""Hand-written statements that are run so often that building them would take longer than the
database takes.

`:name` is a parameter, `{clock}` the database's own clock, `{greatest}` its word for the greater of
two. Moments go in and come back as the ORM would write and read them.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row
from sqlalchemy.dialects import sqlite

from bot.store.engine import Db

_write = sqlite.DATETIME().bind_processor(sqlite.dialect())  # type: ignore[no-untyped-call]  # SQLAlchemy does not type it


def first(db: Db, statement: str, given: Mapping[str, Any]) -> Row[Any] | None:
    """Run a statement; its first row, or None."""
    spelled = _spelled(statement, db.clock, db.postgres)
    return db.connection.exec_driver_sql(spelled, dict(given)).first()


def written(db: Db, moment: datetime) -> Any:
    """An aware moment as a parameter."""
    return moment if db.postgres or _write is None else _write(moment.astimezone(UTC))


def read(value: str | datetime | None) -> datetime | None:
    """A moment of a row, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return None if value is None else value.astimezone(UTC)


@cache
def _spelled(statement: str, clock: str, postgres: bool) -> str:
    made = statement.format(clock=clock, greatest="greatest" if postgres else "max")
    return re.sub(r":(\w+)", r"%(\1)s", made) if postgres else made
