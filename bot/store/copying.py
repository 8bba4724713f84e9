"""Rows from one database to another, and what proves that they are the same.

Types pass through SQLAlchemy, so that a row of PostgreSQL becomes one of SQLite, and back.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, func, insert, select
from sqlmodel.sql.sqltypes import UTCDateTime

VERSION_TABLE = "alembic_version"
BATCH = 1000
"""Rows of one statement: memory stays flat however large a table is."""


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they stand in a database, whatever its revision, with types that both
    databases know; Alembic's own is left out."""
    found, made = MetaData(), MetaData()
    found.reflect(connection)
    return [
        Table(table.name, made, *(_column(column) for column in table.columns))
        for table in found.sorted_tables
        if table.name != VERSION_TABLE
    ]


def _column(column: Column[object]) -> Column[object]:
    kind = column.type.as_generic()
    moment = isinstance(kind, DateTime)
    return Column(column.name, UTCDateTime() if moment else kind, primary_key=column.primary_key)


def copy(source: Connection, target: Connection, tables: Iterable[Table]) -> dict[str, int]:
    """Every row of the tables; how many each has."""
    counts = {}
    for table in tables:
        found = source.execution_options(yield_per=BATCH).execute(select(table))
        counts[table.name] = 0
        for batch in found.partitions():
            target.execute(insert(table), [dict(row._mapping) for row in batch])
            counts[table.name] += len(batch)
    return counts


def count(connection: Connection, tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in tables
    }


def rows_of(database: sqlite3.Connection, besides: str) -> tuple[dict[str, int], str]:
    """The rows of a SQLite file: how many each table has, and the SHA-256 (hex) over all of them.

    Hashed are, in the order of names, each table's name and then its rows in the order of its
    primary key, each a line of JSON. The table `besides` is left out.
    """
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name <> ? ORDER BY name",
        (besides,),
    ).fetchall()
    counts, digest = {}, hashlib.sha256()
    for (name,) in names:
        digest.update(f"{name}\n".encode())
        counts[name] = 0
        for row in database.execute(_ordered(database, name)):
            digest.update(json.dumps(row, separators=(",", ":")).encode() + b"\n")
            counts[name] += 1
    return counts, digest.hexdigest()


def _ordered(database: sqlite3.Connection, table: str) -> str:
    columns = database.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    key = [name for name, place in sorted(columns, key=lambda one: one[1]) if place]
    order = ", ".join(_quoted(name) for name in key or [name for name, _ in columns])
    return f"SELECT * FROM {_quoted(table)} ORDER BY {order}"  # noqa: S608  names, quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
