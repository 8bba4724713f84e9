"""The goal of a team: its line, the forms, and the answers. A sum is the only number that others
see. The keeper's words stand in it as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import count, day, name
from scoring.quest import LEAST_TARGET, MOST_TARGET, MOST_WEEKS, cap

if TYPE_CHECKING:
    from bot.services.quest import Mine, QuestLine

HIDDEN = "Only the sum is shown, and only from five people on. Nobody sees what one of you brought."
COUNTS = (
    "People count for themselves: a step marked as done adds nothing by itself. "
    "Of one person a fifth of the goal counts at most."
)
NEEDED = "Please say in a few words what is counted, up to 40 characters."
NO_TARGET = f"Please give a whole number from {LEAST_TARGET} to {MOST_TARGET:,}."
NO_AMOUNT = "Please give a whole number, 0 or more."


def line(shown: QuestLine) -> str:
    """The goal in a post or on a screen."""
    goal, what = shown.quest, name(shown.quest.what)
    until = f"until {day(goal.last)}"
    if shown.value is None:
        if shown.over:
            return f"*Team goal*: {goal.target:,} {what}. Its time is over; too few people added."
        return (
            f"*Team goal*: {goal.target:,} {what}, {until}. The sum shows once five people have "
            "added."
        )
    if shown.value >= goal.target:
        return f"*Team goal reached*: {shown.value:,} of {goal.target:,} {what}."
    if shown.over:
        return f"*Team goal*: together you brought {shown.value:,} of {goal.target:,} {what}."
    return f"*Team goal*: {shown.value:,} of {goal.target:,} {what}, {until}."


def bring_button(id: str) -> dict[str, Any]:
    """Opens the form for one's own number."""
    return parts.button("Add mine", ids.QUEST_BRING, id, label="Add what you did to the team goal")


def keeper_button(channel: str, shown: QuestLine | None) -> dict[str, Any]:
    """Starts a goal, or ends the one that runs."""
    if shown is None or shown.over:
        return parts.button("Start a team goal", ids.QUEST_OPEN, channel)
    return parts.button("End the goal", ids.QUEST_END, shown.quest.id, confirm=_SURE)


_SURE = {
    "title": parts.plain("End the team goal?"),
    "text": parts.plain("Its sum is shown no more. What people brought is shown to nobody."),
    "confirm": parts.plain("End it"),
    "deny": parts.plain("Keep it"),
}


def form(channel: str) -> View:
    """What is counted, how much of it, how long."""
    weeks = [(count(number, "week", "weeks"), str(number)) for number in range(1, MOST_WEEKS + 1)]
    blocks = [
        parts.section(f"{HIDDEN} {COUNTS}"),
        parts.field("what", "What do you count together?", placeholder="thoughtful comments",
                    most=40),
        parts.field("target", "How many in all?", placeholder="40", most=5),
        parts.select("weeks", "For how long?", weeks, "4"),
    ]  # fmt: skip
    return parts.modal(
        "Team goal", blocks, callback_id=ids.QUEST_VIEW, submit="Start", metadata=channel
    )


def bring_form(mine: Mine) -> View:
    """What oneself brought so far, in all."""
    goal = mine.quest
    said = (
        f"*{goal.target:,} {name(goal.what)}* until {day(goal.last)}. "
        f"At most {cap(goal.target):,} of yours count. {HIDDEN}"
    )
    blocks = [
        parts.section(said),
        parts.field("amount", "Yours so far, in all", value=str(mine.brought) if mine.brought
                    else "", placeholder="3", most=5),
    ]  # fmt: skip
    return parts.modal(
        "Add mine", blocks, callback_id=ids.QUEST_BRING_VIEW, submit="Save", metadata=goal.id
    )


def started(channel: str) -> Message:
    """It runs; the next post says so."""
    return notice(
        f"The goal runs. The next board of <#{channel}> shows it. "
        "People add theirs there, or by the button in the answer to `board`."
    )


def running_already() -> Message:
    """One at a time."""
    return notice("A goal is running already, so nothing changed. End that one first.")


def ended(was_running: bool) -> Message:
    """Over."""
    return notice("The goal is ended." if was_running else "This goal was over already.")


def brought(mine: Mine) -> Message:
    """Counted, for one's own eyes."""
    most = cap(mine.quest.target)
    capped = " That is the most that counts of one person." if mine.brought == most else ""
    return notice(f"Counted: {mine.brought:,} of yours so far.{capped} {HIDDEN}")


def over() -> Message:
    """Too late, or too early."""
    return notice("This goal is not running, so nothing changed.")


def closed_form() -> Message:
    """Where no form can be opened."""
    return notice("A team goal is started by its button under the board, in the channel.")
