"""The week's tips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, ifthen, parts
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.wording import SHORT_NAMES, count, escape
from scoring.plan import PlanItem
from scoring.tips.tip import Tip, TipEvent

if TYPE_CHECKING:
    from bot.services.card import Card
    from bot.services.ifthen import Running

NO_TRACE = (
    "LinkedIn's files hold no trace of this, so I name no points. It is worth doing all the same."
)
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
    blocks.append(parts.context(f"{budget} in all. Change it with `plan 45`, in minutes a week."))
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
        f"_Why_: {tip.why} ({tip.source})\n"
        f"{_gain(item, hidden=hidden)}"
    ).rstrip()
    return [parts.section(text), buttons(tip)]


def buttons(tip: Tip) -> Block:
    """Two ways to plan a tip, and the three answers to it."""
    return parts.actions(
        *ifthen.buttons(tip),
        parts.button("Done", ids.TIP_DONE, tip.id, label=f"Done: {tip.say}"),
        parts.button("Later", ids.TIP_LATER, tip.id, label=f"Later: {tip.say}"),
        parts.button("Not for me", ids.TIP_NOT_FOR_ME, tip.id, label=f"Not for me: {tip.say}"),
        block_id=f"tip_{tip.id}",
    )


def noted(tip: Tip, event: TipEvent) -> Message:
    """The answer to an answer."""
    return notice(f"{tip.say} {NOTED[event]}")


def _gain(item: PlanItem, *, hidden: bool) -> str:
    if item.low is None or item.high is None:
        return NO_TRACE
    if hidden:
        return ""
    guess = " A guess: I can't see this yet." if item.guess else ""
    guess = " It rests on what you told me." if item.told else guess
    return f"By estimate {parts.gain(item.low, item.high, habit=item.tip.habit)}.{guess}"
