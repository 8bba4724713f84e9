"""One's own working week, holidays and leave, as tables: what a note's time becomes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.slots import (
    OFFICE,
    Timing,
    WorkWeek,
    chosen_day,
    following,
    monday_of,
    next_instant,
    slot_of,
    timing,
    working,
)

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
TEHRAN, APIA = "Asia/Tehran", "Pacific/Apia"
SUNDAY_TO_THURSDAY = WorkWeek(days=0b1001111)
EARLY = WorkWeek(opens=6 * 60, closes=12 * 60)
TUESDAY_AND_SATURDAY = WorkWeek(days=0b0100010, opens=600, closes=960)
NEVER = WorkWeek(days=0)
CHRISTMAS = frozenset(date(2026, 12, day) for day in (24, 25, 26))


def local(zone: str, text: str) -> datetime:
    """A wall time in a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "due", "now", "week", "expected"),
    [
        # Late by a minute, in the day, overnight, over a weekend.
        (BERLIN, "2026-11-23T09:00", "2026-11-23T09:01", OFFICE, Timing.NOW),
        (NEW_YORK, "2026-11-23T09:00", "2026-11-23T17:59", OFFICE, Timing.NOW),
        (NEW_YORK, "2026-11-23T09:00", "2026-11-23T18:00", OFFICE, Timing.LATER),
        (TEHRAN, "2026-11-23T17:45", "2026-11-24T07:59", OFFICE, Timing.LATER),
        (TEHRAN, "2026-11-23T17:45", "2026-11-24T08:00", OFFICE, Timing.NOW),
        (BERLIN, "2026-11-27T17:45", "2026-11-28T09:00", OFFICE, Timing.STALE),
        (BERLIN, "2026-11-27T09:00", "2026-11-27T17:00", OFFICE, Timing.NOW),
        # A chosen Saturday at seven is sent then, and is late only a quarter of an hour after.
        (BERLIN, "2026-11-28T07:00", "2026-11-28T07:00", OFFICE, Timing.NOW),
        (BERLIN, "2026-11-28T07:00", "2026-11-28T07:15", OFFICE, Timing.NOW),
        (BERLIN, "2026-11-28T07:00", "2026-11-28T07:16", OFFICE, Timing.STALE),
        (BERLIN, "2026-11-28T07:00", "2026-11-28T12:00", TUESDAY_AND_SATURDAY, Timing.NOW),
        # Days and hours of one's own.
        (TEHRAN, "2026-11-20T21:00", "2026-11-22T09:00", SUNDAY_TO_THURSDAY, Timing.STALE),
        (TEHRAN, "2026-11-21T21:00", "2026-11-21T22:00", SUNDAY_TO_THURSDAY, Timing.LATER),
        (TEHRAN, "2026-11-21T21:00", "2026-11-22T08:00", SUNDAY_TO_THURSDAY, Timing.NOW),
        (BERLIN, "2026-11-23T09:00", "2026-11-23T13:00", EARLY, Timing.LATER),
        (BERLIN, "2026-11-23T09:00", "2026-11-24T06:00", EARLY, Timing.NOW),
        (BERLIN, "2026-11-23T09:00", "2026-11-23T13:00", NEVER, Timing.STALE),
        (BERLIN, "2026-11-23T09:00", "2026-11-23T09:10", NEVER, Timing.NOW),
        # Never late on a holiday.
        (BERLIN, "2026-12-23T20:00", "2026-12-24T10:00", WorkWeek(holidays=CHRISTMAS), Timing.STALE),
        (BERLIN, "2026-12-23T20:00", "2026-12-24T10:00", OFFICE, Timing.NOW),
        # Clocks go forward (an hour is missing) and back (an hour comes twice) in the night.
        (BERLIN, "2026-03-28T20:00", "2026-03-29T12:00", WorkWeek(days=0b1111111), Timing.NOW),
        (BERLIN, "2026-10-24T09:00", "2026-10-25T08:00", WorkWeek(days=0b1111111), Timing.NOW),
        (BERLIN, "2026-10-24T09:00", "2026-10-25T08:01", WorkWeek(days=0b1111111), Timing.STALE),
        (BERLIN, "2026-03-28T09:00", "2026-03-29T10:00", WorkWeek(days=0b1111111), Timing.NOW),
        (BERLIN, "2026-03-28T09:00", "2026-03-29T10:01", WorkWeek(days=0b1111111), Timing.STALE),
        (LORD_HOWE, "2026-10-03T20:00", "2026-10-04T08:00", WorkWeek(days=0b1111111), Timing.NOW),
    ],
)  # fmt: skip
def test_what_is_done_with_a_late_message_in_somebodys_own_week(
    zone: str, due: str, now: str, week: WorkWeek, expected: Timing
) -> None:
    assert timing(local(zone, due).astimezone(UTC), local(zone, now), zone, week) is expected


