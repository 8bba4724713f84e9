"""What followed the reminders of if-then plans, and which cue may fit a member better."""

from collections.abc import Iterable
from datetime import date

from bot.services.slots import week_of
from bot.store import deliveries, ifthen, tips
from bot.store.engine import Db
from bot.store.ifthen import IfThen
from scoring import cues
from scoring.cues import Course, Tally
from scoring.tips.tip import TipEvent, TipRecord

KIND = "cue"
"""Of the message that reminds of a plan, in the ledger."""


def course(db: Db, plan: IfThen, today: date) -> Course:
    """What followed the reminders of a plan."""
    rows = deliveries.of_user(db, plan.user, KIND)
    reminded = [week_in(row.slot) for row in rows
                if row.state == "sent" and row.slot.startswith(plan.id)]  # fmt: skip
    return cues.course(reminded, done_weeks(db, plan), week_of(today))


def done_weeks(db: Db, plan: IfThen) -> frozenset[str]:
    """The ISO weeks in which the plan's tip was done."""
    return _done(tips.records(db, plan.user), plan.tip)


def _done(records: Iterable[TipRecord], tip: str) -> frozenset[str]:
    return frozenset(
        week_of(one.day) for one in records if one.tip == tip and one.event is TipEvent.DONE
    )


def better(db: Db, plan: IfThen, today: date) -> str:
    """The kind of cue that may fit this member better: by their own reminders, then by those of
    the workspace, of which nothing but the kind is told."""
    own: dict[str, Tally] = {}
    team: dict[str, Tally] = {}
    records = tips.everyone(db)
    for one, slots in ifthen.reminders(db, KIND):
        done = _done(records.get(one.user, ()), one.tip)
        found = cues.course(map(week_in, slots), done, week_of(today)).tally
        into = own if one.user == plan.user else team
        into[one.kind] = into.get(one.kind, cues.NOTHING) + found
    return cues.best(own, team, plan.kind)


def slot(plan: IfThen, week: str) -> str:
    """What a reminder stands for in the ledger: the plan, and a local ISO week."""
    return f"{plan.id}.{week}"


def week_in(slot: str) -> str:
    """The week of a reminder's slot."""
    return slot.partition(".")[2]
