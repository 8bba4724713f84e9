"""What a tip is: one advised action, with the words that a rep reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from scoring.pillars import Pillar
from scoring.signals import BY_NAME


class TipEvent(StrEnum):
    """What happened to a tip."""

    SHOWN = "shown"
    DONE = "done"
    LATER = "later"
    SKIPPED = "skipped"
    NOT_FOR_ME = "not_for_me"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class TipRecord:
    """One event of one member's tip, on their local day; `digest`: it was shown in a digest."""

    tip: str
    event: TipEvent
    day: date
    digest: bool = False


class Trace(StrEnum):
    """What LinkedIn's files show once a tip was done."""

    OWN = "own"
    """The rep's own act alone."""
    YIELD = "yield"
    """What others answer; the amount is assumed."""
    TAP = "tap"
    """A state that the rep declares."""
    NONE = "none"
    """Nothing; such a tip promises no points."""


@dataclass(frozen=True, slots=True)
class Shows:
    """The trace: which fact, and how many units of its signal one week of the tip adds."""

    kind: Trace
    fact: str = ""
    amount: float = 0.0


class Of(StrEnum):
    """What a condition looks at."""

    SHARE = "share"
    """A signal's share, 0 to 1."""
    DECLARED = "declared"
    """A signal's share, where the rep told it and no file shows it."""
    PACE = "pace"
    """Units of a habit a week, over the last 28 days."""
    ATTEMPTS = "attempts"
    """Decided attempts behind a rate, over 91 days."""
    LEVEL = "level"
    """A level of the files; yes is 1."""
    RATIO = "ratio"
    """One fact as a share of another (evidence.RATIOS)."""
    SUM = "sum"
    """Units of a fact over some days (evidence.SUMS)."""
    SETTING = "setting"
    """What the rep set or said of their tools; yes is 1."""
    EMPTY_WEEKS = "empty_weeks"
    """Of the last eight weeks, those without a comment or a share."""


@dataclass(frozen=True, slots=True)
class Test:
    """Whether something lies from `low` up to, but not at, `high`.

    `unless`: the test holds as well while this signal or level is unseen; without it what is
    unknown fails the test.
    """

    of: Of
    name: str
    low: float = float("-inf")
    high: float = float("inf")
    unless: str = ""


Clause = tuple[Test, ...]
"""Tests of which one is enough."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One row of the catalogue. `minutes` of work, `dose` in units of the signal a week.

    `say`, `how` (an if-then plan) and `done` are sentences for the rep. All clauses of `when` must
    hold for it to be offered. `needs`: a tool that the rep must have said they have. `next`: the
    bigger sibling, for whom this one has become a habit.
    """

    id: str
    signal: str
    minutes: int
    habit: bool
    dose: float
    say: str
    how: str
    done: str
    shows: Shows
    when: tuple[Clause, ...] = ()
    needs: str = ""
    next: str | None = None
    why: str = field(default="")
    source: str = field(default="")
    confidence: str = field(default="")

    @property
    def pillar(self) -> Pillar:
        """The pillar of the signal that the tip moves."""
        return BY_NAME[self.signal].pillar

    @property
    def unseen(self) -> bool:
        """Whether it may be offered while nothing is known of its signal."""
        return all(any(test.unless for test in clause) for clause in self.when)


HALVED = "Half of that is plenty this week."
HALF_MINUTES = 10
"""Minutes that a halved tip takes at most."""


def halved(tip: Tip) -> Tip:
    """The same tip in half the dose, and saying so."""
    return replace(
        tip,
        dose=tip.dose / 2,
        minutes=min(HALF_MINUTES, tip.minutes),
        say=f"{tip.say} {HALVED}",
    )


def share(signal: str, low: float = float("-inf"), high: float = float("inf")) -> Clause:
    """The signal's share lies in a range."""
    return (Test(Of.SHARE, signal, low, high),)


def told(signal: str, high: float) -> Clause:
    """The rep said that a signal stands low, and no file shows it."""
    return (Test(Of.DECLARED, signal, high=high),)


def pace(signal: str, low: float = float("-inf"), high: float = float("inf")) -> Clause:
    """Units a week over the last 28 days."""
    return (Test(Of.PACE, signal, low, high),)


def attempts(signal: str, low: float) -> Clause:
    """So many decided attempts at least."""
    return (Test(Of.ATTEMPTS, signal, low),)


def level(fact: str, low: float = float("-inf"), high: float = float("inf")) -> Clause:
    """A level of the files."""
    return (Test(Of.LEVEL, fact, low, high),)


def ratio(name: str, low: float = float("-inf"), high: float = float("inf")) -> Clause:
    """One fact as a share of another."""
    return (Test(Of.RATIO, name, low, high),)


def total(name: str, low: float = float("-inf"), high: float = float("inf")) -> Clause:
    """Units of a fact over some days."""
    return (Test(Of.SUM, name, low, high),)


def missing(check: str) -> Clause:
    """A check of the profile is not met, or nobody knows."""
    fact = f"profile.{check}"
    return or_unseen(fact, level(fact, high=1))


def or_unseen(name: str, clause: Clause) -> Clause:
    """The clause holds as well while a signal or level is unseen."""
    return tuple(replace(test, unless=name) for test in clause)


def either(*clauses: Clause) -> Clause:
    """One of several is enough."""
    return tuple(test for clause in clauses for test in clause)


def own(fact: str, amount: float) -> Shows:
    """The rep's own act shows in the files."""
    return Shows(Trace.OWN, fact, amount)


def answered(fact: str, amount: float) -> Shows:
    """Others must answer; `amount` is what is assumed of them."""
    return Shows(Trace.YIELD, fact, amount)


def tap(check: str) -> Shows:
    """A check of the profile that the rep declares."""
    return Shows(Trace.TAP, f"profile.{check}", 0.1)


NO_TRACE = Shows(Trace.NONE)

Reasons = Mapping[str, tuple[str, str, str]]
