"""What is open, across workspaces, and what is needed no more."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.services.erasing import BACKUPS
from bot.services.seats import QUESTION
from bot.store import backup, deliveries, due, retention, seats, seen, uploads
from bot.store.engine import Store

KEPT = timedelta(days=400)
"""How long the ledger keeps what is over: a year to look back on, with a month to spare."""
BATCH = 1000


def kinds_due(store: Store, now: datetime) -> frozenset[str]:
    """The kinds of messages of which some are to be entered now."""
    with store.across(write=False) as db:
        return due.kinds_across(db, now)


def open_deliveries(store: Store, limit: int) -> list[tuple[str, str]]:
    """(team, id) of messages that wait no longer."""
    with store.across(write=False) as db:
        return deliveries.open_across(db, limit)


def open_uploads(store: Store, limit: int) -> list[tuple[str, str]]:
    """(team, id) of uploads that nobody is reading."""
    with store.across(write=False) as db:
        return uploads.waiting_across(db, limit)


def forget_events(store: Store, before: datetime) -> None:
    """Forget events that Slack will not repeat any more."""
    with store.across() as db:
        seen.forget_across(db, before)


def forget_deliveries(store: Store, now: datetime, batch: int = BATCH) -> None:
    """Forget messages that were sent or skipped long ago, some at a time: looking for them holds
    nobody up."""
    while True:
        with store.across(write=False) as db:
            found = retention.over_across(db, now - KEPT, batch)
        with store.across() as db:
            retention.forget_across(db, found)
        if len(found) < batch:
            return


def forget_backups(store: Store, folder: Path | None, now: datetime) -> int:
    """Remove backups of upgrades that are older than people are told."""
    return backup.expire(store, folder, now - BACKUPS)


def forget_questions(store: Store, now: datetime) -> None:
    """Forget questions about seats that nobody answered."""
    with store.across() as db:
        seats.forget_questions_across(db, now - QUESTION)


def wipe(store: Store) -> None:
    """Bring what was erased out of the database's files."""
    store.wipe()
