"""Readings: rows are added, and taking one back lets an earlier one of that day stand again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.tables import ForecastRow, ReadingRow
from scoring.readings import Reading, Source


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading with its id and the upload that brought it, if one did."""

    id: str
    reading: Reading
    recorded_at: datetime
    upload: str | None


def add(db: Db, user: str, reading: Reading, now: datetime, upload: str | None = None) -> str:
    """Keep a reading after all that are there; its id."""
    last = db.session.exec(
        select(func.max(ReadingRow.sequence)).where(
            ReadingRow.team_id == db.team, ReadingRow.user_id == user
        )
    ).one()
    brand, people, insights, relationships = reading.pillars or (None, None, None, None)
    row = ReadingRow(
        team_id=db.team,
        id=new_id(),
        user_id=user,
        upload_id=upload,
        day=reading.day,
        brand=brand,
        people=people,
        insights=insights,
        relationships=relationships,
        total=reading.total,
        whole=reading.whole,
        mismatch=reading.mismatch,
        industry_rank=reading.industry_rank,
        network_rank=reading.network_rank,
        industry_average=reading.industry_average,
        network_average=reading.network_average,
        source=reading.source,
        sequence=(last or 0) + 1,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def all_of(db: Db, user: str) -> tuple[Stored, ...]:
    """Every reading of a member, in the order in which they were given."""
    found = db.session.exec(
        select(ReadingRow)
        .where(ReadingRow.team_id == db.team, ReadingRow.user_id == user)
        .order_by(col(ReadingRow.sequence))
    )
    return tuple(_value(row) for row in found)


_COLUMNS = (
    "day", "brand", "people", "insights", "relationships", "total", "source", "whole",
    "industry_rank", "network_rank", "industry_average", "network_average", "mismatch", "sequence",
)  # fmt: skip


def given(db: Db, user: str) -> tuple[Reading, ...]:
    """The same without ids and moments. Columns, not rows: years of them are read for each card."""
    table = ReadingRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    found = db.session.execute(
        columns(*(table.c[name] for name in _COLUMNS))
        .where(table.c.team_id == db.team, table.c.user_id == user)
        .order_by(table.c.sequence)
    )
    return tuple(_reading(row) for row in found)


def _reading(row: Sequence[Any]) -> Reading:
    return Reading(row[0], _four(*row[1:5]), row[5], Source(row[6]), *row[7:])


def since(db: Db, users: Collection[str], day: date) -> Mapping[str, tuple[Reading, ...]]:
    """The readings of these members from a day on, in the order in which they were given."""
    table = ReadingRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    found = db.session.execute(
        columns(table.c.user_id, *(table.c[name] for name in _COLUMNS))
        .where(table.c.team_id == db.team, table.c.user_id.in_(users), table.c.day >= day)
        .order_by(table.c.sequence)
    )
    people: dict[str, list[Reading]] = {}
    for user, *row in found:
        people.setdefault(user, []).append(_reading(row))
    return {user: tuple(own) for user, own in people.items()}


def everyone(db: Db) -> Mapping[str, tuple[Reading, ...]]:
    """The readings of every member of the workspace, in the order in which they were given."""
    found = db.session.exec(
        select(ReadingRow)
        .where(ReadingRow.team_id == db.team)
        .order_by(col(ReadingRow.user_id), col(ReadingRow.sequence))
    )
    people: dict[str, list[Reading]] = {}
    for row in found:
        people.setdefault(row.user_id, []).append(_value(row).reading)
    return {user: tuple(own) for user, own in people.items()}


def remove(db: Db, user: str, id: str) -> Stored | None:
    """Take back one's own reading; None when there is none of that id."""
    row = db.session.get(ReadingRow, (db.team, id))
    if row is None or row.user_id != user:
        return None
    db.session.delete(row)
    forecast = db.session.get(ForecastRow, (db.team, id))
    if forecast is not None:
        db.session.delete(forecast)
    db.session.flush()
    return _value(row)


def _value(row: ReadingRow) -> Stored:
    reading = Reading(
        day=row.day,
        pillars=_four(row.brand, row.people, row.insights, row.relationships),
        total=row.total,
        source=Source(row.source),
        whole=row.whole,
        industry_rank=row.industry_rank,
        network_rank=row.network_rank,
        industry_average=row.industry_average,
        network_average=row.network_average,
        mismatch=row.mismatch,
        sequence=row.sequence,
    )
    return Stored(row.id, reading, row.recorded_at, row.upload_id)


def _four(
    brand: int | None, people: int | None, insights: int | None, relationships: int | None
) -> tuple[int, int, int, int] | None:
    if brand is None or people is None or insights is None or relationships is None:
        return None
    return brand, people, insights, relationships
