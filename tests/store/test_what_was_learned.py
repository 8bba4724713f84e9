"""Answers, goals, counts, forecasts and what a workspace taught: kept, replaced, never mixed up."""

from datetime import UTC, date, datetime, timedelta

from bot.services import lessons, people
from bot.services import log as logging_service
from bot.services.people import Profile
from bot.store import declared, forecasts, goals, learned, members, outcomes, readings
from bot.store.engine import Store
from scoring.calibrate import Wander
from scoring.goals import Goal
from scoring.learning import Answers, Lessons, Uplift
from scoring.mapping import PillarMap, TeamMap
from scoring.outcome import Count
from scoring.readings import Source, make
from scoring.selfcheck import Declared
from scoring.shift import Shift
from scoring.trend import Wobble
from scoring.world import UNTAUGHT, World

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
ONE, OTHER, ANA = "T1", "T2", "U1"


def meet(store: Store, team: str = ONE, user: str = ANA) -> None:
    people.meet(store, team, user, Profile(user, "Europe/Berlin"), NOW)


def record(store: Store, total: int, days: int, user: str = ANA, team: str = ONE) -> str:
    day, quarter = DAY - timedelta(days=days), total // 4
    reading = make(day, (quarter,) * 4, None, Source.TYPED)
    then = NOW - timedelta(days=days)
    kept = logging_service.record(store, team, user, reading, then, sure=True)
    assert isinstance(kept, logging_service.Logged)
    return kept.id


def test_a_newer_answer_takes_the_place_of_the_former_and_workspaces_stay_apart(
    store: Store,
) -> None:
    for team, answer in ((ONE, "best"), (OTHER, "least"), (ONE, "middle")):
        with store.begin(team) as db:
            declared.put(db, ANA, Declared("posts", answer, DAY))
    with store.begin(ONE) as db:
        assert declared.of(db, ANA) == (Declared("posts", "middle", DAY),)
        declared.remove(db, ANA, "posts")
        declared.remove(db, ANA, "posts")
        assert declared.of(db, ANA) == ()
    with store.begin(OTHER) as db:
        assert declared.of(db, ANA) == (Declared("posts", "least", DAY),)


def test_a_member_has_one_goal_and_may_drop_it_once(store: Store) -> None:
    first, second = Goal(7000, DAY, DAY, 5000), Goal(8000, DAY, DAY, 5100)
    with store.begin(ONE) as db:
        goals.put(db, ANA, first)
        goals.put(db, ANA, second)
        assert goals.get(db, ANA) == second
        assert goals.get(db, "U2") is None
        assert goals.drop(db, ANA)
        assert not goals.drop(db, ANA)
    with store.begin(OTHER) as db:
        assert goals.get(db, ANA) is None


def test_a_week_has_one_count_and_they_come_back_oldest_first(store: Store) -> None:
    late, early = Count(date(2026, 11, 16), 3), Count(date(2026, 11, 9), 5)
    with store.begin(ONE) as db:
        for one in (late, early, Count(late.monday, 4)):
            outcomes.put(db, ANA, one)
        assert outcomes.of(db, ANA) == (early, Count(late.monday, 4))
        outcomes.remove(db, ANA, early.monday)
        assert outcomes.of(db, ANA) == (Count(late.monday, 4),)


def test_tools_and_the_kind_of_count_are_kept_with_the_member(store: Store) -> None:
    meet(store)
    with store.begin(ONE) as db:
        members.save_settings(db, ANA, {"sales_navigator": True, "crm_sync": False})
        members.save_settings(db, ANA, {"outcome": "meetings"})
        member = members.get(db, ANA)
    assert member is not None
    assert (member.sales_navigator, member.crm_sync, member.outcome) == (True, False, "meetings")


def test_what_was_learned_comes_back_as_it_was(store: Store) -> None:
    world = World(
        TeamMap((PillarMap(1.5, -0.1, 7),) * 4), Wobble(0.9, 0.5), Wander(0.1, 0.2),
        (Shift(DAY, -700, 8),),
        Lessons(Answers(3, 9), Answers(1, 2), {"I01": Uplift(0.7, 0.3, 41, 60)}),
    )  # fmt: skip
    with store.begin(ONE) as db:
        assert learned.get(db) == UNTAUGHT
        learned.put(db, world, NOW)
        assert learned.get(db) == world
    with store.begin(OTHER) as db:
        assert learned.get(db) == UNTAUGHT


def test_what_stood_before_a_reading_is_kept_with_it_and_goes_with_it(store: Store) -> None:
    meet(store)
    record(store, 5000, 14)
    newest = record(store, 5200, 0)
    with store.begin(ONE) as db:
        (first, first_read), (second, second_read) = forecasts.of(db, ANA)
        assert (first.last, first_read) == (None, 5000)
        assert (second.last, second_read) == (5000, 5200)
        assert abs(second.total - 5000) < 60, "it knew the first reading alone"
        readings.remove(db, ANA, newest)
        assert len(forecasts.of(db, ANA)) == 1
    with store.begin(OTHER) as db:
        assert forecasts.of(db, ANA) == ()


def test_a_reading_of_long_ago_or_beside_a_later_one_tests_no_forecast(store: Store) -> None:
    meet(store)
    record(store, 5000, 0)
    day = DAY - timedelta(days=30)
    old = make(day, (1200,) * 4, None, Source.TYPED)
    logging_service.record(store, ONE, ANA, old, NOW, sure=True)
    with store.begin(ONE) as db:
        assert len(forecasts.of(db, ANA)) == 1


def test_a_workspace_is_learned_anew_when_readings_came_and_finds_its_own_shift(
    store: Store,
) -> None:
    for user in ("U1", "U2", "U3", "U4", "U5", "U6"):
        meet(store, ONE, user)
        for days, total in ((21, 5200), (14, 5200), (5, 4600)):
            record(store, total, days, user)
    meet(store, OTHER)
    record(store, 5000, 5, team=OTHER)
    later = NOW + timedelta(minutes=1)
    assert lessons.relearn(store, later) == 2
    assert lessons.relearn(store, later) == 0, "nothing came since"
    with store.begin(ONE) as db:
        (found,) = learned.get(db).shifts
        assert (found.total, found.members) == (-600, 6)
    with store.begin(OTHER) as db:
        assert learned.get(db).shifts == ()
    record(store, 4600, 0)
    with store.begin(ONE) as db:
        learned.put(db, UNTAUGHT, NOW - timedelta(days=1))
    assert lessons.relearn(store, later) == 1


def test_who_keeps_out_of_the_median_is_not_counted_in_what_a_workspace_moved_by(
    store: Store,
) -> None:
    users = [f"U{number}" for number in range(6)]
    for user in users:
        meet(store, user=user)
        for days, total in ((20, 5000), (17, 5000), (10, 5600), (7, 5600)):
            record(store, total, days, user=user)
    with store.begin(ONE) as db:
        assert lessons.learn(db, NOW).shifts
        for user in users[:2]:
            members.save_settings(db, user, {"median": False})
        world = lessons.learn(db, NOW)
    assert world.shifts == (), "four are too few to tell"
