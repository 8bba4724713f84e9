"""The ledger: one row for each message that is to go out once.

States: pending, claimed, then sent, failed, skipped or uncertain. `attempt` is the fencing token:
whoever claims a row anew invalidates the one before. Leases and waits are on the database's clock.
docs/architecture.md, The weekly digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Row, Table, func, update
from sqlmodel import col, select

from bot.store import bulk, driver
from bot.store.engine import Db, new_id
from bot.store.tables import DeliveryRow, PaceRow

TABLE: Table = DeliveryRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
OPEN = ("pending", "claimed")
_NEW = ("team_id", "id", "user_id", "kind", "slot", "due_at")
_UNTRIED = {"state": "'pending'", "attempt": "0", "in_doubt": "FALSE", "next_attempt_at": "0.0"}
HELD_UP_S = 5.0
"""A workspace whose next moment is further away than this has been told to wait."""
_CLAIM = """
UPDATE delivery SET state = 'claimed', attempt = attempt + 1, next_attempt_at = {clock} + :lease,
    in_doubt = in_doubt OR state = 'claimed', first_attempt_at = coalesce(first_attempt_at, :now)
WHERE team_id = :team AND id = :row AND state IN ('pending', 'claimed')
    AND next_attempt_at <= {clock}
RETURNING *
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row. `user` is the channel for a board's post; `in_doubt`: an earlier attempt may have
    reached Slack; `first_attempt_at` is calendar time, to be compared with Slack's timestamps."""

    id: str
    team: str
    user: str
    kind: str
    slot: str
    state: str
    due_at: datetime
    attempt: int
    in_doubt: bool
    first_attempt_at: datetime | None
    channel: str | None
    ts: str | None
    error: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to go out: to whom, which kind, for which week or file, due when."""

    team: str
    user: str
    kind: str
    slot: str
    due_at: datetime


def enter(db: Db, user: str, kind: str, slot: str, due_at: datetime) -> bool:
    """Promise one message; False when it was promised before."""
    return enter_across(db, [Entry(db.team, user, kind, slot, due_at)]) == 1


def enter_across(db: Db, entries: Sequence[Entry]) -> int:
    """Promise many messages; how many of them are new."""
    rows = [(one.team, new_id(), one.user, one.kind, one.slot, one.due_at) for one in entries]
    return bulk.insert_new(db, TABLE, _NEW, rows, _UNTRIED)


def open_across(db: Db, limit: int) -> list[tuple[str, str]]:
    """(team, id) of rows that wait no longer: pending, or claimed by one whose lease ran out.

    Those of a workspace that Slack told to wait are left out, so that they stand in nobody's way.
    """
    now = db.seconds()
    found = db.session.exec(
        select(DeliveryRow.team_id, DeliveryRow.id)
        .join(PaceRow, col(PaceRow.team_id) == DeliveryRow.team_id, isouter=True)
        .where(
            col(DeliveryRow.state).in_(OPEN),
            col(DeliveryRow.next_attempt_at) <= now,
            func.coalesce(PaceRow.next_slot, 0.0) <= now + HELD_UP_S,
        )
        .order_by(col(DeliveryRow.next_attempt_at))
        .limit(limit)
    )
    return [(team, id) for team, id in found]


def claim(db: Db, id: str, *, lease_s: float, now: datetime) -> Delivery | None:
    """Take a row for `lease_s` seconds; None if it is not to be had.

    While claimed, `next_attempt_at` is the end of the lease. Taking over an expired lease leaves
    the row in doubt until a look-up clears it.
    """
    given = {"team": db.team, "row": id, "lease": lease_s, "now": driver.written(db, now)}
    row = driver.first(db, _CLAIM, given)
    if row is None:
        return None
    due = driver.read(row.due_at)
    assert due is not None  # noqa: S101  the column is never empty
    return replace(
        _value(row),
        due_at=due,
        first_attempt_at=driver.read(row.first_attempt_at),
        in_doubt=bool(row.in_doubt),
    )


def fence(db: Db, id: str, attempt: int, lease_s: float) -> bool:
    """Whether the row is still ours, with at least half of the lease left."""
    row = db.session.get(DeliveryRow, (db.team, id), populate_existing=True)
    return (
        row is not None
        and row.state == "claimed"
        and row.attempt == attempt
        and row.next_attempt_at - db.seconds() >= lease_s / 2
    )


def close(
    db: Db,
    id: str,
    attempt: int,
    state: str,
    *,
    channel: str | None = None,
    ts: str | None = None,
    error: str | None = None,
    reason: str | None = None,
) -> bool:
    """End a row as sent, failed, skipped or uncertain; False when it is no longer ours."""
    values: dict[str, Any] = {"state": state, "error": error, "reason": reason}
    if ts is not None:
        values |= {"channel_id": channel, "ts": ts}
    return _ours(db, id, attempt, values)


def release(db: Db, id: str, attempt: int, wait_s: float, *, cleared: bool = False) -> bool:
    """Give a row back after a definite "not posted"; it waits. `cleared`: no longer in doubt."""
    values: dict[str, Any] = {"state": "pending", "next_attempt_at": db.seconds() + wait_s}
    if cleared:
        values["in_doubt"] = False
    return _ours(db, id, attempt, values)


def doubt(db: Db, id: str, attempt: int, wait_s: float) -> bool:
    """Leave a row claimed after an unclear answer: it is looked up once the wait is over."""
    return _ours(db, id, attempt, {"next_attempt_at": db.seconds() + wait_s})


def reopen(db: Db, user: str, kind: str, slot: str, now: datetime) -> str | None:
    """Send an uncertain row again, due `now`, because a person decided so; its id.

    `attempt` goes on: a process that was frozen with an old one must not find it valid again.
    """
    row = _find(db, user, kind, slot)
    if row is None or row.state != "uncertain":
        return None
    row.state, row.in_doubt, row.next_attempt_at, row.due_at = "pending", False, 0.0, now
    row.first_attempt_at = row.reason = None
    db.session.add(row)
    return row.id


def repeat(db: Db, user: str, kind: str, slot: str, due_at: datetime) -> None:
    """Promise an edit that may be repeated safely: entered, or set to run once more.

    Whoever is carrying it out right now may have drawn it before the change, and loses it.
    """
    row = _find(db, user, kind, slot)
    if row is None:
        enter(db, user, kind, slot, due_at)
        return
    row.state, row.next_attempt_at, row.due_at, row.in_doubt = "pending", 0.0, due_at, False
    db.session.add(row)
    db.session.flush()


def get(db: Db, id: str) -> Delivery | None:
    """A row by id."""
    row = db.session.get(DeliveryRow, (db.team, id), populate_existing=True)
    return _value(row) if row else None


def find(db: Db, user: str, kind: str, slot: str) -> Delivery | None:
    """A row by what it stands for."""
    row = _find(db, user, kind, slot)
    return _value(row) if row else None


def of_user(db: Db, user: str, kind: str) -> tuple[Delivery, ...]:
    """All rows of a kind for one member or channel, by due time."""
    found = db.session.exec(
        select(DeliveryRow)
        .where(
            DeliveryRow.team_id == db.team, DeliveryRow.user_id == user, DeliveryRow.kind == kind
        )
        .order_by(col(DeliveryRow.due_at))
    )
    return tuple(_value(row) for row in found)


def _find(db: Db, user: str, kind: str, slot: str) -> DeliveryRow | None:
    return db.session.exec(
        select(DeliveryRow).where(
            DeliveryRow.team_id == db.team,
            DeliveryRow.user_id == user,
            DeliveryRow.kind == kind,
            DeliveryRow.slot == slot,
        )
    ).first()


def _ours(db: Db, id: str, attempt: int, values: dict[str, Any]) -> bool:
    result = db.session.execute(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.team_id) == db.team,
            col(DeliveryRow.id) == id,
            col(DeliveryRow.attempt) == attempt,
            col(DeliveryRow.state) == "claimed",
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return _count(result) == 1


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)  # noqa: S101  what a write returns, for the checker
    return int(result.rowcount)


def _value(row: DeliveryRow | Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        team=row.team_id,
        user=row.user_id,
        kind=row.kind,
        slot=row.slot,
        state=row.state,
        due_at=row.due_at,
        attempt=row.attempt,
        in_doubt=row.in_doubt,
        first_attempt_at=row.first_attempt_at,
        channel=row.channel_id,
        ts=row.ts,
        error=row.error,
        reason=row.reason,
    )
