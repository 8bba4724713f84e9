"""Two years of weeks in every zone there is: none skipped, none doubled, gaps and folds by rule."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.services.slots import following, instant, next_instant, slot_of

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
START = datetime(2026, 1, 1, tzinfo=UTC)
WEEKS = 105
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
CHOICES = (
    (MONDAY, 9 * 60), (MONDAY, 0), (SATURDAY, 23 * 60 + 45), (SUNDAY, 0), (SUNDAY, 2 * 60 + 30),
    (SUNDAY, 23 * 60 + 45),
)  # fmt: skip
"""The middle of the day, both sides of a week's end, and where most clocks are changed."""


@cache
def weeks_of(day: date) -> tuple[str, ...]:
    return tuple((day + timedelta(weeks=n)).strftime("%G-W%V") for n in range(WEEKS))


@pytest.mark.parametrize(("weekday", "minute"), CHOICES)
def test_two_years_in_every_zone_skip_and_double_no_week(weekday: int, minute: int) -> None:
    wrong = []
    for zone in ZONES:
        where = ZoneInfo(zone)
        due = next_instant(START, weekday=weekday, minute=minute, zone=zone)
        first = due.astimezone(where).date()
        slots = []
        for _ in range(WEEKS):
            slots.append(slot_of(due, zone))
            local = due.astimezone(where)
            shown = (local.weekday(), local.hour * 60 + local.minute)
            if shown != (weekday, minute) and not is_gap_end(due, where):
                wrong.append((zone, local.isoformat()))
            if due.minute % 15 or due.second:
                wrong.append((zone, due.isoformat()))
            due = following(due, due, weekday=weekday, minute=minute, zone=zone, every=1)
        if tuple(slots) != weeks_of(first):
            wrong.append((zone, "weeks"))
    assert wrong == []


@pytest.mark.parametrize("minute", [15 * quarter for quarter in range(0, 16)])
def test_each_change_of_a_clock_in_two_years_keeps_to_the_rules(minute: int) -> None:
    """A wall time in a gap becomes the gap's end; one that comes twice is the first."""
    for zone, day in changes():
        where = ZoneInfo(zone)
        wall = datetime.combine(day, time(minute // 60, minute % 60))
        found = instant(day, minute, zone)
        early = wall.replace(tzinfo=where, fold=0).astimezone(UTC)
        late = wall.replace(tzinfo=where, fold=1).astimezone(UTC)
        if found.astimezone(where).replace(tzinfo=None) == wall:
            assert found == min(early, late), (zone, wall)
        else:
            assert is_gap_end(found, where), (zone, wall)
            assert late <= found <= early, (zone, wall)


def is_gap_end(moment: datetime, where: ZoneInfo) -> bool:
    """Whether wall time was put forward just then."""
    before = (moment - timedelta(minutes=1)).astimezone(where)
    step = moment.astimezone(where).replace(tzinfo=None) - before.replace(tzinfo=None)
    return step > timedelta(minutes=1)


@cache
def changes() -> tuple[tuple[str, date], ...]:
    """Every (zone, local date) of two years on which the offset changes, one zone of each kind."""
    found, kinds = [], set()
    for zone in ZONES:
        where = ZoneInfo(zone)
        offsets = [(START + timedelta(days=n)).astimezone(where).utcoffset() for n in range(735)]
        days = [n for n in range(734) if offsets[n] != offsets[n + 1]]
        kind = tuple((n, offsets[n], offsets[n + 1]) for n in days)
        if kind and kind not in kinds:
            kinds.add(kind)
            local = [(START + timedelta(days=n)).astimezone(where).date() for n in days]
            found += [(zone, day + timedelta(days=extra)) for day in local for extra in (0, 1)]
    return tuple(found)


def test_there_are_hundreds_of_zones_and_dozens_of_changes() -> None:
    assert len(ZONES) > 400
    assert len(changes()) > 50
