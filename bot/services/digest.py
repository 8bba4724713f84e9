"""The weekly digest: who wants it, when it is due, what it says."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.services import card as cards
from bot.services.card import Card
from bot.services.slots import following, next_instant, slot_of, week_of
from bot.store import deliveries, members, tips
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.members import Member
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent

KIND = "digest"


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
        weeks = [_week(one.next_digest_at, now, one.zone, one.weekday, one.minute, one.every)
                 for one in due]  # fmt: skip
        deliveries.enter_across(db, [
            Entry(one.team, one.user, KIND, slot, one.next_digest_at)
            for one, (slot, _) in zip(due, weeks, strict=True)
        ])  # fmt: skip
        members.advance_across(db, [
            (one.team, one.user, after if one.digest == "on" else None)
            for one, (_, after) in zip(due, weeks, strict=True)
        ])  # fmt: skip
    return len(due)


@lru_cache(maxsize=1024)
def _week(
    at: datetime, now: datetime, zone: str, weekday: int, minute: int, every: int
) -> tuple[str, datetime]:
    """The slot of a digest and when the next one is due: the same for many of a batch."""
    after = following(at, now, weekday=weekday, minute=minute, zone=zone, every=every)
    return slot_of(at, zone), after


def wanted(store: Store, delivery: Delivery) -> str | None:
    """Why a digest should not go out after all: opted_out or left; None if it should."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
    if member is None or member.deleted:
        return "left"
    return None if member.digest == "on" else "opted_out"


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
