"""What a board's sums and names give away: nothing that its people did not agree to."""

import random

import pytest

from bot.errors import NotAllowed
from bot.services import board, board_line, board_post, board_season, standings
from bot.store import figures, workspaces
from bot.store.figures import Figure
from bot.store.tables import Workspace
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, EVA, FIN, GUS, HAN
from sandbox.server import Sandbox
from scoring.sums import NOBODY, Shown
from scoring.team import Consistency
from tests.delivery.board_steps import SIX, board_of, keep_a_week, monday, said
from tests.delivery.office import Office, later
from tests.scoring.test_sums_and_goals import solved


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


def rank_nobody(office: Office) -> None:
    office.install()
    with office.store.begin(seed.TEAM) as db:
        row = db.session.get_one(Workspace, seed.TEAM)
        row.no_ranking = True
        db.session.add(row)


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
        assert workspaces.policy(db).no_ranking


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
    with office.store.begin(seed.TEAM) as db:
        figures.put(db, CHANNEL, Figure(board_season.NAMED, "", Shown(frozenset((ANA,))), 0, 0))
    assert above(CHI) == ((), 0), "Ben's weeks became known after the post"
