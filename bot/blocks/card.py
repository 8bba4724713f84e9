"""The report card: all that LinkedIn's own page shows, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.wording import (
    LONG_NAMES,
    SHORT_NAMES,
    SIGNAL_NAMES,
    WORDS,
    count,
    day,
    either,
    points,
    total,
)
from scoring.pillars import PILLARS
from scoring.trend import Word
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card
    from scoring.plan import PlanItem

HISTORY = 12
"""Readings in the line of history."""
OLD = 14
"""Days after which a reading is asked for anew."""
HEDGES = 2
"""Hedges on a first screen, at most; the rest stand behind Why."""


def render(
    card: Card, *, lead: str | None = None, saved: str | None = None, ask_digest: bool = False
) -> Message:
    """The card. `lead`: a sentence above it; `saved`: the id of a reading that can be undone."""
    text = " ".join(part for part in (lead, summary(card)) if part)
    blocks = [parts.section(lead)] if lead else []
    blocks += body(card)
    blocks.append(_buttons(saved))
    if ask_digest:
        blocks += question()
    return Message(text[:3000], blocks)


def home(card: Card) -> View:
    """App Home."""
    return {"type": "home", "blocks": [*body(card), _buttons(None)]}


def body(card: Card) -> list[Block]:
    """The card without buttons: the same in `/ssi`, App Home and the answered digest."""
    blocks = [parts.header(headline(card)), parts.section(_pillars(card))]
    blocks += [parts.section(line) for line in (focus(card), next_step(card)) if line]
    beside = [line for line in (_ranks(card), _history(card), keep_doing(card)) if line]
    if beside:
        blocks += [parts.divider(), parts.section("\n".join(beside))]
    blocks.append(parts.context(source(card)))
    return blocks


def headline(card: Card) -> str:
    """The number that the card is about, and which kind of number it is."""
    report = card.report
    if report.reading is not None:
        return f"Your SSI: {total(report.reading.total)} of 100"
    made = report.estimate
    if made.hidden:
        return f"Your SSI, estimate: {parts.range_of(made.low, made.high, whole=True)} of 100"
    return f"Your SSI, estimate: {total(made.total)} of 100"


def summary(card: Card) -> str:
    """The whole card in words, for notifications and screen readers."""
    said = [f"{headline(card)}.", _change(card), _plain(focus(card)), _plain(next_step(card))]
    return " ".join(part for part in (*said, source(card)) if part)


def _plain(text: str) -> str:
    return text.replace("*", "").replace("_", "").replace("\n", " ")


def _pillars(card: Card) -> str:
    """One line a pillar: the reading where there is one, else the estimate or its range."""
    lines = [line for line in (_change(card), _since(card)) if line]
    reading = card.report.reading
    for pillar, made in zip(PILLARS, card.report.estimate.pillars, strict=True):
        shown = reading.points(pillar) if reading is not None else None
        label = f"*{SHORT_NAMES[pillar]}* ({LONG_NAMES[pillar]})"
        if shown is not None:
            lines.append(f"{parts.bar(shown)}  *{points(shown)}* of 25  {label}")
        elif made.hidden:
            between = parts.range_of(made.low, made.high)
            lines.append(f"{parts.bar(0)}  between {between} by estimate  {label}")
        else:
            at = made.hundredths
            lines.append(f"{parts.bar(at)}  estimate *{points(at)}* of 25  {label}")
    return "\n".join(lines)


def _change(card: Card) -> str:
    """The change since the reading before, by the one noise rule."""
    found = card.report.change
    if found is None:
        return ""
    before, after = total(found.before), total(found.after)
    if found.word is Word.STEADY:
        return f"Steady: {after} now, {before} on {day(found.since)}. That is your normal wobble."
    return f"Your total {WORDS[found.word]}: {before} to {after} since {day(found.since)}."


def _since(card: Card) -> str:
    """What activity suggests since an older reading."""
    made, reading = card.report.estimate, card.report.reading
    if made.basis != "calibrated" or reading is None or not card.has_files:
        return ""
    if abs(made.total - reading.total) < 100:
        return "Since then your activity points to about the same, by estimate."
    return f"Since then, by your activity: an estimate of about {total(made.total)}."


def focus(card: Card) -> str:
    """The weakest pillar, as far as it may be claimed."""
    found = card.report.weakest
    if found.verdict is Verdict.CLAIMED:
        pillar = found.pillars[0]
        by = f", by your reading of {day(found.by_reading)}" if found.by_reading else ""
        return f"*Weakest pillar: {SHORT_NAMES[pillar]}*{by}."
    if found.verdict is Verdict.TWO_WAY:
        return f"*{either(found.pillars)}*: too close to call which is the weakest."
    if card.report.reading is None:
        return (
            "*I can't tell your weakest pillar yet.* "
            "Your four numbers from LinkedIn would settle it in 30 seconds."
        )
    return "*No pillar stands out as the weakest.* They are close together."


def next_step(card: Card) -> str:
    """The first tip of the plan."""
    items = card.report.plan.items
    return f"*Next step*: {step(items[0])}" if items else ""


def step(item: PlanItem) -> str:
    """A tip in two lines: what, how long, and why."""
    return f"{item.tip.say} ({count(item.minutes, 'minute', 'minutes')})\n_{item.tip.why}_"


def keep_doing(card: Card) -> str:
    """The strongest pillar, where it may be claimed."""
    found = card.report.strongest
    if found is None:
        return ""
    strong = SHORT_NAMES[found.pillar]
    if found.signal is None:
        return f"*Keep doing*: {strong} is your strongest pillar."
    return f"*Keep doing*: {SIGNAL_NAMES[found.signal]} carry {strong}, your strongest pillar."


def _ranks(card: Card) -> str:
    """Ranks and averages that LinkedIn showed, with their day."""
    reading = card.report.reading
    if reading is None:
        return ""
    said = []
    if reading.industry_rank:
        said.append(f"Top {reading.industry_rank} % in your industry")
    if reading.network_rank:
        said.append(f"Top {reading.network_rank} % in your network")
    if said:
        said[-1] += " (lower is better)"
    if reading.industry_average is not None:
        said.append(f"people in your industry: {total(reading.industry_average)} on average")
    if reading.network_average is not None:
        said.append(f"people in your network: {total(reading.network_average)} on average")
    return f"*On {day(reading.day)} LinkedIn showed*: {', '.join(said)}." if said else ""


def _history(card: Card) -> str:
    """The last readings as a line and in words."""
    readings = card.report.readings[-HISTORY:]
    if len(readings) < 2:
        return ""
    values = [one.total for one in readings]
    first = readings[0]
    return (
        f"*History*: {parts.spark(values)}  {total(values[0])} on {day(first.day)}, "
        f"{total(values[-1])} now, {count(len(readings), 'reading', 'readings')}."
    )


def source(card: Card) -> str:
    """Where the number comes from; every screen has exactly one such line."""
    reading = card.report.reading
    if reading is not None:
        said = f"Reported by you on {day(reading.day)}."
        if (card.today - reading.day).days > OLD:
            said += " Fresh numbers would help."
        return said
    through = card.observed_through
    seen = f" from files up to {day(through)}" if through else ""
    return f"Estimate{seen}. LinkedIn does not publish the formula."


def _buttons(saved: str | None) -> Block:
    row = [parts.log_button()]
    if saved:
        row.append(parts.button("Undo", ids.LOG_UNDO, saved, label="Undo this reading"))
    row += [
        parts.button("Why?", ids.WHY_OPEN, label="Why is it this number?"),
        parts.button("Plan", ids.PLAN_OPEN, label="My plan for the week"),
        parts.button("Upload", ids.UPLOAD_OPEN, label="Upload files from LinkedIn"),
    ]
    return parts.actions(*row)


def question() -> list[Block]:
    """Asked once, under the answer to the first reading."""
    return [
        parts.divider(),
        parts.section(
            "*Shall I write to you once a week?* One short note with one step. "
            "You can stop it in every note with one tap."
        ),
        parts.actions(
            parts.button("Mondays 09:00", ids.DIGEST_YES, "monday", style="primary"),
            parts.button("Pick day and time", ids.DIGEST_CHANGE),
            parts.button("No thanks", ids.DIGEST_NO),
        ),
    ]
