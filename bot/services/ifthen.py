"""If-then plans: one running plan a member, in their own words, for four weeks at a time."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.services import people
from bot.services.ifthen_course import KIND, better, course, done_weeks, week_in
from bot.services.slots import DAY, next_instant, week_of
from bot.store import deliveries, ifthen, members
from bot.store.engine import Db, Store
from bot.store.ifthen import IfThen
from bot.store.members import Member
from scoring import cues
from scoring.tips import by_id
from scoring.tips.tip import TipEvent

RUNS = timedelta(weeks=4)
_WHEN = re.compile(r"^(?:when|if)\s+", re.IGNORECASE)
_WILL = re.compile(r"^i(?:\s+will|['’]ll)\s+", re.IGNORECASE)
_BRACKETS = str.maketrans({"<": "‹", ">": "›"})
"""The signs from which Slack makes mentions and links."""
_UNSEEN = ("Cc", "Cf", "Cs")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member wants to plan. `weekday` and `minute` of the local day, or None for both: when
    to be reminded."""

    tip: str
    kind: str
    cue: str
    action: str
    weekday: int | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan as it stands after a change. `before`: the id of the one that it took the place of."""

    plan: IfThen
    zone: str
    today: date
    before: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """The plan that runs. `done`: its step was done this week; `last`: its last week has begun;
    `other`: a kind of cue that may fit better, after two reminders without the step."""

    plan: IfThen
    zone: str
    today: date
    done: bool
    last: bool
    other: str | None


def when_part(text: str) -> str:
    """The cue as it is kept: one line of plain letters, without a leading "when"."""
    return _WHEN.sub("", _line(text))


def will_part(text: str) -> str:
    """The step as it is kept, without a leading "I will"."""
    return _WILL.sub("", _line(text))


def _line(text: str) -> str:
    letters = (
        letter
        for letter in text.translate(_BRACKETS)
        if letter == "\u200d" or letter.isspace() or unicodedata.category(letter) not in _UNSEEN
    )
    return " ".join("".join(letters).split()).rstrip(".,;").strip()


def current(db: Db, user: str, today: date) -> IfThen | None:
    """The plan that runs on a day of the member's."""
    return next((one for one in reversed(ifthen.of_user(db, user)) if one.is_open(today)), None)


def running(store: Store, team: str, user: str, now: datetime) -> Running | None:
    """The plan that runs, with how it goes."""
    with store.begin(team, write=False) as db:
        member = members.get(db, user)
        plan = current(db, user, people.today(member, now)) if member else None
        return view(db, member, plan, people.today(member, now)) if member and plan else None


def view(db: Db, member: Member, plan: IfThen, today: date) -> Running:
    """A plan of the member's on a day of theirs."""
    found = course(db, plan, today)
    other = better(db, plan, today) if found.missed >= cues.OFFER else None
    done = week_of(today) in done_weeks(db, plan)
    return Running(plan, member.zone, today, done, last_week(plan, today), other)


def last_week(plan: IfThen, today: date) -> bool:
    """Whether it ends within a week, or has ended by itself."""
    return plan.cue != "" and plan.ended_on is None and plan.ends_on - today <= timedelta(days=7)


def take(store: Store, team: str, user: str, tip: str, now: datetime) -> Kept | None:
    """Keep a tip as it stands as this week's step; None when the catalogue has no such tip."""
    known = by_id(tip)
    return make(store, team, user, Wish(tip, "", "", known.say), now) if known else None


def make(store: Store, team: str, user: str, wish: Wish, now: datetime) -> Kept | None:
    """Keep a plan, in the place of the one that runs; the same twice is kept once.

    None when the catalogue has no such tip (a message older than the catalogue). Raises ValueError
    for a step without words.
    """
    if not wish.action:
        raise ValueError("a plan has a step")
    if by_id(wish.tip) is None:
        return None
    with store.begin(team) as db:
        member = members.required(db, user)
        today = people.today(member, now)
        old = current(db, user, today)
        if old is not None and _same(old, wish):
            return Kept(old, member.zone, today)
        before = _end(db, old, today).id if old else ""
        return Kept(_add(db, member, wish, now), member.zone, today, before)


def undo(store: Store, team: str, user: str, made: str, before: str, now: datetime) -> bool:
    """Take a plan back that was made today, and let the one before it go on. `made` may be empty:
    then a stop is taken back. False when there is nothing left to take back."""
    with store.begin(team) as db:
        member = members.required(db, user)
        today = people.today(member, now)
        new = ifthen.get(db, user, made) if made else None
        old = ifthen.get(db, user, before) if before else None
        fresh = new is not None and new.made_on == today and new.ended_on is None
        reopened = old is not None and old.ended_on == today and (fresh or not made)
        if made and not fresh:
            return False
        if reopened and not made and current(db, user, today) is not None:
            return False
        if new is not None:
            ifthen.remove(db, user, new.id)
        if old is not None and reopened:
            _scheduled(db, member, replace(old, ended_on=None), now)
        return fresh or reopened


