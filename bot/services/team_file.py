"""What reps granted to a manager, as a table to take away; each of them gets a receipt."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.services import grants as granting
from bot.services import managing, refusals, team_granted
from bot.services.grants import PACK
from bot.services.team_granted import Granted
from bot.store import audit, grants, receipts
from bot.store.engine import Store

Cell = str | int | float | date | None
COLUMNS = (
    "name", "item", "date", "total", "brand", "people", "insights", "relationships", "weeks",
    "of_weeks", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TeamFile:
    """A table, and how many people's things are in it."""

    rows: tuple[tuple[Cell, ...], ...]
    people: int


def make(store: Store, team: str, reader: str, channel: str, now: datetime) -> TeamFile | None:
    """The table of what holds for a manager now; None where nothing does.

    Only what was granted to this manager is in it, and all of it leaves one line in the audit.
    Raises NotAllowed("not_manager").
    """
    with refusals.noted(store, team, reader, "granted_file", channel, now), store.begin(team) as db:
        managing.manages(db, reader, channel)
        owners = grants.owners(db, reader, channel, granting.items(db))
        if not owners:
            return None
        cards = [team_granted.card(db, owner, reader, channel, now) for owner, _ in owners]
        for one in cards:
            receipts.write(db, owner=one.owner, actor=reader, item="file", now=now)
        audit.write(
            db, now, actor=reader, action="granted_file", whom=channel, result=str(len(cards))
        )
        return TeamFile(tuple(row for one in cards for row in _rows(one)), len(cards))


def _rows(one: Granted) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    if PACK in one.since and one.page is not None:
        text, since = one.page
        rows.append((one.name, "page for a 1:1", since, *[None] * 7, text))
    for reading in one.readings:
        four = [points / 100 for points in reading.pillars] if reading.pillars else [None] * 4
        total = reading.total / 100
        rows.append((one.name, "reading", reading.day, total, *four, None, None, None))
    if one.weeks is not None:
        kept = (one.weeks.weeks, one.weeks.of)
        rows.append((one.name, "kept weeks", one.weeks.since, *[None] * 5, *kept, None))
    return rows
