"""The card of what one rep granted to one manager: the very same for both of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import NotAllowed
from bot.services import audited, managing, standings
from bot.services import grants as granting
from bot.services.grants import PACK, READINGS, WEEKS
from bot.services.slots import local_day
from bot.store import audit, boards, grants, members, packs, readings, receipts
from bot.store.boards import Board
from bot.store.engine import Db, Store
from bot.store.grants import GRANTED
from scoring.readings import Reading, history

NEWEST = 12
"""Readings on a card."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """Kept `weeks` of the `of` of the season that began on `since`."""

    weeks: int
    of: int
    since: date


@dataclass(frozen=True, slots=True)
class Granted:
    """What `owner` lets one manager of the board of `channel` see, on a day where the owner is.
    `since`: each item, and the day on which it was granted; `page`: the text as it was shared, and
    its day; `readings`: newest first."""

    owner: str
    name: str
    channel: str
    today: date
    since: Mapping[str, date]
    page: tuple[str, date] | None
    readings: tuple[Reading, ...]
    weeks: Weeks | None


def preview(
    store: Store, team: str, owner: str, reader: str, channel: str, now: datetime
) -> Granted:
    """What a manager would see now, for its owner alone. It is no look of the manager's."""
    with store.begin(team, write=False) as db:
        return card(db, owner, reader, channel, now)


def open_card(
    store: Store, team: str, reader: str, channel: str, owner: str, now: datetime
) -> Granted:
    """The card for its reader; its owner gets a receipt.

    Raises NotAllowed: "not_manager" for anybody but a manager of that board, "not_granted" where
    that person shares nothing with them (any more).
    """
    with (
        audited.noted(store, team, reader, "granted_opened", owner, now),
        store.begin(team) as db,
    ):
        managing.manages(db, reader, channel)
        made = card(db, owner, reader, channel, now)
        if not made.since:
            raise NotAllowed("not_granted")
        receipts.write(db, now, owner=owner, actor=reader, item=" ".join(made.since))
        audit.write(db, now, actor=reader, action="granted_opened", whom=owner, result="ok")
        return made


def card(db: Db, owner: str, reader: str, channel: str, now: datetime) -> Granted:
    """What holds between the two now; empty where nothing does."""
    member = members.required(db, owner)
    today = local_day(now, member.zone)
    possible = granting.items(db)
    found = managing.standing(db, reader, channel)
    held = {
        one.item: local_day(one.granted_at, member.zone)
        for one in (grants.between(db, owner, reader, channel) if found and found.manager else ())
        if one.state == GRANTED and one.granted_at and one.item in possible
    }
    since = {item: held[item] for item in possible if item in held}
    given = history(readings.given(db, owner), today) if READINGS in since else ()
    page = packs.get(db, owner) if PACK in since else None
    shown = page is not None and page.shared is not None and page.shared_at is not None
    return Granted(
        owner=owner,
        name=member.name,
        channel=channel,
        today=today,
        since=since,
        page=(page.shared or "", local_day(page.shared_at, member.zone))
        if page is not None and shown and page.shared_at
        else None,
        readings=tuple(reversed(given))[:NEWEST],
        weeks=_weeks(db, boards.get(db, channel), owner, today) if WEEKS in since else None,
    )


def _weeks(db: Db, board: Board | None, owner: str, today: date) -> Weeks | None:
    if board is None:
        return None
    kept = standings.kept(db, [owner], board.season_start, today).get(owner, 0)
    of = min(board.season_weeks, max(1, (today - board.season_start).days // 7 + 1))
    return Weeks(kept, of, board.season_start)
