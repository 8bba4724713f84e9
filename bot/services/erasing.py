"""Forgetting: one person, at once and for good, or a workspace that has gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.board_post import EDIT, take_out
from bot.store import audit, boards, deliveries, erasing, exporting, workspaces
from bot.store.engine import Db, Store

BACKUPS = timedelta(days=30)
"""How long backups are kept, as docs/operating.md asks of whoever runs the bot."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of somebody: rows by table, the channels of the boards that they are on by
    name, and of those that they keep."""

    rows: dict[str, int]
    boards: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went, when, and how long backups may still hold it."""

    rows: dict[str, int]
    at: datetime
    backups_until: datetime


def kept(store: Store, team: str, user: str) -> Kept:
    """What forgetting somebody would erase."""
    with store.begin(team, write=False) as db:
        return Kept(
            exporting.counts(db, user), boards.boards_of(db, user), boards.kept_by(db, user)
        )


def forget(store: Store, team: str, user: str, now: datetime, why: str = "asked") -> Forgotten:
    """Erase everything of a person, in one transaction. The posts of their boards are edited, what
    was to be sent to them is not, and a mark keeps late work from bringing them back.

    `why` (asked, operator, deactivated, idle, returned) stands in the audit.
    """
    with store.begin(team) as db:
        made = _forget(db, user, now, why)
    store.leave_no_traces()
    return made


def _forget(db: Db, user: str, now: datetime, why: str) -> Forgotten:
    joined = boards.boards_of(db, user)
    take_out(db, user, now)
    for channel in boards.kept_by(db, user):
        boards.change(db, channel, keeper_gone_at=now)
    audit.write(db, now, actor=user, action="forgotten", whom=user, result=why)
    gone = erasing.person(db, user, now.date())
    for channel in joined:
        board = boards.get(db, channel)
        if board is not None and board.last_ts and board.last_slot:
            deliveries.repeat(db, channel, EDIT, board.last_slot, now)
    return Forgotten(gone.rows, now, now + BACKUPS)


def again(db: Db, now: datetime) -> int:
    """Erase once more those who were forgotten and of whom rows are there all the same: from work
    that was under way, or from an earlier backup. How many there were."""
    found = erasing.returned(db)
    for user in found:
        _forget(db, user, now, "returned")
    return len(found)


def workspace(store: Store, team: str) -> int:
    """Erase everything of a workspace; how many rows."""
    with store.begin(team) as db:
        gone = erasing.workspace(db)
    store.leave_no_traces()
    return gone


def teams_of(store: Store, user: str) -> Sequence[str]:
    """The workspaces in which something of a person is kept."""
    with store.across(write=False) as db:
        teams = workspaces.all_across(db)
    found = []
    for team in teams:
        with store.begin(team, write=False) as db:
            if user in erasing.people(db):
                found.append(team)
    return found


def is_kept(store: Store, team: str) -> bool:
    """Whether anything of a workspace is kept."""
    with store.begin(team, write=False) as db:
        return workspaces.get(db) is not None or bool(erasing.people(db))
