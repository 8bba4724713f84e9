"""Equal people in three workspaces: whatever is done in one, no row of another changes."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.errors import CoachError
from bot.services import (
    board,
    board_keeping,
    digest,
    erasing,
    goal,
    grants,
    ifthen,
    leave,
    log,
    managing,
    outcome,
    packs,
    people,
    plan,
    privacy,
    quest,
    team,
)
from bot.services.people import Profile
from bot.store import quests, workspaces
from bot.store.engine import Store
from bot.store.restore import TABLES
from scoring.readings import Source, make
from scoring.tips.tip import TipEvent

TEAMS, USERS, C = ("T1", "T2", "T3"), ("U1", "U2", "U3"), "C1"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
Act = Callable[[Store, str, str, str, datetime], object]
"""In a workspace, by somebody, about somebody."""


def _quest(store: Store, of: str) -> str:
    with store.begin(of, write=False) as db:
        found = quests.newest(db, C)
    return found.id if found else "none"


def _read(store: Store, of: str, user: str, other: str, now: datetime) -> None:
    reading = make(DAY, (1000, 1100, 1200, 1300), None, Source.TYPED)
    log.record(store, of, user, reading, now, sure=True)


def _board(store: Store, of: str, user: str, other: str, now: datetime) -> None:
    board.set_up(store, of, user, C, mode="consistency", weekday=0, minute=570, season_weeks=6,
                 now=now)  # fmt: skip


ACTS: dict[str, Act] = {
    "read": _read,
    "board": _board,
    "join": lambda store, of, user, other, now: board.join(store, of, user, C, now),
    "leave": lambda store, of, user, other, now: board.leave(store, of, user, C, now),
    "hand over": lambda store, of, user, other, now: board_keeping.hand_over(
        store, of, user, C, other, now
    ),
    "digest": lambda store, of, user, other, now: digest.choose(
        store, of, user, state="on", how="test", now=now
    ),
    "goal": lambda store, of, user, other, now: goal.put(
        store, of, user, 7000, DAY + timedelta(days=90), now
    ),
    "pause": lambda store, of, user, other, now: leave.pause(
        store, of, user, DAY + timedelta(days=9), now
    ),
    "outcome": lambda store, of, user, other, now: outcome.keep(store, of, user, 4, DAY),
    "done": lambda store, of, user, other, now: plan.answer(
        store, of, user, "I01", TipEvent.DONE, now
    ),
    "plan": lambda store, of, user, other, now: ifthen.take(store, of, user, "I01", now),
    "manager": lambda store, of, user, other, now: managing.name(store, of, user, C, other, now),
    "no manager": lambda store, of, user, other, now: managing.remove(
        store, of, user, C, other, now
    ),
    "share": lambda store, of, user, other, now: privacy.choose_shares(
        store, of, user, "sums", now
    ),
    "page": lambda store, of, user, other, now: packs.save(
        store, of, user, "mine", (C, other), now
    ),
    "grant": lambda store, of, user, other, now: grants.grant(
        store, of, user, other, C, "readings", now
    ),
    "look": lambda store, of, user, other, now: team.view(store, of, user, C, now, here=True),
    "quest": lambda store, of, user, other, now: quest.start(
        store, of, user, C, what="calls", target=40, weeks=4, now=now
    ),
    "bring": lambda store, of, user, other, now: quest.bring(
        store, of, user, _quest(store, of), 3, now
    ),
    "forget": lambda store, of, user, other, now: erasing.forget(store, of, user, now),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(TEAMS), st.sampled_from(sorted(ACTS)), st.permutations(USERS)),
    min_size=5, max_size=25,
)  # fmt: skip


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path_factory.mktemp('apart') / 'coach.db'}")
    made.upgrade()
    yield made
    made.close()


def rows(store: Store, of: str) -> dict[str, list[Any]]:
    with store.reading.connect() as connection:
        return {
            table.name: sorted(
                map(repr, connection.execute(select(table).where(table.c.team_id == of)))
            )
            for table in TABLES
        }


@settings(max_examples=25)
@given(STEPS)
def test_no_act_in_one_workspace_touches_another(
    lasting: Store, steps: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    for of in TEAMS:
        erasing.workspace(lasting, of)
        with lasting.begin(of) as db:
            workspaces.put(db, of, "U0BOT", "UTC", NOW)
    done = 0
    for at, (of, act, (user, other, _)) in enumerate(steps):
        before = {one: rows(lasting, one) for one in TEAMS}
        now = NOW + timedelta(minutes=at)
        for who in (user, other):
            people.meet(lasting, of, who, Profile(who, "UTC"), now)
        with suppress(CoachError):
            ACTS[act](lasting, of, user, other, now)
        after = {one: rows(lasting, one) for one in TEAMS}
        done += after[of] != before[of]
        assert [one for one in TEAMS if one != of and after[one] != before[one]] == []
    assert done, "somebody came at least"
