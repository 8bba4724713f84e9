"""The tips so far: done, running, and put aside, with a way back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.sources import cited
from bot.blocks.wording import SHORT_NAMES, day

if TYPE_CHECKING:
    from bot.services.plan import Shelf
    from scoring.tips.tip import Tip

MOST = 10
"""Lines of each group; the newest ones."""


def render(shelf: Shelf, today: date) -> Message:
    """Three groups; a refused tip can be taken back."""
    if not (shelf.done or shelf.running or shelf.refused):
        text = "No tip has been shown to you yet."
        row = parts.actions(parts.button("My plan", ids.PLAN_OPEN, style="primary"))
        return Message(text, [parts.section(text), row])
    blocks: list[Block] = [parts.header("Your tips")]
    for title, rows in (("Done", shelf.done), ("Running", shelf.running)):
        if rows:
            lines = [_line(tip, when, today) for tip, when in rows[:MOST]]
            blocks.append(parts.section("\n".join((f"*{title}*", *lines))))
    if shelf.refused:
        blocks.append(parts.section("*Put aside*"))
        blocks += [_refused(tip, when, today) for tip, when in shelf.refused[:MOST]]
    counts = f"{len(shelf.done)} done, {len(shelf.running)} running, {len(shelf.refused)} put aside"
    return Message(f"Your tips: {counts}.", blocks)


def back(tip: Tip) -> Message:
    """A refusal was taken back."""
    return notice(f"{tip.say} I may offer it again.")


def _line(tip: Tip, when: date, today: date) -> str:
    return (
        f"• {tip.say} ({SHORT_NAMES[tip.pillar]}, {day(when, today)})\n"
        f"   _{tip.why}_ ({cited(tip.source)})"
    )


def _refused(tip: Tip, when: date, today: date) -> Block:
    button = parts.button("Take back", ids.TIP_BACK, tip.id, label=f"Take back: {tip.say}")
    return parts.section(_line(tip, when, today), accessory=button, block_id=f"back_{tip.id}")
