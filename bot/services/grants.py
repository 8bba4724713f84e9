"""What a rep lets a manager of their board see: one named thing at a time, ended with one tap."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotAllowed, Refused
from bot.services import audited, managing
from bot.store import audit, boards, grants, managers, members, packs, receipts, workspaces
from bot.store.engine import Db, Store
from bot.store.grants import ASKED, GRANTED, Grant
from bot.store.receipts import Receipt

PACK, READINGS, WEEKS = "pack", "readings", "weeks"
ITEMS = (PACK, READINGS, WEEKS)
"""Their page for a 1:1 · the numbers that they reported, with their days · the weeks they kept."""
FIGURES = (READINGS, WEEKS)
"""Those that a workspace without rankings has not."""
MODES = ("private", "sums", "open")
RECEIPTS = 3
"""Receipts that stand in App Home."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A manager of a board that a rep joined: somebody to whom they may show something."""

    user: str
    name: str
    channel: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """All that a member shares and is asked for, for themself alone. `mode`: private, sums or
    open; `items`: what may be granted here; `receipts`: who looked lately, newest first."""

    mode: str
    zone: str
    readers: tuple[Reader, ...]
    granted: tuple[Grant, ...]
    asked: tuple[Grant, ...]
    receipts: tuple[Receipt, ...]
    items: tuple[str, ...]
    names: dict[str, str]

    def name(self, user: str) -> str:
        """What somebody is called."""
        return self.names.get(user, user)


def items(db: Db) -> tuple[str, ...]:
    """What may be granted in this workspace: without rankings, no figures with a name."""
    ranked = not workspaces.policy(db).no_ranking
    return tuple(one for one in ITEMS if ranked or one not in FIGURES)


def sharing(store: Store, team: str, user: str) -> Sharing:
    """How a member stands."""
    with store.begin(team, write=False) as db:
        return of(db, user)


def asking(store: Store, team: str, user: str) -> Sharing | None:
    """The same where a question waits; None where none does, which costs one look."""
    with store.begin(team, write=False) as db:
        if not any(one.state == ASKED for one in grants.of_owner(db, user)):
            return None
        return of(db, user)


def of(db: Db, user: str) -> Sharing:
    """The same inside a transaction. Raises LookupError for a stranger."""
    member = members.required(db, user)
    possible = items(db)
    held = [one for one in grants.of_owner(db, user) if one.item in possible]
    pairs = [
        (channel, reader)
        for channel in boards.boards_of(db, user)
        for reader in managers.of_board(db, channel)
        if reader != user
    ]
    seen = receipts.of_owner(db, user, RECEIPTS)
    people = {reader for _, reader in pairs} | {one.reader for one in held}
    known = members.named(db, list(people | {one.actor for one in seen}))
    leads = {id for id, one in known.items() if not one.guest and not one.deleted}
    return Sharing(
        mode=member.shares,
        zone=member.zone,
        readers=tuple(Reader(who, known[who].name, at) for at, who in pairs if who in leads),
        granted=tuple(one for one in held if one.state == GRANTED and one.reader in leads),
        asked=tuple(one for one in held if one.state == ASKED and one.reader in leads),
        receipts=seen,
        items=possible,
        names={id: one.name for id, one in known.items()},
    )


def save(
    store: Store,
    team: str,
    user: str,
    mode: str,
    new: tuple[str, str, str] | None,
    now: datetime,
) -> tuple[Sharing, Grant | None]:
    """Keep what a member lets be counted, and show one thing more: `new` is a board's channel, a
    manager of it, and the thing. How they share from now on.

    Raises Refused as `make` does, or "no_such_choice".
    """
    if mode not in MODES:
        raise Refused("no_such_choice")
    with store.begin(team) as db:
        choose(db, user, mode, now)
        made = None
        if new is not None:
            channel, reader, item = new
            made = make(db, user, reader, channel, item, now)
        return of(db, user), made


def choose(db: Db, user: str, mode: str, now: datetime) -> None:
    """What a member's numbers may be used for: nothing beyond themself, sums, or also by name on
    the boards that they joined. Changing to private ends every grant."""
    if members.required(db, user).shares == mode:
        return
    members.save_settings(db, user, {"shares": mode})
    audit.write(db, now, actor=user, action=f"shares {mode}", whom=user, result="ok")
    if mode == "private":
        end_all(db, user, now)


def end_all(
    db: Db,
    user: str,
    now: datetime,
    item: str | None = None,
    but: tuple[str, str] | None = None,
) -> None:
    """End what a member grants: everything, or one item; `but`: to a board's manager."""
    for one in grants.of_owner(db, user):
        wanted = one.state == GRANTED and item in (None, one.item)
        if wanted and (one.channel, one.reader) != but:
            grants.end(db, one.id, now)
            audit.write(db, now, actor=user, action="grant_ended", whom=one.reader, result=one.item)
    if not _read(db, user):
        packs.unshare(db, user)


