"""Where each point comes from, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import parts
from bot.blocks.card import headline, source
from bot.blocks.message import Message
from bot.blocks.wording import LONG_NAMES, SHORT_NAMES, SIGNAL_NAMES, points
from scoring.estimate import Basis, Contribution, PillarEstimate

if TYPE_CHECKING:
    from bot.services.card import Card

HEADINGS = (
    (Basis.MEASURED, "measured in your files"),
    (Basis.DECLARED, "as you told me"),
    (Basis.ASSUMED, "assumed, since I can't see it"),
    (Basis.CALIBRATION, "the rest of your reading"),
)


def render(card: Card) -> Message:
    """Every contribution, by pillar; they add up exactly."""
    made = card.report.estimate
    blocks = [parts.header("Why this number"), parts.section(_intro(card))]
    blocks += [parts.section(_pillar(one)) for one in made.pillars]
    blocks.append(parts.section(_evidence(card)))
    blocks.append(
        parts.context(
            "LinkedIn does not publish the formula. The parts are our estimate of it.",
            source(card),
        )
    )
    text = f"{headline(card)}. {_words(card)} {source(card)}"
    return Message(text[:3000], blocks)


def _intro(card: Card) -> str:
    made = card.report.estimate
    if made.basis == "reading":
        return "Your reading is the truth. This is how we explain it."
    low, high = made.low, made.high
    between = parts.range_of(low, high, whole=True)
    return f"By estimate your total lies between {between}, four times out of five."


def _pillar(one: PillarEstimate) -> str:
    name = f"*{SHORT_NAMES[one.pillar]}*  ({LONG_NAMES[one.pillar]})"
    if one.hidden:
        between = parts.range_of(one.low, one.high)
        return f"{name}: too little to see. By estimate between {between} of 25."
    lines = [f"{name}: *{points(one.hundredths)}* of 25"]
    for basis, words in HEADINGS:
        found = [part for part in one.contributions if part.basis is basis and part.hundredths]
        if not found:
            continue
        found.sort(key=lambda part: -part.hundredths)
        listed = ", ".join(f"{SIGNAL_NAMES[part.signal]} {_signed(part)}" for part in found)
        lines.append(f"• {words}: {listed}")
    return "\n".join(lines)[:2900]


def _signed(part: Contribution) -> str:
    return f"{part.hundredths / 100:+.2f}"


def _evidence(card: Card) -> str:
    if not card.has_files:
        return (
            "I have no files from you, so the parts are guesses. "
            "Your LinkedIn archive would show which ones are true."
        )
    seen = [f"{SHORT_NAMES[one.pillar]} {one.coverage:.0%}" for one in card.report.estimate.pillars]
    return f"How much of each pillar your files show: {', '.join(seen)}."


def _words(card: Card) -> str:
    shown = [
        f"{SHORT_NAMES[one.pillar]} {points(one.hundredths)} of 25"
        for one in card.report.estimate.pillars
        if not one.hidden
    ]
    return ("By estimate: " + ", ".join(shown) + ".") if shown else "Too little to see yet."
