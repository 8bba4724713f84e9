"""Why a number is what it is, in one sentence: what files show of it, or what the rep told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.wording import SHORT_NAMES, SIGNAL_NAMES, percent
from scoring.estimate import Basis, Contribution
from scoring.measures import Seen
from scoring.signals import BY_NAME, SIGNALS
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card
    from scoring.pillars import Pillar

LOW = 0.5
"""Share of a signal below which what the rep told of it is named as a reason."""


def shown_by_files(card: Card) -> str:
    """What files are good for: the part of each pillar that was measured in them."""
    seen = ", ".join(
        f"{SHORT_NAMES[one.pillar]} {percent(one.coverage)}" for one in card.report.estimate.pillars
    )
    return f"How much of each pillar your files show: {seen}."


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
