"""The rhythm from what is stored: digests that showed a step, plans, answers, leave, holidays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.services import ifthen, people, rhythm
from bot.services import log as logging_service
from bot.services.ifthen import Wish
from bot.services.people import Profile
from bot.store import holidays, learned, leaves, members, tips
from bot.store.engine import Store
from scoring.readings import Source, make
from scoring.rhythm import NONE, Rhythm, State
from scoring.shift import Shift
from scoring.tips.tip import TipEvent
from scoring.world import World

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TEAM, ANA = "T1", "U1"
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
AT = timedelta(hours=8)


def meet(store: Store) -> None:
    people.meet(store, TEAM, ANA, Profile("Ana", "Europe/Berlin"), NOW)


def told(store: Store, event: TipEvent, weeks: Iterable[int]) -> None:
    with store.begin(TEAM) as db:
        for week in weeks:
            day = MONDAY + week * WEEK + (DAY if event is TipEvent.DONE else 0 * DAY)
            shown = event is TipEvent.SHOWN
            tips.record(db, ANA, "I01", event, day, NOW + week * WEEK, digest=shown)


def rhythm_of(store: Store, week: int) -> Rhythm:
    with store.begin(TEAM, write=False) as db:
        member = members.get(db, ANA)
        assert member is not None
        return rhythm.of(db, member, MONDAY + week * WEEK + 2 * DAY)


def test_weeks_with_a_step_of_a_digest_done_count_and_one_miss_is_mended(store: Store) -> None:
    meet(store)
    assert rhythm_of(store, 0) == NONE
    told(store, TipEvent.SHOWN, range(5))
    told(store, TipEvent.DONE, (0, 1, 3))
    assert rhythm_of(store, 1) == Rhythm(2, False, State.RUNNING)
    assert rhythm_of(store, 3) == Rhythm(3, True, State.RUNNING)
    assert rhythm_of(store, 5) == Rhythm(3, False, State.OPEN)
    told(store, TipEvent.SHOWN, (5,))
    assert rhythm_of(store, 6) == NONE


def test_leave_holidays_and_a_shift_of_linkedins_own_are_no_misses(store: Store) -> None:
    meet(store)
    told(store, TipEvent.SHOWN, range(5))
    told(store, TipEvent.DONE, (0, 4))
    assert rhythm_of(store, 4).weeks == 1, "three missed weeks end it"
    with store.begin(TEAM) as db:
        leaves.begin(db, ANA, MONDAY + WEEK + 2 * DAY, MONDAY + WEEK + 5 * DAY, NOW)
        holidays.replace(db, MONDAY, [MONDAY + 2 * WEEK + day * DAY for day in range(5)])
        learned.put(db, World(shifts=(Shift(MONDAY + 3 * WEEK + DAY, -400, 7),)), NOW)
    assert rhythm_of(store, 1).state is State.RESTING
    assert rhythm_of(store, 4) == Rhythm(2, False, State.BACK)


def test_a_week_of_four_holidays_is_a_working_week_and_one_with_all_of_ones_own_days_is_not(
    store: Store,
) -> None:
    meet(store)
    told(store, TipEvent.SHOWN, range(3))
    told(store, TipEvent.DONE, (0,))
    with store.begin(TEAM) as db:
        holidays.replace(db, MONDAY, [MONDAY + WEEK + day * DAY for day in range(4)])
    assert rhythm_of(store, 2).state is State.OPEN
    with store.begin(TEAM, write=False) as db:
        member = members.get(db, ANA)
        assert member is not None
        part_time = replace(member, work_days=0b1111)
        found = rhythm.of(db, part_time, MONDAY + 2 * WEEK)
    assert found == Rhythm(1, False, State.BACK), "Monday to Thursday were all of their days"


def test_a_plan_asks_for_the_weeks_that_it_runs_through(store: Store) -> None:
    meet(store)
    start = NOW + 2 * DAY
    wish = Wish("I01", "coffee", "I have coffee", "comment once")
    made = ifthen.make(store, TEAM, ANA, wish, start)
    assert made is not None
    told(store, TipEvent.DONE, (0, 1))
    assert rhythm_of(store, 3) == Rhythm(2, False, State.OPEN)
    assert rhythm_of(store, 4) == NONE, "two of its weeks passed without the step"
    ifthen.stop(store, TEAM, ANA, made.plan.id, start + WEEK)
    assert rhythm_of(store, 9) == Rhythm(2, False, State.RUNNING), "nothing is planned any more"


def test_a_tip_only_looked_at_plans_nothing(store: Store) -> None:
    meet(store)
    told(store, TipEvent.DONE, (0,))
    with store.begin(TEAM) as db:
        for week in (1, 2, 3):
            day = MONDAY + week * WEEK
            tips.record(db, ANA, "I02", TipEvent.SHOWN, day, NOW, digest=False)
    assert rhythm_of(store, 4) == Rhythm(1, False, State.RUNNING)


def test_readings_never_touch_a_rhythm(store: Store) -> None:
    meet(store)
    told(store, TipEvent.SHOWN, range(3))
    told(store, TipEvent.DONE, range(3))
    before = rhythm_of(store, 3)
    for days, points in enumerate((2000, 500, 2500)):
        reading = make(MONDAY + days * WEEK, (points,) * 4, None, Source.TYPED)
        logging_service.record(store, TEAM, ANA, reading, NOW + days * WEEK, sure=True)
    assert rhythm_of(store, 3) == before
    card = logging_service.record(
        store, TEAM, ANA, make(MONDAY + 2 * WEEK, (900,) * 4, None, Source.TYPED),
        NOW + 2 * WEEK + 2 * DAY, sure=True,
    )  # fmt: skip
    assert isinstance(card, logging_service.Logged)
    assert card.card.rhythm.weeks == 3
