"""Forgetting somebody: what goes, one question, and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.blocks.privacy import WORDS
from bot.blocks.wording import count, day, moment, spoken

if TYPE_CHECKING:
    from bot.services.erasing import Forgotten, Kept

MORE = 6
"""Kinds of rows that are named; the rest is a number."""


def how(command: str) -> Message:
    """The word alone only explains."""
    return notice(
        f"`{command} forget me` erases everything that I keep of you, after one question. "
        f"Nothing was erased. `{command} export` gives you your data first."
    )


def ask(kept: Kept) -> Message:
    """What goes, and the one button."""
    lines = [f"• {_rows(kept.rows)}"]
    if kept.boards:
        boards = count(len(kept.boards), "board", "boards")
        lines.append(f"• your name on {boards}; posts there that name you are edited")
    if kept.keeps:
        boards = count(len(kept.keeps), "board", "boards")
        lines.append(f"• you keep {boards}, which then waits for somebody else")
    lines.append("• every message that I still had to send you")
    listed = "\n".join(lines)
    text = "This erases everything that I keep of you, at once and for good."
    blocks = [
        parts.section(f"*{text}*\n{listed}"),
        parts.context(
            "What stands in this chat stays in Slack.",
            "Sums that were shown before stay as they are.",
        ),
        parts.actions(
            parts.button("Erase everything", ids.FORGET_YES, style="danger"),
            parts.button("Get my data first", ids.EXPORT_OPEN),
        ),
    ]
    return Message(spoken(f"{text} {listed}"), blocks)


def _rows(rows: dict[str, int]) -> str:
    said = [count(many, *WORDS[table]) for table, many in rows.items() if table in WORDS]
    if not said:
        return "there is nothing yet but this question"
    more = sum(rows.values()) - sum(list(rows.values())[:MORE])
    return ", ".join(said[:MORE]) + (f", and {more} more rows" if more else "")


def receipt(made: Forgotten, zone: str, command: str) -> Message:
    """It is done: when, how much, and until when backups may hold it."""
    many = count(sum(made.rows.values()), "row", "rows")
    return notice(
        f"Done. On {moment(made.at, zone)} I erased {many} of yours. "
        f"Backups lose them by {day(made.backups_until.date())}. "
        "A mark that nobody can read as a name keeps later work from bringing you back. "
        f"You are welcome any time: `{command}` begins anew."
    )
