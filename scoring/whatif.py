"""What if: how far a pillar may rise with more of something each week, and what points would take.

docs/scoring.md, What-if. Ranges, never promises; nothing of it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring import gains
from scoring.measures import Measures, Seen
from scoring.signals import BY_NAME, Kind, Signal

MOST_WEEKS = 12
INVITATIONS = 25
"""Invitations a week that no answer goes beyond."""
STEPS = 40
"""Halvings of the search for an amount: finer than anything that is shown."""

ASKED: tuple[str, ...] = (
    "posts", "articles", "recommendations", "searches", "profile_views", "fit_connections",
    "days_active", "companies_followed", "comments", "insight_shares", "reactions",
    "conversation_starts", "deep_conversations", "reply_rate", "keep_in_touch", "give_first",
)  # fmt: skip
"""Signals that a rep can do more of; the others are what people answer, or a state."""
CEILING: Mapping[str, float] = {"fit_connections": INVITATIONS, "days_active": 7}
"""Units a week beyond which no question is answered; elsewhere three times the target."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Hundredths of a point of the pillar, as a range. `guess`: nobody saw the signal."""

    low: int
    high: int
    guess: bool


@dataclass(frozen=True, slots=True)
class Needed:
    """Units a week (or once, of a stock) for so many points; None where it cannot give them, and
    then `most`, the hundredths that it can give at most."""

    amount: float | None
    most: int


def once(signal: str) -> bool:
    """Whether the amount is a single one rather than one each week."""
    return BY_NAME[signal].kind is Kind.STOCK


def ceiling(signal: str) -> float:
    """The greatest amount that is answered, in units a week."""
    return CEILING.get(signal, 3 * BY_NAME[signal].target if _counted(signal) else 20.0)


def answer(
    signal: str, amount: float, weeks: int, measures: Measures, assumed: Mapping[str, float]
) -> Answer:
    """The range that `amount` more a week may bring within `weeks` (1 to 12).

    Raises ValueError for a signal that is not asked about, or weeks or an amount out of range.
    """
    if signal not in ASKED or not 1 <= weeks <= MOST_WEEKS or not 0 <= amount <= ceiling(signal):
        raise ValueError("no such question")
    points = _points(BY_NAME[signal], amount, weeks, measures, assumed)
    low = 0.0 if BY_NAME[signal].kind is Kind.RATE else gains.LOW * points
    return Answer(round(100 * low), round(100 * gains.HIGH * points), signal not in measures)


def needed(
    signal: str, points: float, weeks: int, measures: Measures, assumed: Mapping[str, float]
) -> Needed:
    """The least amount that may bring `points` of the pillar within `weeks`, by halving."""
    row, top = BY_NAME[signal], ceiling(signal)
    most = _points(row, top, weeks, measures, assumed)
    if most < points:
        return Needed(None, round(100 * most))
    low, high = 0.0, top
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _points(row, middle, weeks, measures, assumed) >= points:
            high = middle
        else:
            low = middle
    return Needed(high, round(100 * most))


def _points(
    signal: Signal, amount: float, weeks: int, measures: Measures, assumed: Mapping[str, float]
) -> float:
    found = measures.get(signal.name)
    before = found.u if found else assumed.get(signal.name, signal.mean)
    rise = gains.rise(signal, found, before, amount, weeks)
    trust = gains.GUESSED if found is None else 1.0
    if found is not None and found.seen is Seen.DECLARED:
        trust = gains.SAID
    return 25 * signal.weight * trust * max(0.0, rise)


def _counted(signal: str) -> bool:
    return BY_NAME[signal].kind in (Kind.HABIT, Kind.STOCK)
