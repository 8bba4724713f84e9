"""Hundreds of rows in one statement. The ORM would take each apart and put it together again, and
PostgreSQL's driver would parse a statement of as many rows; both take longer than the database.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.engine import Db

Row = tuple[Any, ...]


def insert_new(
    db: Db, table: Table, columns: tuple[str, ...], rows: Sequence[Row], fixed: Mapping[str, str]
) -> int:
    """Insert the rows that are not there yet; how many these were. `fixed`: columns with the same
    SQL in each row."""
    into = f"INSERT INTO {table.name} ({', '.join((*columns, *fixed))}) "
    if db.postgres:
        shown = ", ".join(("given.*", *fixed.values()))
        values = f"SELECT {shown} FROM {_unnest(table, columns)} AS given"  # noqa: S608  our own names
    else:
        values = f"VALUES ({', '.join((*('?' for _ in columns), *fixed.values()))})"
    return _run(db, f"{into}{values} ON CONFLICT DO NOTHING", rows)


def update(db: Db, table: Table, column: str, keys: tuple[str, ...], rows: Sequence[Row]) -> int:
    """Set a column where the keys are equal; each row is its new value, then the keys."""
    if db.postgres:
        columns = (column, *keys)
        given = f"{_unnest(table, columns)} AS given ({', '.join(columns)})"
        change = f"{column} = given.{column} FROM {given}"
        where = " AND ".join(f"{table.name}.{key} = given.{key}" for key in keys)
    else:
        change = f"{column} = ?"
        where = " AND ".join(f"{key} = ?" for key in keys)
    return _run(db, f"UPDATE {table.name} SET {change} WHERE {where}", rows)  # noqa: S608  our own names


def _run(db: Db, statement: str, rows: Sequence[Row]) -> int:
    if not rows:
        return 0
    connection = db.connection
    if db.postgres:
        columns = tuple(_joined(one) for one in zip(*rows, strict=True))
        return int(connection.exec_driver_sql(statement, columns).rowcount)
    stored = list(zip(*(_stored(one) for one in zip(*rows, strict=True)), strict=True))
    return int(connection.exec_driver_sql(statement, stored).rowcount)


@cache
def _unnest(table: Table, columns: tuple[str, ...]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy does not type it
    kinds = (table.c[name].type.compile(dialect=dialect) for name in columns)
    lists = (f"string_to_array(%s::text, chr(31), chr(30))::{kind}[]" for kind in kinds)
    return f"unnest({', '.join(lists)})"


BETWEEN, NOTHING = chr(31), chr(30)


def _joined(column: Row) -> str:
    """A column's values as one text, for PostgreSQL to take apart: the driver writes a list item
    by item, which takes longer than the rest of the batch. Raises ValueError for a value that
    holds the separator, which no id has."""
    texts = {one: NOTHING if one is None else str(one) for one in set(column)}
    made = BETWEEN.join([texts[one] for one in column])
    if made.count(BETWEEN) != len(column) - 1:
        raise ValueError("a separator in a value")
    return made


_written = sqlite.DATETIME().bind_processor(sqlite.dialect())  # type: ignore[no-untyped-call]  # as above


def _stored(column: Row) -> Row:
    """A column's values as SQLAlchemy writes them to SQLite. Many of its moments are the same."""
    known = {
        one: _written(one.astimezone(UTC))
        for one in set(column)
        if isinstance(one, datetime) and _written is not None
    }
    return tuple(known.get(one, one) for one in column) if known else column
