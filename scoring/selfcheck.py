"""Ten quick questions, and what their answers say: evidence for those who upload nothing.

An answer is a state of the rep: the newest stands, for 91 days, and what files show outranks it. It
moves reasons and tips and unlocks no number. docs/scoring.md, Self-check.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scoring import curves
from scoring.pillars import Pillar
from scoring.signals import BY_NAME, Kind, Signal

EXPIRES = 91
"""Days for which an answer stands."""
ATTEMPTS = 20
"""Attempts that a rate in an answer stands for."""


class Choice(StrEnum):
    """The answers, from most to least; not sure tells nothing."""

    BEST = "best"
    MIDDLE = "middle"
    LEAST = "least"
    NOT_SURE = "not_sure"


CHOICES = (Choice.BEST, Choice.MIDDLE, Choice.LEAST)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `amounts` by answer, most first: units a week of a habit (`often`: in which
    share of the weeks), a count of a stock, successes of 20 of a rate, or a share of a level.

    `quick`: one of the ten. `ratio`: it tells a ratio of `evidence.RATIOS` rather than a signal.
    `needs`: a tool without which it is not asked.
    """

    name: str
    signal: str
    amounts: tuple[float, float, float]
    often: tuple[float, float, float] = (1.0, 1.0, 1.0)
    quick: bool = True
    ratio: str = ""
    needs: str = ""

    @property
    def pillar(self) -> Pillar:
        """The pillar under which it is listed."""
        return BY_NAME[self.signal].pillar


QUESTIONS: tuple[Question, ...] = (
    Question("profile", "profile_complete", (0.90, 0.65, 0.35)),
    Question("recommendations", "recommendations", (5, 2, 0)),
    Question("posts", "posts", (1.25, 1, 1), (1, 0.35, 0.1)),
    Question("searches", "searches", (4, 1.5, 0.2)),
    Question("connections", "fit_connections", (2, 1, 0.2)),
    Question("comments", "comments", (6, 2.5, 0.2)),
    Question("shares", "insight_shares", (1, 1, 1), (1, 0.35, 0.1)),
    Question("replies", "reply_rate", (10, 5, 2)),
    Question("threads", "deep_conversations", (2, 1, 0.25)),
    Question("waiting", "keep_in_touch", (18, 13, 7)),
    Question("views", "profile_views", (12, 6, 1), quick=False),
    Question("leads", "leads_saved", (5, 2, 0.2), quick=False, needs="sales_navigator"),
    Question("notes", "acceptance", (0.9, 0.5, 0.1), quick=False, ratio="noted_invitations"),
)
"""In LinkedIn's order of pillars; the amounts are ours (docs/scoring.md gives each)."""

BY_QUESTION: Mapping[str, Question] = {one.name: one for one in QUESTIONS}
QUICK = tuple(one for one in QUESTIONS if one.quick)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a rep said on a day: a question's name or `profile.<check>` (or `has.<tool>`), and the
    answer: a `Choice`, or yes or no."""

    about: str
    answer: str
    day: date

    @property
    def yes(self) -> bool:
        """Whether a check was confirmed."""
        return self.answer == "yes"


@dataclass(frozen=True, slots=True)
class Implied:
    """A signal as an answer has it: its share, units a week of a habit, attempts of a rate."""

    signal: str
    u: float
    day: date
    weekly: float = 0.0
    won: float = 0.0
    attempts: float = 0.0


PROFILE = "profile."
"""Before the name of a check of the profile."""
PRESUMED = frozenset(
    f"{PROFILE}{check}" for check in ("photo", "banner", "headline", "summary", "positions")
)
"""Checks that the best answer about the profile covers."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a rep's standing answers say: signals by name, checks of the profile by name,
    ratios by name, and levels that need no tip any more."""

    signals: Mapping[str, Implied] = field(default_factory=dict)
    checks: Mapping[str, Declared] = field(default_factory=dict)
    ratios: Mapping[str, float] = field(default_factory=dict)
    presumed: frozenset[str] = frozenset()


NOTHING = Told()


def told(answers: Iterable[Declared], as_of: date) -> Told:
    """What the standing answers say on a day."""
    known = standing(answers, as_of)
    profile = known.get("profile")
    return Told(
        implied(known),
        {
            about.removeprefix(PROFILE): one
            for about, one in known.items()
            if about.startswith(PROFILE)
        },
        ratios(known),
        PRESUMED if profile is not None and profile.answer == Choice.BEST else frozenset(),
    )


def standing(answers: Iterable[Declared], as_of: date) -> Mapping[str, Declared]:
    """The newest answer to each, not later than `as_of` and not expired."""
    found: dict[str, Declared] = {}
    for one in sorted(answers, key=lambda one: one.day):
        if one.day <= as_of:
            found[one.about] = one
    return {
        about: one
        for about, one in found.items()
        if (as_of - one.day).days < EXPIRES and one.answer != Choice.NOT_SURE
    }


def implied(answers: Mapping[str, Declared]) -> Mapping[str, Implied]:
    """Signals that standing answers tell, by name."""
    found = (
        _implied(BY_QUESTION[about], one)
        for about, one in answers.items()
        if about in BY_QUESTION and not BY_QUESTION[about].ratio
    )
    return {one.signal: one for one in found}


def ratios(answers: Mapping[str, Declared]) -> Mapping[str, float]:
    """Ratios that standing answers tell, by their name in `evidence.RATIOS`."""
    return {
        question.ratio: question.amounts[_at(answers[question.name])]
        for question in QUESTIONS
        if question.ratio and question.name in answers
    }


def _implied(question: Question, answer: Declared) -> Implied:
    signal, at = BY_NAME[question.signal], _at(answer)
    amount, often = question.amounts[at], question.often[at]
    if signal.kind is Kind.RATE:
        u = curves.rate(amount, ATTEMPTS, signal.target)
        return Implied(signal.name, u, answer.day, won=amount, attempts=ATTEMPTS)
    if signal.kind is Kind.HABIT:
        return Implied(signal.name, often * _curved(signal, amount), answer.day, amount * often)
    u = amount if signal.kind is Kind.LEVEL else _curved(signal, amount)
    return Implied(signal.name, u, answer.day)


def _curved(signal: Signal, amount: float) -> float:
    return curves.curve(amount, signal.target)


def _at(answer: Declared) -> int:
    return CHOICES.index(Choice(answer.answer))
