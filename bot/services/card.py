"""The one view of a member's state, the same on every screen."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.services import people
from bot.store import activity, members, readings, tips
from bot.store.engine import Db, Store
from bot.store.members import Member
from scoring import report
from scoring.activity import Activity
from scoring.report import Report, Situation


@dataclass(frozen=True, slots=True)
class Card:
    """A member and what the model makes of them on a day of theirs.

    `observed_through` is the last day that any of their files saw; None without files.
    """

    member: Member
    today: date
    report: Report
    has_files: bool
    observed_through: date | None

    @property
    def empty(self) -> bool:
        """Nothing was given yet: no reading and no file."""
        return not self.has_files and self.report.reading is None


def build(store: Store, team: str, user: str, now: datetime, minutes: int | None = None) -> Card:
    """The card of a stored member; `minutes` overrides their weekly budget for this once."""
    with store.begin(team, write=False) as db:
        return of(db, user, now, minutes)


def of(db: Db, user: str, now: datetime, minutes: int | None = None) -> Card:
    """The same inside a transaction that is already open. Raises LookupError for a stranger."""
    member = members.get(db, user)
    if member is None:
        raise LookupError("no such member")
    known = activity.of(db, user)
    today = people.today(member, now)
    situation = Situation(
        sales_navigator=member.sales_navigator,
        ideal_customer=member.ideal.version is not None,
        minutes=minutes or member.minutes,
        records=tips.records(db, user),
    )
    stored = readings.all_of(db, user)
    made = report.build(
        as_of=today,
        readings=[entry.reading for entry in stored],
        activity=known,
        situation=situation,
    )
    through = observed_through(known)
    return Card(member, today, made, through is not None, through)


def observed_through(known: Activity) -> date | None:
    """The last day that any file saw, or None without files."""
    return known.observed_through
