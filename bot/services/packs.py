"""The page for a 1:1: drafted for the rep, in their words once they edit it, read by nobody before
they share it. What was shared is what its reader sees, whatever happens later."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import Refused
from bot.services import card as cards
from bot.services import grants as granting
from bot.services.card import Card
from bot.services.grants import PACK, Sharing
from bot.store import packs, tips
from bot.store.engine import Store
from bot.store.packs import Pack
from scoring.tips.tip import TipEvent

OLD = timedelta(days=14)
"""A draft that was left alone for so long gives way to a new one."""
LONGEST = 2500
"""Characters of a page."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a page is drafted from: the card; ids of the steps done since `since`, each once; and
    the member's own draft, where it is younger than a fortnight."""

    card: Card
    done: tuple[str, ...]
    since: date
    pack: Pack | None
    sharing: Sharing


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a save: the page is read by `reader`, or by nobody; `erased`: it is gone."""

    reader: str | None
    erased: bool = False


def draft(store: Store, team: str, user: str, now: datetime) -> Draft:
    """What the page of a member may say. Raises LookupError for a stranger."""
    with store.begin(team, write=False) as db:
        card = cards.of(db, user, now)
        since = card.today - timedelta(days=28)
        done = [
            one.tip
            for one in tips.records(db, user)
            if one.event is TipEvent.DONE and one.day >= since
        ]
        known = packs.get(db, user)
        young = known is not None and now - known.edited_at < OLD
        return Draft(
            card, tuple(dict.fromkeys(done)), since, known if young else None,
            granting.of(db, user),
        )  # fmt: skip


def save(
    store: Store,
    team: str,
    user: str,
    text: str,
    reader: tuple[str, str] | None,
    now: datetime,
) -> Kept:
    """Keep the page. `reader`: the board's channel and the manager who may read this very text from
    now on, in the place of any earlier reader; None keeps it to oneself, and what was shared before
    stays as it is. Without any text the page is erased, and nobody reads it any more.

    Raises Refused: "page_too_long", or as `grants.make` does.
    """
    if len(text) > LONGEST:
        raise Refused("page_too_long")
    with store.begin(team) as db:
        if not text.strip():
            granting.end_all(db, user, now, PACK)
            packs.erase(db, user)
            return Kept(None, erased=True)
        if reader is None:
            packs.put(db, user, text, now, share=False)
            return Kept(None)
        channel, who = reader
        granting.end_all(db, user, now, PACK, but=reader)  # a page is written for one talk
        packs.put(db, user, text, now, share=True)
        granting.make(db, user, who, channel, PACK, now)
        return Kept(who)
