"""Everything that is kept of a person, handed to them as files in their chat.

A row of the ledger promises it, so that it comes even if the process dies; one a minute at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.store import audit, deliveries, exporting, members, readings
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store
from scoring.readings import Reading, history

KIND = "export"
FAILED = "export_failed"
SCHEMA = 1

Row = tuple[date | str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What one's files hold. `readings`: one row a day, in the columns that an upload takes back;
    `rest`: every other row, by table."""

    day: date
    readings: tuple[Row, ...]
    rest: Mapping[str, Any]


def queue(store: Store, team: str, user: str, now: datetime, kind: str = KIND) -> str | None:
    """Promise the files; the promise's id, or None where they are on their way since this very
    minute."""
    slot = f"{now:%Y-%m-%dT%H:%M}"
    with store.begin(team) as db:
        if not deliveries.enter(db, user, kind, slot, now):
            return None
        audit.write(db, now, actor=user, action=kind, whom=user, result="ok")
        made = deliveries.find(db, user, kind, slot)
        return made.id if made else None


def compose(store: Store, delivery: Delivery, now: datetime) -> Own | None:
    """What is kept at this moment; None for somebody of whom nothing is."""
    with store.begin(delivery.team, write=False) as db:
        if members.get(db, delivery.user) is None:
            return None
        rows = exporting.rows(db, delivery.user)
        standing = history(readings.given(db, delivery.user), date.max)
    rest = {"schema": SCHEMA, "person": delivery.user, "made_at": now, "tables": rows}
    return Own(now.date(), tuple(map(_row, standing)), rest)


def _row(one: Reading) -> Row:
    return (
        one.day,
        *(map(_points, one.pillars or (None,) * 4)),
        _points(one.total),
        one.industry_rank,
        one.network_rank,
        _points(one.industry_average),
        _points(one.network_average),
    )


def _points(hundredths: int | None) -> str | None:
    """18.20, as LinkedIn's numbers are read back without loss."""
    return None if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


def failed(db: Db, delivery: Delivery, now: datetime) -> None:
    """The files could not be handed over: say so, in words."""
    deliveries.enter(db, delivery.user, FAILED, f"{delivery.kind} {delivery.slot}", now)


def why(store: Store, delivery: Delivery, now: datetime) -> str | None:
    """The code with which Slack refused the files."""
    kind, _, slot = delivery.slot.partition(" ")
    with store.begin(delivery.team, write=False) as db:
        found = deliveries.find(db, delivery.user, kind, slot)
    return (found.error or found.reason or "") if found else None
