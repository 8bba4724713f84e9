"""Boards and team goals: within Slack's limits, whatever people are called, and nobody mentioned."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import board as boards
from bot.blocks import board_post as posts
from bot.blocks import board_status as keeping
from bot.blocks import quest as quests
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message
from bot.services.board_line import OwnLine
from bot.services.board_post import Edit
from bot.services.board_preview import example
from bot.services.quest import Mine, QuestLine
from bot.services.standings import MODES, RANKED
from sandbox.limits import message_faults, view_faults
from tests.blocks.samples import (
    HOSTILE,
    NAMES,
    TODAY,
    board,
    board_view,
    quest,
    season_view,
    states,
    texts,
)

CHANNEL = re.compile(r"<#C1>")
LONGEST = 20
"""Words of a sentence."""


def fine(message: Message) -> None:
    assert check_message(message) == []
    assert message_faults(message.blocks) == []
    for said in (message.text, *texts(message.blocks)):
        assert "<" not in CHANNEL.sub("", said), said
        assert "!" not in said.replace("!channel", ""), said


def short(message: Message) -> None:
    """Sentences of our own."""
    for said in texts(message.blocks):
        for sentence in re.split(r"(?<=[.:?])\s|\n", said):
            assert len(sentence.split()) <= LONGEST, sentence


@given(
    st.lists(st.tuples(NAMES, st.integers(0, 6)), max_size=40),
    st.sampled_from(["consistency", "score"]),
)
def test_every_board_fits_slack_and_mentions_nobody(rows: Any, mode: str) -> None:
    view = board_view(rows, mode)
    for message in (posts.render_native(view), posts.render_classic(view)):
        assert check_message(message) == []
        assert message_faults(message.blocks) == []
        assert "<" not in str(message.blocks)
        assert "<" not in message.text


@pytest.mark.parametrize("who", HOSTILE)
def test_a_summary_and_a_goal_are_text_whatever_stands_in_them(who: str) -> None:
    view = season_view((who, who))
    line = QuestLine(quest(who[:40]), 12, over=False, figure=None)
    for message in (
        posts.render_native(replace(view, quest=line)),
        posts.render_classic(replace(view, quest=line)),
        posts.render_edit(Edit(view)),
    ):
        assert check_message(message) == []
        assert "<" not in str(message.blocks) + message.text
        assert "@here" not in str(message.blocks)


def test_every_screen_of_boards_fits_slack() -> None:
    known = board()
    for mode in MODES:
        for made in (board(mode), board(mode, next_post_at=None)):
            short(boards.invitation(made))
            for screen in (boards.invitation, boards.reminder):
                fine(screen(made))
            fine(boards.joined(made, True))
            short(boards.joined(made, False))
            fine(boards.set_up(made, 1))
            fine(boards.preview(example(made, TODAY)))
    for state in states():
        fine(keeping.status(state))
    lines = [
        OwnLine(True, 2, 3), OwnLine(False, 0, 3), OwnLine(True, 2, 3, agreed=False),
        OwnLine(True, 2, 3, above=("<!channel>", "*Ben*"), ahead=1),
        *(OwnLine(True, 0, 3, "score", club=club, fresh=fresh, hidden=hidden)
          for club in (None, 7000) for fresh in (True, False) for hidden in (True, False)),
    ]  # fmt: skip
    answers = [
        *map(boards.own_line, lines), boards.where("/ssi"), boards.left(True), boards.left(False),
        boards.no_board("/ssi"), boards.invited(), boards.invited_before(), boards.not_in_channel(),
        keeping.uncertain("C1"), keeping.stopped("C1"), keeping.posting_again(),
        keeping.paused(known), keeping.paused(board(paused_until=TODAY)), keeping.resumed(known),
        keeping.resumed(board(next_post_at=None)), keeping.handed_over(),
        keeping.taken_over(known), keeping.season_started(None), keeping.season_started(known),
        keeping.closed(), keeping.posting(None), keeping.posting("x"), keeping.reminding(None),
        keeping.reminding("x"),
    ]  # fmt: skip
    for message in answers:
        fine(message)
        short(message)


def test_every_screen_of_a_goal_fits_slack_and_says_who_sees_what() -> None:
    for message in (
        quests.started("C1"), quests.running_already(), quests.ended(True), quests.ended(False),
        quests.brought(Mine(quest(), 3)), quests.brought(Mine(quest(), 8)), quests.over(),
        quests.closed_form(),
    ):  # fmt: skip
        fine(message)
        short(message)
    for view in (
        boards.modal(board(), "C1", "Europe/Berlin", MODES),
        boards.modal(None, "C1", "Asia/Kolkata", ("quest", "off")),
        keeping.pause_form("C1", TODAY), keeping.hand_over_form("C1"), quests.form("C1"),
        quests.bring_form(Mine(quest(), 0)), quests.bring_form(Mine(quest(), 8)),
    ):  # fmt: skip
        assert check_view(view) == []
        assert view_faults(view) == []
    assert "Nobody sees what one of you brought" in str(quests.form("C1"))
    assert "At most 8 of yours count" in str(quests.bring_form(Mine(quest(), 0)))


def test_a_goal_tells_its_sum_or_that_there_is_none_yet() -> None:
    line = QuestLine(quest(), None, over=False, figure=None)
    assert "once five people have added" in quests.line(line)
    assert "12 of 40 thoughtful comments, until" in quests.line(replace(line, value=12))
    assert "reached" in quests.line(replace(line, value=40))
    assert "Its time is over" in quests.line(replace(line, over=True))
    assert "together you brought 12" in quests.line(replace(line, value=12, over=True))


def test_two_posts_with_the_same_figures_differ_by_the_day_that_they_look_at() -> None:
    view = board_view([("Ana", 3), ("Ben", 2), ("Chi", 1), ("Dev", 1), ("Eva", 1)])
    later = replace(view, through=view.through + timedelta(days=1))
    assert str(posts.render_native(view).blocks) != str(posts.render_native(later).blocks)


def test_the_team_stands_before_names_and_gains_come_last() -> None:
    blocks = str(posts.render_native(season_view()).blocks)
    places = [blocks.index(one) for one in ("Together", "Team goal", "Name", "Gains", "quiet")]
    assert places == sorted(places)
    assert blocks.count("the largest") == 1
    assert "stands out from luck" in str(posts.render_native(season_view(())).blocks)


@pytest.mark.parametrize("mode", ["consistency", "score"])
def test_a_board_of_a_thousand_is_as_short_as_any(mode: str) -> None:
    rows = [(f"Name {at} <!here>", 1 + at % 4) for at in range(997)]
    for message in (
        posts.render_native(board_view([*rows, ("A", 6), ("B", 5), ("C", 5)], mode)),
        posts.render_classic(board_view([*rows, ("A", 6), ("B", 5), ("C", 5)], mode)),
    ):
        fine(message)
        assert len(str(message.blocks)) < 3000
        assert "Name 0" not in str(message.blocks)


def test_a_tie_that_has_no_room_is_a_number() -> None:
    rows = [("Ana", 5), *((f"N{at}", 4) for at in range(5)), ("Low", 1)]
    assert "Five people share the next place" in posts.render_native(board_view(rows)).text


@pytest.mark.parametrize("mode", RANKED)
def test_where_no_names_are_shown_no_mode_with_names_is_offered(mode: str) -> None:
    view = str(boards.modal(None, "C1", "UTC", ("quest", "off")))
    assert f"'{mode}'" not in view
    assert "shows no names" in view
