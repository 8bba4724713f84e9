"""Workspaces that installed the app."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from bot.store import bulk
from bot.store.engine import Db
from bot.store.tables import Workspace


@dataclass(frozen=True, slots=True)
class Installed:
    """A workspace; `zone` is used for people whose own zone is unknown."""

    team: str
    name: str
    bot_user: str
    zone: str
    active: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """What coach admins chose for a workspace. `no_ranking`: nothing names a person with a figure
    to somebody else; `keep_months`: how long data is kept after its owner's last act; `weekday` (0
    is Monday) and `minute` of the local day: when a new member's weekly note would come."""

    no_ranking: bool = False
    keep_months: int = 24
    weekday: int = 0
    minute: int = 540


DEFAULT = Policy()


_COLUMNS = ("team_id", "name", "bot_user", "zone", "installed_at")


def put(db: Db, name: str, bot_user: str, zone: str, now: datetime) -> bool:
    """Keep a workspace; one that comes back is active again. Whether it was never met: of several
    first starts at once, one alone hears so."""
    table = Workspace.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    if bulk.insert_new(db, table, _COLUMNS, [(db.team, name, bot_user, zone, now)], {}):
        return True
    row = db.session.get_one(Workspace, db.team)
    row.name, row.bot_user, row.zone, row.uninstalled_at = name, bot_user, zone, None
    db.session.add(row)
    return False


def get(db: Db) -> Installed | None:
    """The workspace of this transaction, or None before it was met."""
    row = db.session.get(Workspace, db.team)
    if row is None:
        return None
    return Installed(row.team_id, row.name, row.bot_user, row.zone, row.uninstalled_at is None)


def policy(db: Db) -> Policy:
    """What holds in this workspace; the defaults before it was met."""
    row = db.session.get(Workspace, db.team)
    if row is None:
        return DEFAULT
    return Policy(row.no_ranking, row.keep_months, row.weekday, row.minute)


def save_policy(db: Db, chosen: Policy) -> None:
    """Keep what a coach admin chose. Raises for a workspace that was never met."""
    row = db.session.get_one(Workspace, db.team)
    row.no_ranking, row.keep_months = chosen.no_ranking, chosen.keep_months
    row.weekday, row.minute = chosen.weekday, chosen.minute
    db.session.add(row)
    db.session.flush()


def uninstall(db: Db, now: datetime) -> None:
    """The app was removed: nothing is sent there any more."""
    row = db.session.get(Workspace, db.team)
    if row is not None:
        row.uninstalled_at = now
        db.session.add(row)


def all_across(db: Db) -> tuple[str, ...]:
    """Every workspace that this database holds."""
    return tuple(db.session.exec(select(Workspace.team_id).order_by(col(Workspace.team_id))))
