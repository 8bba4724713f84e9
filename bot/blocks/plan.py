"""The week's tips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids, ifthen, parts
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.sources import cited
from bot.blocks.wording import SHORT_NAMES, count, escape
from scoring.plan import PlanItem
from scoring.tips.tip import Tip, TipEvent

if TYPE_CHECKING:
    from bot.services.card import Card
    from bot.services.ifthen import Running
    from bot.services.plan import Answered

NO_TRACE = (
    "LinkedIn's files hold no trace of this, so I name no points. It is worth doing all the same."
)
BACK = {TipEvent.DONE: ids.TIP_UNDO, TipEvent.NOT_FOR_ME: ids.TIP_BACK}
"""The button that takes an answer back."""
NOTED = {
    TipEvent.DONE: "Noted as done. That keeps your week.",
    TipEvent.LATER: "Fine, I'll bring it again later.",
    TipEvent.NOT_FOR_ME: "I won't offer that one again.",
    TipEvent.SKIPPED: "Noted: not this week.",
}


def render(card: Card, running: Running | None = None) -> Message:
    """The plan that runs, if there is one, and up to three tips within the person's minutes."""
    tips = _tips(card)
    if running is None:
        return tips
    lead = f"Your plan: {escape(ifthen.words(running.plan))}"
    return Message(f"{lead} {tips.text}", [*ifthen.running(running), *tips.blocks])


def _tips(card: Card) -> Message:
    plan = card.report.plan
    if not plan.items:
        return notice("I have no fresh tip for you right now. Your next numbers may bring one.")
    budget = count(plan.minutes, "minute", "minutes")
    blocks = [parts.header("Your plan for the week")]
    blocks.append(
        parts.context(
            f"{budget} of your {card.member.minutes} a week. "
            "For another budget type `plan 45`, or open Settings."
        )
    )
    for item in plan.items:
        blocks += tip_blocks(item, hidden=card.hidden)
    blocks.append(
        parts.actions(parts.button("What if?", ids.WHATIF_OPEN, label="What if I did more?"))
    )
    said = "; ".join(item.tip.say.rstrip(".") for item in plan.items)
    return Message(f"Your plan for the week, {budget}: {said}.", blocks)


def tip_blocks(item: PlanItem, *, hidden: bool = False) -> list[Block]:
    """One tip with its buttons. `hidden`: without the points that it may bring."""
    tip = item.tip
    text = (
        f"*{tip.say}*  ({SHORT_NAMES[tip.pillar]}, {count(item.minutes, 'minute', 'minutes')})\n"
        f"{tip.how}\n"
        f"_Done when_: {tip.done}\n"
        f"_Why_: {tip.why} ({cited(tip.source)})\n"
        f"{_gain(item, hidden=hidden)}"
    ).rstrip()
    return [parts.section(text), buttons(tip)]


def buttons(tip: Tip) -> Block:
    """Two ways to plan a tip, and the three answers to it."""
    return parts.actions(
        *ifthen.buttons(tip),
        *answers(tip),
        block_id=f"tip_{tip.id}",
    )


def answers(tip: Tip) -> list[dict[str, Any]]:
    """The three answers to a step."""
    return [
        parts.button("Done", ids.TIP_DONE, tip.id, label=f"Done: {tip.say}"),
        parts.button("Later", ids.TIP_LATER, tip.id, label=f"Later: {tip.say}"),
        parts.button("Not for me", ids.TIP_NOT_FOR_ME, tip.id, label=f"Not for me: {tip.say}"),
    ]


def noted(answered: Answered, *, hidden: bool) -> Message:
    """The answer to an answer: a step that is put aside brings the next one with it."""
    tip, event = answered.tip, answered.event
    text = f"{tip.say} {NOTED[event]}"
    said = [parts.section(text)]
    if event in BACK:
        undo = parts.button("Undo", BACK[event], tip.id, label=f"Undo: {tip.say}")
        said.append(parts.actions(undo))
    if answered.instead is None:
        return Message(text, said)
    lead = parts.section("*Here is another one*")
    shown = tip_blocks(answered.instead, hidden=hidden)
    spoken = f"{text} Here is another one: {answered.instead.tip.say}"
    return Message(spoken, [*said, lead, *shown])


def undone(tip: Tip) -> Message:
    """A step is open again."""
    return notice(f"{tip.say} It is open again.")


def _gain(item: PlanItem, *, hidden: bool) -> str:
    if item.low is None or item.high is None:
        return NO_TRACE
    if hidden:
        return ""
    guess = " A guess: I can't see this yet." if item.guess else ""
    guess = " It rests on what you told me." if item.told else guess
    return f"By estimate {parts.gain(item.low, item.high, habit=item.tip.habit)}.{guess}"
