"""When a message is due: wall time where the person is, and the ISO week that it belongs to.

Days are added to dates, never seconds to instants. A wall time that a clock change skips becomes
the next minute that exists; one that comes twice is the first.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

QUARTER = 15
LATE = timedelta(hours=24)
"""A message later than this is skipped with a record."""
ON_TIME = timedelta(minutes=15)
"""So much later than the chosen minute a message still counts as on time."""
OPENS, CLOSES = time(8), time(18)
"""Working hours, Monday to Friday, in which a late message may still come."""
APART = timedelta(hours=72)
"""Between two digests, after a change of day or zone."""
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)


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


def slot_of(when: datetime, zone: str) -> str:
    """The ISO week of the local date, like 2026-W48."""
    return week_of(when.astimezone(zone_of(zone)).date())


def week_of(day: date) -> str:
    """The ISO week of a date, like 2026-W48."""
    return day.strftime("%G-W%V")


def next_instant(
    now: datetime,
    *,
    weekday: int,
    minute: int,
    zone: str,
    taken: Callable[[str], bool] = lambda _slot: False,
    last: datetime | None = None,
) -> datetime:
    """The first chosen wall time after `now` whose week is not `taken` and that is at least 72
    hours after the `last` message."""
    today = now.astimezone(zone_of(zone)).date()
    day = today + DAY * ((weekday - today.weekday()) % 7)
    while True:
        found = instant(day, minute, zone)
        apart = last is None or found - last >= APART
        if found > now and apart and not taken(slot_of(found, zone)):
            return found
        day += WEEK


def following(
    due: datetime, now: datetime, *, weekday: int, minute: int, zone: str, every: int
) -> datetime:
    """The chosen wall time `every` weeks after the week of `due`, or a multiple of that: the first
    that is not more than a day past. After a long silence the heap of old ones is left out, and the
    one that can still be sent is not."""
    local = due.astimezone(zone_of(zone)).date()
    day = local - DAY * local.weekday() + DAY * weekday
    while True:
        day += WEEK * every
        found = instant(day, minute, zone)
        if found > due and now - found <= LATE:
            return found


def timing(due: datetime, now: datetime, zone: str) -> Timing:
    """Whether a message may go out: on time, or late but in working hours and within a day.

    It waits for the next working hour where that comes within the day; else it is stale.
    """
    if now - due > LATE:
        return Timing.STALE
    if now - due <= ON_TIME:
        return Timing.NOW
    opens = working(now, zone)
    if opens <= now:
        return Timing.NOW
    return Timing.LATER if opens - due <= LATE else Timing.STALE


def working(now: datetime, zone: str) -> datetime:
    """The first working minute that is not before `now`, in UTC."""
    local = now.astimezone(zone_of(zone))
    day = local.date()
    if day.weekday() < 5 and OPENS <= local.time() < CLOSES:
        return now
    if local.time() >= OPENS:
        day += DAY
    while day.weekday() > 4:
        day += DAY
    return instant(day, OPENS.hour * 60, zone)
