"""What an upload counted as, as rows."""

import json
from datetime import datetime

from bot.store.tables import LevelRow, SourceRow, UploadRow
from scoring.activity import Batch, Level


def order(now: datetime) -> int:
    """Levels of one day: the upload that came last stands. Seconds leave room for 1,000 levels."""
    return int(now.timestamp()) % 2_000_000 * 1000


def source(team: str, row: UploadRow, batch: Batch) -> SourceRow:
    """All facts of one source."""
    amounts = {
        fact: {day.isoformat(): amount for day, amount in sorted(days.items())}
        for fact, days in sorted(batch.amounts.items())
    }
    return SourceRow(
        team_id=team,
        upload_id=row.id,
        source=batch.source,
        user_id=row.user_id,
        first_seen=batch.first_seen,
        as_of=batch.as_of,
        partial=json.dumps(sorted(day.isoformat() for day in batch.partial)),
        amounts=json.dumps(amounts, separators=(",", ":")),
        rules=batch.rules,
    )


def level(team: str, row: UploadRow, one: Level, sequence: int) -> LevelRow:
    """A state; of one day the greatest `sequence` stands."""
    return LevelRow(
        team_id=team,
        upload_id=row.id,
        fact=one.fact,
        user_id=row.user_id,
        value=float(one.value),
        is_check=isinstance(one.value, bool),
        as_of=one.as_of,
        sequence=sequence,
    )
