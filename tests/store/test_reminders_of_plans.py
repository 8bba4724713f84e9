"""Reminders of plans on both databases: once a week, at the wall time, and only where wanted."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import arrivals, ifthen, ifthen_course, ifthen_cue, plan, restored, sending
from bot.services.people import Profile
from bot.store import deliveries, holidays, leaves, members
from bot.store import ifthen as rows
from bot.store.engine import Store
from scoring.cues import Course, Tally
from scoring.tips.tip import TipEvent
from tests.store.plan_rows import (
    ANA,
    BEN,
    DAY,
    FRIDAY,
    MONDAY,
    ONE,
    TIP,
    WEEK,
    ledger,
    make,
    meet,
    running,
    send,
)


def test_a_reminder_is_entered_once_a_week_at_the_wall_time_chosen(store: Store) -> None:
    meet(store, zone="America/New_York")
    made = make(store, datetime(2026, 10, 26, 12, 0, tzinfo=UTC)).plan
    assert made.next_cue_at == datetime(2026, 10, 26, 13, 0, tzinfo=UTC), "nine in summer time"
    now = datetime(2026, 10, 26, 13, 0, tzinfo=UTC)
    assert ifthen_cue.queue_due(store, now) == 1
    assert ifthen_cue.queue_due(store, now) == 0
    (row,) = ledger(store)
    assert row.slot == f"{made.id}.2026-W44"
    assert running(store, now).next_cue_at == datetime(2026, 11, 2, 14, 0, tzinfo=UTC), "nine again"


def test_another_plan_in_a_week_with_a_reminder_is_not_reminded_of_before_the_next(
    store: Store,
) -> None:
    meet(store)
    make(store)
    assert isinstance(send(store, MONDAY), ifthen_cue.Cue)
    made = make(store, MONDAY + timedelta(hours=1), cue="lunch is over", weekday=3)
    assert made.plan.next_cue_at == MONDAY + WEEK + 3 * DAY


def test_a_move_to_another_zone_moves_the_reminder(store: Store) -> None:
    meet(store)
    make(store)
    arrivals.changed(store, ONE, ANA, Profile("Ana", "Asia/Tokyo"), FRIDAY)
    arrivals.changed(store, ONE, "U9", Profile("Nobody", "Asia/Tokyo"), FRIDAY)
    assert running(store, FRIDAY).next_cue_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    due = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    with store.begin(ONE) as db:
        members.put(db, ANA, name="Ana", zone="Asia/Seoul", guest=False, deleted=False, now=due)
        ifthen.rezone(db, ANA, due)
    assert running(store, due).next_cue_at == due, "what is due already stays due"


def test_somebody_who_left_slack_is_reminded_of_nothing(store: Store) -> None:
    meet(store)
    make(store)
    arrivals.changed(store, ONE, ANA, Profile("Ana", "Europe/Berlin", deleted=True), FRIDAY)
    with store.begin(ONE, write=False) as db:
        assert rows.of_user(db, ANA) == ()
    assert ifthen_cue.queue_due(store, MONDAY + WEEK) == 0


@pytest.mark.parametrize("reason", ["done", "away", "holiday", "ended", "opted_out", "left"])
def test_a_reminder_that_is_not_wanted_any_more_is_skipped(store: Store, reason: str) -> None:
    meet(store)
    id = make(store).plan.id
    ifthen_cue.queue_due(store, MONDAY)
    (row,) = ledger(store)
    assert ifthen_cue.wanted(store, row) is None
    early = MONDAY - timedelta(minutes=5)
    if reason == "done":
        plan.answer(store, ONE, ANA, TIP, TipEvent.DONE, early)
    elif reason == "ended":
        ifthen.stop(store, ONE, ANA, id, FRIDAY)
    elif reason == "opted_out":
        ifthen.silence(store, ONE, ANA, id, early)
    with store.begin(ONE) as db:
        if reason == "away":
            leaves.begin(db, ANA, MONDAY.date(), MONDAY.date() + DAY, FRIDAY)
        elif reason == "holiday":
            holidays.replace(db, FRIDAY.date(), [MONDAY.date()])
        elif reason == "left":
            members.put(db, ANA, name="", zone="UTC", guest=False, deleted=True, now=FRIDAY)
    assert ifthen_cue.wanted(store, row) == {"holiday": "away"}.get(reason, reason)


def test_the_last_reminder_of_a_plan_says_so_and_none_follows(store: Store) -> None:
    meet(store)
    make(store)
    said = [send(store, MONDAY + week * WEEK) for week in range(4)]
    assert [one.last for one in said if isinstance(one, ifthen_cue.Cue)] == [False] * 3 + [True]
    assert ifthen_cue.queue_due(store, MONDAY + 4 * WEEK) == 0


def followed(store: Store, week: int) -> Course:
    with store.begin(ONE, write=False) as db:
        (plan_of_ana,) = rows.of_user(db, ANA)
        return ifthen_course.course(db, plan_of_ana, (MONDAY + week * WEEK).date())


def test_what_followed_each_reminder_is_counted(store: Store) -> None:
    meet(store)
    make(store)
    assert isinstance(send(store, MONDAY), ifthen_cue.Cue)
    plan.answer(store, ONE, ANA, TIP, TipEvent.DONE, MONDAY + 6 * DAY)
    assert followed(store, 0) == Course(Tally(1, 1), 0), "the Sunday still belongs to the week"
    for week in (1, 2):
        send(store, MONDAY + week * WEEK)
    assert followed(store, 2) == Course(Tally(1, 2), 1), "the present week is no miss yet"
    ifthen.stop(store, ONE, ANA, running(store, MONDAY + 2 * WEEK).id, MONDAY + 3 * WEEK)
    assert followed(store, 3) == Course(Tally(1, 3), 2), "a plan that was ended has its course too"


def test_after_two_misses_another_kind_is_offered_by_what_works_for_the_others(
    store: Store,
) -> None:
    for user in (ANA, BEN):
        meet(store, user)
    make(store, user=BEN, kind="evening")
    make(store)
    said = []
    for week in range(4):
        now = MONDAY + week * WEEK
        ifthen_cue.queue_due(store, now)
        for user in (BEN, ANA):
            (row,) = [one for one in ledger(store, user) if one.state == "pending"]
            with store.begin(ONE) as db:
                claimed = deliveries.claim(db, row.id, lease_s=60, now=now)
            assert claimed is not None
            made = ifthen_cue.compose(store, claimed, now)
            assert made is not None
            with store.begin(ONE) as db:
                deliveries.close(db, row.id, claimed.attempt, "sent")
            if user == ANA:
                said.append(made.other)
        plan.answer(store, ONE, BEN, TIP, TipEvent.DONE, now)
    assert said == [None, None, "evening", None]
    shown = ifthen.running(store, ONE, ANA, MONDAY + 3 * WEEK)
    assert shown is not None
    assert shown.other == "evening", "on the page of the plan it stands while it holds"


def test_after_a_restore_no_old_reminder_is_sent_and_the_next_one_is(store: Store) -> None:
    meet(store)
    id = make(store).plan.id
    late = MONDAY + WEEK + timedelta(hours=2)
    with store.across() as db:
        restored.settle(db, late)
    assert {(row.slot, row.state) for row in ledger(store)} == {
        (f"{id}.2026-W48", "skipped"), (f"{id}.2026-W49", "skipped")
    }  # fmt: skip
    assert ifthen_cue.queue_due(store, late) == 0
    assert running(store, late).next_cue_at == MONDAY + 2 * WEEK


def test_who_cannot_be_reached_is_reminded_of_nothing(store: Store) -> None:
    meet(store)
    make(store)
    ifthen_cue.queue_due(store, MONDAY)
    (row,) = ledger(store)
    with store.begin(ONE) as db:
        sending.unreachable(db, row, personal=True, now=MONDAY)
    assert running(store, MONDAY) is not None
    assert ifthen_cue.queue_due(store, MONDAY + WEEK) == 0
    assert ifthen_cue.wanted(store, row) == "opted_out"


def test_many_reminders_are_entered_in_batches_and_none_is_left(store: Store) -> None:
    for number in range(7):
        meet(store, f"U{number}")
        make(store, user=f"U{number}")
    counts = []
    while count := ifthen_cue.queue_due(store, MONDAY, 3):
        counts.append(count)
    assert counts == [3, 3, 1]
    assert sum(len(ledger(store, f"U{number}")) for number in range(7)) == 7
