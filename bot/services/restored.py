"""What a restore does to the schedule: nothing of the past is sent, nothing is sent twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from bot.services import board_post, board_season, digest, erasing, ifthen_cue, schedule
from bot.services.slots import slot_of
from bot.store import (
    archive_wait,
    boards,
    dead_letters,
    deliveries,
    holidays,
    ifthen,
    members,
    tombstones,
)
from bot.store.boards import Board
from bot.store.deliveries import Entry
from bot.store.engine import Db
from bot.store.ifthen import Due as DueCue
from bot.store.members import Due

BATCH = 500
Step = Callable[[datetime], datetime | None]


def settle(db: Db, now: datetime) -> None:
    """Enter each passed slot as skipped and move on to the next one; void what is open.

    A message whose time came after the backup may have been sent then, and the ledger cannot know:
    its slot counts as taken. Sent ones stay sent. Who was forgotten since is forgotten again.
    """
    while due := members.due_across(db, now, BATCH):
        known = holidays.across(db, {one.team for one in due})
        members.advance_across(
            db,
            [
                (one.team, one.user, _member(db, one, now, known.get(one.team, schedule.NO_DAYS)))
                for one in due
            ],
        )
        db.session.expire_all()
    while posts := boards.due_across(db, now, BATCH):
        boards.advance_across(db, [(one.team, one.channel, _board(db, one, now)) for one in posts])
        db.session.expire_all()
    while waits := archive_wait.due_across(db, now, BATCH):
        archive_wait.drop_across(db, waits)
    while cues := ifthen.due_across(db, now, BATCH):
        ifthen.advance_across(db, [(one.plan, _cue(db, one, now)) for one in cues])
        db.session.expire_all()
    dead_letters.void_across(db, now)
    for team in tombstones.teams_across(db):
        erasing.again(db.within(team), now)


def _member(db: Db, one: Due, now: datetime, days: frozenset[date]) -> datetime | None:
    def step(at: datetime) -> datetime | None:
        return schedule.after(one, at, now, days)

    entry = partial(Entry, one.team, one.user, digest.KIND)
    return _passed(db, one.next_digest_at, now, step, one.zone, entry)


def _board(db: Db, one: Board, now: datetime) -> datetime | None:
    def step(at: datetime) -> datetime | None:
        return board_post.following_post(replace(one, next_post_at=at), now)

    entry = partial(Entry, one.team, one.channel, board_season.KIND)
    return _passed(db, one.next_post_at, now, step, one.zone, entry)


def _cue(db: Db, one: DueCue, now: datetime) -> datetime | None:
    """The first reminder of a plan after `now`; those on the way are entered."""
    at = one.plan.next_cue_at
    while at is not None and at <= now:
        passed = replace(one, plan=replace(one.plan, next_cue_at=at))
        entry = ifthen_cue.entry_of(passed)
        deliveries.enter_across(db, [entry] if entry else [])
        at = ifthen_cue.following(passed, now)
    return at


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
