"""What a keeper may do with a board, who may keep it instead, and what is refused to whom."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.errors import NotAllowed
from bot.services import (
    arrivals,
    board,
    board_keeping,
    board_line,
    board_post,
    board_season,
    quest,
)
from bot.services.people import Profile
from bot.store import members
from bot.store.tables import AuditRow
from sandbox import seed
from sandbox.seed import ADM, ANA, BEN, CHANNEL, CHI, DEV, EVA, GUS, MGR
from sandbox.server import Sandbox
from tests.delivery.board_steps import board_of, keep_a_week
from tests.delivery.office import MONDAY, Office, later, posts

TEAM = seed.TEAM
FIVE = (ANA, BEN, CHI, DEV, EVA)


def status(office: Office, user: str, *, coach_admin: bool = False) -> board_line.Status:
    found = board_line.status(
        office.store, TEAM, user, CHANNEL, coach_admin=coach_admin, now=office.now
    )
    assert found is not None
    return found


def refused(office: Office) -> list[tuple[str, str]]:
    """(actor, action) of every refusal that was written down."""
    with office.store.begin(TEAM, write=False) as db:
        rows = db.session.exec(
            select(AuditRow).where(AuditRow.result == "refused").order_by(col(AuditRow.at))
        )
        return [(row.actor, row.action) for row in rows]


def lose_keeper(office: Office) -> None:
    profile = Profile("Mia Keller", seed.TEAM_TZ, deleted=True)
    arrivals.changed(office.store, TEAM, MGR, profile, office.now)


ACTS: dict[str, Callable[[Office, str], Any]] = {
    "board pause": lambda office, user: board_keeping.pause(
        office.store, TEAM, user, CHANNEL, date(2026, 12, 20), office.now
    ),
    "board resume": lambda office, user: board_keeping.resume(
        office.store, TEAM, user, CHANNEL, office.now
    ),
    "board close": lambda office, user: board_keeping.close(
        office.store, TEAM, user, CHANNEL, office.now
    ),
    "board hand over": lambda office, user: board_keeping.hand_over(
        office.store, TEAM, user, CHANNEL, ANA, office.now
    ),
    "board take over": lambda office, user: board_keeping.take_over(
        office.store, TEAM, user, CHANNEL, coach_admin=False, now=office.now
    ),
    "board remind": lambda office, user: board_keeping.remind(
        office.store, TEAM, user, CHANNEL, office.now
    ),
    "board post": lambda office, user: board_post.post_now(
        office.store, TEAM, user, CHANNEL, office.now
    ),
    "board post again": lambda office, user: board_post.post_again(
        office.store, TEAM, user, CHANNEL, office.now
    ),
    "board season": lambda office, user: board_season.start_next(
        office.store, TEAM, user, CHANNEL, office.now
    ),
    "board score": lambda office, user: board.set_up(
        office.store, TEAM, user, CHANNEL, mode="score", weekday=0, minute=0, season_weeks=4,
        now=office.now,
    ),
    "quest start": lambda office, user: quest.start(
        office.store, TEAM, user, CHANNEL, what="comments", target=40, weeks=4, now=office.now
    ),
}  # fmt: skip


@pytest.mark.parametrize("action", ACTS)
@pytest.mark.parametrize("user", [ANA, GUS, ADM])
def test_what_only_the_keeper_may_do_is_refused_to_others_and_written_down(
    office: Office, action: str, user: str
) -> None:
    """A member who joined, another, and a coach admin who did not take the board over."""
    office.set_up_board(*FIVE)
    office.meet(GUS, ADM)
    before = board_of(office)
    with pytest.raises(NotAllowed):
        ACTS[action](office, user)
    assert board_of(office) == before
    assert refused(office) == [(user, action)]


@pytest.mark.parametrize("action", ["board pause", "board close", "quest start"])
def test_a_board_of_another_channel_or_workspace_is_nobodys(office: Office, action: str) -> None:
    office.meet(MGR)
    with pytest.raises(NotAllowed):
        ACTS[action](office, MGR)


def test_post_now_takes_the_place_of_this_weeks_post(box: Sandbox, office: Office) -> None:
    office.set_up_board(*FIVE)
    keep_a_week(office, *FIVE[:3])
    assert board_post.post_now(office.store, TEAM, MGR, CHANNEL, office.now) is None
    office.now += timedelta(days=1)
    assert board_post.post_now(office.store, TEAM, MGR, CHANNEL, office.now), "a day to look at"
    office.until_quiet()
    assert len(posts(box, CHANNEL)) == 1
    assert board_post.post_now(office.store, TEAM, MGR, CHANNEL, office.now) is None
    for hours in (1, 48):
        office.week(later(hours=hours))
    assert len(posts(box, CHANNEL)) == 2, "Monday is in another week"
    assert board_post.post_now(office.store, TEAM, MGR, CHANNEL, office.now) is None


def test_post_now_posts_nothing_where_too_few_are_in_the_running(office: Office) -> None:
    office.set_up_board(ANA, BEN)
    keep_a_week(office, ANA, BEN)
    assert board_post.post_now(office.store, TEAM, MGR, CHANNEL, office.now) is None
    assert office.rows(CHANNEL) == []


def test_a_pause_holds_the_post_until_its_day(box: Sandbox, office: Office) -> None:
    office.set_up_board(*FIVE)
    keep_a_week(office, *FIVE[:4])
    for until in (office.now.date(), office.now.date() + timedelta(weeks=27)):
        assert board_keeping.pause(office.store, TEAM, MGR, CHANNEL, until, office.now) is None
    made = board_keeping.pause(office.store, TEAM, MGR, CHANNEL, date(2026, 12, 8), office.now)
    assert made is not None
    assert made.next_post_at == MONDAY + timedelta(days=21, minutes=30)
    assert status(office, MGR).board.paused_until == date(2026, 12, 8)
    for week in range(4):
        office.week(later(hours=1, days=7 * week))
    assert len(posts(box, CHANNEL)) == 1
    assert status(office, MGR).board.paused_until is None, "its day has come"


def test_a_post_that_was_entered_before_the_pause_is_held_too(box: Sandbox, office: Office) -> None:
    office.set_up_board(*FIVE)
    keep_a_week(office, *FIVE[:4])
    office.sweep(later(hours=1))
    board_keeping.pause(office.store, TEAM, MGR, CHANNEL, date(2026, 12, 8), office.now)
    office.until_quiet()
    assert posts(box, CHANNEL) == []
    again = board_keeping.resume(office.store, TEAM, MGR, CHANNEL, office.now)
    assert again.paused_until is None
    assert again.next_post_at == MONDAY + timedelta(days=7, minutes=30)


def test_the_keeper_hands_over_to_somebody_who_joined_and_is_no_guest(office: Office) -> None:
    office.set_up_board(ANA, BEN)
    office.meet(GUS)
    with office.store.begin(TEAM) as db:
        members.put(db, BEN, name="B", zone="UTC", guest=True, deleted=False, now=office.now)
    for user in (GUS, BEN, "U0NOBODY", ""):
        assert not board_keeping.hand_over(office.store, TEAM, MGR, CHANNEL, user, office.now)
    assert board_keeping.hand_over(office.store, TEAM, MGR, CHANNEL, ANA, office.now)
    assert board_of(office).keeper == ANA
    with pytest.raises(NotAllowed):
        board_keeping.hand_over(office.store, TEAM, MGR, CHANNEL, ANA, office.now)


def test_a_coach_admin_takes_a_board_over_at_any_time_and_a_guest_never(office: Office) -> None:
    office.set_up_board(ANA)
    office.meet(ADM)
    assert status(office, ADM, coach_admin=True).may_take_over
    assert not status(office, ADM).may_take_over
    with office.store.begin(TEAM) as db:
        members.put(db, GUS, name="G", zone="UTC", guest=True, deleted=False, now=office.now)
    with pytest.raises(NotAllowed):
        board_keeping.take_over(office.store, TEAM, GUS, CHANNEL, coach_admin=True, now=office.now)
    board_keeping.take_over(office.store, TEAM, ADM, CHANNEL, coach_admin=True, now=office.now)
    assert board_of(office).keeper == ADM


def test_a_board_without_its_keeper_is_anyones_who_joined_after_a_fortnight(
    box: Sandbox, office: Office
) -> None:
    office.set_up_board(ANA, BEN, CHI)
    office.meet(GUS)
    lose_keeper(office)
    began = office.now
    state = status(office, ANA)
    assert (state.may_take_over, state.from_day) == (False, date(2026, 12, 4))
    assert status(office, GUS).from_day is None, "who did not join is told nothing"
    office.now = began + timedelta(days=14, seconds=-1)
    with pytest.raises(NotAllowed):
        board_keeping.take_over(office.store, TEAM, ANA, CHANNEL, coach_admin=False, now=office.now)
    office.now = began + timedelta(days=14)
    with pytest.raises(NotAllowed):
        board_keeping.take_over(office.store, TEAM, GUS, CHANNEL, coach_admin=False, now=office.now)
    board_keeping.take_over(office.store, TEAM, ANA, CHANNEL, coach_admin=False, now=office.now)
    made = board_of(office)
    assert (made.keeper, made.keeper_gone_at) == (ANA, None)
    assert posts(box) == [], "nobody is written to about it"


def test_a_keeper_whose_account_is_off_is_forgotten_and_does_not_keep_it_again(
    office: Office,
) -> None:
    office.set_up_board(ANA)
    lose_keeper(office)
    assert board_of(office).keeper_gone_at == office.now
    assert board_of(office).keeper != MGR
    office.meet(MGR)
    assert not status(office, MGR).keeper
    with pytest.raises(NotAllowed):
        board_keeping.close(office.store, TEAM, MGR, CHANNEL, office.now)


def test_the_channel_is_reminded_once_while_the_board_waits(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA)
    state = status(office, MGR)
    assert (state.joined, state.names, state.reminded) == (1, ("Ana Costa",), False)
    assert board_keeping.remind(office.store, TEAM, MGR, CHANNEL, office.now)
    assert board_keeping.remind(office.store, TEAM, MGR, CHANNEL, office.now) is None
    office.until_quiet()
    (post,) = posts(box, CHANNEL)
    assert post["metadata"]["event_type"] == "ssi_board_reminder"
    assert "Ana" not in str(post)
    assert status(office, MGR).reminded


def test_a_reminder_is_dropped_once_three_have_joined(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA)
    board_keeping.remind(office.store, TEAM, MGR, CHANNEL, office.now)
    office.meet(BEN, CHI)
    for user in (BEN, CHI):
        board.join(office.store, TEAM, user, CHANNEL, office.now)
    office.until_quiet()
    assert posts(box, CHANNEL) == []


def test_a_closed_board_posts_nothing_and_settings_bring_it_back(
    box: Sandbox, office: Office
) -> None:
    office.set_up_board(*FIVE)
    keep_a_week(office, *FIVE[:4])
    board_keeping.close(office.store, TEAM, MGR, CHANNEL, office.now)
    office.week(later(hours=1))
    assert posts(box, CHANNEL) == []
    office.set_up_board()
    office.week(later(days=7, hours=1))
    assert len(posts(box, CHANNEL)) == 1


def test_the_keeper_sees_who_joined_and_others_do_not(office: Office) -> None:
    office.set_up_board(*FIVE)
    keep_a_week(office, *FIVE[:4])
    office.now = later(hours=1)
    kept, other = status(office, MGR), status(office, ANA)
    assert (len(kept.names), kept.fresh) == (5, 4)
    assert (other.names, other.fresh, other.keeper) == ((), 0, False)
