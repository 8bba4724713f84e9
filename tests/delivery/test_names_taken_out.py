"""Whoever leaves, or is forgotten, stands on no post any more, however old it is."""

from datetime import timedelta
from typing import Any

import pytest

from bot.services import board, erasing, restored
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, EVA, FIN, TEAM
from sandbox.server import Sandbox
from tests.delivery.board_steps import keep_a_week, monday
from tests.delivery.office import Office, later, posts

NAME = "Ana Costa"


def named(box: Sandbox) -> list[bool]:
    return [NAME in str(post["blocks"]) for post in posts(box, CHANNEL)]


def season(box: Sandbox, office: Office) -> None:
    """Three posts, of which the first two name Ana, and the last names nobody."""
    office.set_up_board(ANA, BEN, CHI, DEV, EVA, FIN)
    keep_a_week(office, ANA, BEN, CHI, DEV)
    monday(office, 0)
    keep_a_week(office, ANA)
    monday(office, 1)
    keep_a_week(office, ANA)
    monday(office, 2)
    keep_a_week(office, BEN, CHI, DEV, EVA, FIN)
    assert named(box)[1:] == [True, True]


def leave(office: Office) -> None:
    board.leave(office.store, TEAM, ANA, CHANNEL, office.now)


def be_forgotten(office: Office) -> None:
    erasing.forget(office.store, TEAM, ANA, office.now)


@pytest.mark.parametrize("go", [leave, be_forgotten])
def test_no_post_of_the_season_keeps_the_name(box: Sandbox, office: Office, go: Any) -> None:
    season(box, office)
    go(office)
    office.until_quiet()
    assert named(box) == [False] * 3
    older = posts(box, CHANNEL)[1]
    assert older["text"] == "The figures of this earlier post are left out now."


def test_posts_that_did_not_name_who_left_stay_as_they_are(box: Sandbox, office: Office) -> None:
    season(box, office)
    before = posts(box, CHANNEL)
    assert not named(box)[0]
    leave(office)
    office.until_quiet()
    assert posts(box, CHANNEL)[0] == before[0]


def test_a_restore_after_the_last_day_ends_the_season(office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, season_weeks=4)
    office.now = later(days=7 * 12)
    with office.store.across() as db:
        restored.settle(db, office.now)
    found = board.get(office.store, seed.TEAM, CHANNEL)
    assert found is not None
    assert found.next_post_at is None
    assert timedelta(weeks=found.season_weeks) < office.now.date() - found.season_start