def stop(store: Store, team: str, user: str, id: str, now: datetime) -> Kept | None:
    """End a plan; None when there is none of that id that runs."""
    with store.begin(team) as db:
        member = members.required(db, user)
        today = people.today(member, now)
        plan = ifthen.get(db, user, id)
        if plan is None or not plan.is_open(today):
            return None
        return Kept(_end(db, plan, today), member.zone, today, plan.id)


def keep_on(store: Store, team: str, user: str, id: str, now: datetime) -> Kept | None:
    """Four more weeks, in its last week; after it the same plan anew. A second tap changes nothing.
    None when it was ended, or another one runs."""
    with store.begin(team) as db:
        member = members.required(db, user)
        today = people.today(member, now)
        plan, runs = ifthen.get(db, user, id), current(db, user, today)
        if plan is None or plan.ended_on:
            return None
        again = _wish(plan)
        if runs is None:
            return Kept(_add(db, member, again, now), member.zone, today)
        if not _same(runs, again):
            return None
        if last_week(runs, today):
            runs = _scheduled(db, member, replace(runs, ends_on=runs.ends_on + RUNS), now)
        return Kept(runs, member.zone, today)


def silence(store: Store, team: str, user: str, id: str, now: datetime) -> Kept | None:
    """Remind no more; the plan goes on. None when there is no plan of that id."""
    with store.begin(team) as db:
        member = members.required(db, user)
        plan = ifthen.get(db, user, id)
        if plan is None:
            return None
        kept = ifthen.change(db, replace(plan, weekday=None, minute=None, next_cue_at=None))
        return Kept(kept, member.zone, people.today(member, now))


def mine(store: Store, team: str, user: str, id: str) -> IfThen | None:
    """A plan of one's own by its id, ended or not."""
    with store.begin(team, write=False) as db:
        return ifthen.get(db, user, id)


def told(db: Db, user: str, tip: str, event: TipEvent, today: date) -> None:
    """The member said something of a tip: the plan for it ends with a refusal, or with a step that
    is done once and for all."""
    plan, known = next(reversed(ifthen.of_user(db, user)), None), by_id(tip)
    if plan is None or known is None or plan.tip != tip or plan.ended_on:
        return
    if event is TipEvent.NOT_FOR_ME or (event is TipEvent.DONE and not known.habit):
        _end(db, plan, today)


def untold(db: Db, member: Member, tip: str, days: Collection[date], now: datetime) -> None:
    """A step is not done after all: the plan that ended with it on one of `days` runs on."""
    plan = next(reversed(ifthen.of_user(db, member.user)), None)
    if plan is not None and plan.tip == tip and plan.ended_on in days:
        _scheduled(db, member, ifthen.change(db, replace(plan, ended_on=None)), now)


def unreachable(db: Db, user: str, today: date) -> None:
    """Nothing reaches the member any more: they are reminded of nothing."""
    plan = current(db, user, today)
    if plan is not None:
        ifthen.change(db, replace(plan, weekday=None, minute=None, next_cue_at=None))


def rezone(db: Db, user: str, now: datetime) -> None:
    """The member's zone changed: the next reminder comes at the same wall time there. One that is
    due already stays due."""
    member = members.get(db, user)
    plan = current(db, user, people.today(member, now)) if member else None
    if member is None or plan is None or (plan.next_cue_at and plan.next_cue_at <= now):
        return
    _scheduled(db, member, plan, now)


def _add(db: Db, member: Member, wish: Wish, now: datetime) -> IfThen:
    today = people.today(member, now)
    ends_on = today + RUNS if wish.cue else today + DAY * (7 - today.weekday())
    made = ifthen.add(
        db, member.user, tip=wish.tip, kind=wish.kind, cue=wish.cue, action=wish.action,
        weekday=wish.weekday, minute=wish.minute, made_on=today, ends_on=ends_on,
    )  # fmt: skip
    return _scheduled(db, member, made, now)


def _wish(plan: IfThen) -> Wish:
    return Wish(plan.tip, plan.kind, plan.cue, plan.action, plan.weekday, plan.minute)


def _same(old: IfThen, wish: Wish) -> bool:
    return _wish(old) == wish


def _end(db: Db, plan: IfThen, today: date) -> IfThen:
    return ifthen.change(db, replace(plan, ended_on=min(today, plan.ends_on), next_cue_at=None))


def _scheduled(db: Db, member: Member, plan: IfThen, now: datetime) -> IfThen:
    return ifthen.change(db, replace(plan, next_cue_at=_next(db, member, plan, now)))


def _next(db: Db, member: Member, plan: IfThen, now: datetime) -> datetime | None:
    """The first time after now in a week without a reminder, while the plan runs."""
    if plan.weekday is None or plan.minute is None:
        return None
    rows = deliveries.of_user(db, member.user, KIND)
    taken = {
        week_in(row.slot) for row in rows
        if row.state != "skipped" or row.slot.startswith(plan.id)
    }  # fmt: skip
    found = next_instant(now, weekday=plan.weekday, minute=plan.minute, zone=member.zone,
                         taken=taken.__contains__)  # fmt: skip
    return found if plan.runs(people.today(member, found)) else None
