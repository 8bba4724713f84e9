"""Activity to one value of 0 to 1 for each signal that was seen; the unseen are absent, not 0."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scoring import curves
from scoring.activity import Activity
from scoring.signals import (
    DAILY_CAP,
    FACT_WEIGHT,
    LEVEL_FACT,
    PROFILE_CHECKS,
    SIGNALS,
    Kind,
    Reader,
    Signal,
)

LEAST_CHECKS = 5
"""Known checks of ten from which a profile can be judged."""


class Seen(StrEnum):
    """How a signal is known."""

    MEASURED = "measured"
    STRUCTURAL = "structural"
    """A zero that follows from a tool that the rep said they lack."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One signal's share `u` (0 to 1). `attempts`: decided ones behind a rate; `weekly`: units a
    week over the last 28 days, for the conditions of tips; `through`: last day that was seen."""

    signal: str
    u: float
    seen: Seen
    through: date
    known_days: int
    attempts: float = 0.0
    weekly: float = 0.0


Measures = Mapping[str, Measure]


def take(activity: Activity, as_of: date, *, sales_navigator: bool | None = None) -> Measures:
    """Measure every signal that can be seen, with days after `as_of` left out."""
    found = [_measure(signal, activity, as_of) for signal in SIGNALS]
    measures = {one.signal: one for one in found if one is not None}
    if sales_navigator is False and "leads_saved" not in measures:
        measures["leads_saved"] = Measure("leads_saved", 0.0, Seen.STRUCTURAL, as_of, 0)
    return measures


def amounts(activity: Activity, facts: Sequence[str], through: date, length: int) -> list[int]:
    """Thousandths by age of some facts together, each capped by the day, then weighted."""
    total = [0] * length
    for fact in facts:
        days = activity.amounts.get(fact)
        if not days:
            continue
        weight, cap = FACT_WEIGHT.get(fact, 1.0), DAILY_CAP.get(fact)
        for age, amount in enumerate(curves.ages(days, through, length)):
            if amount:
                kept = min(amount, cap) if cap else amount
                total[age] += kept if weight == 1.0 else round(kept * weight)
    return total


def _measure(signal: Signal, activity: Activity, as_of: date) -> Measure | None:
    if signal.name == "profile_complete":
        return _profile(activity, as_of)
    if signal.kind is Kind.LEVEL:
        return _level(signal, activity, as_of)
    reader = _best_reader(signal, activity, as_of)
    if reader is None:
        return None
    through = min(as_of, activity.through(reader.sources) or as_of)
    unknown = unknown_ages(activity, reader, through)
    known = curves.WINDOW - len(unknown)
    if signal.kind is Kind.RATE:
        return _rate(signal, activity, reader, through)
    if signal.kind is Kind.STOCK:
        return _stock(signal, activity, reader, through, known)
    if known < curves.LEAST_KNOWN:
        return None
    recent = amounts(activity, reader.facts, through, curves.WINDOW)
    form = curves.steady if signal.kind is Kind.STEADY else curves.weekly
    u = form(recent, unknown, signal.target)
    return Measure(signal.name, u, Seen.MEASURED, through, known, weekly=sum(recent[:28]) / 4000)


def _best_reader(signal: Signal, activity: Activity, as_of: date) -> Reader | None:
    """One way to see a signal, never two added: the most known days, then the later, then ours."""
    there = [
        reader
        for reader in signal.readers
        if any(_starts(activity, source) <= as_of for source in reader.sources)
    ]
    return max(
        there,
        key=lambda reader: (
            -len(unknown_ages(activity, reader, min(as_of, _end(activity, reader)))),
            _end(activity, reader),
            -signal.readers.index(reader),
        ),
        default=None,
    )


def _starts(activity: Activity, source: str) -> date:
    return min((one.first for one in activity.cover.get(source, ())), default=date.max)


def _end(activity: Activity, reader: Reader) -> date:
    return activity.through(reader.sources) or date.min


def unknown_ages(activity: Activity, reader: Reader, through: date) -> list[int]:
    """Ages in days (0 is `through`) of the last 91 that nobody saw.

    LinkedIn keeps at least half a year in each file of the archive, so a gap before the first row
    of an archive is a true zero; a workbook or a report knows its own period only.
    """
    seen: set[int] = set()
    for source in reader.sources:
        for cover in activity.cover.get(source, ()):
            first = cover.first
            if source.startswith("archive/"):
                first = min(first, cover.last - timedelta(days=curves.WINDOW - 1))
            newest, oldest = (through - cover.last).days, (through - first).days
            seen.update(range(max(0, newest), min(curves.WINDOW - 1, oldest) + 1))
    return [age for age in range(curves.WINDOW) if age not in seen]


def _rate(signal: Signal, activity: Activity, reader: Reader, through: date) -> Measure | None:
    won, tried = (
        sum(amounts(activity, (fact,), through, curves.WINDOW)) / 1000 for fact in reader.facts
    )
    u = curves.rate(won, tried, signal.target)
    return Measure(signal.name, u, Seen.MEASURED, through, curves.WINDOW, attempts=tried)


def _stock(
    signal: Signal, activity: Activity, reader: Reader, through: date, known: int
) -> Measure | None:
    if signal.fades:
        amount = sum(
            curves.faded(activity.amounts.get(fact, {}), through, signal.days)
            for fact in reader.facts
        )
    elif known * 2 < min(signal.days, curves.WINDOW):
        return None
    else:
        amount = sum(amounts(activity, reader.facts, through, signal.days)) / 1000
    u = curves.curve(amount, signal.target)
    return Measure(signal.name, u, Seen.MEASURED, through, known)


def _level(signal: Signal, activity: Activity, as_of: date) -> Measure | None:
    level = activity.levels.get(LEVEL_FACT[signal.name])
    if level is None:
        return None
    u = curves.curve(float(level.value), signal.target)
    through = min(level.as_of, as_of)
    return Measure(signal.name, u, Seen.MEASURED, through, curves.WINDOW)


def _profile(activity: Activity, as_of: date) -> Measure | None:
    known = [
        activity.levels[f"profile.{check}"]
        for check in PROFILE_CHECKS
        if f"profile.{check}" in activity.levels
    ]
    if len(known) < LEAST_CHECKS:
        return None
    u = sum(1 for level in known if level.value) / len(known)
    through = min(as_of, max(level.as_of for level in known))
    return Measure("profile_complete", u, Seen.MEASURED, through, curves.WINDOW)
