"""Seats of Sales Navigator: whose is whose by its owner's own word, and what reports brought."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import Refused
from bot.importers.values import Import, Seat, SeatImport
from bot.store import audit, members, seats, tombstones
from bot.store.engine import Db, Store
from bot.store.seats import ASKED, CONFIRMED, Brought, StoredSeat
from bot.store.shares import Share
from bot.store.uploads import StoredUpload

KIND = "sales_navigator"
"""The importer of usage reports."""
QUESTION = timedelta(days=30)
"""How long a question waits for its answer before it is forgotten."""
NEWS = timedelta(days=7)
"""How long the card says what somebody else's report brought."""
_ADDRESS = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,189}\.[^@\s<>]{2,63}")
_SEAT = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Standing:
    """A member's own seats, what they are asked, and what uploads of others brought them, newest
    first. Shown to that member alone."""

    seats: tuple[StoredSeat, ...] = ()
    questions: tuple[StoredSeat, ...] = ()
    brought: tuple[Brought, ...] = ()
    news: tuple[Brought, ...] = ()

    @property
    def email(self) -> str:
        """The address of their seat; empty where there is none."""
        return next((seat.value for seat in self.seats if seat.kind == "email"), "")


@dataclass(frozen=True, slots=True)
class Team:
    """What a coach admin sees: who has a seat and who was asked, and nothing of any seat."""

    matched: tuple[str, ...]
    asked: tuple[str, ...]


def standing(store: Store, team: str, user: str, now: datetime) -> Standing:
    """How a member stands."""
    with store.begin(team, write=False) as db:
        known = seats.of(db, user)
        brought = seats.brought(db, user) if known else ()  # without a seat nothing ever comes
    return Standing(
        tuple(seat for seat in known if seat.state == CONFIRMED),
        tuple(seat for seat in known if _open(seat, now)),
        brought,
        tuple(one for one in brought if now - one.at < NEWS),
    )


def everyone(store: Store, team: str, now: datetime) -> Team:
    """Who in a workspace has a seat, and who was asked."""
    with store.begin(team, write=False) as db:
        known = seats.everyone(db)
    matched = dict.fromkeys(seat.user for seat in known if seat.state == CONFIRMED)
    asked = dict.fromkeys(seat.user for seat in known if _open(seat, now))
    return Team(tuple(matched), tuple(asked))


def keys(store: Store, team: str, user: str | None) -> tuple[Seat, ...]:
    """What the reading child may match: of one member, or with None of all who confirmed a seat
    and are still here."""
    with store.begin(team, write=False) as db:
        known = seats.of(db, user) if user else seats.everyone(db)
        here = members.named(db, list({seat.user for seat in known}))
    return tuple(
        Seat(seat.user, seat.kind, seat.value)
        for seat in known
        if seat.state == CONFIRMED and seat.user in here and not here[seat.user].deleted
    )


def own(store: Store, team: str, user: str, address: str, now: datetime) -> None:
    """Keep the address that a member typed about themself.

    Raises Refused: "not_an_address", or "seat_taken" where somebody else gave it before.
    """
    value = _folded(address)
    if not _ADDRESS.fullmatch(value):
        raise Refused("not_an_address")
    with store.begin(team) as db:
        holder = seats.holder(db, "email", value)
        if holder is not None and holder.user != user:
            raise Refused("seat_taken")
        same = [one.id for one in seats.of(db, user) if one.state == ASKED and one.value == value]
        seats.drop(db, same)
        seats.put(db, user, "email", value, state=CONFIRMED, asked_by="", now=now)
        members.save_settings(db, user, {"sales_navigator": True})


def ask(store: Store, team: str, actor: str, whom: str, text: str, now: datetime) -> None:
    """Keep a coach admin's question whether a seat (its id or address) is a person's. The caller
    has checked the role.

    Raises Refused: "not_a_seat", "seat_taken" where that seat was confirmed after a question, or
    "not_a_person" for somebody who asked to be forgotten.
    """
    value = _folded(text)
    kind = "email" if "@" in value else "seat"
    if not (_ADDRESS if kind == "email" else _SEAT).fullmatch(value):
        raise Refused("not_a_seat")
    with store.begin(team) as db:
        holder = seats.holder(db, kind, value)
        if holder is not None and (holder.user == whom or holder.asked_by):
            raise Refused("seat_taken")
        if tombstones.stands(db, whom):
            raise Refused("not_a_person")
        seats.put(db, whom, kind, value, state=ASKED, asked_by=actor, now=now)
        audit.write(db, now, actor=actor, action="seat_asked", whom=whom, result="asked")


