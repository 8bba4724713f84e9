"""What a tip is: one advised action, with the words that a rep reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class Test:
    """One condition: a share (`u`), a weekly pace or a level between two bounds, both included."""

    of: str
    name: str
    low: float = float("-inf")
    high: float = float("inf")


class Evidence(Protocol):
    """What is known of a rep; None where it is not."""

    def value(self, of: str, name: str) -> float | None:
        """A signal's share (`u`) or weekly pace (`pace`), a level, or a setting."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One row of the catalogue. `minutes` of work, `dose` in units of the signal a week.

    `say`, `how` (an if-then plan) and `done` are sentences for the rep. `unseen`: may also be
    offered while its signal is unknown. `needs`: a tool that the rep must have said they have.
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
    when: tuple[Test, ...] = ()
    unseen: bool = True
    needs: str = ""
    next: str | None = None
    why: str = field(default="")
    source: str = field(default="")
    confidence: str = field(default="")

    @property
    def pillar(self) -> Pillar:
        """The pillar of the signal that the tip moves."""
        return BY_NAME[self.signal].pillar


def below(signal: str, u: float) -> Test:
    """The signal's share is under `u`."""
    return Test("u", signal, high=u)


def between(signal: str, low: float, high: float) -> Test:
    """The signal's share lies between two bounds."""
    return Test("u", signal, low, high)


def pace(signal: str, low: float = float("-inf"), high: float = float("inf")) -> Test:
    """Units a week over the last 28 days."""
    return Test("pace", signal, low, high)


def level(fact: str, low: float = float("-inf"), high: float = float("inf")) -> Test:
    """A level of the files or a declared one."""
    return Test("level", fact, low, high)


def own(fact: str, amount: float) -> Shows:
    """The rep's own act shows in the files."""
    return Shows(Trace.OWN, fact, amount)


def answered(fact: str, amount: float) -> Shows:
    """Others must answer; `amount` is what is assumed of them."""
    return Shows(Trace.YIELD, fact, amount)


def tap(fact: str) -> Shows:
    """A check of the profile that the rep declares."""
    return Shows(Trace.TAP, fact, 0.1)


NO_TRACE = Shows(Trace.NONE)

Reasons = Mapping[str, tuple[str, str, str]]
