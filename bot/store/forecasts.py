"""What was shown before each reading was known: the ground of every claim about our errors."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.tables import ForecastRow, ReadingRow
from scoring.backtest import Shown


def keep(db: Db, user: str, reading: str, day: date, shown: Shown, now: datetime) -> None:
    """Keep what stood before a reading; once, however often the reading is given."""
    row = ForecastRow(
        team_id=db.team, reading_id=reading, user_id=user, day=day,
        shown=json.dumps(asdict(shown)), at=now,
    )  # fmt: skip
    db.session.merge(row)
    db.session.flush()


def of(db: Db, user: str) -> tuple[tuple[Shown, int], ...]:
    """(shown before, total read in hundredths) of each reading that still stands, oldest first."""
    found = db.session.exec(
        select(ForecastRow.shown, ReadingRow.total)
        .join(
            ReadingRow,
            (col(ReadingRow.team_id) == ForecastRow.team_id)
            & (col(ReadingRow.id) == ForecastRow.reading_id),
        )
        .where(ForecastRow.team_id == db.team, ForecastRow.user_id == user)
        .order_by(col(ReadingRow.sequence))
    )
    rows = list(found)
    known = json.loads(f"[{','.join(text for text, _ in rows)}]")  # at once: half the time
    return tuple((_shown(one), total) for one, (_, total) in zip(known, rows, strict=True))


def pillars(db: Db) -> Sequence[tuple[str, Shown, tuple[int, int, int, int]]]:
    """(member, shown before, pillars read in hundredths) of every reading of the workspace that
    has its four pillars."""
    found = db.session.exec(
        select(ForecastRow, ReadingRow)
        .join(
            ReadingRow,
            (col(ReadingRow.team_id) == ForecastRow.team_id)
            & (col(ReadingRow.id) == ForecastRow.reading_id),
        )
        .where(ForecastRow.team_id == db.team, col(ReadingRow.brand).is_not(None))
        .order_by(col(ForecastRow.user_id), col(ReadingRow.sequence))
    )
    return [
        (
            row.user_id,
            _shown(json.loads(row.shown)),
            (read.brand or 0, read.people or 0, read.insights or 0, read.relationships or 0),
        )
        for row, read in found
    ]


def _shown(known: dict[str, Any]) -> Shown:
    for name in ("explained", "coverage"):
        known[name] = tuple(known[name])
    return Shown(**known)
