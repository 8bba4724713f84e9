"""The launch kit: words for a keeper to copy, twenty minutes together, and what they cannot see.

Nothing of it is posted by the bot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import parts
from bot.blocks.message import Block, View
from bot.blocks.wording import count, escape

if TYPE_CHECKING:
    from bot.services.managing import Standing

COUNTS = {
    "consistency": "There is a board for whoever likes one. It counts kept weeks, never scores.",
    "score": "There is a board for whoever likes one. It shows score clubs of those who joined.",
    "improvement": "There is a board for whoever likes one. It shows progress, at the very end.",
    "quest": "There is a shared goal for whoever likes it. Only its sum is shown.",
    "off": "There is no board for now.",
}
"""What the channel's text says of its board, by mode."""
KICK_OFF = (
    "*Twenty minutes to begin*\n"
    "• 0 to 3: why we try it. It measures no person, and no pay or review hangs on it.\n"
    "• 3 to 6: read the card below aloud, every line.\n"
    "• 6 to 10: all open linkedin.com/sales/ssi and type four numbers. Nobody reads any out.\n"
    "• 10 to 15: all read their own card, and choose one step and the moment for it.\n"
    "• 15 to 18: questions. Joining the board is a button, and staying out needs no word.\n"
    "• 18 to 20: you name your own step, without your number, and the day of the look back."
)
UNSEEN = (
    "*I cannot see*\n"
    "• your numbers, estimates and pillars\n"
    "• your plan, rhythm, goal and outcome\n"
    "• your files, and what was counted in them\n"
    "• whether you use the bot at all, who pauses, who did not join"
)
SEEN = (
    "*I can see*\n"
    "• the names of those who joined the board\n"
    "• how many of them have fresh numbers\n"
    "• sums of five people or more"
)
GRANTED = (
    "• what you grant me, one thing at a time, until you end it\n"
    "You get a line each time that I open it."
)
COPY = "*For the channel.* Copy it, change it, post it yourself. I post none of this."


def kit(standing: Standing, command: str, contact: str) -> View:
    """The kit of a board, for its keeper or a manager of it."""
    card = f"{UNSEEN}\n{SEEN}"
    if standing.manager:
        card += f"\n{GRANTED}"
    blocks: list[Block] = [
        parts.section(COPY),
        parts.section(f"```{channel_text(standing, command, contact)}```"),
        parts.divider(),
        parts.section(KICK_OFF),
        parts.divider(),
        parts.section("*What I cannot see*: a card to read aloud"),
        parts.section(card),
        parts.context(operator(contact)),
    ]
    return parts.modal("Launch kit", blocks)


def channel_text(standing: Standing, command: str, contact: str) -> str:
    """What a keeper may post, filled with this board's mode and season."""
    board = standing.board
    lines = [
        f"For {count(board.season_weeks, 'week', 'weeks')} we try SSI Coach here.",
        "It shows each of us our own LinkedIn SSI, and suggests one small step a week.",
        "What you type stays yours. I don't see it unless you show me.",
        "Nobody is told when a number falls.",
        COUNTS.get(board.mode, COUNTS["off"]),
        "Join by button, leave by one tap.",
        f"To begin: open linkedin.com/sales/ssi, then type {command} log and your four numbers.",
        "That takes half a minute. Not for you? That is fine, and nobody asks.",
    ]
    return "\n".join([*lines, operator(contact)])


def operator(contact: str) -> str:
    """Who could read the database."""
    who = escape(contact).replace("`", "'") if contact else "whoever installed me"
    return f"Whoever runs the bot could read its database. Questions go to {who}."
