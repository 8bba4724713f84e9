"""What one upload brings one member, as rows; merged when they are read (`activity`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from bot.store import readings, tombstones
from bot.store.engine import Db
from bot.store.tables import ReadingRow
from bot.store.upload_tables import LevelRow, SourceRow
from scoring.activity import Batch, Level
from scoring.readings import Reading


@dataclass(frozen=True, slots=True)
class Share:
    """What one upload brings one member. Of a usage report, given by whomever, each member has
    their own share."""

    user: str
    batches: Sequence[Batch] = ()
    levels: Sequence[Level] = ()
    readings: Sequence[Reading] = ()


def keep(db: Db, upload: str, share: Share, now: datetime) -> None:
    """Keep a member's share of an upload; nothing of somebody who is forgotten, since whoever read
    the files may have begun before that."""
    if tombstones.stands(db, share.user):
        return
    for part, batch in enumerate(share.batches):
        db.session.add(_source(db.team, upload, share.user, batch, part))
    for number, level in enumerate(share.levels):
        db.session.add(_level(db.team, upload, share.user, level, _order(now) + number))
    for reading in share.readings:
        readings.add(db, share.user, reading, now, upload=upload)


def erase(db: Db, upload: str) -> None:
    """Erase the shares of everybody."""
    for table in (SourceRow, LevelRow, ReadingRow):
        db.session.execute(
            delete(table).where(col(table.team_id) == db.team, col(table.upload_id) == upload)
        )


def _order(now: datetime) -> int:
    """Levels of one day: the upload that came last stands. Seconds leave room for 1,000 levels."""
    return int(now.timestamp()) % 2_000_000 * 1000


def _source(team: str, id: str, user: str, batch: Batch, part: int) -> SourceRow:
    amounts = {
        fact: {day.isoformat(): amount for day, amount in sorted(days.items())}
        for fact, days in sorted(batch.amounts.items())
    }
    return SourceRow(
        team_id=team,
        upload_id=id,
        source=batch.source,
        user_id=user,
        part=part,
        first_seen=batch.first_seen,
        as_of=batch.as_of,
        partial=json.dumps(sorted(day.isoformat() for day in batch.partial)),
        amounts=json.dumps(amounts, separators=(",", ":")),
        rules=batch.rules,
    )


def _level(team: str, id: str, user: str, level: Level, sequence: int) -> LevelRow:
    return LevelRow(
        team_id=team,
        upload_id=id,
        fact=level.fact,
        user_id=user,
        value=float(level.value),
        is_check=isinstance(level.value, bool),
        as_of=level.as_of,
        sequence=sequence,
    )
