"""A season: its posts, its summary, the quiet after it, and gains at its end."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.errors import NotAllowed
from bot.services import board, board_season, standings
from bot.store import boards
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, EVA, FIN, GUS, HAN, MGR
from sandbox.server import Sandbox
from scoring.readings import Source
from tests.delivery.board_steps import SIX, board_of, keep_a_week, monday, read, said
from tests.delivery.office import MONDAY, Office, later


def test_the_last_post_sums_the_season_up_and_then_the_board_is_quiet(
    box: Sandbox, office: Office
) -> None:
    office.set_up_board(*SIX, season_weeks=4)
    for week in range(8):
        keep_a_week(office, *SIX[: 4 + week % 2])
        monday(office, week)
    texts = said(box)
    assert len(texts) == 4, "three weeks, and the summary of four"
    assert [("The team's season" in text) for text in texts] == [False, False, False, True]
    assert "its keeper starts the next one" in texts[-1]
    made = board_of(office)
    assert (made.closed_slot, made.next_post_at) == ("2026-W51", None)


def test_a_board_of_fridays_sums_up_on_the_friday_after(box: Sandbox, office: Office) -> None:
    office.set_up_board(*SIX, season_weeks=4, weekday=4)
    keep_a_week(office, *SIX[:4])
    for week in range(6):
        office.week(later(days=4 + 7 * week, hours=1))
    texts = said(box)
    assert "The team's season" in texts[-1]
    assert sum("The team's season" in text for text in texts) == 1
    assert "ended on 13 December" in texts[-1]
    assert board_of(office).next_post_at is None


def test_no_two_posts_in_a_row_say_the_same(box: Sandbox, office: Office) -> None:
    office.set_up_board(*SIX, season_weeks=6)
    keep_a_week(office, *SIX)
    for week in range(6):
        monday(office, week)
    texts = said(box)
    assert len(texts) == 6
    assert all(one != other for one, other in pairwise(texts))


def test_the_keeper_alone_starts_the_next_season_and_not_before_the_end(office: Office) -> None:
    office.set_up_board(*SIX, season_weeks=4)
    keep_a_week(office, *SIX[:4])
    assert board_season.start_next(office.store, seed.TEAM, MGR, CHANNEL, office.now) is None
    for week in range(4):
        monday(office, week)
    with pytest.raises(NotAllowed):
        board_season.start_next(office.store, seed.TEAM, ANA, CHANNEL, office.now)
    began = board_season.start_next(office.store, seed.TEAM, MGR, CHANNEL, office.now)
    assert began is not None
    assert began.season_start == office.now.date()
    assert began.next_post_at == MONDAY + timedelta(minutes=30, days=28)


def test_settings_saved_before_the_summary_leave_the_season_as_it_is(office: Office) -> None:
    office.set_up_board(*SIX, season_weeks=4)
    began = board_of(office).season_start
    office.now = later(days=20, minutes=5)
    office.set_up_board(season_weeks=4)
    assert board_of(office).season_start == began
    assert board_of(office).next_post_at == MONDAY + timedelta(days=21, minutes=30)


def test_gains_stand_in_the_summary_alone_and_luck_is_named(box: Sandbox, office: Office) -> None:
    people = (*SIX, GUS, HAN)
    office.set_up_board(*people, mode="improvement", season_weeks=6)
    office.now = later(hours=-1)
    moved = {ANA: 34.0, BEN: 3, CHI: -2, DEV: 1, EVA: -3, FIN: 2, GUS: -1, HAN: 0}
    for week in range(6):
        keep_a_week(office, *people[: 4 + week % 2])
        for user in people:
            if week in (0, 2, 4, 5):
                read(office, user, 45 + moved[user] * week / 5)
        monday(office, week)
    texts = said(box)
    assert not any("Gains" in text for text in texts[:-1])
    assert "Ana Costa: about" in texts[-1]
    assert "the largest" in texts[-1]
    assert "±" in texts[-1]
    gained = texts[-1].split("Gains over the season")[1]
    assert not any(name in gained for name in ("Ben Okafor", "Chiara", "Hana"))


def test_who_joined_a_board_of_weeks_has_no_gain_on_it(office: Office) -> None:
    """What was agreed to holds, whatever the keeper chooses later."""
    office.set_up_board(*SIX)
    office.set_up_board(mode="improvement")
    office.now = later(days=35)
    with office.store.begin(seed.TEAM, write=False) as db:
        found = boards.get(db, CHANNEL)
        assert found is not None
        here = standings.people(db, found, office.now.date())
        assert set(here) == set(SIX)
        assert standings.gains(db, found, board_season.end(found), here) == ()
    office.set_up_board(mode="score")
    read(office, ANA, 75)
    with office.store.begin(seed.TEAM, write=False) as db:
        found = boards.get(db, CHANNEL)
        assert found is not None
        assert standings.people(db, found, office.now.date()) == {}
    assert board.join(office.store, seed.TEAM, ANA, CHANNEL, office.now) is True
    with office.store.begin(seed.TEAM, write=False) as db:
        assert set(standings.people(db, board_of(office), office.now.date())) == {ANA}


def test_imported_history_and_unconfirmed_leaps_stand_in_no_club(office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV, EVA, mode="score")
    office.now = MONDAY
    for user in (ANA, BEN, CHI, DEV):
        read(office, user, 40)
    read(office, EVA, 80, Source.TABLE)
    office.now = later(days=3)
    read(office, ANA, 75)
    found = clubs_of(office)
    assert (found.eligible, found.clubs) == (4, ())
    office.now = later(days=5)
    read(office, ANA, 76)
    assert [one.names for one in clubs_of(office).clubs] == [("Ana Costa",)]


def clubs_of(office: Office) -> Any:
    with office.store.begin(seed.TEAM, write=False) as db:
        return standings.of(db, board_of(office), office.now.date(), 1).public
