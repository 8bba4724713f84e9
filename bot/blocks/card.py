"""The report card: all that LinkedIn's own page shows, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import beside, hedges, ids, parts, requests
from bot.blocks.hedges import Hedge
from bot.blocks.message import Block, Message, View
from bot.blocks.wording import (
    LONG_NAMES,
    SHORT_NAMES,
    SIGNAL_NAMES,
    WORDS,
    count,
    day,
    points,
    spoken,
    total,
)
from scoring.estimate import Basis, Contribution
from scoring.measures import Seen
from scoring.pillars import PILLARS, Pillar
from scoring.readings import REPORT
from scoring.signals import BY_NAME, SIGNALS
from scoring.trend import Word
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card
    from scoring.plan import PlanItem

ABOUT = {
    Pillar.BRAND: ids.ABOUT_BRAND, Pillar.PEOPLE: ids.ABOUT_PEOPLE,
    Pillar.INSIGHTS: ids.ABOUT_INSIGHTS, Pillar.RELATIONSHIPS: ids.ABOUT_RELATIONSHIPS,
}  # fmt: skip
LOW = 0.5
"""Share of a signal below which what the rep told of it is named as a reason."""
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
        blocks += question()
    return Message(text[:3000], blocks)


def home(card: Card) -> View:
    """App Home."""
    return {"type": "home", "blocks": [*body(card), _buttons(card, None)]}


def body(card: Card) -> list[Block]:
    """The card without buttons: the same in `/ssi`, App Home and the answered digest."""
    blocks = [parts.header(headline(card)), parts.section(_pillars(card))]
    pillar = "\n".join(line for line in (focus(card), reasons(card)) if line)
    blocks += [parts.section(line) for line in (pillar, next_step(card)) if line]
    more = beside.lines(card)
    shows_pillars = not _total_alone(card)
    if more or shows_pillars:
        blocks.append(parts.divider())
    blocks += [parts.section("\n".join(more))] if more else []
    blocks += [parts.actions(*map(about, PILLARS))] if shows_pillars else []
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
    said = (
        f"{headline(card)}.", *_lines(card), four(card), focus(card), reasons(card),
        next_step(card), *beside.spoken(card), source(card),
    )  # fmt: skip
    return spoken(" ".join(part for part in said if part))


def four(card: Card) -> str:
    """The four pillars in one sentence; empty where only ranges may be shown."""
    reading, made = card.report.reading, card.report.estimate
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


def _lines(card: Card) -> list[str]:
    """What is said of the total: its range or its change, and what activity says since."""
    said = (
        hedges.shown(Hedge.RANGE, card),
        requests.unlock(card),
        change(card),
        hedges.shown(Hedge.BASIS, card),
        _mismatch(card),
    )
    return [line for line in said if line]


def _pillars(card: Card) -> str:
    """What is said of the total, and one line a pillar."""
    lines = _lines(card)
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


def change(card: Card) -> str:
    """The change since the reading before, by the one noise rule."""
    found = card.report.change
    if found is None:
        return ""
    if found.word is Word.STEADY:
        return hedges.sentence(Hedge.NOISE, card)
    before, after, since = total(found.before), total(found.after), day(found.since, card.today)
    return f"Your total {WORDS[found.word]}: {before} to {after} since {since}."


def _mismatch(card: Card) -> str:
    reading = card.report.reading
    if reading is None or not reading.mismatch or reading.pillars is None:
        return ""
    added = total(sum(reading.pillars))
    return f"Your four numbers add up to {added}. Please check which of them is off."


def focus(card: Card) -> str:
    """The weakest pillar, as far as it may be claimed; else what would settle it."""
    found = card.report.weakest
    if found.verdict is Verdict.CLAIMED:
        pillar = found.pillars[0]
        since = day(found.by_reading, card.today) if found.by_reading else ""
        by = f", by your reading of {since}" if since else ""
        return f"*Weakest pillar: {SHORT_NAMES[pillar]}*{by}."
    said = hedges.shown(Hedge.TIE, card)
    reading = card.report.reading
    if found.verdict is Verdict.TWO_WAY or (reading is not None and reading.pillars is not None):
        return said
    return f"{said} The four numbers from your SSI page would, in half a minute.".strip()


def reasons(card: Card) -> str:
    """What the files say about it, in short; the rest stands behind Why.

    Where nothing was measured no habit is named that nobody saw.
    """
    found = card.report.weakest
    weak = found.pillars[0] if found.verdict is Verdict.CLAIMED else None
    measured = [
        part
        for one in card.report.estimate.pillars
        if not one.hidden
        for part in one.contributions
        if part.basis is Basis.MEASURED
    ]
    if not measured:
        return _told(card, weak) if weak else ""
    room = [part for part in measured if part.pillar is weak]
    if weak and not room:
        return "Your files show no part of it so far."
    if room:
        most = SIGNAL_NAMES[max(room, key=_room).signal]
        return f"*Reason*: by your files, the most room is in {most}."
    best = sorted(measured, key=lambda part: -part.hundredths)[:2]
    named = " and ".join(SIGNAL_NAMES[part.signal] for part in best)
    return f"*Reason*: by your files you get the most from {named}."


def _told(card: Card, weak: Pillar) -> str:
    """Without files: what the rep said stands low, else how that could be known."""
    low = [
        (signal.weight * (1 - found.u), SIGNAL_NAMES[signal.name])
        for signal in SIGNALS
        if signal.pillar is weak
        and (found := card.report.measures.get(signal.name)) is not None
        and found.seen is Seen.DECLARED
        and found.u < LOW
    ]
    if low:
        return f"*Reason*: you told me that {max(low)[1]} leave the most room."
    return "Ten quick questions, or your files, would show which part of it has the most room."


def _room(part: Contribution) -> float:
    """Hundredths of a point between a signal's part and its most."""
    return 2500 * BY_NAME[part.signal].weight - part.hundredths


def next_step(card: Card) -> str:
    """The first tip of the plan."""
    items = card.report.plan.items
    return f"*Next step*: {step(items[0])}" if items else ""


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


def question() -> list[Block]:
    """Asked once, under the answer to the first reading."""
    return [
        parts.divider(),
        parts.section(
            "*Shall I write to you once a week?* One short note with one step. "
            "Every second or fourth week is fine too. "
            "If two stay without an answer, I pause, and ask at most three times. "
            "You can pause or stop it in every note with one tap."
        ),
        parts.actions(
            parts.button("Mondays 09:00", ids.DIGEST_YES, "monday", style="primary"),
            parts.button("Pick day and time", ids.DIGEST_CHANGE),
            parts.button("No thanks", ids.DIGEST_NO),
        ),
    ]
