"""The report card: all that LinkedIn's own page shows, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import beside, hedges, hidden, ids, moved, parts
from bot.blocks.hedges import Hedge
from bot.blocks.message import Block, Message
from bot.blocks.reasons import reasons
from bot.blocks.wording import (
    LONG_NAMES,
    SHORT_NAMES,
    WEEKDAYS,
    clock,
    count,
    day,
    points,
    spoken,
    total,
)
from scoring.measures import Seen
from scoring.pillars import PILLARS, Pillar
from scoring.readings import REPORT
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card
    from bot.store.members import Member
    from scoring.plan import PlanItem

ABOUT = {
    Pillar.BRAND: ids.ABOUT_BRAND, Pillar.PEOPLE: ids.ABOUT_PEOPLE,
    Pillar.INSIGHTS: ids.ABOUT_INSIGHTS, Pillar.RELATIONSHIPS: ids.ABOUT_RELATIONSHIPS,
}  # fmt: skip
RESTS = "Its steps rest for now, so this week's step is for another pillar."
OLD = 14
"""Days after which a reading is asked for anew."""


def render(
    card: Card, *, lead: str | None = None, saved: str | None = None, ask_digest: bool = False
) -> Message:
    """The card. `lead`: a sentence above it; `saved`: the id of a reading that can be undone."""
    text = " ".join(part for part in (lead, summary(card)) if part)
    blocks = [parts.section(lead)] if lead else []
    blocks += body(card)
    blocks.append(_buttons(card, saved))
    if ask_digest:
        blocks += question(card.member)
    return Message(text[:3000], blocks)


def home(card: Card) -> list[Block]:
    """The card at the top of App Home."""
    return [*body(card), _buttons(card, None)]


def body(card: Card) -> list[Block]:
    """The card without buttons: the same in `/ssi`, App Home and the answered digest."""
    blocks = [parts.header(headline(card))]
    numbers = _pillars(card)
    blocks += [parts.section(numbers)] if numbers else []
    pillar = "\n".join(line for line in (focus(card), reasons(card)) if line)
    blocks += [parts.section(line) for line in (pillar, next_step(card)) if line]
    more = beside.lines(card)
    shows_pillars = not _total_alone(card)
    row = [about(pillar) for pillar in PILLARS if shows_pillars]
    row += [hidden.button(hidden.CARD)] if card.hidden else []
    if more or row:
        blocks.append(parts.divider())
    blocks += [parts.section("\n".join(more))] if more else []
    blocks += [parts.actions(*row)] if row else []
    blocks.append(parts.context(source(card)))
    return blocks


def headline(card: Card) -> str:
    """The number that the card is about, and which kind of number it is."""
    report = card.report
    if card.hidden:
        return hidden.HEADLINE
    if report.reading is not None:
        return f"Your SSI: {total(report.reading.total)} of 100"
    made = report.estimate
    if made.hidden:
        return f"Your SSI, estimate: {parts.range_of(made.low, made.high, whole=True)} of 100"
    return f"Your SSI, estimate: {total(made.total)} of 100"


def summary(card: Card) -> str:
    """The whole card in words, for notifications and screen readers."""
    said = (
        f"{headline(card)}.", *moved.lines(card), four(card), focus(card), reasons(card),
        next_step(card), *beside.spoken(card), source(card),
    )  # fmt: skip
    return spoken(" ".join(part for part in said if part))


def four(card: Card) -> str:
    """The four pillars in one sentence; empty where only ranges may be shown."""
    reading, made = card.report.reading, card.report.estimate
    if card.hidden:
        return ""
    shown: tuple[int, ...] = tuple(one.hundredths for one in made.pillars)
    how = "By estimate, of 25 each"
    if reading is not None and reading.pillars is not None:
        shown, how = reading.pillars, "Of 25 each"
    elif made.hidden:
        return ""
    listed = ", ".join(
        f"{SHORT_NAMES[pillar]} {points(value)}"
        for pillar, value in zip(PILLARS, shown, strict=True)
    )
    return f"{how}: {listed}."


def _pillars(card: Card) -> str:
    """What is said of the total, and one line a pillar."""
    lines = moved.lines(card)
    if card.hidden:
        return "\n".join(lines)
    if _total_alone(card):
        lines.append("You gave the total alone, so I don't show the pillars yet.")
        return "\n".join(lines)
    return "\n".join([*lines, *(_pillar(card, at) for at in range(len(PILLARS)))])


def _total_alone(card: Card) -> bool:
    reading = card.report.reading
    return reading is not None and reading.pillars is None and card.report.estimate.hidden


def about(pillar: Pillar) -> dict[str, Any]:
    """The button that tells what a pillar is."""
    name = SHORT_NAMES[pillar]
    return parts.button(f"ⓘ {name}", ABOUT[pillar], label=f"What is {name}?")


def _pillar(card: Card, at: int) -> str:
    """The reading where there is one, else the estimate or its range."""
    pillar, made, reading = PILLARS[at], card.report.estimate.pillars[at], card.report.reading
    label = f"*{SHORT_NAMES[pillar]}* ({LONG_NAMES[pillar]})"
    shown = reading.points(pillar) if reading is not None else None
    if shown is not None:
        return f"{parts.bar(shown)}  *{points(shown)}* of 25  {label}"
    if made.hidden:
        between = parts.range_of(made.low, made.high)
        return f"{parts.bar(0)}  estimate {between} of 25  {label}"
    return f"{parts.bar(made.hundredths)}  estimate *{points(made.hundredths)}* of 25  {label}"


def focus(card: Card) -> str:
    """The weakest pillar, as far as it may be claimed; else what would settle it."""
    found = card.report.weakest
    if found.verdict is Verdict.CLAIMED:
        pillar = found.pillars[0]
        since = day(found.by_reading, card.today) if found.by_reading else ""
        by = f", by your reading of {since}" if since else ""
        rests = f" {RESTS}" if card.lead and card.lead.tip.pillar is not pillar else ""
        return f"*Weakest pillar: {SHORT_NAMES[pillar]}*{by}.{rests}"
    said = hedges.shown(Hedge.TIE, card)
    reading = card.report.reading
    if found.verdict is Verdict.TWO_WAY or (reading is not None and reading.pillars is not None):
        return said
    return f"{said} The four numbers from your SSI page would, in half a minute.".strip()


def next_step(card: Card) -> str:
    """The one step that stands first."""
    return f"*Next step*: {step(card.lead)}" if card.lead else ""


def step(item: PlanItem) -> str:
    """A tip in two lines: what, how long, and why."""
    return f"{item.tip.say} ({count(item.minutes, 'minute', 'minutes')})\n_{item.tip.why}_"


def source(card: Card) -> str:
    """Where the number comes from; every screen has exactly one such line."""
    reading = card.report.reading
    if reading is not None:
        by = "By a usage report up to" if reading.source is REPORT else "Reported by you on"
        said = f"{by} {day(reading.day, card.today)}."
        if (card.today - reading.day).days > OLD:
            said += " Fresh numbers would help."
        return said
    through = card.observed_through
    seen = f" from files up to {day(through, card.today)}" if through else ""
    return f"Estimate{seen}."


def _buttons(card: Card, saved: str | None) -> Block:
    row = [parts.log_button()]
    if not card.has_files and not _any_told(card):
        row.append(parts.button("Ten quick questions", ids.CHECK_START))
    if saved:
        row.append(parts.button("Undo", ids.LOG_UNDO, saved, label="Undo this reading"))
    row += [
        parts.button("Why?", ids.WHY_OPEN, label="Why is it this number?"),
        parts.button("Plan", ids.PLAN_OPEN, label="My plan for the week"),
        parts.button("Upload", ids.UPLOAD_OPEN, label="Upload files from LinkedIn"),
    ]
    return parts.actions(*row)


def _any_told(card: Card) -> bool:
    return any(one.seen is Seen.DECLARED for one in card.report.measures.values())


def usual(member: Member) -> str:
    """Mondays 09:00: when the note comes unless another time is chosen."""
    return f"{WEEKDAYS[member.weekday]}s {clock(member.minute)}"


def question(member: Member) -> list[Block]:
    """Asked once, under the answer to the first reading; it offers the workspace's usual time."""
    return [
        parts.divider(),
        parts.section(
            "*Shall I write to you once a week?* One short note with one step. "
            "Every second or fourth week is fine too. "
            "If two stay without an answer, I pause, and ask at most three times. "
            "You can pause or stop it in every note with one tap."
        ),
        parts.actions(
            parts.button(usual(member), ids.DIGEST_YES, "usual", style="primary"),
            parts.button("Pick day and time", ids.DIGEST_CHANGE),
            parts.button("No thanks", ids.DIGEST_NO),
        ),
    ]
