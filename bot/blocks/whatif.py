"""What if: a form with a habit and an amount, and the range that may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import View
from bot.blocks.wording import SHORT_NAMES, points
from scoring import whatif
from scoring.signals import BY_NAME
from scoring.whatif import ASKED, Answer, Needed

if TYPE_CHECKING:
    from collections.abc import Sequence

UNITS: dict[str, tuple[str, str]] = {
    "posts": ("post of your own", "posts of your own"),
    "articles": ("article", "articles"),
    "recommendations": ("recommendation received", "recommendations received"),
    "searches": ("search for people", "searches for people"),
    "profile_views": ("profile you read", "profiles you read"),
    "fit_connections": ("new connection that fits", "new connections that fit"),
    "days_active": ("active day", "active days"),
    "companies_followed": ("company you follow", "companies you follow"),
    "comments": ("comment of two sentences", "comments of two sentences"),
    "insight_shares": ("share with your view", "shares with your view"),
    "reactions": ("reaction", "reactions"),
    "conversation_starts": ("conversation you start", "conversations you start"),
    "deep_conversations": ("longer conversation", "longer conversations"),
    "reply_rate": ("first message", "first messages"),
    "keep_in_touch": ("message you answer", "messages you answer"),
    "give_first": ("recommendation you give", "recommendations you give"),
}
"""What one more of a signal is."""
STEPS = (1, 4, 8, 12)
"""Weeks for which a range is shown."""
NOTHING_KEPT = "I keep nothing of this, and it is no promise."
AMOUNT_WRONG = "A number up to {most}, please."
HIDDEN = "You asked for points here, so they are shown. Elsewhere they stay hidden."
POINTS_WRONG = "A number of points from 0.1 to 25, please."


def form() -> View:
    """Choose a habit and how much more of it; or the points it should bring."""
    options = [(f"{SHORT_NAMES[BY_NAME[name].pillar]}: {UNITS[name][1]}", name) for name in ASKED]
    blocks = [
        parts.section("What may change if you do more of something? Choose it, and say how much."),
        parts.select("signal", "More of", options, "comments"),
        parts.field("amount", "How many more a week", value="3", optional=True),
        parts.field(
            "points", "Or: how many points should it bring", placeholder="3", optional=True,
            hint="Then I say how much of it that takes within four weeks.",
        ),
    ]  # fmt: skip
    return parts.modal("What if?", blocks, callback_id=ids.WHATIF_VIEW, submit="Show")


def answered(
    signal: str, amount: float | None, answers: Sequence[tuple[int, Answer]],
    wanted: tuple[float, Needed] | None, *, hidden: bool = False,
) -> View:  # fmt: skip
    """The ranges, and what so many points would take. `hidden`: their owner hides numbers of the
    index, and asked for these here."""
    pillar = SHORT_NAMES[BY_NAME[signal].pillar]
    lines: list[str] = []
    if amount is not None:
        every = "once" if whatif.once(signal) else "a week"
        lines.append(f"*{_amount(signal, amount)} more {every}*, for {pillar}, by estimate:")
        lines += [f"• within {_weeks(weeks)}: {_range(one)}" for weeks, one in answers]
    if wanted is not None:
        lines.append(_needed(signal, *wanted))
    guess = any(one.guess for _, one in answers)
    small = [
        *([HIDDEN] if hidden else []),
        NOTHING_KEPT,
        *(["A guess: I can't see this habit yet."] if guess else []),
    ]
    return parts.modal("What if?", [parts.section("\n".join(lines)), parts.context(*small)])


def _needed(signal: str, wanted: float, found: Needed) -> str:
    goal = f"{wanted:g} points"
    if found.amount is None:
        return f"This alone can't give {goal}, by estimate (at most {points(found.most)})."
    every = "once" if whatif.once(signal) else "a week"
    amount = max(1.0, found.amount)
    return f"*{goal}* would take about {_amount(signal, round(amount))} more {every}, by estimate."


def _amount(signal: str, amount: float) -> str:
    one, many = UNITS[signal]
    return f"{amount:g} {one if amount == 1 else many}"


def _range(one: Answer) -> str:
    return f"about +{points(one.low)} to +{points(one.high)}"


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"
