"""The weekly rhythm of a member, from what was planned, answered and excused. Nobody else's."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.services.schedule import leave_on
from bot.services.slots import DAY, WEEK, monday_of
from bot.store import holidays, ifthen, learned, leaves, tips
from bot.store.engine import Db
from bot.store.ifthen import IfThen
from bot.store.members import Member
from scoring import rhythm
from scoring.rhythm import Rhythm, Week
from scoring.tips.tip import TipEvent, TipRecord
from scoring.world import World

SUNDAY = 6
WORK_DAYS = 31
"""Monday to Friday, for a member who works on no day."""


def of(
    db: Db,
    member: Member,
    today: date,
    records: Sequence[TipRecord] | None = None,
    world: World | None = None,
) -> Rhythm:
    """The rhythm on a day of the member's. `records` and `world`, where they are at hand already.

    A step was planned for a week if a digest that was sent in it showed one, or if a plan ran
    through its end. A note that shows no step, as in quiet weeks, plans nothing.
    """
    known = tips.records(db, member.user) if records is None else records
    plans = ifthen.of_user(db, member.user)
    if not known and not plans:
        return rhythm.NONE
    done = {monday_of(one.day) for one in known if one.event is TipEvent.DONE}
    shown = {monday_of(one.day) for one in known if one.digest}
    first = min((*(one.day for one in known), *(one.made_on for one in plans)))
    excused = _excused(db, member, world or learned.get(db), _mondays(first, today))
    return rhythm.of(
        [
            Week(monday in shown or _planned(plans, monday), monday in done, monday in excused)
            for monday in _mondays(first, today)
        ]
    )


def _mondays(first: date, last: date) -> list[date]:
    monday = monday_of(first)
    return [monday + WEEK * at for at in range((last - monday).days // 7 + 1)]


def _planned(plans: tuple[IfThen, ...], monday: date) -> bool:
    return any(plan.runs(monday + DAY * SUNDAY) for plan in plans)


def _excused(db: Db, member: Member, world: World, mondays: Iterable[date]) -> set[date]:
    """The weeks that do not count: with leave on a working day, all of holidays, or with a change
    of LinkedIn's own in them."""
    leave, free = leaves.of(db, member.user), holidays.of(db)
    bits = member.work_days or WORK_DAYS
    works = [DAY * at for at in range(SUNDAY + 1) if bits >> at & 1]
    shifts = {monday_of(one.day) for one in world.shifts}
    if not leave and not free:
        return shifts
    return shifts | {
        monday
        for monday in mondays
        if any(leave_on(leave, monday + day) for day in works)
        or all(monday + day in free for day in works)
    }
