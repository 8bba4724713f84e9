"""If-then plans: the form, the plan that runs, and the answers. Words of the rep's own stand in
plain text, which Slack never parses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import WEEKDAYS, clock, day, escape, moment, zone
from scoring.cues import OWN

if TYPE_CHECKING:
    from bot.services.ifthen import Kept, Running
    from bot.store.ifthen import IfThen
    from scoring.tips.tip import Tip

CUE, ACTION = 80, 150
"""Characters of the two fields."""
CUES: dict[str, str] = {
    "coffee": "I have my first coffee",
    "lunch": "I get up for lunch",
    "meeting": "a meeting is over",
    "evening": "my working day ends",
    "linkedin": "I have opened LinkedIn",
    OWN: "",
}
"""The words of each kind of cue after "when"; those of the last are the rep's own."""
NAMES: dict[str, str] = {
    "coffee": "With my first coffee",
    "lunch": "Before lunch",
    "meeting": "After a meeting",
    "evening": "At the end of the day",
    "linkedin": "After I open LinkedIn",
    OWN: "In my own words",
}
"""How each kind stands in a list."""
NO_REMINDER = "none"
MORNING = 540
_TIP = re.compile(r"If (?P<cue>.+?), then (?P<action>.+)\.")
LASTS = "It runs for four weeks. Only you see it."
NEEDED = "A plan needs both parts: please say when, and what you will do."
TOO_LONG = "Please keep this under {most} characters."
UNKNOWN = "Please choose one from the list."


def from_tip(tip: Tip) -> tuple[str, str]:
    """The two parts that a tip proposes: what follows "when", and what follows "I will"."""
    found = _TIP.fullmatch(tip.how)
    own = found["action"].removeprefix("I ") if found else ""
    if found is None or own == found["action"] or own.startswith("don't "):
        first = tip.say.partition(". ")[0].rstrip(".")
        own = first[0].lower() + first[1:]
    return (found["cue"] if found else ""), own


def buttons(tip: Tip) -> list[dict[str, Any]]:
    """To plan a tip: with a cue, or as it stands."""
    return [
        parts.button("Make it my plan", ids.IFTHEN_OPEN, tip.id, label=f"My plan: {tip.say}"),
        parts.button("I'll do this", ids.IFTHEN_TAKE, tip.id, label=f"I'll do this: {tip.say}"),
    ]


def new(tip: Tip, where: str) -> View:
    """The form, filled from a tip. `where`: the zone of the times."""
    cue, action = from_tip(tip)
    return _form({"tip": tip.id, "kind": OWN, "cue": cue}, action, None, None, where)


def change(plan: IfThen, tip: Tip | None, where: str, kind: str = "") -> View:
    """The form, filled from a plan; `kind`: another cue that was offered."""
    proposed = from_tip(tip) if tip and not plan.cue else ("", "")
    cue, action = plan.cue or proposed[0], proposed[1] or plan.action
    known = {"tip": plan.tip, "kind": kind or plan.kind or OWN, "cue": CUES.get(kind) or cue}
    return _form(known, action, plan.weekday, plan.minute, where)


def _form(
    known: dict[str, str], action: str, weekday: int | None, minute: int | None, where: str
) -> View:
    kinds = [(words, kind) for kind, words in NAMES.items()]
    days = [("No reminder", NO_REMINDER), *((f"{name}s", value) for name, value in parts.DAYS)]
    blocks = [
        parts.section("Naming the moment may help. Both lines are yours to change."),
        parts.select("kind", "The moment", kinds, known["kind"]),
        parts.field(
            "cue", "When …", value=known["cue"][:CUE], most=CUE,
            hint="Choose another moment above and leave this line, and I take that moment's words.",
        ),
        parts.field("action", "I will …", value=action[:ACTION], most=ACTION),
        parts.select(
            "weekday", "Remind me once a week at the cue", days,
            NO_REMINDER if weekday is None else str(weekday),
        ),
        parts.select("time", "At", parts.TIMES, clock(MORNING if minute is None else minute)),
        parts.context(f"Times are where you are: {zone(where)}.", LASTS),
    ]  # fmt: skip
    return parts.modal(
        "My plan", blocks, callback_id=ids.IFTHEN_VIEW, submit="Save", metadata=json.dumps(known)
    )


def words(plan: IfThen) -> str:
    """The plan in its owner's words, to be shown as plain text."""
    return f"When {plan.cue}, I will {plan.action}." if plan.cue else plan.action


