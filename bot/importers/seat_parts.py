"""What usage reports say of each member, as it stands beside the facts in the child's answer.

It is checked as strictly as the facts are: one source, one level, readings of that report, and no
text but the member's own id in Slack.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.importers import counted, facts, strict
from bot.importers import vocabulary as words
from bot.importers.values import READER, SeatImport
from scoring.readings import REPORT

MEMBERS = 20_000
"""Most members of one answer."""
LEVEL = "network.size"
_MEMBER = re.compile(r"[A-Z0-9]{1,32}", re.ASCII)

Json = dict[str, Any]


def of(seats: Sequence[SeatImport]) -> list[Json]:
    """The parts of members as JSON."""
    return [
        {
            "member": one.member,
            "sources": [counted.source(batch) for batch in one.batches],
            "levels": [counted.level(level) for level in one.levels],
            "readings": [counted.reading(reading) for reading in one.readings],
        }
        for one in seats
    ]


def checked(data: Any, today: date) -> tuple[SeatImport, ...]:
    """The same back. Raises ValueError, TypeError or KeyError where it is not as `of` writes it."""
    newest = today + timedelta(days=1)
    parts = tuple(_part(one, newest) for one in strict.items(data, MEMBERS))
    strict.distinct(one.member for one in parts)
    return parts


def _part(data: Any, newest: date) -> SeatImport:
    strict.keys(data, "member sources levels readings")
    batches = tuple(  # a source comes once for each period, and there may be a reading for each
        counted.to_batch(one, READER, newest)
        for one in strict.items(data["sources"], facts.READINGS)
    )
    levels = tuple(counted.to_level(one, newest) for one in strict.items(data["levels"], 1))
    readings = tuple(
        counted.to_reading(one, newest) for one in strict.items(data["readings"], facts.READINGS)
    )
    strict.must(all(batch.source == words.SEATS for batch in batches))
    strict.must(all(reading.source is REPORT for reading in readings))
    kept = tuple(level for level in levels if level is not None and level.fact == LEVEL)
    strict.must(len(kept) == len(levels))
    return SeatImport(strict.matching(data["member"], _MEMBER), batches, kept, readings)
