"""Leave: no message, no line on a board, and a return that nobody has to remember."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.services import schedule
from bot.services.slots import local_day
from bot.store import leaves, members
from bot.store.engine import Db, Store
from bot.store.leaves import Leave
from bot.store.members import Member

MOST = timedelta(weeks=26)
"""The longest leave, from today."""


class Refusal(StrEnum):
    """Why a leave was not kept."""

    PAST = "past"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Away:
    """A member with the leave that they are on, and today where they are."""

    member: Member
    leave: Leave | None
    today: date


@dataclass(frozen=True, slots=True)
class Paused:
    """A leave that was kept, and what an undo brings back: the day on which a running one was to
    end, and when the next note was due; neither for the same leave asked for twice."""

    member: Member
    leave: Leave
    today: date
    ended: date | None
    due: datetime | None


def state(store: Store, team: str, user: str, now: datetime) -> Away:
    """Whether somebody is away."""
    with store.begin(team, write=False) as db:
        return _state(db, user, now)


def pause(store: Store, team: str, user: str, back: date, now: datetime) -> Paused | Refusal:
    """Be away from today, back on the day `back`; a leave that runs gets this end."""
    with store.begin(team) as db:
        known = _state(db, user, now)
        if back <= known.today:
            return Refusal.PAST
        if back > known.today + MOST:
            return Refusal.TOO_LONG
        ran, before = known.leave, known.member
        if ran and ran.back == back:
            return Paused(before, ran, known.today, None, None)
        kept = leaves.end(db, user, ran.id, back) if ran else None
        kept = kept or leaves.begin(db, user, known.today, back, now)
        due = before.next_digest_at
        if ran or (due and local_day(due, before.zone) < back):
            after = _again(db, before, now)
        else:
            after = before
        return Paused(after, kept, known.today, ran.back if ran else None, due)


def end(store: Store, team: str, user: str, now: datetime) -> Member | None:
    """Be back today; None for somebody who is not away."""
    with store.begin(team) as db:
        known = _state(db, user, now)
        if known.leave is None:
            return None
        for one in leaves.of(db, user):
            if one.first <= known.today < one.back:
                leaves.end(db, user, one.id, known.today)
        return _again(db, known.member, now)


def undo(
    store: Store,
    team: str,
    user: str,
    id: str,
    ended: date | None,
    due: datetime | None,
    now: datetime,
) -> Away | None:
    """Take a pause back: the end that the leave had, or none of it; one that began on an earlier
    day ends today, since the days gone by were free. None where it is over or was undone."""
    with store.begin(team) as db:
        known = _state(db, user, now)
        if known.leave is None or known.leave.id != id or known.leave.back == ended:
            return None
        longest = known.today + MOST
        back = ended if ended and known.today < ended <= longest else known.today
        leaves.end(db, user, id, back)
        if due and due > now and known.member.digest == "on":
            member = members.schedule(db, user, due)
        else:
            member = _again(db, known.member, now)
        return Away(member, _state(db, user, now).leave, known.today)


def _state(db: Db, user: str, now: datetime) -> Away:
    member = members.required(db, user)
    today = local_day(now, member.zone)
    return Away(member, schedule.leave_on(leaves.of(db, user), today), today)


def _again(db: Db, member: Member, now: datetime) -> Member:
    """The next note, worked out anew for somebody who wants it."""
    if member.digest != "on":
        return member
    return members.schedule(db, member.user, schedule.first(db, member, now))
