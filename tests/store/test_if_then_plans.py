"""If-then plans on both databases: one runs, it ends, it is reminded of once a week."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.services import (
    ifthen,
    ifthen_course,
    ifthen_cue,
    people,
    plan,
    restored,
    sending,
)
from bot.services.ifthen import Kept, Wish
from bot.services.people import Profile
from bot.store import deliveries, holidays, leaves, members
from bot.store import ifthen as rows
from bot.store.engine import Store
from scoring.tips.tip import TipEvent

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""09:00 in Berlin."""
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
ONE, OTHER, ANA, BEN = "T1", "T2", "U1", "U2"
TIP, ONCE = "I01", "B01"


def meet(store: Store, user: str = ANA, team: str = ONE, zone: str = "Europe/Berlin") -> None:
    people.meet(store, team, user, Profile(user, zone), FRIDAY)


def make(
    store: Store, now: datetime = FRIDAY, user: str = ANA, team: str = ONE, **more: Any
) -> Kept:
    wish = {"tip": TIP, "kind": "coffee", "cue": "I have coffee", "action": "comment once",
            "weekday": 0, "minute": 540, **more}  # fmt: skip
    kept = ifthen.make(store, team, user, Wish(**wish), now)
    assert kept is not None
    return kept


def running(store: Store, now: datetime, user: str = ANA) -> Any:
    found = ifthen.running(store, ONE, user, now)
    return found.plan if found else None


def ledger(store: Store, user: str = ANA) -> list[deliveries.Delivery]:
    with store.begin(ONE, write=False) as db:
        return list(deliveries.of_user(db, user, ifthen_course.KIND))


def send(store: Store, now: datetime, user: str = ANA) -> ifthen_cue.Cue | str | None:
    """Sweep, and do with the newest row what the sender does, up to the post itself."""
    ifthen_cue.queue_due(store, now)
    (row,) = [one for one in ledger(store, user) if one.state == "pending"]
    with store.begin(ONE) as db:
        claimed = deliveries.claim(db, row.id, lease_s=60, now=now)
    assert claimed is not None
    reason = ifthen_cue.wanted(store, claimed)
    said = None if reason else ifthen_cue.compose(store, claimed, now)
    with store.begin(ONE) as db:
        state = "skipped" if reason else "sent"
        assert deliveries.close(db, row.id, claimed.attempt, state, reason=reason)
        if not reason:
            ifthen_cue.sent(db, claimed, now)
    return reason or said


def test_a_new_plan_ends_the_one_before_and_undo_brings_it_back(store: Store) -> None:
    meet(store)
    first = make(store)
    second = make(store, FRIDAY + DAY, cue="lunch is over", kind="lunch")
    assert second.before == first.plan.id
    assert running(store, FRIDAY + DAY).id == second.plan.id
    with store.begin(ONE, write=False) as db:
        old, new = rows.of_user(db, ANA)
        assert (old.ended_on, old.next_cue_at) == (date(2026, 11, 21), None)
        assert new.ended_on is None
    assert ifthen.undo(store, ONE, ANA, second.plan.id, first.plan.id, FRIDAY + DAY)
    back = running(store, FRIDAY + DAY)
    assert (back.id, back.next_cue_at) == (first.plan.id, MONDAY)
    assert not ifthen.undo(store, ONE, ANA, second.plan.id, first.plan.id, FRIDAY + DAY)


def test_the_same_plan_twice_is_kept_once(store: Store) -> None:
    meet(store)
    first, again = make(store), make(store)
    assert first.plan.id == again.plan.id
    assert again.before == ""
    with store.begin(ONE, write=False) as db:
        assert len(rows.of_user(db, ANA)) == 1


def test_a_plan_belongs_to_one_person_of_one_workspace(store: Store) -> None:
    meet(store)
    meet(store, BEN)
    meet(store, ANA, OTHER)
    id = make(store).plan.id
    for team, user in ((ONE, BEN), (OTHER, ANA)):
        assert ifthen.mine(store, team, user, id) is None
        assert ifthen.stop(store, team, user, id, FRIDAY) is None
        assert ifthen.silence(store, team, user, id, FRIDAY) is None
        assert ifthen.keep_on(store, team, user, id, FRIDAY) is None
        assert not ifthen.undo(store, team, user, id, "", FRIDAY)
    assert running(store, FRIDAY).id == id


def test_a_plan_runs_for_four_weeks_and_then_is_over(store: Store) -> None:
    meet(store)
    kept = make(store)
    assert kept.plan.ends_on == date(2026, 12, 18)
    assert running(store, FRIDAY + 4 * WEEK - DAY).id == kept.plan.id
    assert running(store, FRIDAY + 4 * WEEK) is None


