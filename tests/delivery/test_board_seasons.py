"""A season: its posts, its summary, the quiet after it, and sums that give nobody away."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.errors import NotAllowed
from bot.services import board, board_line, board_post, board_season, standings
from bot.services import log as logging_of_numbers
from bot.services.plan import answer
from bot.store import boards, figures, workspaces
from bot.store.tables import Workspace
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, EVA, FIN, GUS, HAN, MGR
from sandbox.server import Sandbox
from scoring.readings import Source, make
from scoring.sums import NOBODY
from scoring.team import Consistency
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from tests.delivery.office import MONDAY, Office, later, posts
from tests.scoring.test_sums_and_goals import solved

HABIT = next(tip.id for tip in TIPS if tip.habit)
SIX = (ANA, BEN, CHI, DEV, EVA, FIN)


def keep_a_week(office: Office, *users: str) -> None:
    for user in users:
        answer(office.store, seed.TEAM, user, HABIT, TipEvent.DONE, office.now)


def read(office: Office, user: str, total: float, source: Source = Source.TYPED) -> None:
    """The member reads a total off LinkedIn's page now."""
    given = make(office.now.date(), None, round(100 * total), source)
    logging_of_numbers.record(office.store, seed.TEAM, user, given, office.now, sure=True)


def monday(office: Office, week: int) -> None:
    """The board's Monday, so many weeks after its first one."""
    office.week(later(hours=1, days=7 * week))


def board_of(office: Office) -> boards.Board:
    found = board.get(office.store, seed.TEAM, CHANNEL)
    assert found is not None
    return found


def said(box: Sandbox) -> list[str]:
    return [post["text"] + str(post["blocks"]) for post in posts(box, CHANNEL)]


def rank_nobody(office: Office) -> None:
    office.install()
    with office.store.begin(seed.TEAM) as db:
        row = db.session.get_one(Workspace, seed.TEAM)
        row.no_ranking = True
        db.session.add(row)


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


# Sums


def test_one_who_leaves_or_comes_alone_is_not_the_difference_of_two_sums(
    box: Sandbox, office: Office
) -> None:
    office.set_up_board(*SIX)
    keep_a_week(office, *SIX[:4])
    monday(office, 0)
    board.leave(office.store, seed.TEAM, FIN, CHANNEL, office.now)
    office.until_quiet()
    monday(office, 1)
    board.join(office.store, seed.TEAM, GUS, CHANNEL, office.now)
    office.meet(GUS)
    monday(office, 2)
    first, second, third = said(box)
    assert "Together" not in first, "the post was edited when somebody left"
    assert "Together" not in second, "one has gone since the last sum"
    assert "Together you kept 4 of 18 weeks" in third, "two have changed"


def test_who_comes_alone_counts_once_a_second_one_has_come(box: Sandbox, office: Office) -> None:
    office.set_up_board(*SIX)
    office.meet(GUS, HAN)
    keep_a_week(office, *SIX[:4])
    monday(office, 0)
    board.join(office.store, seed.TEAM, GUS, CHANNEL, office.now)
    keep_a_week(office, GUS)
    monday(office, 1)
    board.join(office.store, seed.TEAM, HAN, CHANNEL, office.now)
    monday(office, 2)
    first, second, third = said(box)
    assert "Together you kept 4 of 6 weeks" in first
    assert "Together you kept 4 of 12 weeks" in second
    assert "Together you kept 5 of 24 weeks" in third


def test_a_doubtful_post_counts_as_read(office: Office, box: Sandbox) -> None:
    office.set_up_board(*SIX)
    keep_a_week(office, *SIX[:4])
    office.sweep(later(hours=1))
    row = office.row(CHANNEL, "board")
    with office.store.begin(seed.TEAM) as db:
        board_post.doubtful(db, row, office.now)
        known = figures.get(db, CHANNEL, board_season.KEPT)
    assert known is not None
    assert known.shown.people == frozenset(SIX)


@pytest.mark.parametrize("start", [1, 2, 3, 4])
def test_no_ones_weeks_follow_from_posts_in_a_row_whatever_people_do(
    office: Office, start: int
) -> None:
    """Random joins, leaves and kept weeks. The worst case: weeks are the same in both posts, and
    those of everybody who was named are known."""
    lots = random.Random(start)
    everyone = (*SIX, GUS, HAN)
    office.set_up_board(*everyone)
    last, known, shown = NOBODY, NOBODY, 0
    for week in range(6):
        keep_a_week(office, *lots.sample(everyone, 5))
        for user in lots.sample(everyone, lots.randint(0, 2)):
            act = board.leave if lots.random() < 0.5 else board.join
            act(office.store, seed.TEAM, user, CHANNEL, office.now)
        office.until_quiet()
        office.sweep(later(hours=1, days=7 * week))
        row = max(
            (one for one in office.rows(CHANNEL) if one.kind == "board"),
            key=lambda one: one.due_at,
        )
        view = board_post.compose(office.store, row, office.now)
        office.until_quiet()
        if view is None:
            continue
        known |= view.named
        held = next((one.shown.people for one in view.figures), NOBODY)
        assert (view.standing.team_kept is not None) is bool(held)
        assert solved([one - known for one in (held, last) if one]) == set()
        if held:
            last, known, shown = held, view.named, shown + 1
    assert shown >= 2


# Nobody ranked


def test_a_workspace_without_ranking_has_no_name_on_any_board(box: Sandbox, office: Office) -> None:
    office.set_up_board(*SIX)
    keep_a_week(office, *SIX[:4])
    office.now = later(hours=1)
    keep_a_week(office, ANA)
    monday(office, 1)
    assert "Ana Costa" in said(box)[-1]
    rank_nobody(office)
    with office.store.begin(seed.TEAM) as db:
        board.names_off(db, office.now)
    office.until_quiet()
    monday(office, 2)
    for text in said(box):
        assert not any(person.name in text for person in seed.PEOPLE)
    assert "Together" in said(box)[-1]
    line = board_line.own_line(office.store, seed.TEAM, BEN, CHANNEL, office.now)
    assert line is not None
    assert line.above == ()
    with pytest.raises(NotAllowed):
        office.set_up_board(mode="score")
    assert board.modes(office.store, seed.TEAM) == ("quest", "off")
    with office.store.begin(seed.TEAM, write=False) as db:
        installed = workspaces.get(db)
        assert installed is not None
        assert installed.no_ranking


# One's own line


def test_ones_own_line_names_who_stands_above_only_where_the_last_post_does(
    office: Office,
) -> None:
    office.set_up_board(*SIX)
    keep_a_week(office, *SIX[:4])
    office.now = later(hours=2)
    keep_a_week(office, ANA, BEN)
    office.now = later(days=8)
    keep_a_week(office, ANA)
    monday(office, 2)

    def above(user: str) -> tuple[tuple[str, ...], int]:
        line = board_line.own_line(office.store, seed.TEAM, user, CHANNEL, office.now)
        assert line is not None
        return line.above, line.ahead

    with office.store.begin(seed.TEAM, write=False) as db:
        public = standings.of(db, board_of(office), office.now.date(), 3).public
    assert isinstance(public, Consistency)
    assert [one.user for one in public.rows] == [ANA, BEN]
    assert above(ANA) == ((), 0)
    assert above(BEN) == (("Ana Costa",), 1)
    assert above(CHI) == (("Ben Okafor",), 1)
    assert above(EVA) == ((), 0), "Chiara and Dev stand above, and are not named"
