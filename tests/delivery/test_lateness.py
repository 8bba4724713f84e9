"""A late digest waits for the next working hour within a day, else it is skipped with a record."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.slots import Timing, timing
from sandbox import seed
from sandbox.seed import ANA
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, later, posts

BERLIN = "Europe/Berlin"


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday, Berlin is an hour ahead."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        (utc(23, 8), utc(23, 8), Timing.NOW),
        (utc(23, 8), utc(23, 11), Timing.NOW),  # three hours late, at noon
        (utc(23, 8), utc(23, 20), Timing.LATER),  # in the evening: tomorrow at eight
        (utc(23, 8), utc(24, 7), Timing.NOW),  # tomorrow at eight
        (utc(23, 8), utc(24, 8, 1), Timing.STALE),
        (utc(28, 6), utc(28, 6), Timing.NOW),  # a Saturday at seven, because it was chosen
        (utc(28, 6), utc(28, 6, 14), Timing.NOW),
        (utc(28, 6), utc(28, 9), Timing.STALE),  # no working hour before Monday
        (utc(27, 17), utc(27, 19), Timing.STALE),  # late on a Friday
        (utc(23, 22), utc(24, 2), Timing.LATER),  # chosen at night, late by four hours
        (utc(29, 8), utc(29, 20), Timing.LATER),  # a Sunday: Monday at eight is within the day
        (utc(23, 8), utc(30, 8), Timing.STALE),
    ],
)
def test_what_is_done_with_a_late_message(due: datetime, now: datetime, expected: Timing) -> None:
    assert timing(due, now, BERLIN) is expected


def test_a_digest_later_than_a_day_is_skipped_with_a_record(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.week(later(hours=25))
    assert posts(box) == []
    row = office.row(ANA)
    assert (row.state, row.reason, row.slot) == ("skipped", "stale", "2026-W48")


def test_a_digest_that_is_late_at_night_comes_in_the_morning(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA, minute=17 * 60)
    office.sweep(MONDAY.replace(hour=22))
    for _ in range(3):
        office.once()
    row = office.row(ANA)
    assert (posts(box), row.state, row.attempt) == ([], "pending", 0)
    office.week(MONDAY + timedelta(hours=23))
    assert len(posts(box)) == 1


def test_after_eight_days_of_silence_there_is_no_heap(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.week(later(days=8, hours=2))
    assert [(row.slot, row.state) for row in office.rows(ANA)] == [("2026-W48", "skipped")]
    assert posts(box) == []
    office.week(later(days=14))
    assert [(row.slot, row.state) for row in office.rows(ANA)] == [
        ("2026-W48", "skipped"),
        ("2026-W50", "sent"),
    ]


def test_the_newest_of_several_missed_weeks_still_comes(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    office.week(later(days=14, hours=1))
    assert [(row.slot, row.state) for row in office.rows(ANA)] == [
        ("2026-W48", "skipped"),
        ("2026-W50", "sent"),
    ]
    assert len(posts(box)) == 1


def test_a_board_waits_for_the_morning_of_its_zone(box: Sandbox, office: Office) -> None:
    people = (ANA, seed.BEN, seed.CHI)
    office.set_up_board(*people, mode="off")
    office.set_up_board(*people, minute=17 * 60)
    office.sweep(MONDAY.replace(hour=22))
    office.once()
    assert [row.state for row in office.rows(seed.CHANNEL)] == ["pending"]
