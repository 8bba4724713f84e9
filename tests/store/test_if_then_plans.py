"""If-then plans on both databases: one runs, it ends, and it can be taken up again."""

from datetime import date

from bot.services import ifthen, plan
from bot.store import ifthen as rows
from bot.store.engine import Store
from scoring.tips.tip import TipEvent
from tests.store.plan_rows import (
    ANA,
    BEN,
    DAY,
    FRIDAY,
    MONDAY,
    ONCE,
    ONE,
    OTHER,
    TIP,
    WEEK,
    make,
    meet,
    running,
)


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
