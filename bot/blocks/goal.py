"""The goal: set, shown, refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.blocks import beside, hidden, ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import day, total
from scoring.goals import Refusal

if TYPE_CHECKING:
    from bot.services.card import Card

NO_PROMISE = "A higher index often goes with better selling, but it promises no sale."
STEEP = "That is more than 2.5 points a week, which few people report. A later day is kinder."
NOT_A_TOTAL = "A number from 1 to 100, please, like 70 or 70.5."
QUARTER = timedelta(weeks=13)
"""How far away the day of a new goal is, unless another one is chosen."""
SURE = {
    "title": parts.plain("Drop your goal?"),
    "text": parts.plain("Its start and its milestones go with it. You can set a new one any day."),
    "confirm": parts.plain("Drop it"),
    "deny": parts.plain("Keep it"),
}
REFUSED = {
    Refusal.PAST: "That day has passed. Name one that is still to come.",
    Refusal.TOO_HIGH: "The index ends at 100. Name a number up to that.",
    Refusal.NO_READING: "I need your four numbers first, so that I know where you start.",
    Refusal.REACHED: "You are there already, well done. Name a higher number for the next stretch.",
}


def set_up(card: Card, steep: bool) -> Message:
    """A goal was set."""
    return _shown(card, [STEEP] if steep else [], lead="Your goal is set.", close=NO_PROMISE)


def show(card: Card) -> Message:
    """The goal as it stands."""
    return _shown(card, [], lead="", close="Only you see it.")


def form(card: Card) -> View:
    """A total and a day; those of the goal that stands are filled in."""
    known, today = card.goal, card.today
    picker = {
        "type": "datepicker", "action_id": "day",
        "initial_date": (known.day if known else today + QUARTER).isoformat(),
    }  # fmt: skip
    day_field: Block = {
        "type": "input", "block_id": "day", "label": parts.plain("By which day"), "element": picker,
    }  # fmt: skip
    blocks = [
        parts.field("target", "Your SSI, of 100", placeholder="70",
                    value=f"{known.target / 100:g}" if known else "", most=10),
        day_field,
        parts.context(f"Only you see it. {NO_PROMISE}"),
    ]  # fmt: skip
    return parts.modal("My goal", blocks, callback_id=ids.GOAL_VIEW, submit="Save")


def field_errors(refusal: Refusal) -> dict[str, str]:
    """A refusal at the field that it is about."""
    return {"day" if refusal is Refusal.PAST else "target": REFUSED[refusal]}


def how(command: str) -> Message:
    """Words that could not be read, and the form."""
    text = (
        f"Set a goal like this: `{command} goal 70 by 2027-03-01`. "
        f"`{command} goal off` drops it. Only you see it."
    )
    return Message(text, [parts.section(text), parts.actions(_change("Open the form"))])


def _change(text: str) -> dict[str, Any]:
    return parts.button(text, ids.GOAL_CHANGE, label=f"My goal: {text}")


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
    row = parts.actions(_change("Change"), parts.button("Drop it", ids.GOAL_DROP, confirm=SURE))
    return Message(
        f"{text} {close}".replace("*", "").replace("\n", " "),
        [parts.section(text), row, parts.context(close)],
    )


def _milestone(card: Card) -> str:
    if card.progress is None or card.progress.milestone is None or card.goal is None:
        return ""
    since = day(card.goal.set_on, card.today)
    return (
        f"Next milestone: {total(card.progress.milestone)}. "
        f"You started at {total(card.goal.start)} on {since}."
    )
