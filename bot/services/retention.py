"""What is kept no longer: people who went silent, workspaces that went, old lines of the audit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services import erasing
from bot.store import audit, retention, tombstones, workspaces
from bot.store.engine import Store

GRACE = timedelta(days=30)
"""How long the data of a workspace that removed the app is kept, in case it comes back."""
AUDIT = audit.YEAR
MONTH = timedelta(days=30.5)


@dataclass(frozen=True, slots=True)
class Dropped:
    """How many people, workspaces and lines of the audit went, and how many people had to be
    forgotten once more."""

    people: int
    workspaces: int
    lines: int
    returned: int


def drop(store: Store, now: datetime) -> Dropped:
    """Drop what is over in every workspace, each in transactions of its own. Safe to repeat."""
    with store.across(write=False) as db:
        gone = retention.uninstalled_across(db, now - GRACE)
        teams = [team for team in workspaces.all_across(db) if team not in gone]
        marked = [team for team in tombstones.teams_across(db) if team not in gone]
    for team in gone:
        erasing.workspace(store, team)
    people = sum(_idle(store, team, now) for team in teams)
    returned = sum(_returned(store, team, now) for team in marked)
    with store.across() as db:
        lines = audit.forget_across(db, now - AUDIT)
    return Dropped(people, len(gone), lines, returned)


def _idle(store: Store, team: str, now: datetime) -> int:
    """Forget those who did nothing for as many months as the workspace keeps people."""
    with store.begin(team, write=False) as db:
        before = now - MONTH * retention.keep_months(db)
        found = retention.idle(db, before.date())
    for user in found:
        erasing.forget(store, team, user, now, "idle")
    return len(found)


def _returned(store: Store, team: str, now: datetime) -> int:
    with store.begin(team) as db:
        found = erasing.again(db, now)
    if found:
        store.leave_no_traces()
    return found
