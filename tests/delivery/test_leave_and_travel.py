"""Leave with a return by itself, and zones that change, through the real ledger."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services import (
    digest,
    leave,
    plan,
)
from bot.store import boards, leaves
from sandbox import seed
from sandbox.seed import ANA, BEN
from sandbox.server import Sandbox
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from tests.delivery.office import FRIDAY, MONDAY, Office, posts
from tests.delivery.rep import (
    BERLIN,
    DAY,
    TEAM,
    WEEK,
    away,
    days,
    eligible,
    kinds,
    moves_to,
    one_a_week,
    stored,
    until,
)


def test_a_leave_holds_everything_and_the_note_is_back_on_the_day_of_return(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY)
    office.now = MONDAY + DAY
    office.act(ANA)
    made = away(office, date(2026, 12, 14))
    assert made.member.next_digest_at == datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
    until(office, box, MONDAY + 4 * WEEK)
    assert days(box) == ["Mon 23 Nov 09:00", "Mon 14 Dec 09:00", "Mon 21 Dec 09:00"]
    assert {row.slot for row in office.rows(ANA)} == {"2026-W48", "2026-W51", "2026-W52"}


def test_a_return_in_the_middle_of_a_week_waits_for_the_next_chosen_day(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    made = away(office, date(2026, 12, 2))
    assert made.member.next_digest_at == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)


def test_a_note_that_was_entered_before_a_leave_is_skipped_with_a_record(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    office.sweep(MONDAY)
    away(office, date(2026, 12, 7))
    office.until_quiet()
    assert posts(box) == []
    assert [(row.state, row.reason) for row in office.rows(ANA)] == [("skipped", "paused")]
    assert stored(office).next_digest_at == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)


def test_a_late_note_of_yesterday_is_not_sent_into_a_leave_that_began_today(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA, minute=17 * 60 + 45)
    office.sweep(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    office.now = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    away(office, date(2026, 12, 1))
    office.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    office.until_quiet()
    assert [(row.state, row.reason) for row in office.rows(ANA)] == [("skipped", "paused")]


def test_a_leave_is_changed_ended_and_undone(office: Office) -> None:
    office.opt_in(ANA, every=4)
    planned = stored(office).next_digest_at
    first = away(office, date(2026, 12, 4))
    longer = away(office, date(2026, 12, 18))
    assert first.leave.id == longer.leave.id
    assert longer.ended == date(2026, 12, 4)
    back = leave.undo(
        office.store, TEAM, ANA, longer.leave.id, longer.ended, longer.due, office.now
    )
    assert back is not None
    assert back.leave == first.leave
    gone = leave.undo(office.store, TEAM, ANA, first.leave.id, first.ended, first.due, office.now)
    assert gone is not None
    assert (gone.leave, gone.member.next_digest_at) == (None, planned)
    again = leave.undo(office.store, TEAM, ANA, first.leave.id, None, first.due, office.now)
    assert again is None, "a second tap finds nothing"
    with office.store.begin(TEAM, write=False) as db:
        assert leaves.of(db, ANA) == (), "as if it had never been"


def test_a_leave_that_ends_early_keeps_the_days_that_were_free(office: Office) -> None:
    office.opt_in(ANA)
    away(office, date(2027, 1, 4))
    office.now = FRIDAY + 10 * DAY
    member = leave.end(office.store, TEAM, ANA, office.now)
    assert member is not None
    assert member.next_digest_at == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
    with office.store.begin(TEAM, write=False) as db:
        [kept] = leaves.of(db, ANA)
    assert (kept.first, kept.back) == (date(2026, 11, 20), date(2026, 11, 30))
    assert leave.end(office.store, TEAM, ANA, office.now) is None


@pytest.mark.parametrize(
    ("back", "refusal"),
    [
        (date(2026, 11, 20), leave.Refusal.PAST),
        (date(2025, 1, 1), leave.Refusal.PAST),
        (date(2027, 5, 22), leave.Refusal.TOO_LONG),
        (date(9999, 12, 31), leave.Refusal.TOO_LONG),
    ],
)
def test_a_day_that_cannot_be_changes_nothing(
    office: Office, back: date, refusal: leave.Refusal
) -> None:
    office.opt_in(ANA)
    before = stored(office)
    assert leave.pause(office.store, TEAM, ANA, back, office.now) is refusal
    assert stored(office) == before


def test_twenty_six_weeks_are_the_longest_leave(office: Office) -> None:
    office.opt_in(ANA)
    assert away(office, date(2027, 5, 21)).leave.back == date(2027, 5, 21)


def test_travel_keeps_the_wall_time_the_week_and_one_note_a_week(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY)
    office.act(ANA)
    office.now = MONDAY + 3 * DAY
    moves_to(office, "America/New_York")
    assert stored(office).next_digest_at == datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
    until(office, box, MONDAY + WEEK + DAY)
    office.act(ANA)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo", "Europe/Berlin"):
        office.now += timedelta(hours=9)
        moves_to(office, zone)
    until(office, box, MONDAY + 3 * WEEK)
    assert len(posts(box)) == 4
    one_a_week(office)
    times = [float(one["ts"]) for one in posts(box)]
    assert all(b - a >= 72 * 3600 for a, b in itertools.pairwise(times))


def test_a_move_on_sunday_does_not_bring_a_second_note_within_three_days(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA, weekday=6)
    until(office, box, datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
    office.act(ANA)
    digest.choose(office.store, TEAM, ANA, state="on", how="test", now=office.now, weekday=0)
    moves_to(office, "Asia/Tokyo")
    assert stored(office).next_digest_at == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def test_travel_in_every_fourth_week_leaves_the_week_where_it_is(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA, every=4)
    until(office, box, MONDAY)
    office.act(ANA)
    office.now = MONDAY + 2 * DAY
    moves_to(office, "Asia/Tokyo")
    assert stored(office).next_digest_at == datetime(2026, 12, 21, 0, 0, tzinfo=UTC)


def test_a_note_that_is_due_is_not_lost_by_a_move_to_where_its_time_has_passed(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    office.now = MONDAY + timedelta(minutes=5)
    moves_to(office, "Asia/Tokyo")
    office.week(office.now)
    assert [(row.slot, row.state) for row in office.rows(ANA)] == [("2026-W48", "sent")]
    assert stored(office).next_digest_at == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def test_travel_on_leave_and_in_silence_wakes_nothing(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    away(office, date(2026, 12, 14))
    moves_to(office, "Asia/Tokyo")
    assert stored(office).next_digest_at == datetime(2026, 12, 14, 0, 0, tzinfo=UTC)
    until(office, box, MONDAY + 6 * WEEK)
    assert kinds(box) == ["digest", "digest", "pause"]
    question = stored(office).next_digest_at
    moves_to(office, "Europe/Berlin")
    assert question is not None
    assert stored(office).next_digest_at == question + timedelta(hours=8)
    until(office, box, MONDAY + 60 * WEEK)
    assert stored(office).next_digest_at is None
    moves_to(office, "America/New_York")
    assert stored(office).next_digest_at is None


def test_both_changes_of_the_clock_leave_the_note_at_nine(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    seen = set[str]()
    for _ in range(24):
        due = stored(office).next_digest_at
        assert due is not None
        seen.add(f"{due.astimezone(BERLIN):%a %H:%M} {due:%H}")
        until(office, box, due)
        office.act(ANA)
    assert seen == {"Mon 09:00 08", "Mon 09:00 07"}
    one_a_week(office)


def test_who_is_away_has_no_line_on_the_board_and_is_back_after(office: Office) -> None:
    users = (ANA, BEN, seed.CHI, seed.DEV)
    office.set_up_board(*users)
    habit = next(tip.id for tip in TIPS if tip.habit)
    for user in users:
        plan.answer(office.store, TEAM, user, habit, TipEvent.DONE, office.now)
    away(office, date(2026, 12, 7))
    assert eligible(office, date(2026, 12, 6)) == 3
    assert eligible(office, date(2026, 12, 7)) == 4
    with office.store.begin(TEAM, write=False) as db:
        assert ANA in boards.joined(db, seed.CHANNEL), "a pause is no leaving"


def test_the_same_pause_tapped_twice_is_one_and_is_undone_whole(office: Office) -> None:
    office.opt_in(ANA)
    planned = stored(office).next_digest_at
    away(office, date(2026, 12, 4))
    twice = away(office, date(2026, 12, 4))
    back = leave.undo(
        office.store, TEAM, ANA, twice.leave.id, twice.ended, twice.due, office.now
    )  # fmt: skip
    assert back is not None
    assert (back.leave, back.member.next_digest_at) == (None, planned)


def test_an_earlier_leave_stays_as_it_was_when_a_later_one_ends(office: Office) -> None:
    office.opt_in(ANA)
    away(office, date(2026, 11, 25))
    office.now = FRIDAY + 20 * DAY
    away(office, date(2027, 1, 4))
    office.now += 3 * DAY
    leave.end(office.store, TEAM, ANA, office.now)
    with office.store.begin(TEAM, write=False) as db:
        kept = [(one.first, one.back) for one in leaves.of(db, ANA)]
    assert kept == [
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 12, 10), date(2026, 12, 13)),
    ]


def test_an_undone_change_of_a_leave_is_undone_once(office: Office) -> None:
    office.opt_in(ANA)
    away(office, date(2026, 12, 4))
    longer = away(office, date(2026, 12, 18))
    given = (longer.leave.id, longer.ended, longer.due, office.now)
    assert leave.undo(office.store, TEAM, ANA, *given) is not None
    assert leave.undo(office.store, TEAM, ANA, *given) is None
    office.meet(BEN)
    assert leave.undo(office.store, TEAM, BEN, *given) is None, "and by nobody else"
    assert leave.state(office.store, TEAM, ANA, office.now).leave is not None