def test_a_tip_as_it_stands_is_the_step_of_this_week(store: Store) -> None:
    meet(store)
    kept = ifthen.take(store, ONE, ANA, TIP, FRIDAY)
    assert kept is not None
    assert (kept.plan.cue, kept.plan.next_cue_at) == ("", None)
    assert kept.plan.ends_on == date(2026, 11, 23)
    assert running(store, FRIDAY + 2 * DAY).id == kept.plan.id
    assert running(store, MONDAY) is None
    assert ifthen.take(store, ONE, ANA, "no such tip", FRIDAY) is None


def test_it_may_go_on_for_four_more_weeks_in_its_last_one_and_only_once(store: Store) -> None:
    meet(store)
    id = make(store).plan.id
    early = ifthen.keep_on(store, ONE, ANA, id, FRIDAY + WEEK)
    assert early is not None
    assert early.plan.ends_on == date(2026, 12, 18), "three weeks are still to come"
    last = FRIDAY + 3 * WEEK + DAY
    for _ in range(2):
        kept = ifthen.keep_on(store, ONE, ANA, id, last)
        assert kept is not None
        assert kept.plan.ends_on == date(2027, 1, 15)


def test_a_plan_that_is_over_can_be_taken_up_again_as_a_new_one(store: Store) -> None:
    meet(store)
    id = make(store).plan.id
    over = FRIDAY + 20 * WEEK
    again = ifthen.keep_on(store, ONE, ANA, id, over)
    assert again is not None
    assert again.plan.id != id, "the weeks between were not planned"
    assert (again.plan.made_on, again.plan.ends_on) == (date(2027, 4, 9), date(2027, 5, 7))
    assert again.plan.next_cue_at is not None
    twice = ifthen.keep_on(store, ONE, ANA, id, over)
    assert twice is not None
    assert twice.plan.id == again.plan.id
    make(store, over, cue="lunch is over")
    assert ifthen.keep_on(store, ONE, ANA, id, over) is None


def test_a_stop_can_be_taken_back_on_its_day(store: Store) -> None:
    meet(store)
    id = make(store).plan.id
    assert ifthen.stop(store, ONE, ANA, id, FRIDAY) is not None
    assert running(store, FRIDAY) is None
    assert ifthen.stop(store, ONE, ANA, id, FRIDAY) is None
    assert ifthen.keep_on(store, ONE, ANA, id, FRIDAY) is None
    assert ifthen.undo(store, ONE, ANA, "", id, FRIDAY)
    assert running(store, FRIDAY).next_cue_at == MONDAY
    assert not ifthen.undo(store, ONE, ANA, "", id, FRIDAY)


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
    with store.begin(ONE) as db:
        members.put(db, ANA, name="Ana", zone="Asia/Tokyo", guest=False, deleted=False, now=FRIDAY)
        ifthen.rezone(db, ANA, FRIDAY)
        ifthen.rezone(db, "U9", FRIDAY)
    assert running(store, FRIDAY).next_cue_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


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


def test_what_followed_each_reminder_is_counted(store: Store) -> None:
    meet(store)
    make(store)
    assert isinstance(send(store, MONDAY), ifthen_cue.Cue)
    plan.answer(store, ONE, ANA, TIP, TipEvent.DONE, MONDAY + 6 * DAY)
    found = running(store, MONDAY + 6 * DAY)
    assert (found.kept, found.missed) == (1, 0), "the Sunday still belongs to the week"
    for week in (1, 2):
        send(store, MONDAY + week * WEEK)
    found = running(store, MONDAY + 2 * WEEK)
    assert (found.kept, found.missed) == (1, 1), "the present week is no miss yet"
    ifthen.stop(store, ONE, ANA, found.id, MONDAY + 3 * WEEK)
    with store.begin(ONE, write=False) as db:
        assert [(one.kept, one.missed) for one in rows.of_user(db, ANA)] == [(1, 2)]


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
                ifthen_cue.sent(db, claimed, now)
            if user == ANA:
                said.append(made.other)
        plan.answer(store, ONE, BEN, TIP, TipEvent.DONE, now)
    assert said == [None, None, "evening", None]
    shown = ifthen.running(store, ONE, ANA, MONDAY + 3 * WEEK)
    assert shown is not None
    assert shown.other == "evening", "on the page of the plan it stands while it holds"


def test_a_refusal_or_a_step_done_for_good_ends_the_plan_and_a_habit_goes_on(store: Store) -> None:
    meet(store)
    make(store)
    plan.answer(store, ONE, ANA, TIP, TipEvent.DONE, FRIDAY)
    assert running(store, FRIDAY) is not None
    plan.answer(store, ONE, ANA, ONCE, TipEvent.NOT_FOR_ME, FRIDAY)
    assert running(store, FRIDAY) is not None, "another tip is another matter"
    plan.answer(store, ONE, ANA, TIP, TipEvent.NOT_FOR_ME, FRIDAY)
    assert running(store, FRIDAY) is None
    make(store, tip=ONCE)
    plan.answer(store, ONE, ANA, ONCE, TipEvent.DONE, FRIDAY + DAY)
    assert running(store, FRIDAY + DAY) is None


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
