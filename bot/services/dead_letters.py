"""What the operator sees of messages that were not sent, and what they decide about one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import CoachError
from bot.store import audit
from bot.store import dead_letters as letters
from bot.store.dead_letters import CHANNEL, DM, LOST, DeadLetter
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store

LATELY = timedelta(days=14)
"""How far back the operator's list and the doctor look, by the time a message was due."""
OLD = timedelta(days=7)
"""A weekly message that was due longer ago has had its successor."""
LISTED = 500
"""Rows of a list."""
__all__ = ["CHANNEL", "DM", "LOST", "DeadLetter"]


def lately(store: Store, now: datetime) -> list[DeadLetter]:
    """Messages that failed, are uncertain or were skipped lately, the newest first."""
    with store.across(write=False) as db:
        return letters.since_across(db, now - LATELY, (*LOST, "skipped"), LISTED)


def counts(store: Store, now: datetime) -> dict[str, int]:
    """How many dead letters of each state there are lately."""
    with store.across(write=False) as db:
        return letters.count_across(db, now - LATELY)


def find(store: Store, id: str, now: datetime) -> Delivery:
    """A dead letter that can still be decided about.

    Raises CoachError: "unknown" for an id of none, "not_dead" for one that was sent, skipped or is
    still on its way, "old" for one that was due more than a week ago.
    """
    with store.across(write=False) as db:
        found = letters.find_across(db, id)
    if found is None:
        raise CoachError("unknown")
    if found.state not in LOST:
        raise CoachError("not_dead", {"state": found.state})
    if now - found.due_at > OLD:
        raise CoachError("old")
    return found


def replay(store: Store, letter: Delivery, now: datetime, *, unlooked: bool) -> None:
    """Open it again: the next tick of a bot sends it. `unlooked`: even if it may stand already.

    Raises CoachError("not_dead") when somebody else decided first.
    """
    with store.begin(letter.team) as db:
        again = letters.replay(db, letter.id, letter.state, now, unlooked=unlooked)
        _decided(db, letter, "replay", again, now)


def drop(store: Store, letter: Delivery, now: datetime) -> None:
    """Close it for good. Raises CoachError("not_dead") when somebody else decided first."""
    with store.begin(letter.team) as db:
        _decided(db, letter, "drop", letters.drop(db, letter.id, letter.state), now)


def _decided(db: Db, letter: Delivery, action: str, done: bool, now: datetime) -> None:
    if not done:
        raise CoachError("not_dead", {"state": "changed"})
    audit.write(
        db, now, actor="operator", action=f"delivery {action}", whom=letter.id, result="done"
    )


def telling(
    operator: str, letter: Delivery, now: datetime, wait_s: float, then: Callable[[Db], None] | None
) -> Callable[[Db], None]:
    """What closing a dead letter does besides `then`: it promises the operator word of it."""

    def both(db: Db) -> None:
        if then is not None:
            then(db)
        letters.note(db, operator, letter, now, wait_s)

    return both


def compose(store: Store, notice: Delivery, now: datetime) -> tuple[DeadLetter, ...] | None:
    """What a notice tells."""
    with store.begin(notice.team, write=False) as db:
        return letters.told(db, notice) or None
