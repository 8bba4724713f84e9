"""The weekly digest: who wants it, when it is due, what it says."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.services import card as cards
from bot.services import schedule
from bot.services.card import Card
from bot.services.slots import monday_of, slot_of, week_of
from bot.store import deliveries, holidays, members, tips
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.members import Member
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent

KIND = schedule.KIND


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest. `look_back`: steps of the last one that were not answered; `answered`: a reading
    of this week is there, so that the message says what it means."""

    card: Card
    look_back: tuple[Tip, ...]
    answered: bool
    slot: str


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
        since = monday_of(schedule.local_day(due, zone))
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
            if one.next_digest_at is None:
                continue
            days = known.get(one.team, schedule.NO_DAYS)
            then = schedule.put_off(one, one.next_digest_at, now, days) if days else None
            if then is None:
                slot = slot_of(one.next_digest_at, one.zone)
                entries.append(Entry(one.team, one.user, KIND, slot, one.next_digest_at))
                then = schedule.after(one, one.next_digest_at, now, days)
            moves.append((one.team, one.user, then))
        deliveries.enter_across(db, entries)
        members.advance_across(db, moves)
    return len(due)


def wanted(store: Store, delivery: Delivery) -> str | None:
    """Why a digest should not go out after all: opted_out, left or paused; None if it should."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
        if member is None or member.deleted:
            return "left"
        if member.digest != "on":
            return "opted_out"
        return "paused" if schedule.paused(db, member, delivery.due_at) else None


def compose(store: Store, delivery: Delivery, now: datetime) -> Digest | None:
    """What the digest says; None for someone who is not there."""
    with store.begin(delivery.team, write=False) as db:
        if members.get(db, delivery.user) is None:
            return None
        return _compose(db, delivery.user, delivery.slot, now)


def _compose(db: Db, user: str, slot: str, now: datetime) -> Digest:
    card = cards.of(db, user, now)
    reading = card.report.reading
    fresh = reading is not None and week_of(reading.day) == slot
    return Digest(card, _look_back(db, user, slot), fresh, slot)


def _look_back(db: Db, user: str, slot: str) -> tuple[Tip, ...]:
    """The first step of the newest earlier digest, while nothing was said to it."""
    records = tips.records(db, user)
    shown = [
        one
        for one in records
        if one.digest and one.event is TipEvent.SHOWN and week_of(one.day) < slot
    ]
    if not shown:
        return ()
    newest = max(one.day for one in shown)
    answered = {one.tip for one in records if one.event is not TipEvent.SHOWN and one.day >= newest}
    first = next(one for one in shown if one.day == newest)
    tip = by_id(first.tip)
    return (tip,) if tip is not None and tip.id not in answered else ()


def sent(db: Db, delivery: Delivery, digest: Digest, now: datetime) -> None:
    """Remember which steps were shown, so that they rest."""
    for item in digest.card.report.plan.items:
        tips.record(
            db,
            delivery.user,
            item.tip.id,
            TipEvent.SHOWN,
            digest.card.today,
            now,
            slot=delivery.slot,
            digest=True,
        )


def answered(
    store: Store, team: str, user: str, channel: str, ts: str, now: datetime
) -> Digest | None:
    """The digest of a message in its second state, if that message is a digest of this person."""
    with store.begin(team, write=False) as db:
        rows = deliveries.of_user(db, user, KIND)
        mine = next((one for one in rows if one.ts == ts and one.channel == channel), None)
        if mine is None:
            return None
        made = _compose(db, user, mine.slot, now)
    return Digest(made.card, (), True, made.slot)
