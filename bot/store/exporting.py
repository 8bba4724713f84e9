"""A person's own rows, from every table in which they have some."""

import json
from typing import Any

from sqlalchemy import func, select

from bot.store.engine import Db
from bot.store.personal import NOBODYS, PLACES, Place, table

JSON = {
    ("member", "ideal"), ("upload", "receipt"), ("upload_source", "partial"),
    ("upload_source", "amounts"), ("forecast_log", "shown"),
}  # fmt: skip
"""Columns whose text is JSON of ours."""
OTHERS = {(place.table, place.column) for place in PLACES if not place.own}
"""Columns that may name somebody else."""
TOLD = {("share_grant", "reader"), ("access_receipt", "actor")}
"""Of these the owner is to know: who may see, and who saw."""

_OWN = tuple(place for place in PLACES if place.own)


def counts(db: Db, user: str) -> dict[str, int]:
    """How many rows each table has of a person; those without any are left out."""
    found = {place.table: _count(db, place, user) for place in _OWN}
    return {name: count for name, count in found.items() if count}


def rows(db: Db, user: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of a person, by table, without the workspace, and without who else may stand
    there, but for those whom they let see, and who looked."""
    return {place.table: _rows(db, place, user) for place in _OWN}


def tables() -> frozenset[str]:
    """Every table that this room looks into, or knows to hold nobody."""
    return frozenset(place.table for place in PLACES) | NOBODYS


def _count(db: Db, place: Place, user: str) -> int:
    where = table(place.table)
    query = select(func.count()).select_from(where)
    query = query.where(where.c.team_id == db.team, where.c[place.column] == user)
    return int(db.session.execute(query).scalar_one())


def _rows(db: Db, place: Place, user: str) -> list[dict[str, Any]]:
    where = table(place.table)
    query = (
        select(where)
        .where(where.c.team_id == db.team, where.c[place.column] == user)
        .order_by(*where.primary_key)
    )
    found = db.session.execute(query).mappings()
    return [
        {
            name: _plain(place.table, str(name), value)
            for name, value in row.items()
            if name != "team_id" and _shown(place.table, str(name))
        }
        for row in found
    ]


def _shown(name: str, column: str) -> bool:
    return (name, column) not in OTHERS or (name, column) in TOLD


def _plain(name: str, column: str, value: Any) -> Any:
    if (name, column) in JSON and isinstance(value, str) and value:
        return json.loads(value)
    return value
