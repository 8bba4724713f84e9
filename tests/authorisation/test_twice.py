"""A second tap: whatever is pressed or sent twice in one moment changes nothing the second time."""

import re
from collections.abc import Iterator

import pytest

from tests.authorisation.cast import PEOPLE, World, world
from tests.authorisation.matrix import BUTTONS, FORMS, Act, May, Role


@pytest.fixture(scope="module")
def here() -> Iterator[World]:
    with world() as made:
        yield made


def nameless(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without the ids of rows: one may take the place of its equal."""
    return {
        name: sorted(re.sub("[0-9a-f]{32}", "#", row) for row in found)
        for name, found in rows.items()
    }


def doer(act: Act) -> Role:
    """Ana herself where she may; else whoever may."""
    order = (Role.SELF, *Role)
    return next(role for role in order if act.rule[role] in (May.YES, May.OWN))


@pytest.mark.parametrize("act", BUTTONS, ids=lambda act: act.id)
def test_a_button_pressed_twice_changes_nothing_more(here: World, act: Act) -> None:
    here.begin()
    role = doer(act)
    here.press(role, act.id, act.value)
    once = nameless(here.rows(PEOPLE[role]))
    here.press(role, act.id, act.value)
    assert nameless(here.rows(PEOPLE[role])) == once


@pytest.mark.parametrize("act", FORMS, ids=lambda act: act.id)
def test_a_form_sent_twice_changes_nothing_more(here: World, act: Act) -> None:
    here.begin()
    once, twice = here.submit_twice(act.by, act)
    assert nameless(twice) == nameless(once)
