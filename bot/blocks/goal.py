"""The goal: set, shown, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import beside, hidden, parts
from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.blocks.wording import day, total
from scoring.goals import Refusal

if TYPE_CHECKING:
    from bot.services.card import Card

NO_PROMISE = "A higher index often goes with better selling, but it promises no sale."
STEEP = "That is more than 2.5 points a week, which few people report. A later day is kinder."
REFUSED = {
    Refusal.PAST: "That day has passed. Name one that is still to come.",
    Refusal.TOO_HIGH: "The index ends at 100. Name a number up to that.",
    Refusal.NO_READING: "I need your four numbers first, so that I know where you start.",
    Refusal.REACHED: "You are there already, well done. Name a higher number for the next stretch.",
}


def set_up(card: Card, steep: bool) -> Message:
    """A goal was set."""
    return _shown(card, [STEEP] if steep else [], lead="Your goal is set.", close=NO_PROMISE)


def show(card: Card, command: str) -> Message:
    """The goal as it stands, or how to set one."""
    if card.goal is None:
        return how(command)
    return _shown(card, [], lead="", close=f"`{command} goal off` drops it. Only you see it.")


def how(command: str) -> Message:
    """No goal yet, or words that could not be read."""
    return notice(
        f"Set a goal like this: `{command} goal 70 by 2027-03-01`. "
        f"`{command} goal off` drops it. Only you see it."
    )


def refused(refusal: Refusal, command: str) -> Message:
    """Why a goal was not set."""
    return notice(
        f"{REFUSED[refusal]} Nothing changed. For example: `{command} goal 70 by 2027-03-01`."
    )


def dropped(was: bool) -> Message:
    """The goal is gone."""
    return notice("Your goal is dropped." if was else "You have no goal. Nothing changed.")


def _shown(card: Card, more: list[str], *, lead: str, close: str) -> Message:
    if card.hidden:
        return hidden.ask(hidden.GOAL, " ".join((lead, beside.goal(card), *more)).strip())
    lines = [line for line in (lead, beside.goal(card), *more, _milestone(card)) if line]
    text = "\n".join(lines)
    return Message(
        f"{text} {close}".replace("*", "").replace("\n", " "),
        [parts.section(text), parts.context(close)],
    )


def _milestone(card: Card) -> str:
    if card.progress is None or card.progress.milestone is None or card.goal is None:
        return ""
    since = day(card.goal.set_on, card.today)
    return (
        f"Next milestone: {total(card.progress.milestone)}. "
        f"You started at {total(card.goal.start)} on {since}."
    )
