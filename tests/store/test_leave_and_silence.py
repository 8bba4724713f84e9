"""Leave, holidays and silence in the store, on SQLite and on PostgreSQL alike."""

import threading
from datetime import UTC, date, datetime, timedelta

from bot.services import digest, leave, people, restored, schedule, silence
from bot.services.people import Profile
from bot.store import deliveries, holidays, leaves, members
from bot.store.engine import Store

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FIRST, BACK = date(2026, 11, 20), date(2026, 12, 7)


def meet(store: Store, team: str = "T1", user: str = "U1") -> None:
    people.meet(store, team, user, Profile("Ana", "Europe/Berlin"), NOW)


def test_a_leave_belongs_to_one_member_of_one_workspace(store: Store) -> None:
    with store.begin("T1") as db:
        made = leaves.begin(db, "U1", FIRST, BACK, NOW)
        assert leaves.of(db, "U1") == (made,)
        assert leaves.of(db, "U2") == ()
        assert leaves.end(db, "U2", made.id, FIRST) is None
        assert leaves.away(db, ["U1", "U2"], FIRST) == {"U1"}
        assert leaves.away(db, ["U1"], BACK) == frozenset()
        assert leaves.away(db, ["U2"], FIRST) == frozenset()
    with store.begin("T2") as db:
        assert leaves.of(db, "U1") == ()
        assert leaves.end(db, "U1", made.id, FIRST) is None
        assert leaves.away(db, ["U1"], FIRST) == frozenset()


def test_a_leave_that_ends_before_it_began_is_forgotten(store: Store) -> None:
    with store.begin("T1") as db:
        made = leaves.begin(db, "U1", FIRST, BACK, NOW)
        leaves.end(db, "U1", made.id, date(2026, 12, 1))
    with store.begin("T1") as db:
        assert [one.back for one in leaves.of(db, "U1")] == [date(2026, 12, 1)]
        leaves.end(db, "U1", made.id, FIRST)
    with store.begin("T1", write=False) as db:
        assert leaves.of(db, "U1") == ()


def test_holidays_ahead_are_replaced_and_those_gone_by_stay(store: Store) -> None:
    days = [date(2026, 11, 2), date(2026, 12, 25), date(2027, 1, 1)]
    with store.begin("T1") as db:
        holidays.replace(db, date(2026, 1, 1), days)
        holidays.replace(db, date(2026, 11, 16), [date(2026, 12, 24), date(2026, 12, 25)])
        assert sorted(holidays.of(db)) == [days[0], date(2026, 12, 24), days[1]]
    with store.begin("T2") as db:
        assert holidays.of(db) == frozenset()
        holidays.replace(db, date(2026, 1, 1), [date(2026, 12, 26)])
    with store.across(write=False) as db:
        found = holidays.across(db, {"T1", "T2", "T3"})
    assert {team: len(one) for team, one in found.items()} == {"T1": 3, "T2": 1}


def test_a_sweep_looks_at_the_holidays_of_each_workspace(store: Store) -> None:
    for team in ("T1", "T2"):
        meet(store, team)
        digest.choose(store, team, "U1", state="on", how="test", now=NOW)
    with store.begin("T1") as db:
        holidays.replace(db, date(2026, 1, 1), [MONDAY.date()])
    assert digest.queue_due(store, MONDAY) == 2
    found = {}
    for team in ("T1", "T2"):
        with store.begin(team, write=False) as db:
            member = members.get(db, "U1")
            assert member is not None
            found[team] = (len(deliveries.of_user(db, "U1", "digest")), member.next_digest_at)
    assert found == {"T1": (0, MONDAY + timedelta(days=1)), "T2": (1, MONDAY + timedelta(weeks=1))}


def test_messages_and_acts_at_the_same_moment_are_counted_whole(store: Store) -> None:
    meet(store)
    digest.choose(store, "T1", "U1", state="on", how="test", now=NOW)
    with store.begin("T1") as db:
        for _ in range(schedule.DIGESTS):
            members.unanswered(db, "U1")
        deliveries.enter(db, "U1", "digest", "2026-W48", MONDAY)
        [row] = deliveries.of_user(db, "U1", "digest")
    gate = threading.Barrier(2)

    def sends() -> None:
        gate.wait()
        with store.begin("T1") as db:
            silence.sent(db, row, MONDAY)

    def acts() -> None:
        gate.wait()
        silence.heard(store, "T1", "U1", MONDAY)

    for _ in range(5):
        threads = [threading.Thread(target=one) for one in (sends, acts)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        with store.begin("T1") as db:
            member = members.get(db, "U1")
            assert member is not None
            assert member.silent in (0, 1)
            due = member.next_digest_at
            assert due is not None
            assert due - MONDAY < timedelta(weeks=2), "an act leaves nobody paused"
            while member is not None and member.silent < schedule.DIGESTS:
                member = members.unanswered(db, "U1")


def test_an_act_of_somebody_who_answers_writes_no_schedule(store: Store) -> None:
    meet(store)
    before = digest.choose(store, "T1", "U1", state="on", how="test", now=NOW, every=4)
    with store.begin("T1") as db:
        members.unanswered(db, "U1")
    member, resumed = silence.heard(store, "T1", "U1", NOW)
    assert not resumed
    assert member == before


def test_a_restore_neither_wakes_who_is_quiet_nor_forgets_who_is_away(store: Store) -> None:
    for user in ("U1", "U2", "U3"):
        meet(store, user=user)
        digest.choose(store, "T1", user, state="on", how="test", now=NOW)
    for unanswered, user in ((4, "U1"), (6, "U2")):
        with store.begin("T1") as db:
            for _ in range(unanswered):
                members.unanswered(db, user)
    away = leave.pause(store, "T1", "U3", BACK, NOW)
    assert isinstance(away, leave.Paused)
    with store.across() as db:
        restored.settle(db, MONDAY + timedelta(hours=2))
    with store.begin("T1", write=False) as db:
        found = members.named(db, ["U1", "U2", "U3"])
        rows = {user: len(deliveries.of_user(db, user, "digest")) for user in found}
    assert {user: one.next_digest_at for user, one in found.items()} == {
        "U1": MONDAY + timedelta(weeks=4), "U2": None, "U3": MONDAY + timedelta(weeks=2)
    }  # fmt: skip
    assert rows == {"U1": 1, "U2": 1, "U3": 0}, "what may have been sent counts as sent"
