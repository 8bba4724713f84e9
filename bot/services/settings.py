"""What somebody chose for themselves, in one place; and the holidays of the workspace."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.services import digest
from bot.services.slots import local_day, monday_of
from bot.store import audit, holidays, members
from bot.store.engine import Db, Store
from bot.store.members import Member

OWN = ("work_days", "opens", "closes", "minutes", "sales_navigator", "hidden")
NOTE = ("weekday", "minute", "every")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form says. `on`: whether the weekly note comes; the others as in `Member`; `holidays`:
    None where the person was not shown them."""

    on: bool
    weekday: int
    minute: int
    every: int
    work_days: int
    opens: int
    closes: int
    minutes: int
    sales_navigator: bool | None
    hidden: bool
    holidays: frozenset[date] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A member, and the workspace's holidays from this week on."""

    member: Member
    holidays: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a Save made of it. `changed`: note, holidays, and names of `OWN`."""

    member: Member
    changed: frozenset[str]
    holidays: tuple[date, ...]


def known(store: Store, team: str, user: str, now: datetime) -> Known:
    """The settings as they are. Raises LookupError for a stranger."""
    with store.begin(team, write=False) as db:
        member = members.required(db, user)
        return Known(member, _ahead(db, member, now))


def save(store: Store, team: str, user: str, chosen: Choices, now: datetime) -> Saved:
    """Keep what differs, in one transaction; a choice about the note with when and how.

    Whether somebody may set holidays is for the caller to know.
    """
    with store.begin(team) as db:
        before = members.required(db, user)
        own = {name: getattr(chosen, name) for name in OWN}
        changed = {name for name in OWN if own[name] != getattr(before, name)}
        after = members.save_settings(db, user, own)
        if chosen.holidays is not None and _holidays(db, before, chosen.holidays, now):
            changed.add("holidays")
        note = {name: getattr(chosen, name) for name in NOTE}
        if chosen.on != (before.digest == "on") or any(
            note[name] != getattr(before, name) for name in NOTE
        ):
            state = "on" if chosen.on else "off"
            after = digest.put(db, after, state=state, how="settings", now=now, **note)
            changed.add("note")
        return Saved(after, frozenset(changed), _ahead(db, after, now))


def _holidays(db: Db, member: Member, days: frozenset[date], now: datetime) -> bool:
    known = holidays.of(db)
    holidays.replace(db, _since(member, now), days)
    if holidays.of(db) == known:
        return False
    audit.write(db, now, actor=member.user, action="holidays", whom=db.team, result="ok")
    return True


def _since(member: Member, now: datetime) -> date:
    """Holidays before this week are history."""
    return monday_of(local_day(now, member.zone))


def _ahead(db: Db, member: Member, now: datetime) -> tuple[date, ...]:
    since = _since(member, now)
    return tuple(sorted(day for day in holidays.of(db) if day >= since))
