"""Messages that ended without being sent: listed, counted, told to the operator once, re-opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, func, update
from sqlmodel import col, select

from bot.store import deliveries
from bot.store.deliveries import Delivery
from bot.store.engine import Db
from bot.store.tables import DeliveryRow, PaceRow

LOST = ("failed", "uncertain")
"""States of a dead letter: certainly not posted, and perhaps posted."""
CHANNEL, DM = "dead_letter", "dead_letter_dm"
"""Kinds of the messages that tell the operator; they are no dead letters themselves."""
TOLD_WITH = "told with "
RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was not sent, by ids alone. `code`: Slack's error, or our reason; `attempt`:
    how often it was tried."""

    team: str
    id: str
    kind: str
    slot: str
    state: str
    code: str
    attempt: int
    due_at: datetime


def since_across(db: Db, since: datetime, states: Sequence[str], limit: int) -> list[DeadLetter]:
    """Those of any workspace that were due since then, the newest first."""
    found = db.session.exec(
        select(DeliveryRow)
        .where(
            col(DeliveryRow.state).in_(states),
            DeliveryRow.due_at >= since,
            func.coalesce(DeliveryRow.reason, "").not_like(f"{TOLD_WITH}%"),
        )
        .order_by(col(DeliveryRow.due_at).desc(), col(DeliveryRow.id))
        .limit(limit)
    )
    return [_value(row) for row in found]


def count_across(db: Db, since: datetime) -> dict[str, int]:
    """How many dead letters of each state were due since then, in all workspaces."""
    found = db.session.exec(
        select(DeliveryRow.state, func.count())
        .where(col(DeliveryRow.state).in_(LOST), DeliveryRow.due_at >= since)
        .group_by(DeliveryRow.state)
    )
    return dict(found.all())


def find_across(db: Db, id: str) -> Delivery | None:
    """A delivery of any workspace, by its id."""
    team = db.session.exec(select(DeliveryRow.team_id).where(DeliveryRow.id == id)).first()
    return None if team is None else deliveries.get(db.within(team), id)


def replay(db: Db, id: str, state: str, now: datetime, *, unlooked: bool) -> bool:
    """Open a dead letter again, due `now`; False when it is no longer in that `state`.

    A failed one was certainly not posted. An uncertain one stays in doubt, so that it is looked up
    before it is posted; `unlooked`: it is posted without. `attempt` goes on, as the fencing token.
    """
    doubt = state == "uncertain" and not unlooked
    values: dict[str, object] = {
        "state": "pending", "in_doubt": doubt, "next_attempt_at": 0.0, "due_at": now,
        "error": None, "reason": None,
    }  # fmt: skip
    if not doubt:
        values["first_attempt_at"] = None
    return state in LOST and _change(db, id, state, values)


def drop(db: Db, id: str, state: str) -> bool:
    """Close a dead letter for good; False when it is no longer in that `state`."""
    return state in LOST and _change(db, id, state, {"state": "skipped", "reason": "dropped"})


def note(db: Db, operator: str, letter: Delivery, now: datetime, wait_s: float) -> None:
    """Promise the operator, a channel or a person, word of a dead letter: once for each end.

    A notice waits `wait_s` seconds; until somebody claims it, later ones are told with it.
    """
    kind = CHANNEL if operator[0] in "CG" else DM
    slot = f"{letter.id} {letter.attempt}"
    waiting = _waiting(db, operator, kind)
    if not deliveries.enter(db, operator, kind, slot, now):
        return
    values: dict[str, object] = {"next_attempt_at": db.seconds() + wait_s}
    if waiting is not None:
        values = {"state": "skipped", "reason": f"{TOLD_WITH}{waiting}"}
    db.session.execute(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.team_id) == db.team,
            col(DeliveryRow.user_id) == operator,
            col(DeliveryRow.kind) == kind,
            col(DeliveryRow.slot) == slot,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _waiting(db: Db, operator: str, kind: str) -> str | None:
    """A notice that nobody has claimed and that cannot have been posted, locked against a claim."""
    query = (
        select(DeliveryRow.id)
        .where(
            DeliveryRow.team_id == db.team,
            DeliveryRow.user_id == operator,
            DeliveryRow.kind == kind,
            DeliveryRow.state == "pending",
            col(DeliveryRow.in_doubt).is_(False),
        )
        .limit(1)
    )
    return db.session.exec(query.with_for_update() if db.postgres else query).first()


def told(db: Db, notice: Delivery) -> tuple[DeadLetter, ...]:
    """What a notice tells: its own dead letter, and those that came while it waited."""
    gathered = db.session.exec(
        select(DeliveryRow.slot).where(
            DeliveryRow.team_id == db.team,
            DeliveryRow.user_id == notice.user,
            DeliveryRow.kind == notice.kind,
            DeliveryRow.reason == f"{TOLD_WITH}{notice.id}",
        )
    )
    ids = [slot.partition(" ")[0] for slot in (notice.slot, *gathered)]
    found = db.session.exec(
        select(DeliveryRow)
        .where(DeliveryRow.team_id == db.team, col(DeliveryRow.id).in_(ids))
        .order_by(col(DeliveryRow.due_at), col(DeliveryRow.id))
    )
    return tuple(_value(row) for row in found)


def void_across(db: Db, now: datetime) -> None:
    """After a restore: what was due is skipped, since it may have been sent after the backup; what
    is due later is open, and nobody's lease or pace counts."""
    past = col(DeliveryRow.due_at) <= now
    db.session.execute(
        update(DeliveryRow)
        .where(col(DeliveryRow.state).in_(("pending", "claimed")))
        .values(
            state=case((past, "skipped"), else_="pending"),
            reason=case((past, RESTORED), else_=col(DeliveryRow.reason)),
            next_attempt_at=0.0,
        )
        .execution_options(synchronize_session=False)
    )
    db.session.execute(delete(PaceRow))


def _change(db: Db, id: str, state: str, values: dict[str, object]) -> bool:
    changed = db.session.execute(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.team_id) == db.team,
            col(DeliveryRow.id) == id,
            col(DeliveryRow.state) == state,
        )
        .values(**values)
        .returning(col(DeliveryRow.id))
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


def _value(row: DeliveryRow) -> DeadLetter:
    return DeadLetter(
        team=row.team_id,
        id=row.id,
        kind=row.kind,
        slot=row.slot,
        state=row.state,
        code=row.error or row.reason or "",
        attempt=row.attempt,
        due_at=row.due_at,
    )
