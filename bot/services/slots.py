"""When a message is due: wall time where the person is, and the ISO week that it belongs to.

Days are added to dates, never seconds to instants. A wall time that a clock change skips becomes
the next one that exists; one that comes twice is the first.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUARTER = 15
LATE = timedelta(hours=24)
"""A message later than this is skipped with a record."""
ON_TIME = timedelta(minutes=15)
OPENS, CLOSES = time(8), time(18)
"""Working hours, Monday to Friday, in which a late message may still come."""
APART = timedelta(hours=72)
"""Between two digests, after a change of day or zone."""


def round_to_quarter(minute: int) -> int:
    """A minute of the day, rounded to a quarter hour within the day."""
    return min(QUARTER * ((minute + QUARTER // 2) // QUARTER), 24 * 60 - QUARTER)


def instant(day: date, minute: int, zone: str) -> datetime:
    """The UTC instant of a wall time. A skipped one moves on by the length of the gap."""
    local = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone))
    return local.astimezone(UTC)


def slot_of(when: datetime, zone: str) -> str:
    """The ISO week of the local date, like 2026-W48."""
    return when.astimezone(ZoneInfo(zone)).strftime("%G-W%V")


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
    today = now.astimezone(ZoneInfo(zone)).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    while True:
        found = instant(day, minute, zone)
        apart = last is None or found - last >= APART
        if found > now and apart and not taken(slot_of(found, zone)):
            return found
        day += timedelta(days=7)


def following(
    due: datetime, now: datetime, *, weekday: int, minute: int, zone: str, every: int
) -> datetime:
    """The chosen wall time `every` weeks after the week of `due`, and after `now`."""
    local = due.astimezone(ZoneInfo(zone)).date()
    monday = local - timedelta(days=local.weekday())
    weeks = every
    while True:
        found = instant(monday + timedelta(days=7 * weeks + weekday), minute, zone)
        if found > now:
            return found
        weeks += every


def may_go(due: datetime, now: datetime, zone: str) -> bool:
    """Whether a message may go out now: on time, or late but in working hours."""
    if now - due <= ON_TIME:
        return True
    local = now.astimezone(ZoneInfo(zone))
    return local.weekday() < 5 and OPENS <= local.time() < CLOSES


def too_late(due: datetime, now: datetime) -> bool:
    """Whether a message has missed its day."""
    return now - due > LATE
