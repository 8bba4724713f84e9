"""One rep over a quarter, by the injected clock: leave, travel, clocks that change, stop, return,
silence. Through the real store, the real ledger and the sandbox's Slack."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.services import (
    arrivals,
    digest,
    leave,
    plan,
    schedule,
    settings,
    silence,
    standings,
)
from bot.services.people import Profile
from bot.store import boards, holidays, leaves, members
from bot.store.members import Member
from sandbox import seed
from sandbox.seed import ANA, BEN
from sandbox.server import Sandbox
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from tests.delivery.office import FRIDAY, MONDAY, Office, posts

TEAM = seed.TEAM
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
PAUSES, STILL = "so I pause", "Still here?"


def stored(office: Office, user: str = ANA) -> Member:
    with office.store.begin(TEAM, write=False) as db:
        found = members.get(db, user)
    assert found is not None
    return found


def until(office: Office, box: Sandbox, end: datetime) -> None:
    """Live on until a day: whatever is due is swept in its minute and sent."""
    while True:
        due = stored(office).next_digest_at
        if due is None or due > end:
            break
        at = max(due, office.now)
        box.clock.__init__(at)  # type: ignore[misc]  # everybody else holds this very clock
        office.week(at)
    office.now = max(office.now, end)


def kinds(box: Sandbox) -> list[str]:
    """What each message was: digest, pause or question."""
    said = [str(one["text"]) for one in posts(box)]
    return ["pause" if PAUSES in one else "still" if STILL in one else "digest" for one in said]


def days(box: Sandbox) -> list[str]:
    """The local days and times at which messages came."""
    times = [datetime.fromtimestamp(float(one["ts"]), BERLIN) for one in posts(box)]
    return [f"{one:%a %d %b %H:%M}" for one in times]


def moves_to(office: Office, zone: str) -> None:
    arrivals.changed(office.store, TEAM, ANA, Profile("Ana Costa", zone), office.now)


def free(office: Office, *given: date) -> None:
    with office.store.begin(TEAM) as db:
        holidays.replace(db, date(2026, 1, 1), given)


def away(office: Office, back: date) -> leave.Paused:
    made = leave.pause(office.store, TEAM, ANA, back, office.now)
    assert isinstance(made, leave.Paused)
    return made


def one_a_week(office: Office) -> None:
    slots = Counter(row.slot for row in office.rows(ANA))
    assert set(slots.values()) <= {1}


def test_who_never_reacts_gets_two_digests_a_pause_three_questions_and_then_nothing(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY + 60 * WEEK)
    assert kinds(box) == ["digest", "digest", "pause", "still", "still", "still"]
    assert days(box) == [
        "Mon 23 Nov 09:00", "Mon 30 Nov 09:00", "Mon 07 Dec 09:00",
        "Mon 04 Jan 09:00", "Mon 01 Feb 09:00", "Mon 01 Mar 09:00",
    ]  # fmt: skip
    asked = [str(one["text"]) for one in posts(box)[3:]]
    assert ["twice more" in asked[0], "once more" in asked[1], "won't ask" in asked[2]] == [
        True
    ] * 3
    assert stored(office).next_digest_at is None
    assert stored(office).digest == "on", "the yes of that day still stands"
    one_a_week(office)


@pytest.mark.parametrize("unanswered", range(1, 7))
def test_one_tap_at_any_point_brings_the_next_digest(
    box: Sandbox, office: Office, unanswered: int
) -> None:
    office.opt_in(ANA)
    while len(posts(box)) < unanswered:
        until(office, box, office.now + WEEK)
    office.now += DAY
    member, resumed = silence.heard(office.store, TEAM, ANA, office.now)
    assert resumed == (unanswered >= schedule.QUIET)
    assert member.silent == 0
    due = member.next_digest_at
    assert due is not None
    assert due - office.now < WEEK
    before = len(posts(box))
    until(office, box, due)
    assert kinds(box)[before:] == ["digest"]
    one_a_week(office)


def test_an_act_between_entering_and_sending_makes_the_question_a_digest(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY + 2 * WEEK)
    question = stored(office).next_digest_at
    assert question is not None
    office.sweep(question)
    office.act(ANA)
    office.until_quiet()
    assert kinds(box) == ["digest", "digest", "pause", "digest"]
    assert stored(office).next_digest_at == question + WEEK


def test_silence_counts_what_was_sent_and_not_what_was_skipped(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    for weeks in range(3):
        office.week(MONDAY + weeks * WEEK + timedelta(hours=25))
    assert stored(office).silent == 0
    assert {row.reason for row in office.rows(ANA)} == {"stale"}
    assert posts(box) == []


def test_every_second_week_goes_quiet_after_two_as_well(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA, every=2)
    until(office, box, MONDAY + 40 * WEEK)
    assert kinds(box) == ["digest", "digest", "pause", "still", "still", "still"]
    assert days(box)[1:4] == ["Mon 07 Dec 09:00", "Mon 21 Dec 09:00", "Mon 18 Jan 09:00"]


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
    assert all(b - a >= 72 * 3600 for a, b in zip(times, times[1:], strict=False))


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


def test_a_stop_ends_it_and_a_return_begins_with_the_next_chosen_day(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY)
    office.act(ANA)
    office.opt_out(ANA)
    until(office, box, MONDAY + 5 * WEEK)
    assert len(posts(box)) == 1
    office.opt_in(ANA)
    until(office, box, MONDAY + 7 * WEEK)
    assert len(posts(box)) == 3
    with office.store.begin(TEAM, write=False) as db:
        kept = [(what, how) for what, how, _ in members.consents(db, ANA)]
    assert kept == [("digest on", "test"), ("digest off", "test"), ("digest on", "test")]


def test_a_stop_in_the_silence_is_no_question_more(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    until(office, box, MONDAY + 2 * WEEK)
    question = stored(office).next_digest_at
    assert question is not None
    office.sweep(question)
    office.act(ANA)
    office.opt_out(ANA)
    office.until_quiet()
    assert kinds(box) == ["digest", "digest", "pause"]


def test_holidays_move_the_note_within_its_week_and_skip_a_week_that_is_none(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    christmas = [date(2026, 12, day) for day in range(21, 26)]
    free(office, date(2026, 11, 30), *christmas)
    office.opt_in(ANA)
    for _ in range(4):
        due = stored(office).next_digest_at
        assert due is not None
        until(office, box, due)
        office.act(ANA)
    assert days(box) == [
        "Mon 23 Nov 09:00", "Tue 01 Dec 09:00", "Mon 07 Dec 09:00", "Mon 14 Dec 09:00"
    ]  # fmt: skip
    assert stored(office).next_digest_at == datetime(2026, 12, 28, 8, 0, tzinfo=UTC)


def test_a_holiday_that_is_named_after_the_note_was_planned_still_moves_it(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    free(office, date(2026, 11, 23))
    office.week(MONDAY)
    assert posts(box) == []
    until(office, box, MONDAY + DAY)
    assert days(box) == ["Tue 24 Nov 09:00"]
    assert [row.slot for row in office.rows(ANA)] == ["2026-W48"]


def test_a_late_note_is_never_sent_on_a_holiday(box: Sandbox, office: Office) -> None:
    free(office, date(2026, 11, 24))
    office.opt_in(ANA, minute=17 * 60 + 45)
    office.sweep(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    office.once()
    office.week(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert [(row.state, row.reason) for row in office.rows(ANA)] == [("skipped", "stale")]


def test_a_late_note_waits_for_hours_of_ones_own(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    chosen = choices(stored(office), opens=13 * 60, closes=15 * 60)
    settings.save(office.store, TEAM, ANA, chosen, office.now)
    office.sweep(MONDAY + timedelta(hours=1))
    office.once()
    assert posts(box) == []
    office.week(MONDAY + timedelta(hours=4))
    assert len(posts(box)) == 1


def choices(member: Member, **changed: Any) -> settings.Choices:
    """What the form holds, with some of it changed."""
    names = ("weekday", "minute", "every", *settings.OWN)
    held = {name: getattr(member, name) for name in names}
    return settings.Choices(**{"on": member.digest == "on", **held, **changed})


def test_settings_keep_a_consent_for_the_note_and_none_for_the_rest(office: Office) -> None:
    office.opt_in(ANA)
    store, now = office.store, office.now
    unchanged = settings.save(store, TEAM, ANA, choices(stored(office)), now)
    assert unchanged.changed == frozenset()
    hours = settings.save(store, TEAM, ANA, choices(stored(office), minutes=30), now)
    assert hours.changed == {"minutes"}
    moved = settings.save(store, TEAM, ANA, choices(stored(office), weekday=3), now)
    assert moved.changed == {"note"}
    assert moved.member.next_digest_at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    stopped = settings.save(store, TEAM, ANA, choices(stored(office), on=False), now)
    assert (stopped.member.digest, stopped.member.next_digest_at) == ("off", None)
    with store.begin(TEAM, write=False) as db:
        kept = members.consents(db, ANA)
    assert [(what, how) for what, how, _ in kept] == [
        ("digest on", "test"), ("digest on", "settings"), ("digest off", "settings")
    ]  # fmt: skip
    assert {at for _, _, at in kept} == {now}


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


def eligible(office: Office, posted: date) -> int:
    """How many stand on the board of a day."""
    with office.store.begin(TEAM, write=False) as db:
        board = boards.get(db, seed.CHANNEL)
        assert board is not None
        return standings.of(db, board, posted - DAY, 1).eligible
