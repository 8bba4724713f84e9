"""What reps granted to a manager, as a table to take away; each of them gets a receipt."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.services import audited, managing, team_granted
from bot.services import grants as granting
from bot.services.grants import PACK
from bot.services.team_granted import Granted
from bot.store import audit, deliveries, grants, receipts
from bot.store.deliveries import Delivery
from bot.store.engine import Store

KIND = "team_file"
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class TeamFile:
    """A table, and how many people's things are in it."""

    rows: tuple[tuple[Cell, ...], ...]
    people: int


@dataclass(frozen=True, slots=True)
class Promise:
    """`id` of the delivery; None where there is nothing, or it is on its way since this minute.
    `people`: whose things it holds."""

    id: str | None
    people: int


def promise(store: Store, team: str, reader: str, channel: str, now: datetime) -> Promise:
    """Promise a manager the table; each owner gets a receipt at once, and the audit a line.

    Receipts stand before anything is handed over: a file that perhaps never came is told, one that
    came is never untold. Raises NotAllowed("not_manager").
    """
    slot = f"{now:%Y-%m-%dT%H:%M} {channel}"
    with audited.noted(store, team, reader, "granted_file", channel, now), store.begin(team) as db:
        managing.manages(db, reader, channel)
        owners = grants.owners(db, reader, channel, granting.items(db))
        if not owners or not deliveries.enter(db, reader, KIND, slot, now):
            return Promise(None, len(owners))
        for owner, _ in owners:
            receipts.write(db, now, owner=owner, actor=reader, item="file")
        many = str(len(owners))
        audit.write(db, now, actor=reader, action="granted_file", whom=channel, result=many)
        made = deliveries.find(db, reader, KIND, slot)
        return Promise(made.id if made else None, len(owners))


def compose(store: Store, delivery: Delivery, now: datetime) -> TeamFile | None:
    """The table of what holds now, of those who were told; None where nothing does any more."""
    channel = delivery.slot.partition(" ")[2]
    with store.begin(delivery.team, write=False) as db:
        found = managing.standing(db, delivery.user, channel)
        if found is None or not found.manager:
            return None
        owners = grants.owners(db, delivery.user, channel, granting.items(db))
        told = receipts.owners(db, delivery.user, "file", delivery.due_at)
        cards = [
            team_granted.card(db, owner, delivery.user, channel, now)
            for owner, _ in owners
            if owner in told
        ]
    rows = tuple(row for one in cards for row in _rows(one))
    return TeamFile(rows, len(cards)) if rows else None


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