def quoted(plan: IfThen) -> Block:
    """The same as a block that is never parsed."""
    return {"type": "section", "text": parts.plain(words(plan))}


def kept(one: Kept) -> Message:
    """A plan was made, and what follows."""
    row = parts.actions(
        parts.button("Undo", ids.IFTHEN_UNDO, f"{one.plan.id}:{one.before}", label="Undo it"),
        parts.button("My plan", ids.PLAN_OPEN, label="My plan for the week"),
    )  # fmt: skip
    lead = "Your plan:" if one.plan.cue else "Your step for this week:"
    after = _after(one)
    text = f"{lead} {escape(words(one.plan))} {after}"
    return Message(text, [parts.section(f"*{lead}*"), quoted(one.plan), parts.section(after), row])


def _after(one: Kept) -> str:
    if not one.plan.cue:
        return "Tap Done once it is done. Only you see it."
    until = f"It runs until {day(one.plan.ends_on, one.today)}."
    if one.plan.next_cue_at is None:
        return f"{until} I don't remind you."
    first = moment(one.plan.next_cue_at, one.zone)
    return f"{until} I remind you once a week, the next time on {first} ({zone(one.zone)})."


def running(one: Running) -> list[Block]:
    """The plan that runs, first on the page of the week's plan."""
    plan = one.plan
    row = [] if one.done else [_done(plan)]
    row.append(parts.button("Change", ids.IFTHEN_CHANGE, plan.id, label="Change my plan"))
    if one.last:
        row.append(keep_on(plan))
    row.append(parts.button("Stop", ids.IFTHEN_STOP, plan.id, label="Stop my plan"))
    blocks = [parts.header("My plan"), quoted(plan), parts.context(_small(one))]
    blocks.append(parts.actions(*row))
    if one.other:
        blocks += other(plan, one.other)
    return [*blocks, parts.divider()]


def _small(one: Running) -> str:
    plan = one.plan
    said = ["Done this week."] if one.done else []
    if not plan.cue:
        return " ".join([*said, "For this week, without a reminder."])
    said.append(f"It runs until {day(plan.ends_on, one.today)}.")
    if plan.weekday is not None and plan.minute is not None:
        said.append(f"I remind you on {WEEKDAYS[plan.weekday]}s at {clock(plan.minute)}.")
    return " ".join(said)


def other(plan: IfThen, kind: str) -> list[Block]:
    """Another cue, as an offer."""
    text = f"Another moment may fit better: “{NAMES[kind].lower()}”. Shall we try it?"
    button = parts.button(
        "Try it", ids.IFTHEN_OTHER, f"{plan.id}:{kind}", label=f"Try another moment: {NAMES[kind]}"
    )
    return [parts.section(text), parts.actions(button)]


def _done(plan: IfThen) -> dict[str, Any]:
    return parts.button("Done", ids.IFTHEN_DONE, plan.id, style="primary", label="Done this week")


def keep_on(plan: IfThen) -> dict[str, Any]:
    """Renews the plan."""
    return parts.button("Keep it for four more weeks", ids.IFTHEN_KEEP_ON, plan.id)


def not_now(plan: IfThen, kind: str | None) -> Message:
    """The answer to "Not this week"."""
    text = "Fine, not this week."
    return Message(text, [parts.section(text), *(other(plan, kind) if kind else [])])


def longer(one: Kept) -> Message:
    """Four more weeks."""
    return notice(f"Your plan goes on. {_after(one)}")


def silenced(one: Kept) -> Message:
    """No more reminders, and the way back to them."""
    text = "I won't remind you of it any more. Your plan goes on."
    row = parts.actions(
        parts.button("Change", ids.IFTHEN_CHANGE, one.plan.id, label="Change my plan")
    )
    return Message(text, [parts.section(text), row])


def stopped(one: Kept) -> Message:
    """The plan has ended."""
    text = "Your plan has ended. Nothing reminds you of it any more."
    row = parts.actions(
        parts.button("Undo", ids.IFTHEN_UNDO, f":{one.before}", label="Let the plan go on")
    )
    return Message(text, [parts.section(text), row])


def undone() -> Message:
    """As it was before."""
    return notice("Undone. Your plan is as it was before.")


def closed_form() -> Message:
    """Where no form can open."""
    text = "A plan is written in a form, which opens from the button of a step."
    row = parts.actions(parts.button("My plan", ids.PLAN_OPEN, style="primary"))
    return Message(text, [parts.section(text), row])