@pytest.mark.parametrize(
    ("zone", "now", "week", "opens"),
    [
        (BERLIN, "2026-11-27T18:00", OFFICE, "2026-11-30T08:00"),
        (BERLIN, "2026-11-28T07:00", TUESDAY_AND_SATURDAY, "2026-11-28T10:00"),
        (BERLIN, "2026-11-28T16:00", TUESDAY_AND_SATURDAY, "2026-12-01T10:00"),
        (BERLIN, "2026-12-23T18:30", WorkWeek(holidays=CHRISTMAS), "2026-12-28T08:00"),
        (BERLIN, "2026-03-28T23:00", WorkWeek(days=64, opens=150, closes=240), "2026-03-29T03:00"),
        (APIA, "2026-11-20T23:30", SUNDAY_TO_THURSDAY, "2026-11-22T08:00"),
    ],
)
def test_the_next_working_minute(zone: str, now: str, week: WorkWeek, opens: str) -> None:
    assert working(local(zone, now), zone, week) == local(zone, opens)


def test_who_never_works_has_no_working_minute() -> None:
    assert working(local(BERLIN, "2026-11-23T09:00"), BERLIN, NEVER) is None


@pytest.mark.parametrize(
    ("weekday", "holidays", "week", "day"),
    [
        (0, (), OFFICE, "2026-12-21"),
        (0, ("2026-12-21",), OFFICE, "2026-12-22"),
        (0, ("2026-12-21", "2026-12-22", "2026-12-23"), OFFICE, "2026-12-24"),
        (3, ("2026-12-24",), OFFICE, "2026-12-25"),
        (4, ("2026-12-25",), OFFICE, None),
        (0, ("2026-12-21",), SUNDAY_TO_THURSDAY, "2026-12-22"),
        (4, ("2026-12-25",), SUNDAY_TO_THURSDAY, "2026-12-27"),
        (5, (), OFFICE, "2026-12-26"),
        (5, ("2026-12-26",), OFFICE, None),
        (6, ("2026-12-27",), WorkWeek(days=127), None),
    ],
)
def test_a_holiday_gives_way_to_the_next_working_day_of_its_week(
    weekday: int, holidays: tuple[str, ...], week: WorkWeek, day: str | None
) -> None:
    free = WorkWeek(
        week.days, week.opens, week.closes, frozenset(map(date.fromisoformat, holidays))
    )
    expected = date.fromisoformat(day) if day else None
    assert chosen_day(date(2026, 12, 21), weekday, free) == expected


def test_a_week_without_a_working_day_left_is_skipped() -> None:
    week = WorkWeek(holidays=frozenset(date(2026, 12, day) for day in range(21, 26)))
    choice = {"weekday": 0, "minute": 540, "zone": BERLIN, "week": week}
    found = next_instant(local(BERLIN, "2026-12-20T12:00"), **choice)  # type: ignore[arg-type]
    assert found == local(BERLIN, "2026-12-28T09:00")
    before = local(BERLIN, "2026-12-14T09:00").astimezone(UTC)
    assert following(before, before, every=1, **choice) == found  # type: ignore[arg-type]


def test_a_moved_note_comes_back_to_its_own_day() -> None:
    week = WorkWeek(holidays=frozenset({date(2026, 12, 21)}))
    choice = {"weekday": 0, "minute": 540, "zone": BERLIN, "every": 1, "week": week}
    moved = local(BERLIN, "2026-12-22T09:00").astimezone(UTC)
    assert following(moved, moved, **choice) == local(BERLIN, "2026-12-28T09:00")  # type: ignore[arg-type]


ZONES = (BERLIN, NEW_YORK, LORD_HOWE, TEHRAN, APIA, "Asia/Kathmandu", "Africa/Casablanca")


@given(
    zone=st.sampled_from(ZONES),
    weekday=st.integers(0, 6),
    quarter=st.integers(0, 95),
    days=st.integers(1, 127),
    start=st.integers(0, 700),
    free=st.sets(st.integers(0, 120), max_size=60),
)
def test_no_week_has_two_notes_and_none_is_due_on_a_holiday(
    zone: str, weekday: int, quarter: int, days: int, start: int, free: set[int]
) -> None:
    first = date(2026, 1, 1) + timedelta(days=start)
    week = WorkWeek(days=days, holidays=frozenset(first + timedelta(days=one) for one in free))
    choice = {"weekday": weekday, "minute": 15 * quarter, "zone": zone, "week": week}
    due = next_instant(datetime(first.year, first.month, first.day, tzinfo=UTC), **choice)  # type: ignore[arg-type]
    found = []
    for _ in range(16):
        found.append(due)
        due = following(due, due, every=1, **choice)  # type: ignore[arg-type]
    slots = [slot_of(one, zone) for one in found]
    assert len(set(slots)) == len(slots)
    for one in found:
        day = one.astimezone(ZoneInfo(zone)).date()
        assert day not in week.holidays
        own = monday_of(day) + timedelta(days=weekday)
        assert day == own or (own in week.holidays and week.has(day))
    missing = {
        monday
        for at in range((found[-1] - found[0]).days // 7)
        if (monday := monday_of(found[0].astimezone(ZoneInfo(zone)).date()) + timedelta(weeks=at))
        .strftime("%G-W%V") not in slots
    }  # fmt: skip
    assert all(chosen_day(monday, weekday, week) is None for monday in missing)
