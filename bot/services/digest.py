"""The weekly digest: who wants it, and when it is due."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from bot.services import schedule
from bot.services.slots import local_day, monday_of, slot_of
from bot.store import deliveries, holidays, members
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.members import Member

KIND = schedule.KIND


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
        member = members.required(db, user)
        return put(
            db, member, state=state, how=how, now=now, weekday=weekday, minute=minute, every=every
        )


def put(
    db: Db,
    member: Member,
    *,
    state: str,
    how: str,
    now: datetime,
    weekday: int | None = None,
    minute: int | None = None,
    every: int | None = None,
    since: date | None = None,
) -> Member:
    """The same inside a transaction that is already open; `since`: not before that local day."""
    chosen = replace(
        member,
        weekday=member.weekday if weekday is None else weekday,
        minute=member.minute if minute is None else minute,
    )
    next_at = schedule.first(db, chosen, now, since) if state == "on" else None
    return members.choose_digest(
        db,
        member.user,
        state=state,
        next_at=next_at,
        how=how,
        now=now,
        weekday=weekday,
        minute=minute,
        every=every,
    )


def moved(store: Store, team: str, user: str, zone: str, now: datetime) -> None:
    """A member left `zone` for the one that is stored now: the next note keeps its week, and comes
    at the chosen wall time there. Whoever is asked nothing any more still isn't, and one that is
    due already stays due."""
    with store.begin(team) as db:
        member = members.get(db, user)
        due = member.next_digest_at if member is not None else None
        if member is None or member.digest != "on" or due is None or due <= now:
            return
        since = monday_of(local_day(due, zone))
        put(db, member, state="on", how="zone changed", now=now, since=since)


def queue_due(store: Store, now: datetime, limit: int = 500) -> int:
    """Enter everybody whose digest is due, and say when the next one is: one transaction.

    How many were due. A crash leaves a person either due or entered. One whose day has become a
    holiday since is put off.
    """
    with store.across() as db:
        due = members.due_across(db, now, limit)
        known = holidays.across(db, {one.team for one in due})
        entries, moves = [], []
        for one in due:
            at, days = one.next_digest_at, known.get(one.team, schedule.NO_DAYS)
            then = schedule.put_off(one, at, now, days) if days else None
            if then is None:
                entries.append(Entry(one.team, one.user, KIND, _slot(at, one.zone), at))
                then = schedule.after(one, at, now, days)
            moves.append((one.team, one.user, then))
        deliveries.enter_across(db, entries)
        members.advance_across(db, moves)
    return len(due)


@lru_cache(maxsize=1024)
def _slot(at: datetime, zone: str) -> str:
    """The same for many in one sweep."""
    return slot_of(at, zone)


def wanted(store: Store, delivery: Delivery) -> str | None:
    """Why a digest should not go out after all: opted_out, left or paused; None if it should."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
        if member is None or member.deleted:
            return "left"
        if member.digest != "on":
            return "opted_out"
        return "paused" if schedule.paused(db, member, delivery.due_at) else None