def answer(
    store: Store, team: str, user: str, id: str, yes: bool, now: datetime
) -> StoredSeat | None:
    """Take a person's answer; None where nothing (any more) is asked. A no erases the question.

    A yes, behind which two people stand, comes before an address that somebody else only typed:
    theirs is forgotten, with what reports of others had brought them by it. Raises
    Refused("seat_taken") where another person has confirmed the seat in the meantime.
    """
    with store.begin(team) as db:
        asked = seats.get(db, id)
        if asked is None or asked.user != user or not _open(asked, now):
            return None
        seats.drop(db, [id])
        if not yes:
            audit.write(db, now, actor=user, action="seat_answered", whom=user, result="no")
            return asked
        holder = seats.holder(db, asked.kind, asked.value)
        taken = holder is not None and holder.user != user and holder.asked_by != ""
        if not taken:
            _confirm(db, asked, holder, now)
    if taken:
        raise Refused("seat_taken")
    return asked


def forget(store: Store, team: str, user: str) -> None:
    """Forget a member's seats and all that reports of others brought them."""
    with store.begin(team) as db:
        seats.drop(db, [seat.id for seat in seats.of(db, user)])
        seats.take_back(db, user)


def take_back(store: Store, team: str, user: str, upload: str) -> bool:
    """Erase what one report of somebody else brought a member; False where it brought nothing."""
    with store.begin(team) as db:
        if upload not in {one.upload for one in seats.brought(db, user)}:
            return False
        seats.take_back(db, user, upload)
    return True


def outdated(
    store: Store, team: str, before: StoredUpload, periods: Iterable[tuple[date, date] | None]
) -> bool:
    """Whether usage reports of the same bytes may hold something else now: seats were confirmed
    since, or the days that they are about (in `periods`) were corrected."""
    known = [one for one in before.receipt.get("files", ()) if one["kind"] == KIND]
    if not known:
        return False
    spans = {(one["first"], one["last"]) for one in known}
    given = {(span[0].isoformat(), span[1].isoformat()) for span in periods if span}
    if given - spans:
        return True
    with store.begin(team, write=False) as db:
        return seats.confirmed_since(db, before.created_at)


def has_report(made: Import) -> bool:
    """Whether a usage report was among the files."""
    return any(one.kind == KIND for one in made.files)


def nobody(made: Import) -> bool:
    """Whether a bundle holds usage reports alone, and no row of anybody who is known."""
    others = made.batches or made.levels or made.readings or made.seats
    return bool(made.files) and not others and all(one.kind == KIND for one in made.files)


def told(made: Import) -> tuple[SeatImport, ...]:
    """Those of whom the reports say something."""
    return tuple(one for one in made.seats if one.batches or one.levels or one.readings)


def shares(db: Db, made: Import, user: str) -> tuple[Share, tuple[Share, ...]]:
    """The uploader's own share of everything, and those of others whose seats still stand."""
    standing = {seat.user for seat in seats.everyone(db) if seat.state == CONFIRMED}
    by_member = {one.member: one for one in told(made) if one.member in standing}
    mine = by_member.pop(user, SeatImport(user))
    facts = {level.fact: level for level in mine.levels}
    for level in made.levels:  # an archive of the same bundle knows levels as well
        if level.fact not in facts or level.as_of >= facts[level.fact].as_of:
            facts[level.fact] = level
    own = Share(
        user,
        (*made.batches, *mine.batches),
        tuple(facts.values()),
        (*mine.readings, *made.readings),
    )
    others = [Share(m, one.batches, one.levels, one.readings) for m, one in by_member.items()]
    return own, tuple(others)


def note(db: Db, actor: str, others: Sequence[Share], now: datetime) -> None:
    """Write down to whom a coach admin's report brought something."""
    for share in others:
        audit.write(db, now, actor=actor, action="usage_report", whom=share.user, result="kept")


def _confirm(db: Db, asked: StoredSeat, holder: StoredSeat | None, now: datetime) -> None:
    if holder is not None and holder.user != asked.user:
        seats.drop(db, [holder.id])
        seats.take_back(db, holder.user)
        audit.write(
            db, now, actor=asked.user, action="seat_lost", whom=holder.user, result="forgotten"
        )
    seats.put(
        db, asked.user, asked.kind, asked.value, state=CONFIRMED, asked_by=asked.asked_by, now=now
    )
    members.save_settings(db, asked.user, {"sales_navigator": True})
    audit.write(db, now, actor=asked.user, action="seat_answered", whom=asked.user, result="yes")


def _open(seat: StoredSeat, now: datetime) -> bool:
    return seat.state == ASKED and now - seat.at < QUESTION


def _folded(text: str) -> str:
    return text.strip().casefold()
