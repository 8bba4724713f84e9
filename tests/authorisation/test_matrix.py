"""Every handler tried by every role, over the real socket: what it answers, and what it changes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.blocks import ids
from bot.listeners.actions import ACTIONS
from bot.listeners.commands import COMMANDS
from bot.listeners.views import VIEWS
from sandbox import seed
from tests.authorisation.cast import CANARY, PEOPLE, SHARED, TRACES, World, refused, world
from tests.authorisation.matrix import (
    BUTTONS,
    FORGETTING,
    FORMS,
    INSIDE,
    OUTSIDE,
    WORDS,
    Act,
    May,
    Role,
)


@pytest.fixture(scope="module")
def here() -> Iterator[World]:
    with world() as made:
        yield made


def test_every_handler_has_a_row_and_every_row_a_handler() -> None:
    assert {act.id.partition(" ")[0] for act in WORDS} == {
        "", "nonsense", *(word.name for word in COMMANDS)
    }  # fmt: skip
    assert {act.id for act in BUTTONS} == {id for id, _ in ACTIONS} | {"ssi_link"}
    assert {act.id for act in FORMS} == {id for id, _ in VIEWS}
    for act in (*WORDS, *BUTTONS, *FORMS):
        assert set(act.rule) == set(Role), act.id


def tried(acts: tuple[Act, ...]) -> Any:
    pairs = [(act, role) for role in (*OUTSIDE, *INSIDE, Role.SELF) for act in acts]
    named = [f"{act.id or 'card'} by {role}" for act, role in pairs]
    return pytest.mark.parametrize(("act", "role"), pairs, ids=named)


def judge(here: World, act: Act, role: Role, answer: dict[str, Any], before: Any) -> None:
    """Compare what was answered, shown and changed with what the table allows."""
    may, said = act.rule[role], json.dumps(answer) + here.shown(role)
    assert answer["ok"], answer
    assert "timeout" not in answer
    assert "Something went wrong" not in said
    assert refused(said) is (may is May.NO)
    if role is Role.SELF and may is not May.NO:
        return
    assert CANARY not in said or (role is Role.MANAGER and may is May.YES)
    others = may is May.YES or act.rule is FORGETTING
    tables = before.keys() - ((*SHARED, *TRACES) if others else ())
    after = here.rows(seed.ANA)
    assert {name: after[name] for name in tables} == {name: before[name] for name in tables}


@tried(WORDS)
def test_words(here: World, act: Act, role: Role) -> None:
    here.begin()
    before = here.rows(seed.ANA)
    judge(here, act, role, here.word(role, act.id), before)


@tried(BUTTONS)
def test_buttons(here: World, act: Act, role: Role) -> None:
    here.begin()
    before = here.rows(seed.ANA)
    judge(here, act, role, here.press(role, act.id, act.value), before)


@tried(FORMS)
def test_forms(here: World, act: Act, role: Role) -> None:
    here.begin()
    before = here.rows(seed.ANA)
    judge(here, act, role, here.submit(role, act), before)


@pytest.mark.parametrize("role", Role)
def test_home_shows_ones_own_things_alone(here: World, role: Role) -> None:
    here.begin()
    asked = "asks to see your"
    here.submit(Role.MANAGER, next(act for act in FORMS if act.id == ids.TEAM_ASK_VIEW))
    here.post("home", team=here.team(role), user=PEOPLE[role])
    assert (asked in here.home(role)) is (role is Role.SELF), "a question to Ana is hers alone"
    assert (CANARY in here.home(role)) is (role is Role.SELF)


def test_every_statement_on_the_way_named_the_workspace_of_the_acting_person(here: World) -> None:
    for act in BUTTONS:
        here.press(Role.OTHER, act.id, act.value)
    assert here.watch.seen > len(BUTTONS)
    assert here.watch.astray == []


def test_the_same_person_stands_for_one_role_only() -> None:
    known = [user for role, user in PEOPLE.items() if role is not Role.ELSEWHERE]
    assert len(known) == len(set(known))
