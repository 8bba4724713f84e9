"""Activity to one value of 0 to 1 for each signal that was seen; the unseen are absent, not 0."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scoring import curves
from scoring.activity import Activity, Cover
from scoring.selfcheck import NOTHING, Told
from scoring.signals import (
    DAILY_CAP,
    EXPIRES,
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
    """Files show it."""
    DECLARED = "declared"
    """The rep said how it stands: it moves reasons and tips, and unlocks no number."""
    STRUCTURAL = "structural"
    """A zero that follows from a tool that the rep said they lack."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One signal's share `u` (0 to 1) and what it rests on.

    `through`: the last day that was seen; `known_days` of the last 91. For a rate `won` of
    `attempts` (decided ones). For a habit `recent` holds thousandths by age in days from `through`
    back, `unknown` the ages nobody saw, and `weekly` the units a week over the last 28 days.
    """

    signal: str
    u: float
    seen: Seen
    through: date
    known_days: int = 0
    won: float = 0.0
    attempts: float = 0.0
    weekly: float = 0.0
    recent: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


Measures = Mapping[str, Measure]


def take(
    activity: Activity,
    as_of: date,
    *,
    sales_navigator: bool | None = None,
    told: Told = NOTHING,
) -> Measures:
    """Measure every signal that can be seen, with days after `as_of` left out; what the rep told
    stands in where nothing was seen."""
    measures = again(activity, as_of, SIGNALS)
    if sales_navigator is False and "leads_saved" not in measures:
        measures["leads_saved"] = Measure("leads_saved", 0.0, Seen.STRUCTURAL, as_of)
    if "profile_complete" not in measures and (profile := _told_profile(activity, told)):
        measures["profile_complete"] = profile
    for name, said in told.signals.items():
        if name not in measures:
            measures[name] = Measure(
                name, said.u, Seen.DECLARED, said.day,
                won=said.won, attempts=said.attempts, weekly=said.weekly,
            )  # fmt: skip
    return measures


def seen_alone(measures: Measures) -> Measures:
    """Without what the rep only told."""
    return {name: one for name, one in measures.items() if one.seen is not Seen.DECLARED}


def _told_profile(activity: Activity, told: Told) -> Measure | None:
    """The checks that the rep ticked, with the few that files show."""
    checks = {
        check: activity.levels[f"profile.{check}"].value
        for check in PROFILE_CHECKS
        if f"profile.{check}" in activity.levels
    }
    checks = {**{check: said.yes for check, said in told.checks.items()}, **checks}
    if len(checks) < LEAST_CHECKS:
        return None
    u = sum(1 for met in checks.values() if met) / len(checks)
    return Measure(
        "profile_complete", u, Seen.DECLARED, max(one.day for one in told.checks.values())
    )


def again(activity: Activity, as_of: date, signals: Iterable[Signal]) -> dict[str, Measure]:
    """Measure some signals as they stood on a day."""
    found = (_measure(signal, activity, as_of) for signal in signals)
    return {one.signal: one for one in found if one is not None}


def amounts(activity: Activity, facts: Sequence[str], through: date, length: int) -> list[int]:
    """Thousandths by age of some facts together, each capped by the day, then weighted."""
    total: list[int] | None = None
    for fact in facts:
        days = activity.amounts.get(fact)
        if not days:
            continue
        weight, cap = FACT_WEIGHT.get(fact, 1.0), DAILY_CAP.get(fact)
        found = curves.ages(days, through, length)
        if cap is not None:
            found = [amount if amount < cap else cap for amount in found]
        if weight != 1.0:
            found = [round(amount * weight) for amount in found]
        total = found if total is None else [a + b for a, b in zip(total, found, strict=True)]
    return total if total is not None else [0] * length


def _measure(signal: Signal, activity: Activity, as_of: date) -> Measure | None:
    if signal.name == "profile_complete":
        return _profile(activity, as_of)
    if signal.kind is Kind.LEVEL:
        return _level(signal, activity, as_of)
    reader = _best_reader(signal, activity, as_of)
    if reader is None:
        return None
    through = min(as_of, _end(activity, reader))
    if signal.kind is Kind.RATE:
        return _rate(signal, activity, reader, through)
    if signal.kind is Kind.STOCK:
        return _stock(signal, activity, reader, through)
    unknown = unknown_ages(activity, reader, through)
    known = curves.WINDOW - len(unknown)
    if known < curves.LEAST_KNOWN:
        return None
    recent = amounts(activity, reader.facts, through, curves.WINDOW)
    return Measure(
        signal.name,
        habit(signal, recent, unknown),
        Seen.MEASURED,
        through,
        known,
        weekly=sum(recent[:28]) / 4000,
        recent=tuple(recent),
        unknown=tuple(unknown),
    )


def habit(signal: Signal, recent: Sequence[int], unknown: Sequence[int] = ()) -> float:
    """The share of a habit, or of steady weeks, from thousandths by age."""
    form = curves.steady if signal.kind is Kind.STEADY else curves.weekly
    return form(recent, unknown, signal.target)


def _best_reader(signal: Signal, activity: Activity, as_of: date) -> Reader | None:
    """One way to see a signal, never two added: the most known days, then the later, then ours."""
    there = [
        reader
        for reader in signal.readers
        if any(_starts(activity, source) <= as_of for source in reader.sources)
    ]
    if len(there) < 2:
        return there[0] if there else None
    return max(
        there,
        key=lambda reader: (
            -len(unknown_ages(activity, reader, min(as_of, _end(activity, reader)))),
            _end(activity, reader),
            -signal.readers.index(reader),
        ),
    )


def _starts(activity: Activity, source: str) -> date:
    """The first day that a source knows; an archive knows the 91 days before its export."""
    return min((_known(source, one)[0] for one in activity.cover.get(source, ())), default=date.max)


def _end(activity: Activity, reader: Reader) -> date:
    return activity.through(reader.sources) or date.min


def _known(source: str, cover: Cover) -> tuple[date, date]:
    """The days that an upload tells about.

    LinkedIn keeps at least half a year in each file of the archive, so a gap before the first row
    of an archive is a true zero; a workbook or a report knows its own period alone.
    """
    if not source.startswith("archive/"):
        return cover.first, cover.last
    return min(cover.first, cover.last - timedelta(days=curves.WINDOW - 1)), cover.last


def unknown_ages(
    activity: Activity, reader: Reader, through: date, length: int = curves.WINDOW
) -> list[int]:
    """Ages in days (0 is `through`) of the last `length` that nobody saw."""
    seen: set[int] = set()
    for source in reader.sources:
        for cover in activity.cover.get(source, ()):
            first, last = _known(source, cover)
            newest, oldest = max(0, (through - last).days), min(length - 1, (through - first).days)
            if newest == 0 and oldest == length - 1:
                return []
            seen.update(range(newest, oldest + 1))
    return [age for age in range(length) if age not in seen]


def _rate(signal: Signal, activity: Activity, reader: Reader, through: date) -> Measure | None:
    won, tried = (
        sum(amounts(activity, (fact,), through, curves.WINDOW)) / 1000 for fact in reader.facts
    )
    u = curves.rate(won, tried, signal.target)
    return Measure(signal.name, u, Seen.MEASURED, through, curves.WINDOW, won, tried)


def _stock(signal: Signal, activity: Activity, reader: Reader, through: date) -> Measure | None:
    known = signal.days
    if signal.fades:
        amount = sum(
            curves.faded(activity.amounts.get(fact, {}), through, signal.days)
            for fact in reader.facts
        )
    else:
        known -= len(unknown_ages(activity, reader, through, signal.days))
        if known * 2 < signal.days:
            return None
        amount = sum(amounts(activity, reader.facts, through, signal.days)) / 1000
    u = curves.curve(amount, signal.target)
    return Measure(signal.name, u, Seen.MEASURED, through, min(known, curves.WINDOW))


def _level(signal: Signal, activity: Activity, as_of: date) -> Measure | None:
    fact = LEVEL_FACT[signal.name]
    level = activity.levels.get(fact)
    if level is None:
        return None
    if fact in EXPIRES and (as_of - level.as_of).days > EXPIRES[fact]:
        return None
    u = curves.curve(float(level.value), signal.target)
    return Measure(signal.name, u, Seen.MEASURED, min(level.as_of, as_of), curves.WINDOW)


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
