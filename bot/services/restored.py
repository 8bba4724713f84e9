"""What a restore does to the schedule: nothing of the past is sent, nothing is sent twice."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.services import board, digest
from bot.services.slots import following, slot_of
from bot.store import archive_wait, boards, dead_letters, deliveries, members
from bot.store.boards import Board
from bot.store.deliveries import Entry
from bot.store.engine import Db
from bot.store.members import Due

BATCH = 500
Step = Callable[[datetime], datetime]


def settle(db: Db, now: datetime) -> None:
    """Enter each passed slot as skipped and move on to the next one; void what is open.

    A message whose time came after the backup may have been sent then, and the ledger cannot know:
    its slot counts as taken. Sent ones stay sent.
    """
    while due := members.due_across(db, now, BATCH):
        members.advance_across(db, [(one.team, one.user, _member(db, one, now)) for one in due])
        db.session.expire_all()
    while posts := boards.due_across(db, now, BATCH):
        boards.advance_across(db, [(one.team, one.channel, _board(db, one, now)) for one in posts])
        db.session.expire_all()
    while waits := archive_wait.due_across(db, now, BATCH):
        archive_wait.drop_across(db, waits)
    dead_letters.void_across(db, now)


def _member(db: Db, one: Due, now: datetime) -> datetime | None:
    step = partial(
        following, now=now, weekday=one.weekday, minute=one.minute, zone=one.zone, every=one.every
    )
    entry = partial(Entry, one.team, one.user, digest.KIND)
    found = _passed(db, one.next_digest_at, now, step, one.zone, entry)
    return found if one.digest == "on" else None


def _board(db: Db, one: Board, now: datetime) -> datetime | None:
    step = partial(
        following, now=now, weekday=one.weekday, minute=one.minute, zone=one.zone, every=1
    )
    entry = partial(Entry, one.team, one.channel, board.KIND)
    return _passed(db, one.next_post_at, now, step, one.zone, entry)


def _passed(
    db: Db,
    at: datetime | None,
    now: datetime,
    step: Step,
    zone: str,
    entry: Callable[[str, datetime], Entry],
) -> datetime | None:
    """The first time after `now`; every slot on the way is entered."""
    while at is not None and at <= now:
        deliveries.enter_across(db, [entry(slot_of(at, zone), at)])
        at = step(at)
    return at
