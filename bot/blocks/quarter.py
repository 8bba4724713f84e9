"""The look back on a quarter: then and now, the weeks with a step done, and one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.wording import MONTHS, WORDS, count, day, total
from scoring.tips import by_id
from scoring.trend import Word

if TYPE_CHECKING:
    from bot.services.card import Card
    from scoring.lookback import LookBack
    from scoring.tips.tip import Tip


def render(found: LookBack, card: Card) -> list[Block]:
    """Below the fold of one digest a quarter."""
    first, last = MONTHS[found.first.month - 1], MONTHS[found.last.month - 1]
    most = by_id(found.most) if found.most else None
    lines = [
        f"*Looking back on {first} to {last}*",
        *_moved(found, card),
        *_shifts(found, card),
        *_weeks(found),
    ]
    if most is not None:
        lines.append(f"What you did most: {most.say}")
    lines.append("*Keep, change or drop it?*" if most else "*Keep, change or drop this note?*")
    return [parts.section("\n".join(lines)), _answers(most)]


def kept() -> Message:
    """Keep: nothing changes."""
    return notice("Good, it stays. I go on as before.")


def _moved(found: LookBack, card: Card) -> list[str]:
    change = found.change
    if change is None:
        return []
    since = day(change.since, card.today)
    if change.word is Word.STEADY:
        words = f"Your total was steady since {since}"
    else:
        words = f"Your total {WORDS[change.word]} since {since}"
    if card.hidden:
        return [f"{words}."]
    return [f"{words}: {total(change.before)} then, {total(change.after)} at the end."]


def _shifts(found: LookBack, card: Card) -> list[str]:
    there = [one for one in card.world.shifts if found.first <= one.day <= found.last]
    return [
        f"Around {day(one.day, card.today)} LinkedIn may have changed its scoring for all."
        for one in there[-1:]
    ]


def _weeks(found: LookBack) -> list[str]:
    if not found.weeks:
        return ["You marked no step as done in that time, and that is fine."]
    said = f"You did a step in {count(found.weeks, 'week', 'weeks')}"
    if found.longest < 2:
        return [f"{said}."]
    return [f"{said}. The longest stretch was {found.longest} weeks in a row."]


def _answers(most: Tip | None) -> Block:
    """For the step done most; where none was, for the note itself."""
    if most is None:
        return parts.actions(
            parts.button("Keep", ids.QUARTER_KEEP, label="Keep the weekly note"),
            parts.button("Change", ids.DIGEST_CHANGE, label="Change the weekly note"),
            parts.button("Drop", ids.DIGEST_STOP, label="Stop the weekly note"),
            block_id="quarter",
        )
    return parts.actions(
        parts.button("Keep", ids.QUARTER_KEEP, label=f"Keep: {most.say}"),
        parts.button("Change", ids.QUARTER_CHANGE, most.id, label=f"Change: {most.say}"),
        parts.button("Drop", ids.TIP_NOT_FOR_ME, most.id, label=f"Drop: {most.say}"),
        block_id="quarter",
    )
