"""App Home: the card, the week's steps to tick, and a button for whatever a word does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.blocks import ids, ifthen, parts
from bot.blocks.message import Block
from bot.blocks.plan import answers
from bot.blocks.wording import SHORT_NAMES, count, listed

if TYPE_CHECKING:
    from bot.services.card import Card
    from bot.services.plan import Week
    from scoring.plan import PlanItem
    from scoring.tips.tip import Tip

TITLE = "This week's steps"
NOTHING = "There is no fresh step right now. Your next numbers may bring one."
DONE_MOST = 5
"""Steps done, and steps refused, that are shown, the rest stands under Tips so far; and boards that
are named."""


def week(card: Card, known: Week) -> list[Block]:
    """The plan that runs, the steps that are open, and those done or refused in this week."""
    plan = ifthen.running(known.running) if known.running else []
    blocks: list[Block] = [parts.divider(), *plan, parts.header(TITLE)]
    if card.lead is not None:
        for item in (card.lead, *card.others):
            blocks += _open(item)
    elif not known.done:
        blocks.append(parts.section(NOTHING))
    for tip in known.done[:DONE_MOST]:
        blocks.append(_answered("✓ Done", tip, ids.TIP_UNDO))
    blocks += [_answered("Not for me", tip, ids.TIP_BACK) for tip in known.refused[:DONE_MOST]]
    return blocks


def _answered(word: str, tip: Tip, back: str) -> Block:
    undo = parts.button("Undo", back, tip.id, label=f"Undo {word}: {tip.say}")
    return parts.section(f"{word}: {tip.say}", accessory=undo)


def _open(item: PlanItem) -> list[Block]:
    tip = item.tip
    said = f"*{tip.say}*  ({SHORT_NAMES[tip.pillar]}, {count(item.minutes, 'minute', 'minutes')})"
    row = parts.actions(*answers(tip), block_id=f"home_{tip.id}")
    return [parts.section(said), row]


def managing(channels: Sequence[str]) -> list[Block]:
    """For a manager of boards: which, and the way to their pages."""
    if not channels:
        return []
    where = listed([f"<#{channel}>" for channel in channels[:DONE_MOST]])
    text = f"You are a manager of the board of {where}. You see what its people show you, and sums."
    return [parts.section(f"{text} My teams, below, opens their pages.")]


def everything() -> list[Block]:
    """A button for each thing that a word of the command does, in groups that belong together."""
    return [
        parts.divider(),
        parts.section("*Your index*"),
        parts.actions(
            parts.button("Trend", ids.TREND_OPEN, label="My readings over time"),
            parts.button("My readings", ids.READINGS_OPEN, label="Correct or delete a reading"),
            parts.button("Goal", ids.GOAL_OPEN),
            parts.button("Does it help?", ids.COACH_OPEN),
            parts.button("Checklist", ids.CHECK_LIST),
            parts.button("Ideal customer", ids.ICP_OPEN),
        ),
        parts.section("*Your week*"),
        parts.actions(
            parts.button("Tips so far", ids.TIPS_OPEN),
            parts.button("What if?", ids.WHATIF_OPEN, label="What if I did more?"),
            parts.button("My own count", ids.OUTCOME_OPEN),
            parts.button("Leave", ids.PAUSE_OPEN, label="Go on leave, or come back"),
        ),
        parts.section("*You and others*"),
        others(),
    ]


def others() -> Block:
    """What concerns others too; a newcomer's Home has this row alone."""
    return parts.actions(
        parts.button("Settings", ids.SETTINGS_OPEN),
        parts.button("My teams", ids.TEAM_OPEN),
        parts.button("What I share", ids.SHARING_OPEN),
        parts.button("Privacy", ids.PRIVACY_OPEN, label="Privacy, my data, forget me"),
        parts.button("Help", ids.HELP_OPEN),
    )
