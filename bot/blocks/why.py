"""Where each point comes from, how sure that is, and every hedge that the card left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import hedges, ids, parts, requests
from bot.blocks.card import focus, four, headline, source
from bot.blocks.message import Block, Message
from bot.blocks.reasons import reasons, shown_by_files
from bot.blocks.wording import (
    LONG_NAMES,
    SHORT_NAMES,
    SIGNAL_NAMES,
    WORDS,
    day,
    percent,
    points,
    total,
)
from scoring.estimate import Basis, Contribution, PillarEstimate
from scoring.pillars import PILLARS
from scoring.trend import Word
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card

HEADINGS = (
    (Basis.MEASURED, "measured in your files"),
    (Basis.DECLARED, "as you told me"),
    (Basis.ASSUMED, "assumed, since I can't see it"),
    (Basis.CALIBRATION, "the rest"),
)
SPREAD = "Totals of a usage report are spread evenly over its days, which flatters bursts."
"""Said wherever such totals are part of the number."""
CERTAIN = 0.99
FORMULA = "LinkedIn does not publish the formula. The parts are our estimate of it."


def render(card: Card) -> Message:
    """The weakest pillar first, then every contribution, by pillar; they add up exactly."""
    weakest = " ".join(line for line in (focus(card), _chance(card), reasons(card)) if line)
    blocks = [parts.header("Why this number"), *([parts.section(weakest)] if weakest else [])]
    blocks.append(parts.section("\n".join(_first(card))))
    moved = _moves(card)
    if moved:
        blocks.append(parts.section(moved))
    given = card.report.estimate.basis == "reading" and four(card)
    kind = "your reading" if given else "estimate"
    blocks += [parts.section(_pillar(card, one, kind)) for one in card.report.estimate.pillars]
    small = [FORMULA, SPREAD, source(card)] if card.spread else [FORMULA, source(card)]
    blocks += [parts.section(_evidence(card)), _buttons(), parts.context(*small)]
    said = (f"{headline(card)}.", weakest, *_first(card), four(card), moved, *small)
    return Message(" ".join(part for part in said if part).replace("*", "")[:3000], blocks)


def _first(card: Card) -> list[str]:
    """What the parts add up to, then what the card left out."""
    left = [hedges.sentence(hedge, card) for hedge in hedges.left_out(card)]
    more = (_fastest(card), _usually(card))
    return [_intro(card), *left, *(line for line in more if line)]


def _intro(card: Card) -> str:
    made = card.report.estimate
    if made.basis == "reading":
        return "Your reading is the truth. This is how we explain it, by estimate."
    between = parts.between(made.low, made.high, whole=True)
    if made.hidden:
        return f"By estimate your total lies {between}, four times out of five."
    return (
        f"The parts add up to today's estimate: {total(made.total)}. "
        f"Four times out of five it lies {between}."
    )


def _chance(card: Card) -> str:
    """How sure the word "weakest" is."""
    found = card.report.weakest
    if found.verdict is not Verdict.CLAIMED:
        return ""
    pillar = SHORT_NAMES[found.pillars[0]]
    # No model is certain, however the digits round.
    chance = percent(found.probability) if found.probability < CERTAIN else "over 99 %"
    return f"The chance that {pillar} is your weakest pillar is {chance}, by estimate."


def _fastest(card: Card) -> str:
    """The quickest points, where they lie elsewhere."""
    found = card.report.fastest
    if found is None:
        return ""
    return f"The fastest points, by estimate, are in {SHORT_NAMES[found]}."


def _usually(card: Card) -> str:
    """How near our numbers came, once enough of them were tested."""
    found = card.backtest
    if found is None or not found.told:
        return ""
    if found.carry:
        return "Your last reading was the better forecast so far, so I go by that one."
    return f"What I show was usually within ±{found.usually:.1f} points of your next reading."


def _moves(card: Card) -> str:
    """The four pillars since the reading before, in the words of the noise rule."""
    found = [
        (SHORT_NAMES[pillar], change)
        for pillar, change in zip(PILLARS, card.report.pillar_changes, strict=True)
        if change is not None
    ]
    if not found:
        return ""
    said = [
        f"{name} {WORDS[one.word]}"
        + (f" ({points(one.before)} to {points(one.after)})" if one.word is not Word.STEADY else "")
        for name, one in found
    ]
    since = day(found[0][1].since, card.today)
    text = f"*Since {since}*: {', '.join(said)}."
    if not all(one.learned for _, one in found):
        text += " I am still learning how much your numbers wobble by themselves."
    return text


def _pillar(card: Card, one: PillarEstimate, kind: str) -> str:
    name = f"*{SHORT_NAMES[one.pillar]}* ({LONG_NAMES[one.pillar]})"
    if one.hidden:
        between = parts.between(one.low, one.high)
        said = f"{name}: I see too little of it. By estimate it lies {between}, of 25."
        return f"{said} {requests.of_pillar(card, one.pillar)}".rstrip()
    lines = [f"{name}: {kind} *{_exact(one.hundredths)}* of 25"]
    for basis, words in HEADINGS:
        found = [part for part in one.contributions if part.basis is basis and part.hundredths]
        if not found:
            continue
        found.sort(key=lambda part: -part.hundredths)
        listed = ", ".join(f"{SIGNAL_NAMES[part.signal]} {_signed(part)}" for part in found)
        lines.append(f"• {words}: {listed}")
    return "\n".join(lines)


def _exact(hundredths: int) -> str:
    """Two decimals, as the parts have, so that a reader can add them up."""
    return f"{hundredths / 100:.2f}"


def _signed(part: Contribution) -> str:
    return f"{part.hundredths / 100:+.2f}".replace("-", "−")


def _evidence(card: Card) -> str:
    if not card.has_files:
        said = (
            "I have no files from you, so most parts are guesses. A single file like "
            "Comments.csv shows one, and your archive shows most."
        )
    else:
        said = shown_by_files(card)
    return f"{said} {requests.best(card)}".rstrip()


def _buttons() -> Block:
    return parts.actions(
        parts.button("Upload", ids.UPLOAD_OPEN, label="Upload files from LinkedIn"),
        parts.button("Plan", ids.PLAN_OPEN, label="My plan for the week"),
        parts.button("What if?", ids.WHATIF_OPEN, label="What if I did more?"),
        parts.button("Ten quick questions", ids.CHECK_START, label="Ten quick questions"),
        parts.button("Trend", ids.TREND_OPEN, label="My trend"),
    )
