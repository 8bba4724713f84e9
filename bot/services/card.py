"""The one view of a member's state, the same on every screen."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.services import people, rhythm
from bot.services.schedule import leave_on
from bot.services.slots import week_of
from bot.store import (
    activity,
    declared,
    forecasts,
    goals,
    learned,
    leaves,
    members,
    readings,
    tips,
)
from bot.store.engine import Db, Store
from bot.store.members import Member
from scoring import backtest, plan, report
from scoring.activity import PERIODS, Activity
from scoring.backtest import Backtest
from scoring.forecast import forecast
from scoring.goals import Goal, Progress
from scoring.goals import progress as assess
from scoring.plan import PlanItem
from scoring.report import Report, Situation
from scoring.rhythm import NONE, Rhythm
from scoring.since import Since, happened
from scoring.weakest import Verdict
from scoring.world import UNTAUGHT, World


@dataclass(frozen=True, slots=True)
class Card:
    """A member and what the model makes of them on a day of theirs.

    `observed_through` is the last day that any of their files saw; None without files. `goal` and
    `progress`: what they want to reach, if they set it; `backtest`: how good the numbers shown
    before were; `spread`: totals of whole periods, of which nobody knows the days, are part of it;
    `since`: what they did and got since the reading before the newest; `rhythm`: the weeks with
    their planned step, for nobody else; `back`: the day on which a leave that runs is over.
    """

    member: Member
    today: date
    report: Report
    has_files: bool
    observed_through: date | None
    world: World = UNTAUGHT
    spread: bool = False
    goal: Goal | None = None
    progress: Progress | None = None
    backtest: Backtest | None = None
    since: Since | None = None
    rhythm: Rhythm = NONE
    back: date | None = None

    @property
    def hidden(self) -> bool:
        """Whether the member wants to see words and steps without their numbers."""
        return self.member.hidden

    @property
    def lead(self) -> PlanItem | None:
        """The one step that stands first on every screen; None where the plan is empty."""
        found = self.report.weakest
        claimed = found.pillars[0] if found.verdict is Verdict.CLAIMED else None
        return plan.lead(self.report.plan.items, claimed)

    @property
    def others(self) -> tuple[PlanItem, ...]:
        """The steps beside it."""
        return tuple(one for one in self.report.plan.items if one is not self.lead)

    @property
    def empty(self) -> bool:
        """Nothing was given yet: no reading and no file."""
        return not self.has_files and self.report.reading is None


def build(store: Store, team: str, user: str, now: datetime, minutes: int | None = None) -> Card:
    """The card of a stored member; `minutes` overrides their weekly budget for this once."""
    with store.begin(team, write=False) as db:
        return of(db, user, now, minutes)


def of(
    db: Db,
    user: str,
    now: datetime,
    minutes: int | None = None,
    slot: str | None = None,
    told: tips.History | None = None,
) -> Card:
    """The same inside a transaction that is already open. `slot`: the week whose digest shows the
    plan as it stands; without it the week of today. `told`: what happened to the member's tips, if
    that was read before. Raises LookupError for a stranger."""
    member = members.required(db, user)
    known = activity.of(db, user)
    today = people.today(member, now)
    world = learned.get(db)
    tested = backtest.score(forecasts.of(db, user))
    stored = readings.given(db, user)
    told = tips.history(db, user) if told is None else told
    circumstances = _with_tips(situation(db, member, minutes, tested), told, slot or week_of(today))
    made = report.build(
        as_of=today, readings=stored, activity=known, situation=circumstances, world=world
    )
    goal = goals.get(db, user)
    return Card(
        member=member,
        today=today,
        report=made,
        has_files=known.observed_through is not None,
        observed_through=known.observed_through,
        world=world,
        spread=bool(PERIODS & known.cover.keys()),
        goal=goal,
        progress=_progress(goal, today, made, world) if goal else None,
        backtest=tested,
        since=_since(known, circumstances, made),
        rhythm=rhythm.of(db, member, today, told.records(), world),
        back=leave.back if (leave := leave_on(leaves.of(db, user), today)) else None,
    )


def situation(
    db: Db, member: Member, minutes: int | None = None, tested: Backtest | None = None
) -> Situation:
    """What else matters to the model of a member, but for the tips that they were shown."""
    return Situation(
        sales_navigator=member.sales_navigator,
        crm_sync=member.crm_sync,
        ideal_customer=member.ideal.version is not None,
        minutes=minutes or member.minutes,
        declared=declared.of(db, member.user),
        carry=tested is not None and tested.carry,
    )


def _with_tips(known: Situation, told: tips.History, slot: str) -> Situation:
    """The situation with what the member was shown: that of `slot` is the plan as it stands."""
    kept = frozenset(tip for tip, _ in told.shown.get(slot, ()))
    return replace(known, records=told.records(unshown=slot), kept=kept)


def _since(known: Activity, circumstances: Situation, made: Report) -> Since | None:
    if made.change is None or made.reading is None:
        return None
    return happened(known, circumstances.records, made.change.since, made.reading.day)


def _progress(goal: Goal, today: date, made: Report, world: World) -> Progress | None:
    return assess(
        goal,
        today,
        made.readings,
        lambda day: forecast(made.readings, day, since=world.since, wobble=world.wobble),
    )


def observed_through(known: Activity) -> date | None:
    """The last day that any file saw, or None without files."""
    return known.observed_through
