"""What the weekly digest says, as it is sent and once the numbers of its week are there."""

from dataclasses import dataclass
from datetime import datetime

from bot.services import card as cards
from bot.services.card import Card
from bot.services.digest import KIND
from bot.services.slots import week_of
from bot.store import deliveries, members, tips
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest. `look_back`: steps of the last one that were not answered; `answered`: a reading
    of this week is there, so that the message says what it means."""

    card: Card
    look_back: tuple[Tip, ...]
    answered: bool
    slot: str


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
