"""Members who plan, and the ledger's rows of their reminders."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services import ifthen, ifthen_course, ifthen_cue, people
from bot.services.ifthen import Kept, Wish
from bot.services.people import Profile
from bot.store import deliveries
from bot.store.engine import Store

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""09:00 in Berlin."""
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
ONE, OTHER, ANA, BEN = "T1", "T2", "U1", "U2"
TIP, ONCE = "I01", "B01"


def meet(store: Store, user: str = ANA, team: str = ONE, zone: str = "Europe/Berlin") -> None:
    people.meet(store, team, user, Profile(user, zone), FRIDAY)


def make(
    store: Store, now: datetime = FRIDAY, user: str = ANA, team: str = ONE, **more: Any
) -> Kept:
    wish = {"tip": TIP, "kind": "coffee", "cue": "I have coffee", "action": "comment once",
            "weekday": 0, "minute": 540, **more}  # fmt: skip
    kept = ifthen.make(store, team, user, Wish(**wish), now)
    assert kept is not None
    return kept


def running(store: Store, now: datetime, user: str = ANA) -> Any:
    found = ifthen.running(store, ONE, user, now)
    return found.plan if found else None


def ledger(store: Store, user: str = ANA) -> list[deliveries.Delivery]:
    with store.begin(ONE, write=False) as db:
        return list(deliveries.of_user(db, user, ifthen_course.KIND))


def send(store: Store, now: datetime, user: str = ANA) -> ifthen_cue.Cue | str | None:
    """Sweep, and do with the newest row what the sender does, up to the post itself."""
    ifthen_cue.queue_due(store, now)
    (row,) = [one for one in ledger(store, user) if one.state == "pending"]
    with store.begin(ONE) as db:
        claimed = deliveries.claim(db, row.id, lease_s=60, now=now)
    assert claimed is not None
    reason = ifthen_cue.wanted(store, claimed)
    said = None if reason else ifthen_cue.compose(store, claimed, now)
    with store.begin(ONE) as db:
        state = "skipped" if reason else "sent"
        assert deliveries.close(db, row.id, claimed.attempt, state, reason=reason)
    return reason or said
