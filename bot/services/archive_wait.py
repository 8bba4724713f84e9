"""A reminder of an archive that LinkedIn is making: one message, to whoever asked for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services import schedule, slots
from bot.store import archive_wait, deliveries, holidays, members
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from scoring.activity import Batch

KIND = "archive_wait"
WAIT = timedelta(hours=24)
"""LinkedIn says that the larger archive takes about a day, and that its link works for 72 hours."""
LARGER = ("archive/shares", "archive/comments", "archive/reactions")
"""Sources by which the larger archive is known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """When the reminder comes, told in `zone`. `before`: there was such a wish already."""

    due_at: datetime
    zone: str
    before: bool


def ask(store: Store, team: str, user: str, now: datetime) -> Asked:
    """Remind this person in a day, at the next working minute; a second tap changes nothing."""
    with store.begin(team) as db:
        member = members.required(db, user)
        known = archive_wait.get(db, user)
        if known is not None:
            return Asked(known.due_at, member.zone, before=True)
        week = schedule.work_week(member, holidays.of(db))
        due = slots.working(now + WAIT, member.zone, week) or now + WAIT
        return Asked(archive_wait.put(db, user, now, due).due_at, member.zone, before=False)


def came(db: Db, user: str, batches: tuple[Batch, ...]) -> None:
    """An upload was kept: whoever has the larger archive now waits no more."""
    if any(batch.source in LARGER for batch in batches):
        archive_wait.drop(db, user)


def queue_due(store: Store, now: datetime, limit: int = 500) -> int:
    """Enter everybody who is to be reminded now, and forget the wish: one transaction."""
    with store.across() as db:
        due = archive_wait.due_across(db, now, limit)
        entries = [Entry(one.team, one.user, KIND, one.asked_at.isoformat(), one.due_at)
                   for one in due]  # fmt: skip
        deliveries.enter_across(db, entries)
        archive_wait.drop_across(db, due)
    return len(due)


def wanted(store: Store, delivery: Delivery) -> str | None:
    """Why a reminder should not go out after all: left or arrived; None if it should."""
    asked = datetime.fromisoformat(delivery.slot)
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
        if member is None or member.deleted:
            return "left"
        return "arrived" if archive_wait.arrived(db, delivery.user, LARGER, asked) else None


def compose(store: Store, delivery: Delivery, now: datetime) -> str | None:
    """Whom the reminder is for."""
    return delivery.user
