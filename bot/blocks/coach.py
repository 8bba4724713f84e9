"""Does the coach help? Figures only where there are enough, and what is missing otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import parts
from bot.blocks.message import Message
from bot.blocks.outcome import said_of
from bot.blocks.wording import count
from scoring.backtest import Backtest
from scoring.learning import ENOUGH, Uplift
from scoring.outcome import LEAST_WEEKS
from scoring.tips import by_id

if TYPE_CHECKING:
    from bot.services.coach import Check

CAVEAT = (
    "Who does a tip chose it, several run at once, and low numbers rise by themselves. "
    "So this is a hint, no more."
)


def render(check: Check) -> Message:
    """What may be told, else "too early" and what is missing."""
    said = []
    if check.backtest is not None:
        said.append(forecasts(check.backtest))
    said += [_uplift(id, one) for id, one in sorted(check.uplifts.items())]
    if not check.log.verdict.too_early:
        said.append(said_of(check.log.verdict))
    if not said:
        said.append(_too_early(check))
    blocks = [parts.header("Does it help?"), *(parts.section(line) for line in said)]
    if check.uplifts:
        blocks.append(parts.context(CAVEAT))
    return Message(" ".join(("Does it help?", *said))[:3000], blocks)


def forecasts(found: Backtest) -> str:
    """How near what was shown came to what was read."""
    ours, carried, alone = (f"{one:.1f}" for one in (found.error, found.carried, found.alone))
    text = (
        f"Over {found.count} readings, what I showed before was usually within "
        f"±{found.usually:.1f} points. On average it was {ours} off; your last reading carried on, "
        f"{carried}; an estimate without any reading, {alone}."
    )
    if found.carry:
        return f"{text} Your last reading did at least as well, so I go by that one."
    return text


def _uplift(id: str, found: Uplift) -> str:
    tip = by_id(id)
    said = tip.say.rstrip(".") if tip else id
    low, high = found.mean - 1.2816 * found.sd, found.mean + 1.2816 * found.sd
    return (
        f"“{said}”: where it was done, its pillar moved by {low:+.1f} to {high:+.1f} points more, "
        f"by estimate. Done {found.done} times, not done {found.others} times."
    )


def _too_early(check: Check) -> str:
    weeks = max(0, LEAST_WEEKS - check.log.verdict.weeks)
    return (
        "Too early to say. This is what is missing:\n"
        f"• for my forecasts: {count(check.missing, 'reading', 'readings')} more.\n"
        f"• for your own counts: {count(weeks, 'week', 'weeks')} more.\n"
        f"• for a tip: {ENOUGH} times done and {ENOUGH} times not done in your workspace."
    )