def may_ask(store: Store, team: str, reader: str, channel: str, now: datetime) -> tuple[str, ...]:
    """What a manager may ask for. Raises NotAllowed("not_manager") for anybody else."""
    with (
        audited.noted(store, team, reader, "grant_asked", channel, now),
        store.begin(team, write=False) as db,
    ):
        managing.manages(db, reader, channel)
        return items(db)


def ask(
    store: Store, team: str, reader: str, channel: str, owner: str, item: str, now: datetime
) -> None:
    """Keep a manager's question. Asking again changes nothing, and neither does it after a no: the
    one who asked does not learn of that.

    Raises NotAllowed("not_manager"); Refused: "not_joined", "own_manager", "no_such_choice".
    """
    with (
        audited.noted(store, team, reader, "grant_asked", owner, now),
        store.begin(team) as db,
    ):
        managing.manages(db, reader, channel)
        if item not in items(db):
            raise Refused("no_such_choice")
        if owner == reader:
            raise Refused("own_manager")
        if not boards.takes_part(db, channel, owner):
            raise Refused("not_joined")
        if any(one.item == item for one in grants.between(db, owner, reader, channel)):
            return
        if not grants.declined(db, owner, reader, channel, item):
            grants.ask(db, owner, reader, channel, item, now)
            audit.write(db, now, actor=reader, action="grant_asked", whom=owner, result=item)


def grant(
    store: Store, team: str, owner: str, reader: str, channel: str, item: str, now: datetime
) -> Grant:
    """Let a manager see one thing; the same again changes nothing.

    Raises Refused: "not_joined", "no_such_manager", "no_such_choice", "nothing_written" for a page
    that was not shared.
    """
    with store.begin(team) as db:
        return make(db, owner, reader, channel, item, now)


def make(db: Db, owner: str, reader: str, channel: str, item: str, now: datetime) -> Grant:
    """The same inside a transaction."""
    if item not in items(db):
        raise Refused("no_such_choice")
    if not boards.takes_part(db, channel, owner):
        raise Refused("not_joined")
    found = managing.standing(db, reader, channel)
    if found is None or not found.manager or reader == owner:
        raise Refused("no_such_manager")
    page = packs.get(db, owner) if item == PACK else None
    if item == PACK and (page is None or page.shared is None):
        raise Refused("nothing_written")
    for one in grants.between(db, owner, reader, channel):
        if one.item == item and one.state == GRANTED:
            return one
        if one.item == item:
            audit.write(db, now, actor=owner, action="granted", whom=reader, result=item)
            return grants.answer(db, one.id, True, now)
    audit.write(db, now, actor=owner, action="granted", whom=reader, result=item)
    return grants.grant(db, owner, reader, channel, item, now)


def answer(store: Store, team: str, owner: str, id: str, yes: bool, now: datetime) -> Grant | None:
    """Take the answer to a question; None where nothing (any more) is asked of this person.

    Raises Refused("nothing_written") for a yes to a page that was not shared, and NotAllowed for
    somebody else's question.
    """
    with audited.noted(store, team, owner, "grant_answered", id, now), store.begin(team) as db:
        known = _own(db, owner, id)
        open_ones = {one.id for one in grants.of_owner(db, owner) if one.state == ASKED}
        if known is None or id not in open_ones:
            return None
        if yes:
            return make(db, owner, known.reader, known.channel, known.item, now)
        audit.write(db, now, actor=owner, action="grant_answered", whom=known.reader, result="no")
        return grants.answer(db, id, False, now)


def end(store: Store, team: str, owner: str, id: str, now: datetime) -> Grant | None:
    """End a grant; None where it has ended already. Raises NotAllowed for somebody else's."""
    with audited.noted(store, team, owner, "grant_ended", id, now), store.begin(team) as db:
        known = _own(db, owner, id)
        if known is None or known.state != GRANTED:
            return None
        audit.write(
            db, now, actor=owner, action="grant_ended", whom=known.reader, result=known.item
        )
        ended = grants.end(db, id, now)
        if not _read(db, owner):
            packs.unshare(db, owner)
        return ended


def _own(db: Db, owner: str, id: str) -> Grant | None:
    known = grants.get(db, id)
    if known is not None and known.owner != owner:
        raise NotAllowed("not_your_grant")
    return known


def _read(db: Db, owner: str) -> bool:
    """Whether somebody may still read a member's page."""
    held = grants.of_owner(db, owner)
    return any(one.item == PACK and one.state == GRANTED for one in held)
