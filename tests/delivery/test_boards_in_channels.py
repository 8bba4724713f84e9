"""Boards: posted once a week by name and consent, edited when somebody leaves, never guessed."""

import time
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import NotAllowed
from bot.services import board, board_line, board_post, board_season
from bot.services import log as logging_of_numbers
from bot.store import boards, members
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, EVA, MGR
from sandbox.server import Sandbox
from scoring.readings import Source, make
from tests.delivery.board_steps import board_of, keep_a_week
from tests.delivery.office import FRIDAY, MONDAY, Office, arm, calls, later, posts


def kinds(office: Office, where: str = CHANNEL) -> dict[str, str]:
    return {row.kind: row.state for row in office.rows(where)}


def seen(message: dict[str, Any]) -> str:
    return message["text"] + str(message["blocks"])


def test_a_board_is_posted_once_with_plain_names(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV)
    keep_a_week(office, ANA, BEN, CHI)
    for _ in range(2):
        office.week(later(hours=1))
    (message,) = posts(box, CHANNEL)
    assert message["metadata"]["event_type"] == "ssi_board"
    assert "<@" not in seen(message)
    assert "@channel" not in seen(message)
    made = board_of(office)
    assert (made.last_ts, made.last_slot) == (message["ts"], "2026-W48")


def test_with_fewer_than_three_nothing_is_posted(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI)
    keep_a_week(office, ANA, BEN)
    office.week(later(hours=1))
    assert posts(box) == []
    row = office.row(CHANNEL, "board")
    assert (row.state, row.reason) == ("skipped", "empty")


@pytest.mark.parametrize("weeks", [4, 6])
def test_after_the_season_nothing_is_posted_until_a_new_one(
    box: Sandbox, office: Office, weeks: int
) -> None:
    office.set_up_board(ANA, BEN, CHI, season_weeks=weeks)
    keep_a_week(office, ANA, BEN, CHI)
    for week in range(weeks + 3):
        office.week(later(hours=1, days=7 * week))
    assert len(posts(box, CHANNEL)) == weeks
    office.set_up_board(ANA, BEN, CHI, season_weeks=weeks)
    assert board_of(office).next_post_at is None, "settings start no season"
    assert board_season.start_next(office.store, seed.TEAM, MGR, CHANNEL, office.now)
    keep_a_week(office, ANA, BEN, CHI)
    office.week(later(hours=1, days=7 * (weeks + 3)))
    assert len(posts(box, CHANNEL)) == weeks + 1


def test_a_post_looks_back_on_whole_weeks(office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV, EVA)
    keep_a_week(office, ANA, BEN, CHI)
    office.sweep(later(hours=1))
    view = board_post.compose(office.store, office.row(CHANNEL, "board"), office.now)
    assert view is not None
    assert (view.week, view.season_end.isoformat()) == (1, "2026-12-27")
    assert (view.standing.team_kept, view.standing.team_of) == (3, 5)


def test_who_was_deactivated_is_not_counted(office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI)
    keep_a_week(office, ANA, BEN, CHI)
    office.meet(CHI, deleted=True)
    office.sweep(later(hours=1))
    assert board_post.compose(office.store, office.row(CHANNEL, "board"), office.now) is None


@pytest.mark.parametrize(("age", "shown"), [(14, True), (15, False)])
def test_clubs_are_of_readings_at_most_a_fortnight_old(
    office: Office, age: int, shown: bool
) -> None:
    office.set_up_board(ANA, BEN, CHI, mode="score")
    at = later(hours=1)
    for user, points, days in ((ANA, 1800, age), (BEN, 1100, 2), (CHI, 1000, 2)):
        reading = make((at - timedelta(days=days)).date(), (points,) * 4, None, Source.TYPED)
        logging_of_numbers.record(office.store, seed.TEAM, user, reading, office.now, sure=True)
    office.sweep(at)
    view = board_post.compose(office.store, office.row(CHANNEL, "board"), at)
    assert (view is not None) is shown
    if view is not None:
        assert [club.names for club in view.standing.clubs] == [("Ana Costa",)]


