"""What coach admins choose for their workspace. The caller has checked the role."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import NotAllowed, Refused
from bot.services import audited, board
from bot.services.slots import local_day, monday_of
from bot.store import audit, boards, holidays, workspaces
from bot.store.engine import Db, Store
from bot.store.workspaces import Policy

MONTHS = (6, 12, 24, 36)
"""For how long data may be kept after its owner's last act."""


@dataclass(frozen=True, slots=True)
class Known:
    """What holds in a workspace: its policy, its holidays from this week on, its boards."""

    policy: Policy
    holidays: tuple[date, ...]
    boards: tuple[str, ...]


def known(store: Store, team: str, zone: str, now: datetime) -> Known:
    """What holds now. `zone`: of the person who asks."""
    with store.begin(team, write=False) as db:
        return Known(workspaces.policy(db), _ahead(db, zone, now), _boards(db))


def _boards(db: Db) -> tuple[str, ...]:
    return tuple(one.channel for one in boards.all_of(db))


def save(
    store: Store,
    team: str,
    user: str,
    zone: str,
    policy: Policy,
    days: frozenset[date],
    now: datetime,
) -> frozenset[str]:
    """Keep what was chosen; the names of what changed: new, keep_months, no_ranking, holidays.

    Raises Refused("no_such_choice").
    """
    quarter = policy.minute % 15 == 0 and 0 <= policy.minute < 24 * 60
    if policy.keep_months not in MONTHS or not 0 <= policy.weekday < 7 or not quarter:
        raise Refused("no_such_choice")
    with store.begin(team) as db:
        before, ahead = workspaces.policy(db), _ahead(db, zone, now)
        changed = {
            name
            for name in ("keep_months", "no_ranking")
            if getattr(before, name) != getattr(policy, name)
        }
        if (before.weekday, before.minute) != (policy.weekday, policy.minute):
            changed.add("new")
        if policy != before:
            workspaces.save_policy(db, policy)
        if policy.no_ranking and not before.no_ranking:
            board.names_off(db, now)
        holidays.replace(db, monday_of(local_day(now, zone)), days)
        if _ahead(db, zone, now) != ahead:
            changed.add("holidays")
        for name in sorted(changed):
            audit.write(db, now, actor=user, action=name, whom=team, result="ok")
        return frozenset(changed)


def refused(store: Store, team: str, user: str, now: datetime) -> None:
    """Somebody who is no coach admin tried. Always raises NotAllowed."""
    with audited.noted(store, team, user, "admin", team, now):
        raise NotAllowed("not_coach_admin")


def _ahead(db: Db, zone: str, now: datetime) -> tuple[date, ...]:
    since = monday_of(local_day(now, zone))
    return tuple(sorted(day for day in holidays.of(db) if day >= since))
