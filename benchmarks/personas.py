"""Eight people who get the weekly note, and the hidden truth of what LinkedIn would show them.

Each has a rep of the simulator for a life, gives numbers and files by a rule of their own, and
answers steps by a seeded lot. A step that was done moves the truth, as far as files would show it.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.simulate import hidden, reps
from benchmarks.simulate.reps import Rep
from scoring.pillars import PILLARS, Pillar
from scoring.readings import Reading
from scoring.signals import BY_NAME, Kind
from scoring.tips.tip import Tip, TipEvent, Trace

WEEKS = 26
SEED = 2026
ANALYTICS, REPORT = ("analytics/engagement",), ("sales_navigator",)


@dataclass(frozen=True, slots=True)
class Answers:
    """Chances a week that a shown step is done, skipped, put off, or refused; else no word."""

    done: float
    skipped: float = 0.15
    later: float = 0.1
    refused: float = 0.02

    def draw(self, lots: random.Random) -> TipEvent | None:
        """What is said of one step."""
        at = lots.random()
        for event, chance in (
            (TipEvent.DONE, self.done), (TipEvent.SKIPPED, self.skipped),
            (TipEvent.LATER, self.later), (TipEvent.NOT_FOR_ME, self.refused),
        ):  # fmt: skip
            if at < chance:
                return event
            at -= chance
        return None


@dataclass(frozen=True, slots=True)
class Persona:
    """`types` and `uploads` say in which weeks; `sources`: which files, and `levels`: the kind of
    upload whose levels they hold; `rep`: which rep of the seed; `later`: days after the note on
    which they type by the command, 0 for Save in the note itself; `away`: weeks of leave."""

    name: str
    rep: int
    types: Callable[[int, random.Random], bool]
    answers: Answers
    uploads: frozenset[int] = frozenset()
    sources: tuple[str, ...] = ()
    levels: str | None = None
    navigator: bool = False
    later: int = 0
    away: range = range(0)
    goal: bool = False


def _every(weeks: int, first: int = 0) -> Callable[[int, random.Random], bool]:
    return lambda week, lots: week >= first and (week - first) % weeks == 0


def _never(week: int, lots: random.Random) -> bool:
    return False


PERSONAS: tuple[Persona, ...] = (
    Persona("types four numbers a month", 1, _every(4), Answers(0.4), later=2),
    Persona("never types, answers by taps", 2, _never, Answers(0.35)),
    Persona("gives the archive each quarter", 3, _every(2), Answers(0.5), frozenset((0, 13)),
            reps.KINDS["archive"], "archive", goal=True),
    Persona("gives creator analytics alone", 4, _every(13), Answers(0.3),
            frozenset(range(0, WEEKS, 4)), ANALYTICS),
    Persona("uses Sales Navigator", 5, _every(2), Answers(0.5), frozenset(range(0, WEEKS, 4)),
            REPORT, navigator=True),
    Persona("expert on a plateau", 6, _every(1), Answers(0.6, skipped=0.2),
            frozenset(range(0, WEEKS, 4)), reps.KINDS["everything"], "everything"),
    Persona("irregular, with leave", 7, lambda week, lots: lots.random() < 0.45, Answers(0.25),
            later=3, away=range(9, 12)),
    Persona("newcomer, archive in the eighth week", 8, _every(1, first=1), Answers(0.5),
            frozenset((8,)), reps.KINDS["archive"], "archive"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Life:
    """One persona's rep and the daily wobble of each pillar, by age in days."""

    rep: Rep
    wobbles: Mapping[Pillar, list[float]] = field(default_factory=dict)

    @classmethod
    def of(cls, persona: Persona) -> "Life":
        """The life that belongs to a persona; the same each time."""
        made = _steady if persona.rep == 6 else None
        rep = reps.draw(SEED, persona.rep + 1)[persona.rep]
        lots = random.Random(SEED + persona.rep)
        gaps = [1] * reps.DAYS
        wobbles = {pillar: hidden.wobble(lots, gaps) for pillar in PILLARS}
        return cls(made(rep) if made else rep, wobbles)

    def truth(self, day: date) -> float:
        """The total in points, without wobble."""
        return sum(hidden.formula_a(self.rep, _age(day)))

    def reading(self, day: date, sequence: int) -> Reading:
        """What LinkedIn shows on a day."""
        four = hidden.formula_a(self.rep, _age(day))
        wobbled = [
            value + self.wobbles[pillar][_age(day)]
            for pillar, value in zip(PILLARS, four, strict=True)
        ]
        return hidden.reading(wobbled, day, sequence)

    def act(self, tip: Tip, day: date) -> None:
        """A step was done: what it leaves in the files moves the truth from then on."""
        age, signal = _age(day), tip.signal
        if tip.shows.kind is Trace.NONE or BY_NAME[signal].kind is Kind.LEVEL:
            return
        if signal in self.rep.units:
            days = self.rep.units[signal]
            assert isinstance(days, list)
            days[age] += tip.shows.amount


def monday(week: int) -> date:
    """The day of the note in a week; the last one is the week of the simulator's today."""
    last = reps.TODAY - timedelta(days=reps.TODAY.weekday())
    return last - timedelta(weeks=WEEKS - 1 - week)


def age(day: date) -> int:
    """Days before the simulator's today."""
    return _age(day)


def _age(day: date) -> int:
    return max(0, (reps.TODAY - day).days)


def _steady(rep: Rep) -> Rep:
    """High habits that do not change: the same weeks over and over."""
    lots = random.Random(SEED)
    for days in rep.units.values():
        weekly = sum(days[reps.CHANGED : reps.CHANGED + 91]) / 13 * 1.5 + 0.5
        assert isinstance(days, list)
        days[:] = [
            float(reps.poisson(lots, weekly / 5)) if at % 7 < 5 else 0.0 for at in range(reps.DAYS)
        ]
    return rep