def test_leaving_takes_the_name_out_of_the_last_post(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV, EVA)
    keep_a_week(office, ANA, BEN, CHI, DEV)
    office.now = FRIDAY - timedelta(days=7)
    keep_a_week(office, ANA)
    office.now = FRIDAY
    with office.store.begin(seed.TEAM) as db:
        known = board_of(office)
        boards.put(
            db, CHANNEL, keeper=MGR, mode="consistency", weekday=0, minute=570, zone=known.zone,
            season_start=known.season_start - timedelta(weeks=1), season_weeks=6,
            next_post_at=known.next_post_at, now=office.now,
        )  # fmt: skip
    office.week(later(hours=1))
    (message,) = posts(box, CHANNEL)
    before, place = seen(message), message["ts"]
    assert "Ana Costa" in before
    assert "Together" in before
    arm(box, "chat.update", "500")
    assert board.leave(office.store, seed.TEAM, ANA, CHANNEL, office.now)
    assert not board.leave(office.store, seed.TEAM, ANA, CHANNEL, office.now)
    office.until_quiet()
    (message,) = posts(box, CHANNEL)
    assert message["ts"] == place
    assert message["edited"]
    assert "Ana Costa" not in seen(message)
    assert "Together" not in seen(message)
    assert kinds(office) == {"board": "sent", "board_edit": "sent"}


def test_a_second_leaver_has_the_post_edited_again(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV, EVA)
    keep_a_week(office, ANA, BEN, CHI)
    office.week(later(hours=1))
    for user in (ANA, BEN):
        board.leave(office.store, seed.TEAM, user, CHANNEL, office.now)
        office.until_quiet()
    (message,) = posts(box, CHANNEL)
    assert calls(box, "chat.update") == 2
    assert "rests" in message["text"]


def test_an_edit_overtaken_by_another_leave_is_made_again(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV)
    keep_a_week(office, ANA, BEN, CHI, DEV)
    office.week(later(hours=1))
    arm(box, "chat.update", "slow", seconds=0.3)
    board.leave(office.store, seed.TEAM, ANA, CHANNEL, office.now)
    for _ in range(1000):  # the pace may ask for a moment's patience
        office.ticks.open_rows(office.now)
        if not box.town.faults.armed[0].times:
            break
        time.sleep(0.01)
    board.leave(office.store, seed.TEAM, BEN, CHANNEL, office.now)
    office.until_quiet()
    assert "rests" in posts(box, CHANNEL)[0]["text"]


def test_a_post_for_which_too_little_of_the_lease_is_left_comes_later_without_a_doubt(
    box: Sandbox, office: Office
) -> None:
    slow = [office.settings.lease_s * 0.6]
    office.store.listen(
        lambda statement, _: (
            time.sleep(slow.pop()) if slow and "board_figure" in statement else None
        )
    )
    office.set_up_board(ANA, BEN, CHI)
    keep_a_week(office, ANA, BEN, CHI)
    office.sweep(later(hours=1))
    office.once()
    assert posts(box, CHANNEL) == []
    assert [(row.state, row.in_doubt) for row in office.rows(CHANNEL)] == [("pending", False)]
    office.until_quiet()
    assert slow == []
    assert len(posts(box, CHANNEL)) == 1
    assert kinds(office) == {"board": "sent"}


def test_joining_and_leaving_twice_change_nothing(office: Office) -> None:
    office.set_up_board(ANA)
    assert board.join(office.store, seed.TEAM, ANA, CHANNEL, office.now) is False
    assert board.leave(office.store, seed.TEAM, ANA, CHANNEL, office.now) is True
    assert board.leave(office.store, seed.TEAM, ANA, CHANNEL, office.now) is False
    assert board.join(office.store, seed.TEAM, ANA, "C0NONE", office.now) is None
    assert board.takes_part(office.store, seed.TEAM, CHANNEL) == ()


