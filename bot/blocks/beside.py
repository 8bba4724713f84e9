"""What stands below the first screen of a card: ranks, history, goal, and sentences for the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import parts, rhythm
from bot.blocks.wording import SHORT_NAMES, SIGNAL_NAMES, count, day, total
from scoring.goals import Pace, Progress
from scoring.readings import Reading
from scoring.trend import Word, change

if TYPE_CHECKING:
    from bot.services.card import Card

HISTORY = 12
"""Readings in the line of history."""
FIRST_DIP = "The index rises and falls for everyone. One dip is normal, and it says little."
LEVEL = (
    "A level number is fine. Keep what helps your customers, and don't obsess over single points."
)
LEVEL_READINGS, LEVEL_DAYS = 6, 42
"""Steady readings, and the days that they span, from which a level number is called fine."""


def lines(card: Card) -> list[str]:
    """Every line that applies, in order."""
    said = (
        away(card),
        dip(card),
        level(card),
        goal(card),
        ranks(card),
        history(card),
        rhythm.line(card.rhythm),
        keep_doing(card),
    )
    return [line for line in said if line]


def spoken(card: Card) -> list[str]:
    """The same without what a notification can spare: ranks and history."""
    said = (
        away(card),
        dip(card),
        level(card),
        goal(card),
        rhythm.line(card.rhythm),
        keep_doing(card),
    )
    return [line for line in said if line]


def away(card: Card) -> str:
    """That a leave runs, and until when."""
    if card.back is None:
        return ""
    return f"*On leave*: no note comes before {day(card.back, card.today)}."


def dip(card: Card) -> str:
    """Said once: with the first reading whose total lies below the one before."""
    totals = [one.total for one in card.report.readings]
    falls = [at for at in range(1, len(totals)) if totals[at] < totals[at - 1]]
    return FIRST_DIP if falls == [len(totals) - 1] else ""


def level(card: Card) -> str:
    """Said with the first reading of a quarter that ends a long steady row."""
    given = card.report.readings
    if not _is_level(given):
        return ""
    quarter = _quarter(given[-1].day)
    before = (
        given[:end] for end in range(1, len(given)) if _quarter(given[end - 1].day) == quarter
    )
    return "" if any(_is_level(row) for row in before) else LEVEL


def _is_level(readings: Sequence[Reading]) -> bool:
    row = [one for one in readings if (readings[-1].day - one.day).days <= 2 * LEVEL_DAYS]
    row = row[-max(LEVEL_READINGS, len(row) // 2) :]
    if len(row) < LEVEL_READINGS or (row[-1].day - row[0].day).days < LEVEL_DAYS:
        return False
    found = (change(row[: at + 1]) for at in range(1, len(row)))
    over_all = change((row[0], row[-1]))
    return all(one is not None and one.word is Word.STEADY for one in (*found, over_all))


def _quarter(when: date) -> tuple[int, int]:
    return when.year, (when.month - 1) // 3


def goal(card: Card) -> str:
    """The goal and its pace."""
    if card.goal is None or card.progress is None:
        return ""
    by = f"by {day(card.goal.day, card.today)}"
    if card.hidden:
        return f"*Goal* {by}: {HIDDEN_PACE[card.progress.pace]}"
    return f"*Goal*: {total(card.goal.target)} {by}. {pace(card.progress, card.today)}"


HIDDEN_PACE = {
    Pace.REACHED: "you are there.",
    Pace.ON_PACE: "on pace.",
    Pace.WITHIN_REACH: "within reach.",
    Pace.OFF_PACE: "off pace. A lower number or a later day would fit better.",
    Pace.OVER: "the day has passed. Set a new one if you like.",
}


def pace(progress: Progress, today: date) -> str:
    """How a goal stands, and what it needs."""
    if progress.pace is Pace.REACHED:
        return "You are there."
    if progress.pace is Pace.OVER:
        return "The day has passed. Set a new one if you like."
    weekly = f"{progress.needs:.1f} points a week"
    if progress.pace is Pace.ON_PACE:
        return f"On pace: it takes about {weekly}."
    if progress.pace is Pace.WITHIN_REACH:
        return f"Within reach: it takes about {weekly}."
    said = (
        f"Off pace: by estimate you stand near {progress.expected:.0f} on that day. "
        f"It takes about {weekly}."
    )
    if progress.later is not None:
        return f"{said} A day that fits better is {day(progress.later, today)}."
    return f"{said} A lower number or a later day would fit better."


def ranks(card: Card) -> str:
    """Ranks and averages that LinkedIn showed, with their day."""
    reading = card.report.reading
    if reading is None or card.hidden:
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
    on = day(reading.day, card.today)
    return f"*On {on} LinkedIn showed*: {', '.join(said)}." if said else ""


def history(card: Card) -> str:
    """The last readings as a line and in words."""
    readings = card.report.readings[-HISTORY:]
    if len(readings) < 2 or card.hidden:
        return ""
    values = [one.total for one in readings]
    first = readings[0]
    return (
        f"*History*: {parts.spark(values)}  {total(values[0])} on {day(first.day, card.today)}, "
        f"{total(values[-1])} now, {count(len(readings), 'reading', 'readings')}."
    )


def keep_doing(card: Card) -> str:
    """The strongest pillar, where it may be claimed and the next step is not about it."""
    found = card.report.strongest
    if found is None or (card.lead and card.lead.tip.pillar is found.pillar):
        return ""
    strong = SHORT_NAMES[found.pillar]
    if found.signal is None:
        return f"*Keep doing*: {strong} is your strongest pillar."
    carried = SIGNAL_NAMES[found.signal]
    return f"*Keep doing*: {strong} is your strongest pillar, thanks to {carried}."
