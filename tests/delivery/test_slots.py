"""Wall time: one digest in each local ISO week, in every zone, over changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.slots import (
    following,
    instant,
    next_instant,
    round_to_quarter,
    slot_of,
    zone_of,
)

ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham", "America/Sao_Paulo", "Asia/Kolkata",
    "UTC", "Asia/Tehran", "Antarctica/Troll", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Asia/Gaza", "America/Santiago",
)  # fmt: skip
EVERY_ZONE = sorted(available_timezones() - {"localtime", "Factory"})
START = datetime(2026, 1, 1, tzinfo=UTC)


def mondays(zone: str, minute: int, weeks: int = 105) -> list[datetime]:
    """The instants of two years of Mondays, one after the other."""
    now = START
    found = []
    for _ in range(weeks):
        now = next_instant(now, weekday=0, minute=minute, zone=zone)
        found.append(now)
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_two_years_of_mondays_skip_and_double_no_week(zone: str) -> None:
    found = mondays(zone, 9 * 60)
    slots = [slot_of(one, zone) for one in found]
    first = date.fromisocalendar(int(slots[0][:4]), int(slots[0][6:]), 1)
    assert slots == [(first + timedelta(weeks=n)).strftime("%G-W%V") for n in range(105)]
    local = [one.astimezone(ZoneInfo(zone)) for one in found]
    assert {(one.weekday(), one.hour, one.minute) for one in local} == {(0, 9, 0)}


def test_every_zone_has_its_monday_on_a_quarter_hour() -> None:
    for number, zone in enumerate(EVERY_ZONE):
        now = START + timedelta(days=number % 360)
        found = next_instant(now, weekday=0, minute=9 * 60, zone=zone)
        local = found.astimezone(ZoneInfo(zone))
        assert (local.weekday(), local.hour, local.minute) == (0, 9, 0)
        assert timedelta(0) < found - now <= timedelta(days=7, hours=2)
        assert found.minute % 15 == 0
        assert found.second == 0


@given(
    zone=st.sampled_from(EVERY_ZONE),
    weekday=st.integers(0, 6),
    quarter=st.integers(0, 95),
    every=st.sampled_from((1, 2, 4)),
    start=st.integers(0, 2 * 365),
)
def test_no_week_is_skipped_or_doubled(
    zone: str, weekday: int, quarter: int, every: int, start: int
) -> None:
    due = next_instant(
        START + timedelta(days=start), weekday=weekday, minute=15 * quarter, zone=zone
    )
    weeks = []
    for _ in range(60 // every):
        local = due.astimezone(ZoneInfo(zone)).date()
        assert local.weekday() == weekday
        weeks.append(local)
        due = following(due, due, weekday=weekday, minute=15 * quarter, zone=zone, every=every)
    assert {later - earlier for earlier, later in pairwise(weeks)} <= {timedelta(weeks=every)}
    assert len({day.strftime("%G-W%V") for day in weeks}) == len(weeks)


@given(
    zone=st.sampled_from(EVERY_ZONE),
    day=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    quarter=st.integers(0, 95),
)
def test_a_wall_time_that_exists_is_kept_and_a_skipped_one_moves_to_the_end_of_the_gap(
    zone: str, day: date, quarter: int
) -> None:
    where = ZoneInfo(zone)
    wall = datetime.combine(day, time(quarter // 4, 15 * (quarter % 4)))
    found = instant(day, 15 * quarter, zone)
    shown = found.astimezone(where).replace(tzinfo=None)
    assert shown >= wall
    if shown != wall:
        before = (found - timedelta(minutes=1)).astimezone(where).replace(tzinfo=None)
        assert before < wall


def test_a_skipped_half_past_two_is_three_o_clock() -> None:
    found = instant(date(2026, 3, 29), 150, "Europe/Berlin")
    assert found == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_of_two_half_past_twos_it_is_the_first() -> None:
    found = instant(date(2026, 10, 25), 150, "Europe/Berlin")
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_is_the_next_one() -> None:
    found = instant(date(2011, 12, 30), 9 * 60, "Pacific/Apia")
    assert found == datetime(2011, 12, 30, 10, 0, tzinfo=UTC)
    assert found.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("day", "slot"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_the_end_of_the_year_belongs_to_its_iso_week(day: date, slot: str) -> None:
    assert slot_of(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "UTC") == slot


def test_the_slot_is_the_week_where_the_person_is() -> None:
    sunday_evening = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert slot_of(sunday_evening, "Europe/Berlin") == "2026-W47"
    assert slot_of(sunday_evening, "Asia/Tokyo") == "2026-W48"


def test_an_unknown_zone_is_utc() -> None:
    assert zone_of("Mars/Olympus") == ZoneInfo("UTC")
    assert zone_of("../etc/passwd") == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("minute", "rounded"), [(0, 0), (7, 0), (8, 15), (540, 540), (552, 555), (1439, 1425)]
)
def test_times_are_quarter_hours(minute: int, rounded: int) -> None:
    assert round_to_quarter(minute) == rounded


@given(
    now=st.integers(0, 60 * 24 * 40),
    weekday=st.integers(0, 6),
    quarter=st.integers(0, 95),
    zone=st.sampled_from(ZONES),
    last_ago=st.integers(0, 60 * 24 * 10),
)
def test_a_changed_choice_keeps_three_days_and_one_a_week(
    now: int, weekday: int, quarter: int, zone: str, last_ago: int
) -> None:
    at = START + timedelta(minutes=now)
    last = at - timedelta(minutes=last_ago)
    taken = {slot_of(last, zone)}
    found = next_instant(
        at, weekday=weekday, minute=15 * quarter, zone=zone, taken=taken.__contains__, last=last
    )
    assert found > at
    assert found - last >= timedelta(hours=72)
    assert slot_of(found, zone) not in taken
    assert found - at <= timedelta(days=15)


def test_a_change_from_sunday_to_monday_does_not_bring_two_in_a_day() -> None:
    last = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    found = next_instant(
        last + timedelta(hours=1),
        weekday=0,
        minute=540,
        zone="Europe/Berlin",
        taken={"2026-W47"}.__contains__,
        last=last,
    )
    assert found == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def test_a_long_silence_leads_to_the_newest_that_can_still_be_sent() -> None:
    due = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    choice = {"weekday": 0, "minute": 540, "zone": "Europe/Berlin", "every": 1}
    hour_late = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert following(due, hour_late, **choice) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    two_days_late = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    assert following(due, two_days_late, **choice) == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
