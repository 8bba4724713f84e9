"""The reminder of an if-then plan at its cue: one message a week, to whoever asked for it."""

from dataclasses import dataclass
from datetime import datetime

from bot.services import people, slots
from bot.services.ifthen_course import (
    KIND,
    better,
    course,
    done_weeks,
    slot,
    week_in,
)
from bot.services.schedule import leave_on
from bot.store import deliveries, holidays, ifthen, leaves, members
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.ifthen import Due, IfThen


@dataclass(frozen=True, slots=True)
class Cue:
    """A reminder. `last`: the last of its plan, which may be kept for four more weeks; `other`: a
    kind of cue that may fit better, after two reminders without the step."""

    plan: IfThen
    last: bool
    other: str | None


def queue_due(store: Store, now: datetime, limit: int = 500) -> int:
    """Enter every reminder that is due, and say when the next one is: one transaction."""
    with store.across() as db:
        due = ifthen.due_across(db, now, limit)
        deliveries.enter_across(db, [entry for one in due if (entry := entry_of(one)) is not None])
        ifthen.advance_across(db, [(one.plan, following(one, now)) for one in due])
    return len(due)


def entry_of(one: Due) -> Entry | None:
    """The row of the ledger for a reminder that is due."""
    plan, at = one.plan, one.plan.next_cue_at
    if at is None:
        return None
    return Entry(plan.team, plan.user, KIND, slot(plan, slots.slot_of(at, one.zone)), at)


def following(one: Due, now: datetime) -> datetime | None:
    """The reminder after the one that is due, while the plan runs."""
    plan = one.plan
    if plan.next_cue_at is None or plan.weekday is None or plan.minute is None:
        return None
    found = slots.following(
        plan.next_cue_at, now, weekday=plan.weekday, minute=plan.minute, zone=one.zone, every=1
    )
    return found if plan.runs(slots.local_day(found, one.zone)) else None


def wanted(store: Store, delivery: Delivery) -> str | None:
    """Why a reminder should not go out after all: left, ended, opted_out, done or away."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
        if member is None or member.deleted:
            return "left"
        plan = _plan(db, delivery)
        day = people.today(member, delivery.due_at)
        if plan is None or not plan.is_open(day):
            return "ended"
        if plan.weekday is None:
            return "opted_out"
        if week_in(delivery.slot) in done_weeks(db, plan):
            return "done"
        off = leave_on(leaves.of(db, member.user), day) or day in holidays.of(db)
        return "away" if off else None


def compose(store: Store, delivery: Delivery, now: datetime) -> Cue | None:
    """What the reminder says; None for a plan that is not there."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
        plan = _plan(db, delivery)
        if member is None or plan is None:
            return None
        today = people.today(member, now)
        found = course(db, plan, today)
        other = better(db, plan, today) if found.offers else None
        return Cue(plan, _is_last(plan, member.zone, delivery.due_at), other)


def _plan(db: Db, delivery: Delivery) -> IfThen | None:
    return ifthen.get(db, delivery.user, delivery.slot.partition(".")[0])


def _is_last(plan: IfThen, zone: str, due: datetime) -> bool:
    day = slots.local_day(due, zone)
    return plan.ended_on is None and not plan.runs(day + slots.WEEK)
