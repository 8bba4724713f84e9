"""A board as one person may see it, and what its keeper does with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts, quest
from bot.blocks.board import ANEW, MODES
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import count, day, listed, moment, name, spoken
from scoring.team import LEAST

if TYPE_CHECKING:
    from bot.services.board_line import Status
    from bot.store.boards import Board

NAMES = 30
"""Names that the keeper is shown of those who joined; the rest stands as a number."""
NOTHING_YET = (
    "There is nothing to post now. This week has its post, or too few people are in the running."
)
RESTS = (
    "It rests, since I couldn't post here. "
    "Once I am in this channel (`/invite @ssi-coach`), its keeper lets it go on."
)
NOT_JOINED = "Please choose somebody who joined this board and is no guest."
NO_DAY = "Please choose a day after today, within 26 weeks."


def status(state: Status, *, admin: bool = False) -> Message:
    """The board as the asker may see it. `admin`: they are a coach admin."""
    lines = [f"*This channel has a board.* {MODES[state.board.mode]}.", *_time(state)]
    lines.append(_mine(state))
    if state.from_day is not None and not state.may_take_over:
        lines.append(
            "Its keeper's account is off. "
            f"From {day(state.from_day)} on, anyone who joined may keep it."
        )
    blocks = [parts.section(" ".join(lines))]
    if state.keeper:
        blocks.append(parts.section(_participation(state)))
    if state.quest is not None:
        blocks.append(parts.section(quest.line(state.quest)))
    blocks += [parts.actions(*row) for row in (_own(state, admin), _keeping(state)) if row]
    text = " ".join(spoken(block["text"]["text"]) for block in blocks if block["type"] == "section")
    return Message(text[:3000], blocks)


def _time(state: Status) -> list[str]:
    board = state.board
    if board.mode == "off":
        return []
    if state.over:
        return ["The season is over, and the board is quiet."]
    lines = []
    if board.paused_until is not None:
        lines.append(f"It is paused until {day(board.paused_until)}.")
    if board.next_post_at is None:
        return [*lines, RESTS]
    return [*lines, f"The next post comes on {moment(board.next_post_at, board.zone)}."]


def _mine(state: Status) -> str:
    if state.mine and not state.agreed and state.board.mode != "off":
        return ANEW
    return "You take part." if state.mine else "You don't take part."


def _participation(state: Status) -> str:
    """For the keeper: who joined, and how many have something to show. Never who did not join."""
    lines = [f"You keep this board. {count(state.joined, 'person takes', 'people take')} part."]
    if state.names:
        more = len(state.names) - NAMES
        shown = [name(one) for one in state.names[:NAMES]]
        lines.append(f"{listed([*shown, f'{more} more'] if more > 0 else shown)}.")
    if state.joined < LEAST:
        lines.append(f"{state.joined} of {LEAST} joined: it starts with three.")
    elif state.board.mode != "off":
        lines.append(f"{count(state.fresh, 'person has', 'people have')} something to show so far.")
    return " ".join(lines)


def _own(state: Status, admin: bool) -> list[dict[str, Any]]:
    channel = state.board.channel
    row = []
    if not state.mine or not state.agreed:
        row.append(parts.button("Join", ids.BOARD_JOIN, channel, style="primary"))
    if state.mine:
        row.append(parts.button("Leave", ids.BOARD_LEAVE, channel))
    row.append(parts.button("My line", ids.BOARD_LINE, channel))
    if state.mine and state.quest is not None and not state.quest.over:
        row.append(quest.bring_button(state.quest.quest.id))
    if state.may_take_over:
        row.append(parts.button("Take over", ids.BOARD_TAKE_OVER, channel, confirm=TAKE_OVER))
    if state.mine or state.keeper:
        row.append(parts.button("Team", ids.TEAM_OPEN, channel, label="What this team needs"))
    if admin:
        row.append(
            parts.button("Managers", ids.MANAGERS_OPEN, channel, label="Managers of this board")
        )
    return row


def _keeping(state: Status) -> list[dict[str, Any]]:
    if not state.keeper:
        return []
    channel, board = state.board.channel, state.board
    row = [parts.button("Settings", ids.BOARD_SETUP, channel)]
    if board.mode == "off":
        return row
    row.append(parts.button("See what others see", ids.BOARD_PREVIEW, channel))
    if state.over:
        row.append(parts.button("Start the next season", ids.BOARD_NEXT_SEASON, channel))
    elif board.paused_until is not None or board.next_post_at is None:
        row.append(parts.button("Go on now", ids.BOARD_RESUME, channel))
    else:
        row.append(parts.button("Post now", ids.BOARD_POST_NOW, channel, confirm=POST_NOW))
        row.append(parts.button("Pause the board", ids.BOARD_PAUSE, channel))
    if state.joined < LEAST and not state.reminded:
        row.append(parts.button("Post a reminder", ids.BOARD_REMIND, channel, confirm=REMIND))
    row.append(quest.keeper_button(channel, state.quest))
    row.append(parts.button("Hand over", ids.BOARD_HAND_OVER, channel))
    row.append(parts.button("Close", ids.BOARD_CLOSE, channel, confirm=CLOSE))
    return row


def _sure(title: str, text: str, yes: str) -> dict[str, Any]:
    return {
        "title": parts.plain(title), "text": parts.plain(text), "confirm": parts.plain(yes),
        "deny": parts.plain("Not now"),
    }  # fmt: skip


POST_NOW = _sure(
    "Post the board now?", "It takes the place of this week's post. Everybody in the channel reads "
    "it.", "Post it",
)  # fmt: skip
REMIND = _sure(
    "Post a reminder?", "It stands in the channel once, and names nobody.", "Post it"
)  # fmt: skip
CLOSE = _sure(
    "Close this board?", "Nothing is posted any more. Settings bring it back with those who "
    "joined.", "Close it",
)  # fmt: skip
TAKE_OVER = _sure(
    "Keep this board?", "You choose its day and settings from now on. You see no more numbers than "
    "before.", "Take it over",
)  # fmt: skip


def pause_form(channel: str, today: date) -> View:
    """The day on which the board goes on."""
    picker = {
        "type": "datepicker", "action_id": "until",
        "initial_date": (today + timedelta(weeks=2)).isoformat(),
    }  # fmt: skip
    field: Block = {
        "type": "input", "block_id": "until", "element": picker,
        "label": parts.plain("On which day does the board go on?"),
    }  # fmt: skip
    return parts.modal(
        "Pause the board", [field], callback_id=ids.BOARD_PAUSE_VIEW, submit="Pause",
        metadata=channel,
    )  # fmt: skip


def hand_over_form(channel: str) -> View:
    """Who keeps the board from now on."""
    whom: Block = {
        "type": "input", "block_id": "whom", "label": parts.plain("Somebody who joined this board"),
        "element": {"type": "users_select", "action_id": "whom"},
    }  # fmt: skip
    said = parts.section("I don't tell them, so please ask them first. They can hand it on.")
    return parts.modal(
        "Hand over", [said, whom], callback_id=ids.BOARD_HAND_OVER_VIEW, submit="Hand over",
        metadata=channel,
    )  # fmt: skip


def paused(board: Board) -> Message:
    """Nothing until then."""
    until = day(board.paused_until) if board.paused_until else ""
    return notice(f"The board is paused until {until}. Weeks are counted all the same.")


def resumed(board: Board) -> Message:
    """On again."""
    on = moment(board.next_post_at, board.zone) if board.next_post_at else "the next start"
    return notice(f"The board goes on. Its next post comes on {on}.")


def handed_over() -> Message:
    """Somebody else keeps it."""
    return notice("Done. They keep the board now. Whether you take part stays as it was.")


def taken_over(board: Board) -> Message:
    """One keeps it oneself."""
    text = "You keep this board now. You see who joined, and no numbers of theirs."
    row = parts.actions(parts.button("Settings", ids.BOARD_SETUP, board.channel))
    return Message(text, [parts.section(text), row])


def season_started(board: Board | None) -> Message:
    """The next season runs, or one was running."""
    if board is None:
        return notice("A season is running, so nothing changed.")
    on = moment(board.next_post_at, board.zone) if board.next_post_at else "its next day"
    return notice(f"The next season runs from this week on. Its first post comes on {on}.")


def closed() -> Message:
    """Off."""
    return notice("The board is closed, and nothing is posted. Settings bring it back.")


def posting(id: str | None) -> Message:
    """On its way, or nothing to post."""
    return notice("I post it now." if id else NOTHING_YET)


def reminding(id: str | None) -> Message:
    """On its way, or there was one."""
    if id is None:
        return notice("This season has had its reminder, so I post none.")
    return notice("I post it now. If I am not in the channel, you hear so in our chat.")


def posting_again() -> Message:
    """The keeper decided."""
    return notice("I post it again now.")


def uncertain(channel: str) -> Message:
    """To the keeper: a post that may or may not have gone out."""
    text = (
        f"The board of <#{channel}> may not have been posted: Slack didn't answer me. "
        "Please look, and post it again if it is missing."
    )
    row = parts.actions(parts.button("Post again", ids.BOARD_POST_AGAIN, channel))
    return Message(text, [parts.section(text), row])


def stopped(channel: str) -> Message:
    """To the keeper: the channel is out of reach, so the board rests."""
    text = (
        f"I can't post in <#{channel}>, so its board rests. Nothing else is lost. "
        "Type `/invite @ssi-coach` there, then let the board go on."
    )
    row = parts.actions(
        parts.button("Go on now", ids.BOARD_RESUME, channel, style="primary"),
        parts.button("Settings", ids.BOARD_SETUP, channel),
    )
    return Message(text, [parts.section(text), row])
