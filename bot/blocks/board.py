"""Boards: set-up, invitation, joining and leaving, one's own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.board_post import KEPT
from bot.blocks.message import Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import clock, count, moment, zone
from scoring.team import LEAST

if TYPE_CHECKING:
    from bot.services.board import OwnLine
    from bot.store.boards import Board

MODES = {
    "consistency": "Kept weeks: who did their step",
    "score": "Score clubs: 60 and more, 70 and more",
    "off": "Off: nothing is posted",
}
BESIDE = {
    "consistency": "Beside it stand your kept weeks, and nothing else of you.",
    "score": "It tells which club your last reading belongs to, and nothing else of you.",
    "off": "Nothing is posted while the board is off.",
}
"""What a board shows of somebody who joined, by mode."""
UNSEEN = (
    "*You will not see* anybody's numbers, pillars, plans or files. "
    "Nor who uses me, and who did not join."
)


def modal(board: Board | None, channel: str, zone_name: str) -> View:
    """Set a board up, or change it."""
    seasons = [(count(weeks, "week", "weeks"), str(weeks)) for weeks in (4, 5, 6)]
    tick = {
        "text": parts.plain("Everybody in this channel works for my company"),
        "value": "yes",
    }
    blocks = [
        parts.section(
            f"A board in <#{channel}> is posted once a week. It names at most three people, "
            f"and only those who pressed Join. Nobody else stands on it.\n{UNSEEN}"
        ),
        parts.select("mode", "What it shows", [(words, key) for key, words in MODES.items()],
                     board.mode if board else "consistency"),
        parts.select("weekday", "Day", parts.DAYS, str(board.weekday if board else 0)),
        parts.select("time", f"Time ({zone(zone_name)})", parts.TIMES,
                     clock(board.minute if board else 570)),
        parts.select("season", "Length of a season", seasons,
                     str(board.season_weeks if board else 6)),
        {
            "type": "input", "block_id": "own_company", "optional": True,
            "label": parts.plain("Only use a channel of your own company"),
            "element": {"type": "checkboxes", "action_id": "own_company", "options": [tick]},
        },
    ]  # fmt: skip
    return parts.modal("Board", blocks, callback_id=ids.BOARD_VIEW, submit="Save", metadata=channel)


def tick_missing() -> str:
    """The tick is what stands between a board and another company's eyes."""
    return "Please confirm this: I can't look it up myself."


def where(command: str) -> Message:
    """A board needs a channel."""
    return notice(f"A board lives in a channel. Go there and type `{command} board`.")


def set_up(board: Board, joined: int) -> Message:
    """To the keeper, privately."""
    if board.mode == "off":
        return notice("Saved. The board is off, and nothing is posted.")
    on = moment(board.next_post_at, board.zone) if board.next_post_at else "the next start"
    text = (
        f"Saved. The board of <#{board.channel}> comes on {on}, once three people take part. "
        f"{count(joined, 'person has', 'people have')} joined. "
        "If I am not in the channel yet, type `/invite @ssi-coach` there."
    )
    row = parts.actions(
        parts.button("Post the invitation", ids.BOARD_INVITE, board.channel, style="primary"),
        parts.button("Join myself", ids.BOARD_JOIN, board.channel),
    )
    return Message(text, [parts.section(text), parts.context(UNSEEN), row])


def status(board: Board, joined: int, mine: bool, keeper: bool) -> Message:
    """The board as the asker may see it."""
    on = moment(board.next_post_at, board.zone) if board.next_post_at else ""
    lines = [f"*This channel has a board.* {MODES[board.mode]}."]
    lines.append(f"The next post comes on {on}." if on else "Nothing is posted at the moment.")
    if keeper:
        lines.append(f"{count(joined, 'person takes', 'people take')} part.")
        if joined < LEAST:
            lines.append("It starts with three who are in the running.")
    lines.append("You take part." if mine else "You don't take part.")
    switch = (
        parts.button("Leave", ids.BOARD_LEAVE, board.channel)
        if mine
        else parts.button("Join", ids.BOARD_JOIN, board.channel, style="primary")
    )
    row = [switch, parts.button("My line", ids.BOARD_LINE, board.channel)]
    if keeper:
        row.append(parts.button("Settings", ids.BOARD_SETUP, board.channel))
    text = " ".join(lines).replace("*", "")
    return Message(text, [parts.section(" ".join(lines)), parts.actions(*row)])


def invitation(board: Board) -> Message:
    """Posted in the channel once, when the keeper says so."""
    counts = (
        "It counts kept weeks, not scores."
        if board.mode == "consistency"
        else "It shows score clubs of those who join."
    )
    text = (
        f"This channel has an SSI Coach board. {counts} "
        "Joining is free and by name, and leaving takes one tap."
    )
    row = parts.actions(
        parts.button("Join", ids.BOARD_JOIN, board.channel, style="primary"),
        parts.button("My line", ids.BOARD_LINE, board.channel),
    )
    seen = (
        "*Shown*: at most three names and a line for the whole team. "
        "*Never shown*: a pillar, a whole ranking, who did not join."
    )
    return Message(text, [parts.section(text), parts.section(seen), row])


def joined(board: Board, fresh: bool) -> Message:
    """What joining means, said at once."""
    first = "You are in." if fresh else "You were in already."
    row = parts.actions(
        parts.button("Leave", ids.BOARD_LEAVE, board.channel),
        parts.button("My line", ids.BOARD_LINE, board.channel),
    )
    text = (
        f"{first} Your name may stand on the next board of <#{board.channel}>. "
        f"{BESIDE[board.mode]} Leaving is one tap. "
        "If you leave the channel, please leave the board too."
    )
    return Message(text, [parts.section(text), row])


def left(was_in: bool) -> Message:
    """Out at once; the last post is edited."""
    if not was_in:
        return notice("You don't take part in this board, so nothing changed.")
    return notice("You are out. If the last post has your name, I take it out now.")


def no_board(command: str) -> Message:
    """There is none here."""
    return notice(f"This channel has no board yet. `{command} board` sets one up.")


def own_line(line: OwnLine) -> Message:
    """One's own standing, for oneself alone."""
    if not line.joined:
        return notice("You don't take part in this board, so it counts nothing of you.")
    said = f"Only you see this: you kept {count(line.weeks, 'week', 'weeks')} of {line.of}."
    return notice(f"{said} {KEPT}")


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
        f"I can't post in <#{channel}> any more, so its board rests. Nothing else is lost. "
        "Type `/invite @ssi-coach` there, then save the board's settings again."
    )
    row = parts.actions(parts.button("Settings", ids.BOARD_SETUP, channel))
    return Message(text, [parts.section(text), row])


def invited() -> Message:
    """The invitation stands in the channel."""
    return notice("The invitation is posted in the channel.")


def not_in_channel() -> Message:
    """The bot is missing from the channel."""
    return notice(
        "I'm not in that channel yet. Type `/invite @ssi-coach` there and press the button again."
    )


def posting_again() -> Message:
    """The keeper decided."""
    return notice("I post it again now.")
