"""The weekly digest: who wants it, and when it is due."""

from datetime import datetime

from bot.services.slots import following, next_instant, slot_of
from bot.store import deliveries, members
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.members import Member

KIND = "digest"


def choose(
    store: Store,
    team: str,
    user: str,
    *,
    state: str,
    how: str,
    now: datetime,
    weekday: int | None = None,
    minute: int | None = None,
    every: int | None = None,
) -> Member:
    """Keep a choice, with when and how it was made, and work out when the next digest is due."""
    with store.begin(team) as db:
        member = members.get(db, user)
        if member is None:
            raise LookupError("no such member")
        day = member.weekday if weekday is None else weekday
        at = member.minute if minute is None else minute
        next_at = _next(db, member, day, at, now) if state == "on" else None
        return members.choose_digest(
            db,
            user,
            state=state,
            next_at=next_at,
            how=how,
            now=now,
            weekday=weekday,
            minute=minute,
            every=every,
        )


def _next(db: Db, member: Member, weekday: int, minute: int, now: datetime) -> datetime:
    rows = deliveries.of_user(db, member.user, KIND)
    taken = {one.slot for one in rows}
    last = max((one.due_at for one in rows if one.state != "skipped"), default=None)
    return next_instant(
        now,
        weekday=weekday,
        minute=minute,
        zone=member.zone,
        taken=taken.__contains__,
        last=last,
    )


def queue_due(store: Store, now: datetime, limit: int = 500) -> int:
    """Enter everybody whose digest is due, and say when the next one is: one transaction.

    How many were due. A crash leaves a person either due or entered.
    """
    with store.across() as db:
        due = members.due_across(db, now, limit)
        entries = [
            Entry(one.team, one.user, KIND, slot_of(one.next_digest_at, one.zone),
                  one.next_digest_at)
            for one in due
            if one.next_digest_at is not None
        ]  # fmt: skip
        deliveries.enter_across(db, entries)
        members.advance_across(db, [(one.team, one.user, _following(one, now)) for one in due])
    return len(due)


def _following(one: Member, now: datetime) -> datetime | None:
    if one.digest != "on" or one.next_digest_at is None:
        return None
    return following(
        one.next_digest_at,
        now,
        weekday=one.weekday,
        minute=one.minute,
        zone=one.zone,
        every=one.every,
    )


def wanted(store: Store, delivery: Delivery) -> str | None:
    """Why a digest should not go out after all: opted_out or left; None if it should."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
    if member is None or member.deleted:
        return "left"
    return None if member.digest == "on" else "opted_out"
