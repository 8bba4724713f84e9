"""What the weekly digest says, as it is sent and once the numbers of its week are there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services import card as cards
from bot.services.card import Card
from bot.services.digest import KIND
from bot.services.slots import local_day, slot_of, week_of
from bot.store import deliveries, members, readings, tips
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store
from bot.store.tips import History
from scoring.lookback import LookBack, look_back, quarter
from scoring.tips import by_id
from scoring.tips.tip import Tip, TipEvent

EDIT = "digest_edit"
"""Kind of the ledger's row that has a digest drawn anew; its slot is the digest's."""
TICK = timedelta(microseconds=1)
"""Between two things written down at once, so that their order is kept."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest. `look_back`: steps of the last one that were not answered; `answered`: a reading
    of this week is there, so that the message says what it means; `quarter`: once a quarter."""

    card: Card
    look_back: tuple[Tip, ...]
    answered: bool
    slot: str
    quarter: LookBack | None = None


def compose(store: Store, delivery: Delivery, now: datetime) -> Digest | None:
    """What the digest says; None for someone who is not there."""
    with store.begin(delivery.team, write=False) as db:
        try:
            return _compose(db, delivery, now)
        except LookupError:
            return None


def redraw(store: Store, edit: Delivery, now: datetime) -> Digest | None:
    """What the digest of an edit says now; None where it does not stand."""
    with store.begin(edit.team, write=False) as db:
        digest = deliveries.find(db, edit.user, KIND, edit.slot)
        if digest is None or not _stands(digest) or members.get(db, edit.user) is None:
            return None
        return _compose(db, digest, now)


def _compose(db: Db, delivery: Delivery, now: datetime) -> Digest:
    user, slot = delivery.user, delivery.slot
    told = tips.history(db, user)
    card = cards.of(db, user, now, slot=slot, told=told)
    fresh = _fresh(card, slot)
    return Digest(card, _look_back(told, slot), fresh, slot, _quarter(told, delivery, card))


def _fresh(card: Card, slot: str) -> bool:
    """Whether a reading of that week, or of a later one, is there."""
    reading = card.report.reading
    return reading is not None and week_of(reading.day) >= slot


def _look_back(told: History, slot: str) -> tuple[Tip, ...]:
    """The first step of the newest earlier digest, while nothing was said to it."""
    earlier = {one: shown for one, shown in told.shown.items() if one < slot}
    if not earlier:
        return ()
    lead, day = earlier[max(earlier)][-1]
    said = any(
        one.tip == lead and one.event is not TipEvent.SHOWN and one.day >= day
        for one in told.records()
    )
    tip = by_id(lead)
    return (tip,) if tip is not None and not said else ()


def _quarter(told: History, delivery: Delivery, card: Card) -> LookBack | None:
    """In the first digest of a quarter, the one before it."""
    due = local_day(delivery.due_at, card.member.zone)
    _, before = quarter(due)
    earlier = (shown[-1][1] for slot, shown in told.shown.items() if slot < delivery.slot)
    if any(day > before for day in earlier):
        return None
    return look_back(card.report.readings, told.records(), due, card.world.wobble)


def _stands(digest: Delivery) -> bool:
    return digest.state == "sent" and bool(digest.ts)


def sent(db: Db, delivery: Delivery, digest: Digest, now: datetime) -> None:
    """The digest stands. A reading that came while it was under way is drawn in."""
    remember(db, delivery, digest, now)
    given = (entry.reading.day for entry in readings.all_of(db, delivery.user))
    late = not digest.answered or delivery.in_doubt
    if late and any(week_of(day) >= delivery.slot for day in given):
        deliveries.repeat(db, delivery.user, EDIT, delivery.slot, now)


def remember(db: Db, delivery: Delivery, digest: Digest, now: datetime) -> None:
    """Write down which steps were shown, so that they rest; of one digest each once, and the one
    that stood first last."""
    if digest.card.lead is None:
        return
    lead = digest.card.lead.tip
    seen = [tip for tip, _ in tips.history(db, delivery.user).shown.get(digest.slot, ())]
    new = [item.tip.id for item in digest.card.others if item.tip.id not in seen]
    new += [lead.id] if new or seen[-1:] != [lead.id] else []
    for at, tip in enumerate(new):
        tips.record(
            db,
            delivery.user,
            tip,
            TipEvent.SHOWN,
            digest.card.today,
            now + at * TICK,
            slot=digest.slot,
            digest=True,
        )


def refresh(db: Db, user: str, now: datetime) -> None:
    """Promise to draw this week's digest anew, if it stands: a reading has come, or has gone.

    In the transaction of the reading: a crash or a refusal of Slack loses neither.
    """
    member = members.get(db, user)
    if member is None:
        return
    slot = slot_of(now, member.zone)
    digest = deliveries.find(db, user, KIND, slot)
    if digest is not None and _stands(digest):
        deliveries.repeat(db, user, EDIT, slot, now)


def answered(
    store: Store, team: str, user: str, channel: str, ts: str, now: datetime
) -> Digest | None:
    """The digest of a message, if that message is a digest of this person and the numbers of its
    week, or of a later one, are there."""
    with store.begin(team, write=False) as db:
        rows = deliveries.of_user(db, user, KIND)
        mine = next((one for one in rows if one.ts == ts and one.channel == channel), None)
        made = _compose(db, mine, now) if mine else None
    return made if made and made.answered else None


def open_edit(store: Store, team: str, user: str, now: datetime) -> str | None:
    """The promise to draw this week's digest anew, while it is open."""
    with store.begin(team, write=False) as db:
        member = members.get(db, user)
        row = deliveries.find(db, user, EDIT, slot_of(now, member.zone)) if member else None
    return row.id if row is not None and row.state == "pending" else None
