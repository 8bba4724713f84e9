"""The reminder of a plan at its cue: the rep's own words, unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, ifthen, parts
from bot.blocks.message import Message
from bot.blocks.wording import day, escape

if TYPE_CHECKING:
    from bot.services.ifthen_cue import Cue

ASKED = "You asked me to remind you of your plan:"


def render(cue: Cue) -> Message:
    """One message a week, with the way out in it."""
    plan = cue.plan
    row = [
        parts.button("Done", ids.IFTHEN_DONE, plan.id, style="primary", label="Done this week"),
        parts.button("Not this week", ids.IFTHEN_NOT_NOW, plan.id),
        parts.button("Stop reminding", ids.IFTHEN_SILENCE, plan.id, label="Stop this reminder"),
    ]
    if cue.last:
        row.append(ifthen.keep_on(plan))
    until = f"It runs until {day(plan.ends_on)}."
    if cue.last:
        until = f"This is its last reminder: it runs until {day(plan.ends_on)}."
    blocks = [parts.section(ASKED), ifthen.quoted(plan), parts.actions(*row)]
    if cue.other:
        blocks += ifthen.other(plan, cue.other)
    blocks.append(parts.context(until))
    return Message(f"{ASKED} {escape(ifthen.words(plan))}", blocks)
