"""Words and steps without numbers, for those who want it so, and the numbers once on request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Message

if TYPE_CHECKING:
    from bot.services.card import Card

HEADLINE = "Your SSI, numbers hidden"
CARD, WHY, TREND, GOAL, COACH, READINGS = "card", "why", "trend", "goal", "coach", "readings"
"""What may be shown once."""


def button(what: str) -> dict[str, Any]:
    """Shows the numbers of one screen to its owner, this once."""
    return parts.button("Show once", ids.SHOW_ONCE, what, label="Show the numbers once")


def ask(what: str, lead: str = "") -> Message:
    """Before a screen that is all numbers. `lead`: what may be said without them."""
    said = "Your numbers are hidden, as you wished. This screen is made of them."
    text = f"{lead} {said}" if lead else said
    return Message(text.replace("*", ""), [parts.section(text), parts.actions(button(what))])


def shown(card: Card) -> Card:
    """The same card with its numbers."""
    return replace(card, member=replace(card.member, hidden=False))
