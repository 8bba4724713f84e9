"""The weekly rhythm of a member, from what was planned, answered and excused. Nobody else's."""

from datetime import date

from bot.services.slots import DAY, WEEK, week_of
from bot.store import holidays, ifthen, learned, leaves, tips
from bot.store.engine import Db
from bot.store.ifthen import IfThen
from bot.store.leaves import Leave
from bot.store.members import Member
from scoring import rhythm
from scoring.rhythm import Rhythm, Week
from scoring.tips.tip import TipEvent

SUNDAY = 6


def of(db: Db, member: Member, today: date) -> Rhythm:
    """The rhythm on a day of the member's.

    A step was planned for a week if a digest that was sent in it showed one, or if a plan ran
    through its end. A note that shows no step, as in quiet weeks, plans nothing.
    """
    records = tips.records(db, member.user)
    plans = ifthen.of_user(db, member.user)
    done = {week_of(one.day) for one in records if one.event is TipEvent.DONE}
    shown = {week_of(one.day) for one in records if one.digest}
    first = min((*(one.day for one in records), *(one.made_on for one in plans)), default=today)
    excused = _Excused(db, member)
    weeks, monday = [], _monday(first)
    while monday <= today:
        week = week_of(monday)
        asked = week in shown or _planned(plans, monday)
        weeks.append(Week(asked, week in done, excused(monday)))
        monday += WEEK
    return rhythm.of(weeks)


def _monday(day: date) -> date:
    return day - DAY * day.weekday()


def _planned(plans: tuple[IfThen, ...], monday: date) -> bool:
    return any(plan.runs(monday + DAY * SUNDAY) for plan in plans)


class _Excused:
    """Which weeks do not count: with leave on a working day, all of holidays, or with a change of
    LinkedIn's own in them."""

    def __init__(self, db: Db, member: Member) -> None:
        self._leaves = leaves.of(db, member.user)
        self._holidays = holidays.of(db)
        self._shifts = {week_of(one.day) for one in learned.get(db).shifts}
        bits = member.work_days or 31
        self._days = [at for at in range(7) if bits >> at & 1]

    def __call__(self, monday: date) -> bool:
        if week_of(monday) in self._shifts:
            return True
        days = [monday + DAY * at for at in self._days]
        if any(away(self._leaves, day) for day in days):
            return True
        return all(day in self._holidays for day in days)


def away(leave: tuple[Leave, ...], day: date) -> bool:
    """Whether a day lies in one of these leaves."""
    return any(one.first <= day < one.back for one in leave)
