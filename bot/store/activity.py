"""A member's activity: what their uploads brought, merged at reading.

Each upload keeps its own rows, so that taking one back is exact; who owns a day that two uploads
cover is decided by `scoring.activity.merge`.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.upload_tables import LevelRow, SourceRow
from scoring.activity import Activity, Batch, Level, merge


def of(db: Db, user: str, batches: Iterable[Batch] = (), levels: Iterable[Level] = ()) -> Activity:
    """All facts of a member, as they would be with more of them."""
    sources = db.session.exec(
        select(SourceRow).where(SourceRow.team_id == db.team, SourceRow.user_id == user)
    )
    known = db.session.exec(
        select(LevelRow).where(LevelRow.team_id == db.team, LevelRow.user_id == user)
    )
    return merge(
        [*(_batch(row) for row in sources), *batches], [*(_level(row) for row in known), *levels]
    )


ACTIVE, ACTIVE_DAY = "archive/activity", "active.day"


def active_days(
    db: Db, users: Collection[str], since: date, until: date
) -> Mapping[str, frozenset[date]]:
    """The days, by member, on which their files show any act; both days included. One source is
    read for all members at once, since a board asks for a thousand."""
    found = db.session.exec(
        select(SourceRow).where(
            SourceRow.team_id == db.team,
            SourceRow.source == ACTIVE,
            col(SourceRow.user_id).in_(users),
            SourceRow.as_of >= since,
        )
    )
    batches: dict[str, list[Batch]] = {}
    for row in found:
        batches.setdefault(row.user_id, []).append(_batch(row))
    return {
        user: frozenset(
            day for day in merge(own, ()).amounts.get(ACTIVE_DAY, ()) if since <= day <= until
        )
        for user, own in batches.items()
    }


def _batch(row: SourceRow) -> Batch:
    read = date.fromisoformat
    return Batch(
        source=row.source,
        first_seen=row.first_seen,
        as_of=row.as_of,
        partial=frozenset(read(day) for day in json.loads(row.partial)),
        amounts={
            fact: {read(day): amount for day, amount in days.items()}
            for fact, days in json.loads(row.amounts).items()
        },
        rules=row.rules,
    )


def _level(row: LevelRow) -> Level:
    value = bool(row.value) if row.is_check else row.value
    return Level(row.fact, value, row.as_of, row.sequence)
