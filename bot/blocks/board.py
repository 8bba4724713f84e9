"""Boards: set-up, invitation, joining and leaving, one's own line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.board_post import KEPT, render_classic
from bot.blocks.message import Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import clock, count, listed, moment, name, total, zone

if TYPE_CHECKING:
    from bot.services.board_line import OwnLine
    from bot.services.board_post import BoardView
    from bot.store.boards import Board

MODES = {
    "consistency": "Kept weeks: who did their step",
    "improvement": "Kept weeks, and gains at the season's end",
    "score": "Score clubs: 60 and more, 70 and more",
    "quest": "The team alone: sums and a goal, no names",
    "off": "Off: nothing is posted",
}
BESIDE = {
    "consistency": "Your name may stand on the next board of {}. "
    "Beside it stand your kept weeks, and nothing else of you.",
    "improvement": "Your name may stand on the next board of {}, beside your kept weeks. "
    "At the season's end your gain may stand there too, with its error.",
    "score": "Your name may stand on the next board of {}. "
    "It tells which club your last reading belongs to, and nothing else of you.",
    "quest": "The board of {} shows no names. "
    "Your kept weeks count in sums of five people or more.",
    "off": "The board of {} is off, so nothing is posted. "
    "Once it shows something, you choose again.",
}
"""What a board shows of somebody who joined, by mode."""
COUNTS = {
    "consistency": "It counts kept weeks, not scores.",
    "improvement": "It counts kept weeks, and at the season's end who gained beyond luck.",
    "score": "It shows score clubs of those who join.",
    "quest": "It shows what the team did together, and no names.",
    "off": "It is off at the moment.",
}
NAMED = (
    "*Shown*: at most three names and a line for the whole team. "
    "*Never shown*: a pillar, a whole ranking, who did not join."
)
TEAM_ALONE = (
    "*Shown*: sums of five people or more. "
    "*Never shown*: a name, a score, a pillar, who did not join."
)
UNSEEN = (
    "*You will not see* anybody's numbers, pillars, plans or files. "
    "Nor who uses me without joining, or who stayed out."
)
NO_NAMES = "This workspace shows no names on boards, so only sums and goals are offered."


def modal(board: Board | None, channel: str, zone_name: str, modes: Sequence[str]) -> View:
    """Set a board up, or change it, with what this workspace offers."""
    seasons = [(count(weeks, "week", "weeks"), str(weeks)) for weeks in (4, 5, 6)]
    tick = {
        "text": parts.plain("Everybody in this channel works for my company"),
        "value": "yes",
    }
    names = NO_NAMES if "score" not in modes else (
        "It names at most three people, and only those who pressed Join. Nobody else stands on it."
    )  # fmt: skip
    blocks = [
        parts.section(f"A board in <#{channel}> is posted once a week. {names}\n{UNSEEN}"),
        parts.select("mode", "What it shows", [(MODES[key], key) for key in modes],
                     board.mode if board else "consistency"),
        parts.select("weekday", "Day", parts.DAYS, str(board.weekday if board else 0)),
        parts.select("time", f"Time ({zone(zone_name)})", parts.TIMES,
                     clock(board.minute if board else 570)),
        parts.select("season", "Length of a season", seasons,
                     str(board.season_weeks if board else 6)),
        parts.context("A season ends with a summary. Then the board is quiet until you start "
                      "the next; a month does most teams good."),
        {
            "type": "input", "block_id": "own_company",
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
    if board.next_post_at is None:
        text = "Saved. The season is over, so nothing is posted until you start the next one."
        start = parts.button("Start the next season", ids.BOARD_NEXT_SEASON, board.channel)
        return Message(text, [parts.section(text), parts.actions(start)])
    text = (
        f"Saved. The board of <#{board.channel}> comes on "
        f"{moment(board.next_post_at, board.zone)}, once three people take part. "
        f"{count(joined, 'person has', 'people have')} joined. "
        "If I am not in the channel yet, type `/invite @ssi-coach` there."
    )
    row = parts.actions(
        parts.button("Post the invitation", ids.BOARD_INVITE, board.channel, style="primary"),
        parts.button("See what others see", ids.BOARD_PREVIEW, board.channel),
        parts.button("Join myself", ids.BOARD_JOIN, board.channel),
    )
    return Message(text, [parts.section(text), parts.context(UNSEEN), row])


def invitation(board: Board) -> Message:
    """Posted in the channel once, when the keeper says so."""
    text = (
        f"This channel has an SSI Coach board. {COUNTS[board.mode]} "
        "Joining is free and by name, and leaving takes one tap."
    )
    seen = TEAM_ALONE if board.mode == "quest" else NAMED
    return Message(text, [parts.section(text), parts.section(seen), _joining(board)])


def preview(view: BoardView) -> Message:
    """What others would see: the invitation, and a post of people who do not exist."""
    text = "This is what others see: the invitation, then a post each week."
    shown = [*invitation(view.board).blocks, parts.divider(), *render_classic(view).blocks]
    words = [block for block in shown if block["type"] != "actions"]
    small = parts.context("The people in it are invented. Nothing was posted.")
    return Message(text, [parts.section(f"*{text}*"), small, parts.divider(), *words])


def reminder(board: Board) -> Message:
    """Posted in the channel once more, when the keeper says so. It names nobody."""
    text = (
        f"The SSI Coach board of this channel starts with three people. {COUNTS[board.mode]} "
        "Joining is free, and so is staying out."
    )
    return Message(text, [parts.section(text), _joining(board)])


def _joining(board: Board) -> dict[str, object]:
    return parts.actions(
        parts.button("Join", ids.BOARD_JOIN, board.channel, style="primary"),
        parts.button("My line", ids.BOARD_LINE, board.channel),
    )


def joined(board: Board, fresh: bool) -> Message:
    """What joining means, said at once."""
    first = "You are in." if fresh else "You were in already."
    row = parts.actions(
        parts.button("Leave", ids.BOARD_LEAVE, board.channel),
        parts.button("My line", ids.BOARD_LINE, board.channel),
    )
    text = (
        f"{first} {BESIDE[board.mode].format(f'<#{board.channel}>')} Leaving is one tap. "
        "If you leave the channel, please leave the board too."
    )
    return Message(text, [parts.section(text), row])


def left(was_in: bool) -> Message:
    """Out at once; posts that name them are edited."""
    if not was_in:
        return notice("You don't take part in this board, so nothing changed.")
    return notice("You are out. Where a post has your name, I take it out now.")


def no_board(command: str) -> Message:
    """There is none here."""
    return notice(f"This channel has no board yet. `{command} board` sets one up.")


def own_line(line: OwnLine) -> Message:
    """One's own standing, for oneself alone."""
    if not line.joined:
        return notice("You don't take part in this board, so it counts nothing of you.")
    if not line.agreed:
        return notice(f"It counts nothing of you at the moment. {ANEW}")
    if line.mode == "score":
        return notice(f"Only you see this: {_club(line)}")
    said = f"Only you see this: you kept {count(line.weeks, 'week', 'weeks')} of {line.of}."
    if line.above:
        who = listed([name(one) for one in line.above])
        weeks = count(line.ahead, "week", "weeks")
        said = f"{said} In the last post, {who} stood {weeks} above you."
    return notice(f"{said} {KEPT}")


ANEW = "The board shows something else since you joined. Press Join to take part in that."


def _club(line: OwnLine) -> str:
    if not line.fresh:
        return "the board has no reading of yours from the last 14 days."
    if line.hidden:
        return "your last reading counts. Its number stays hidden, as you chose."
    if line.club is None:
        return "your last reading belongs to no club, and the board says nothing of it."
    return f"your last reading belongs to the club of {total(line.club)} and more."


def invited() -> Message:
    """The invitation stands in the channel."""
    return notice("The invitation is posted in the channel.")


def invited_before() -> Message:
    """Once is enough."""
    return notice("This season's invitation is posted already, so I post none.")


def not_in_channel() -> Message:
    """The bot is missing from the channel."""
    return notice(
        "I'm not in that channel yet. Type `/invite @ssi-coach` there and press the button again."
    )
