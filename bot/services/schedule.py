"""When a member's weekly note is due next: their choice, their leave, holidays, and silence."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from bot.services.slots import (
    DAY,
    WEEK,
    WorkWeek,
    chosen_day,
    following,
    instant,
    local_day,
    monday_of,
    next_instant,
)
from bot.store import deliveries, holidays, leaves
from bot.store.engine import Db
from bot.store.leaves import Leave
from bot.store.members import Member

KIND = "digest"
"""In the ledger: all that is said to a member unasked, so that it is one message a week."""
DIGESTS = 2
"""Messages in a row without any act, after which the next one says that the note pauses."""
QUESTIONS = 3
"""Times that it is asked afterwards whether to go on."""
QUIET = DIGESTS + 1
"""Unanswered messages from which the note is paused."""
END = QUIET + QUESTIONS
"""Unanswered messages after which nothing more is sent."""
MONTH = 4
"""Weeks between two such questions."""
NO_DAYS: frozenset[date] = frozenset()


class Timed(Protocol):
    """What of a member says when they are written to: of a `Member`, or of what the sweep reads."""

    @property
    def zone(self) -> str:
        """An IANA name."""

    @property
    def digest(self) -> str:
        """unasked, asked, on or off."""

    @property
    def weekday(self) -> int:
        """Of the note; 0 is Monday."""

    @property
    def minute(self) -> int:
        """Of the local day."""

    @property
    def every(self) -> int:
        """Weeks between two notes."""

    @property
    def silent(self) -> int:
        """Messages since they last did anything."""

    @property
    def work_days(self) -> int:
        """A bit for each weekday, Monday is 1."""

    @property
    def opens(self) -> int:
        """Minute of the local day."""

    @property
    def closes(self) -> int:
        """Minute of the local day."""


def work_week(member: Timed, days: frozenset[date]) -> WorkWeek:
    """When a member works, in a workspace with these holidays."""
    return WorkWeek(member.work_days, member.opens, member.closes, days)


def leave_on(found: Collection[Leave], day: date) -> Leave | None:
    """The leave of a day; of several, the one that lasts longest."""
    these = [one for one in found if one.first <= day < one.back]
    return max(these, key=lambda one: one.back, default=None)


def first(db: Db, member: Member, now: datetime, since: date | None = None) -> datetime:
    """The first chosen time after `now` that is free: its week has no message yet, the last one is
    72 hours past, the member is not on leave, and the local day `since` has come."""
    rows = deliveries.of_user(db, member.user, KIND)
    taken = {one.slot for one in rows}
    found = leaves.of(db, member.user)
    return next_instant(
        now,
        weekday=member.weekday,
        minute=member.minute,
        zone=member.zone,
        taken=taken.__contains__,
        last=max((one.due_at for one in rows if one.state != "skipped"), default=None),
        week=work_week(member, holidays.of(db)),
        since=since,
        away=lambda day: leave_on(found, day) is not None,
    )


def paused(db: Db, member: Member, due: datetime) -> bool:
    """Whether a message that was due then is not to go out any more because of a leave, perhaps
    one that began since: it may be as late as the day after."""
    day = local_day(due, member.zone)
    found = leaves.of(db, member.user)
    return any(one.first <= day + DAY and one.back > day for one in found)


def after(
    member: Timed, due: datetime, now: datetime, days: frozenset[date] = NO_DAYS
) -> datetime | None:
    """The time that follows one which was due: weeks on, as the member chose, or a month where
    nobody answers. None for someone who wants no more, or was asked often enough."""
    if member.digest != "on" or member.silent >= END:
        return None
    every = MONTH if member.silent >= QUIET else member.every
    week = (member.work_days, member.opens, member.closes, days)
    return _following(due, now, member.weekday, member.minute, member.zone, every, week)


@lru_cache(maxsize=1024)
def _following(
    due: datetime, now: datetime, weekday: int, minute: int, zone: str, every: int,
    week: tuple[int, int, int, frozenset[date]],
) -> datetime:  # fmt: skip
    """The same for many in one sweep. `week`: what a `WorkWeek` is made of."""
    made = WorkWeek(*week)
    return following(due, now, weekday=weekday, minute=minute, zone=zone, every=every, week=made)


def put_off(
    member: Timed, due: datetime, now: datetime, days: frozenset[date] = NO_DAYS
) -> datetime | None:
    """The later time of a message that is due on a day that has become a holiday since; None where
    it may go out as planned.

    The rest of its week where that has a working day, else a later week.
    """
    planned = local_day(due, member.zone)
    if planned not in days:
        return None
    week = work_week(member, days)
    same = chosen_day(monday_of(planned), planned.weekday(), week)
    moved = instant(same, member.minute, member.zone) if same else due
    if moved > now:
        return moved
    return next_instant(
        now,
        weekday=member.weekday,
        minute=member.minute,
        zone=member.zone,
        week=week,
        since=monday_of(planned) + WEEK,
    )