@pytest.mark.parametrize("do", ["accept_then_drop", "drop", "500"])
def test_a_doubtful_post_is_left_to_its_keeper(box: Sandbox, office: Office, do: str) -> None:
    office.set_up_board(ANA, BEN, CHI)
    keep_a_week(office, ANA, BEN, CHI)
    arm(box, "chat.postMessage", do)
    office.week(later(hours=1))
    assert kinds(office) == {"board": "uncertain"}
    assert len(posts(box, CHANNEL)) == (do == "accept_then_drop")
    (told,) = posts(box, seed.dm_of(MGR))
    assert told["metadata"]["event_type"] == "ssi_board_doubt"
    assert CHANNEL in told["text"]
    assert "ssi_board_post_again" in str(told["blocks"])
    assert calls(box, "conversations.history") == 0


def test_the_keeper_and_nobody_else_has_it_posted_again(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI)
    keep_a_week(office, ANA, BEN, CHI)
    arm(box, "chat.postMessage", "drop")
    office.week(later(hours=1))
    office.now = later(days=2)
    with pytest.raises(NotAllowed):
        board_post.post_again(office.store, seed.TEAM, ANA, CHANNEL, office.now)
    first = board_post.post_again(office.store, seed.TEAM, MGR, CHANNEL, office.now)
    assert first == office.row(CHANNEL, "board").id
    assert board_post.post_again(office.store, seed.TEAM, MGR, CHANNEL, office.now) is None
    office.until_quiet()
    assert kinds(office) == {"board": "sent"}
    assert len(posts(box, CHANNEL)) == 1


def test_native_blocks_that_are_refused_are_drawn_plainly_once(
    box: Sandbox, office: Office
) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV)
    keep_a_week(office, ANA, BEN, CHI, DEV)
    arm(box, "chat.postMessage", "error", error="invalid_blocks")
    office.week(later(hours=1))
    (message,) = posts(box, CHANNEL)
    assert {block["type"] for block in message["blocks"]} <= {
        "header", "section", "context", "actions"
    }  # fmt: skip


def test_blocks_that_are_refused_twice_end_in_a_record(box: Sandbox, office: Office) -> None:
    office.set_up_board(ANA, BEN, CHI, DEV)
    keep_a_week(office, ANA, BEN, CHI, DEV)
    arm(box, "chat.postMessage", "error", error="invalid_blocks", times=2)
    office.week(later(hours=1))
    assert kinds(office) == {"board": "failed"}
    assert calls(box, "chat.postMessage") == 2


def test_a_channel_out_of_reach_rests_and_its_keeper_hears_of_it(
    box: Sandbox, office: Office
) -> None:
    office.set_up_board(ANA, BEN, CHI)
    keep_a_week(office, ANA, BEN, CHI)
    box.town.teams[seed.TEAM].channels[CHANNEL].members.discard(seed.BOT)
    office.week(later(hours=1))
    assert office.row(CHANNEL, "board").state == "failed"
    assert board_of(office).next_post_at is None
    (told,) = posts(box, seed.dm_of(MGR))
    assert told["metadata"]["event_type"] == "ssi_board_stopped"


def test_only_the_keeper_changes_a_board_and_no_guest_sets_one_up(office: Office) -> None:
    office.set_up_board(ANA)
    given = {"mode": "off", "weekday": 0, "minute": 570, "season_weeks": 6, "now": office.now}
    with pytest.raises(NotAllowed):
        board.set_up(office.store, seed.TEAM, ANA, CHANNEL, **given)
    with office.store.begin(seed.TEAM) as db:
        members.put(db, BEN, name="B", zone="UTC", guest=True, deleted=False, now=office.now)
    with pytest.raises(NotAllowed):
        board.set_up(office.store, seed.TEAM, BEN, "C0OTHER", **given)
    assert board_of(office).mode == "consistency"


def test_ones_own_line_counts_ones_own_weeks(office: Office) -> None:
    office.set_up_board(ANA, BEN)
    keep_a_week(office, ANA)
    mine = board_line.own_line(office.store, seed.TEAM, ANA, CHANNEL, MONDAY)
    assert mine == board_line.OwnLine(joined=True, weeks=1, of=2)
    stranger = board_line.own_line(office.store, seed.TEAM, CHI, CHANNEL, MONDAY)
    assert stranger is not None
    assert not stranger.joined
