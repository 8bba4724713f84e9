"""The self-check and the checklist: what is measured, what the member told, what nobody knows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.services import card as cards
from bot.services import people
from bot.services.card import Card
from bot.store import activity, declared, members
from bot.store.engine import Db, Store
from scoring import selfcheck
from scoring.activity import Activity
from scoring.evidence import RATIOS
from scoring.measures import Seen
from scoring.pillars import Pillar
from scoring.selfcheck import BY_QUESTION, PROFILE, QUESTIONS, QUICK, Declared, Question
from scoring.signals import PROFILE_CHECKS
from scoring.tips import TIPS
from scoring.tips.tip import Tip

TOOLS = ("sales_navigator", "crm_sync")
"""Tools about which a tip may ask; they do not expire."""


class State(StrEnum):
    """How an item is known."""

    MEASURED = "measured"
    DECLARED = "declared"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is about, how it is known, and the answer: a choice, yes or no, or ""."""

    about: str
    pillar: Pillar
    state: State
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All lines, in LinkedIn's order of pillars, and which of the ten are still open."""

    items: tuple[Item, ...]
    sales_navigator: bool | None
    crm_sync: bool | None

    @property
    def open(self) -> tuple[str, ...]:
        """The quick questions that nothing answers yet, in order."""
        known = {item.about for item in self.items if item.state is not State.UNKNOWN}
        return tuple(one.name for one in QUICK if one.name not in known)

    @property
    def begun(self) -> bool:
        """Whether one of the ten was answered, so that the list says more than a question."""
        quick = {one.name for one in QUICK}
        return any(i.state is State.DECLARED for i in self.items if i.about in quick)


def show(store: Store, team: str, user: str, now: datetime) -> Checklist:
    """The checklist as it stands."""
    with store.begin(team, write=False) as db:
        return _of(db, user, now)


def answer(
    store: Store, team: str, user: str, about: str, said: str, now: datetime
) -> Checklist | None:
    """Keep one answer; None where nobody asks that. Measured items are left as they are.

    "Not sure" takes a former answer back.
    """
    with store.begin(team) as db:
        member = members.get(db, user)
        if member is None or not _asked(about, said):
            return None
        if about in TOOLS:
            members.save_settings(db, user, {about: said == "yes"})
        elif said == selfcheck.Choice.NOT_SURE:
            declared.remove(db, user, about)
        else:
            declared.put(db, user, Declared(about, said, people.today(member, now)))
        return _of(db, user, now)


def following(checklist: Checklist, about: str) -> str | None:
    """The next open one of the ten after a question; a "not sure" is not asked again."""
    names = [one.name for one in QUICK]
    rest = names[names.index(about) + 1 :] if about in names else []
    return next((name for name in rest if name in checklist.open), None)


def help_with(about: str) -> Tip | None:
    """The tip for a check of the profile that is not met yet."""
    return next((tip for tip in TIPS if tip.shows.fact == about), None)


def _asked(about: str, said: str) -> bool:
    if about in TOOLS or about.removeprefix(PROFILE) in PROFILE_CHECKS:
        return said in ("yes", "no", selfcheck.Choice.NOT_SURE)
    return about in BY_QUESTION and said in set(selfcheck.Choice)


def _of(db: Db, user: str, now: datetime) -> Checklist:
    card = cards.of(db, user, now)
    known = activity.of(db, user)
    answers = selfcheck.standing(declared.of(db, user), card.today)
    items = [_check(check, known, answers.get(f"{PROFILE}{check}")) for check in PROFILE_CHECKS]
    items += [
        _item(question, card, known, answers.get(question.name))
        for question in QUESTIONS
        if not question.needs or card.member.sales_navigator
    ]
    return Checklist(tuple(items), card.member.sales_navigator, card.member.crm_sync)


def _check(check: str, known: Activity, said: Declared | None) -> Item:
    about = f"{PROFILE}{check}"
    level = known.levels.get(about)
    if level is not None:
        return Item(about, Pillar.BRAND, State.MEASURED, "yes" if level.value else "no")
    if said is not None:
        return Item(about, Pillar.BRAND, State.DECLARED, said.answer)
    return Item(about, Pillar.BRAND, State.UNKNOWN)


def _item(question: Question, card: Card, known: Activity, said: Declared | None) -> Item:
    if question.ratio:
        part, whole, _ = RATIOS[question.ratio]
        measured = bool(known.amounts.get(whole) or known.amounts.get(part))
    else:
        found = card.report.measures.get(question.signal)
        measured = found is not None and found.seen is Seen.MEASURED
    if measured:
        return Item(question.name, question.pillar, State.MEASURED)
    if said is not None:
        return Item(question.name, question.pillar, State.DECLARED, said.answer)
    return Item(question.name, question.pillar, State.UNKNOWN)
