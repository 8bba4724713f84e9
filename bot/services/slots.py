"""When a message is due: wall time where the person is, and the ISO week that it belongs to.

Days are added to dates, never seconds to instants. A wall time that a clock change skips becomes
the next minute that exists; one that comes twice is the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

QUARTER = 15
LATE = timedelta(hours=24)
"""A message later than this is skipped with a record."""
ON_TIME = timedelta(minutes=15)
"""So much later than the chosen minute a message still counts as on time."""
APART = timedelta(hours=72)
"""Between two digests, after a change of day or zone."""
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """When somebody works, and may be sent a message that is late. `days`: a bit for each weekday,
    Monday is 1; `opens` and `closes`: minutes of the local day; `holidays`: days of nobody's."""

    days: int = 31
    opens: int = 480
    closes: int = 1080
    holidays: frozenset[date] = frozenset()

    def has(self, day: date) -> bool:
        """Whether a day is one to work on."""
        return bool(self.days >> day.weekday() & 1) and day not in self.holidays


OFFICE = WorkWeek()
"""Monday to Friday, 08:00 to 18:00: what holds until somebody says otherwise."""


class Timing(StrEnum):
    """What is to be done now with a message that is due."""

    NOW = "now"
    LATER = "later"
    STALE = "stale"


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; UTC for one that this machine's zone data lacks."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def round_to_quarter(minute: int) -> int:
    """A minute of the day, rounded to a quarter hour within the day."""
    return min(QUARTER * ((minute + QUARTER // 2) // QUARTER), 24 * 60 - QUARTER)


def instant(day: date, minute: int, zone: str) -> datetime:
    """The UTC instant of a wall time. One that is skipped is the first minute after the gap."""
    wall = datetime.combine(day, time(minute // 60, minute % 60))
    where = zone_of(zone)
    while True:
        found = wall.replace(tzinfo=where).astimezone(UTC)
        if found.astimezone(where).replace(tzinfo=None) == wall:
            return found
        wall += MINUTE


def local_day(when: datetime, zone: str) -> date:
    """The calendar day of an instant in a zone."""
    return when.astimezone(zone_of(zone)).date()


def slot_of(when: datetime, zone: str) -> str:
    """The ISO week of the local date, like 2026-W48."""
    return week_of(local_day(when, zone))


def week_of(day: date) -> str:
    """The ISO week of a date, like 2026-W48."""
    return day.strftime("%G-W%V")


def monday_of(day: date) -> date:
    """The first day of a date's ISO week."""
    return day - DAY * day.weekday()


def chosen_day(monday: date, weekday: int, week: WorkWeek) -> date | None:
    """The day of one ISO week on which a message goes out: the chosen one, whether it is worked on
    or not; where that is a holiday, the next working day of the same week, or None."""
    day = monday + DAY * weekday
    if day not in week.holidays:
        return day
    rest = (day + DAY * more for more in range(1, 7 - weekday))
    return next((one for one in rest if week.has(one)), None)


def next_instant(
    now: datetime,
    *,
    weekday: int,
    minute: int,
    zone: str,
    taken: Callable[[str], bool] = lambda _slot: False,
    last: datetime | None = None,
    week: WorkWeek = OFFICE,
    since: date | None = None,
    away: Callable[[date], bool] = lambda _day: False,
) -> datetime:
    """The first chosen wall time after `now`, on the local day `since` or later and not on one
    that they are `away`, whose week is not `taken` and that is at least 72 hours after the `last`
    message."""
    today = local_day(now, zone)
    first = max(today, since) if since else today
    monday = monday_of(first)
    while True:
        day = chosen_day(monday, weekday, week)
        if day is not None and day >= first and not away(day):
            found = instant(day, minute, zone)
            apart = last is None or found - last >= APART
            if found > now and apart and not taken(slot_of(found, zone)):
                return found
        monday += WEEK


def following(
    due: datetime,
    now: datetime,
    *,
    weekday: int,
    minute: int,
    zone: str,
    every: int,
    week: WorkWeek = OFFICE,
) -> datetime:
    """The chosen wall time `every` weeks after the week of `due`, or a multiple of that: the first
    that is not more than a day past. After a long silence the heap of old ones is left out, and the
    one that can still be sent is not. A week that is all holidays gives way to the next."""
    monday = monday_of(local_day(due, zone))
    while True:
        monday += WEEK * every
        while (day := chosen_day(monday, weekday, week)) is None:
            monday += WEEK
        found = instant(day, minute, zone)
        if found > due and now - found <= LATE:
            return found


def timing(due: datetime, now: datetime, zone: str, week: WorkWeek = OFFICE) -> Timing:
    """Whether a message may go out: on time, or late but in working hours and within a day.

    It waits for the next working minute where that comes within the day; else it is stale.
    """
    if now - due > LATE:
        return Timing.STALE
    if now - due <= ON_TIME:
        return Timing.NOW
    opens = working(now, zone, week)
    if opens is not None and opens <= now:
        return Timing.NOW
    return Timing.LATER if opens is not None and opens - due <= LATE else Timing.STALE


AHEAD = 60
"""Days within which a next working minute is looked for."""


def working(now: datetime, zone: str, week: WorkWeek = OFFICE) -> datetime | None:
    """The first working minute that is not before `now`, in UTC; None for someone who has none."""
    local = now.astimezone(zone_of(zone))
    day, minute = local.date(), local.hour * 60 + local.minute
    if week.has(day) and week.opens <= minute < week.closes:
        return now
    if minute >= week.opens:
        day += DAY
    for _ in range(AHEAD):
        if week.has(day):
            return instant(day, week.opens, zone)
        day += DAY
    return None
