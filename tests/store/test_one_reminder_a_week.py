"""Whatever a member plans, changes, stops and takes back: at most one reminder a local ISO week."""

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services import ifthen, ifthen_course, ifthen_cue, people, plan
from bot.store import deliveries, members
from bot.store import ifthen as rows
from bot.store.engine import Store
from scoring.tips.tip import TipEvent
from tests.store.plan_rows import FRIDAY, ONE, TIP, ledger, make, meet

ZONES = ("Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles")
WORDS = ("stop", "undo", "done", "silence", "keep_on", "sweep")
ACT = st.one_of(
    st.tuples(st.just("make"), st.integers(0, 6), st.integers(0, 95)),
    st.tuples(st.just("move"), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 60), st.just(0)),
    st.tuples(st.sampled_from(WORDS), st.just(0), st.just(0)),
)


@pytest.fixture
def one_store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path / 'coach.db'}")
    made.upgrade()
    yield made
    made.close()


def carry_out(store: Store, user: str, now: datetime) -> None:
    """What the sweep and the sender do."""
    while ifthen_cue.queue_due(store, now):
        pass
    for row in ledger(store, user):
        if row.state != "pending":
            continue
        reason = ifthen_cue.wanted(store, row)
        with store.begin(ONE) as db:
            claimed = deliveries.claim(db, row.id, lease_s=60, now=now)
            assert claimed is not None
            state = "skipped" if reason else "sent"
            deliveries.close(db, row.id, claimed.attempt, state, reason=reason)


def act(store: Store, user: str, now: datetime, word: str, one: int, two: int,
        made: list[str]) -> None:  # fmt: skip
    """One thing that a member does, about the newest plan."""
    newest, before = made[-1] if made else "", made[-2] if len(made) > 1 else ""
    who = store, ONE, user
    if word == "make":
        kept = make(store, now, user, weekday=one, minute=15 * two, cue=f"it is {two}")
        made.append(kept.plan.id)
    elif word == "move":
        with store.begin(ONE) as db:
            members.put(db, user, name="Ana", zone=ZONES[one], guest=False, deleted=False, now=now)
            ifthen.rezone(db, user, now)
    elif word == "undo":
        ifthen.undo(*who, newest, before, now)
    elif word == "done":
        plan.answer(*who, TIP, TipEvent.DONE, now)
    elif word in ("stop", "silence", "keep_on"):
        getattr(ifthen, word)(*who, newest, now)


def running(store: Store, user: str, now: datetime) -> int:
    """How many plans run."""
    with store.begin(ONE, write=False) as db:
        member = members.get(db, user)
        assert member is not None
        return sum(one.is_open(people.today(member, now)) for one in rows.of_user(db, user))


def test_never_two_reminders_in_a_week_and_never_two_plans_at_once(one_store: Store) -> None:
    users, sent = itertools.count(), Counter[int]()

    @settings(max_examples=60, deadline=None)
    @given(st.lists(ACT, min_size=3, max_size=25))
    def holds(acts: list[tuple[str, int, int]]) -> None:
        user, now, made = f"U{next(users)}", FRIDAY, list[str]()
        meet(one_store, user)
        for word, one, two in acts:
            now += timedelta(hours=one if word == "wait" else 1)
            act(one_store, user, now, word, one, two, made)
            carry_out(one_store, user, now)
            assert running(one_store, user, now) <= 1
        weeks = [ifthen_course.week_in(row.slot) for row in ledger(one_store, user)
                 if row.state == "sent"]  # fmt: skip
        assert len(weeks) == len(set(weeks)), acts
        sent[len(weeks)] += 1

    holds()
    assert sent[1] + sent[2] > 0, "some of them were reminded"
