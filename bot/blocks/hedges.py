"""What qualifies the number: at most two of these stand on a first screen, the rest behind Why.

More of them would bury the number. The order says which two: a range where there is no reading, a
change of LinkedIn's own, the word on noise, a tie, what activity says since. How much was seen
stands behind Why always.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.blocks import parts
from bot.blocks.wording import day, either, signed, total
from scoring.trend import Word
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card

MOST = 2
"""On a first screen."""
SHIFT_SAID = 28
"""Days for which a change of LinkedIn's own is spoken of."""
SAME = 100
"""Hundredths of a point within which an estimate is about the same as the reading."""


class Hedge(StrEnum):
    """The kinds, in the order in which they are shown."""

    RANGE = "range"
    SHIFT = "shift"
    NOISE = "noise"
    TIE = "tie"
    BASIS = "basis"


def sentence(hedge: Hedge, card: Card) -> str:
    """What a hedge says of this card; empty where it does not apply."""
    return _SAYS[hedge](card)


def on_first_screen(card: Card) -> tuple[Hedge, ...]:
    """The hedges that the card itself shows."""
    return tuple(hedge for hedge in Hedge if sentence(hedge, card))[:MOST]


def left_out(card: Card) -> tuple[Hedge, ...]:
    """The hedges that stand behind Why instead."""
    return tuple(hedge for hedge in Hedge if sentence(hedge, card))[MOST:]


def shown(hedge: Hedge, card: Card) -> str:
    """The sentence on a first screen; empty where it does not apply or others come first."""
    return sentence(hedge, card) if hedge in on_first_screen(card) else ""


def _range(card: Card) -> str:
    made = card.report.estimate
    if card.report.reading is not None:
        return ""
    if card.hidden:
        return "I see too little for one number." if made.hidden else ""
    between = parts.between(made.low, made.high, whole=True)
    if made.hidden:
        return f"I see too little for one number: by estimate you are {between}."
    return f"By estimate you are {between}, four times out of five."


def _shift(card: Card) -> str:
    """A change of LinkedIn's own, which is nobody's doing."""
    if not card.world.shifts or len(card.report.readings) < 2:
        return ""
    newest = card.world.shifts[-1]
    if (card.today - newest.day).days > SHIFT_SAID:
        return ""
    much = "" if card.hidden else f" by about {signed(newest.total)}"
    return (
        f"*You or LinkedIn?* Around {day(newest.day, card.today)} most of your workspace moved"
        f"{much} at once. That looks like LinkedIn, not you. Your trend starts anew from there."
    )


def _noise(card: Card) -> str:
    found = card.report.change
    if found is None or found.word is not Word.STEADY:
        return ""
    since = day(found.since, card.today)
    if card.hidden:
        return f"Steady since {since}: what moved is so little that it can be chance."
    before, after = total(found.before), total(found.after)
    return f"Steady: {after} now, {before} on {since}. So small a change can be chance."


def _tie(card: Card) -> str:
    found = card.report.weakest
    if found.verdict is Verdict.CLAIMED:
        return ""
    if found.verdict is Verdict.TWO_WAY:
        return f"*{either(found.pillars)}*: too close to call which is the weakest."
    if card.report.reading is None or card.report.reading.pillars is None:
        return "*I can't tell your weakest pillar yet.*"
    return "*No pillar stands out as the weakest.*"


def _basis(card: Card) -> str:
    made, reading = card.report.estimate, card.report.reading
    if made.basis != "calibrated" or reading is None or not card.has_files:
        return ""
    if abs(made.total - reading.total) < SAME:
        return "Since then your activity points to about the same, by estimate."
    if card.hidden:
        return "Since then your activity moves the estimate. Show once tells how far."
    return f"Since then, by your activity: an estimate of about {total(made.total)}."


_SAYS: dict[Hedge, Callable[[Card], str]] = {
    Hedge.RANGE: _range,
    Hedge.SHIFT: _shift,
    Hedge.NOISE: _noise,
    Hedge.TIE: _tie,
    Hedge.BASIS: _basis,
}
