"""What the keeper of a board does with it, and who may keep it instead."""

from datetime import date, datetime, timedelta

from bot.errors import NotAllowed
from bot.services import audited, board_season
from bot.services.board_season import today
from bot.store import boards, dead_letters, deliveries, members, quests
from bot.store.boards import Board
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store
from scoring.team import LEAST

INVITATION, REMINDER = "board_invitation", "board_reminder"
FAILED = "failed"
LEASE_S = 60.0
"""Seconds for which an invitation belongs to the click that posts it."""
ORPHANED = timedelta(days=14)
"""How long a board waits for its keeper's account before anyone who joined may take it over."""
LONGEST = timedelta(weeks=26)
"""The longest pause, from today."""


def pause(
    store: Store, team: str, user: str, channel: str, until: date, now: datetime
) -> Board | None:
    """Post nothing before the day `until`; the season goes on. None for a day that has come or is
    too far. Raises NotAllowed for anybody but the keeper."""
    with audited.act(store, team, actor=user, action="board pause", whom=channel, now=now) as db:
        board = board_season.kept_by(db, user, channel)
        day = today(board, now)
        if not day < until <= day + LONGEST:
            return None
        at = board.next_post_at and board_season.next_post(db, board, now, since=until)
        return boards.change(db, channel, paused_until=until, next_post_at=at)


def resume(store: Store, team: str, user: str, channel: str, now: datetime) -> Board:
    """End a pause, or the rest of a board whose channel was out of reach. A board that is off or
    whose season is over stays quiet. Raises NotAllowed for anybody but the keeper."""
    with audited.act(store, team, actor=user, action="board resume", whom=channel, now=now) as db:
        board = board_season.kept_by(db, user, channel)
        board = boards.change(db, channel, paused_until=None)
        quiet = board.mode == "off" or board_season.over(board, today(board, now))
        at = None if quiet else board_season.next_post(db, board, now)
        return boards.change(db, channel, next_post_at=at)


def close(store: Store, team: str, user: str, channel: str, now: datetime) -> Board:
    """Turn a board off, with its goal; settings bring it back. Raises NotAllowed for anybody but
    the keeper."""
    with audited.act(store, team, actor=user, action="board close", whom=channel, now=now) as db:
        board_season.kept_by(db, user, channel)
        quest = quests.newest(db, channel)
        if quest is not None:
            quests.end(db, quest.id, now)
        return boards.change(db, channel, mode="off", next_post_at=None, paused_until=None)


def hand_over(store: Store, team: str, user: str, channel: str, to: str, now: datetime) -> bool:
    """Let another member who joined keep the board; False for anybody who did not, or is a guest.
    Raises NotAllowed for anybody but the keeper."""
    with audited.act(
        store, team, actor=user, action="board hand over", whom=channel, now=now
    ) as db:
        board_season.kept_by(db, user, channel)
        if not _may_keep(db, to) or to not in boards.joined(db, channel):
            return False
        boards.change(db, channel, keeper=to, keeper_gone_at=None)
        return True


def take_over(
    store: Store, team: str, user: str, channel: str, *, coach_admin: bool, now: datetime
) -> Board:
    """Keep a board from now on: a coach admin at any time, whoever joined it once the keeper's
    account has been off for 14 days. Raises NotAllowed for anybody else, and for guests."""
    with audited.act(
        store, team, actor=user, action="board take over", whom=channel, now=now
    ) as db:
        board = boards.get(db, channel)
        if board is None or not _may_keep(db, user):
            raise NotAllowed("guest" if board else "no_channel")
        joined = user in boards.joined(db, channel)
        if not coach_admin and not (joined and orphaned(board, now)):
            raise NotAllowed("not_orphaned")
        return boards.change(db, channel, keeper=user, keeper_gone_at=None)


def orphaned(board: Board, now: datetime) -> bool:
    """Whether the keeper's account has been off for so long that others may take over."""
    return board.keeper_gone_at is not None and now >= board.keeper_gone_at + ORPHANED


def invite(store: Store, team: str, user: str, channel: str, now: datetime) -> Delivery | None:
    """Take this season's invitation, to be posted at once, since the keeper waits for the answer;
    None where it was posted, or is being posted. Raises NotAllowed for anybody but the keeper."""
    with audited.act(store, team, actor=user, action="board invite", whom=channel, now=now) as db:
        slot = board_season.kept_by(db, user, channel).season_start.isoformat()
        fresh = deliveries.enter(db, channel, INVITATION, slot, now)
        row = deliveries.find(db, channel, INVITATION, slot)
        if row is None or not (fresh or row.state == "failed"):
            return None
        if not fresh:
            deliveries.repeat(db, channel, INVITATION, slot, now)
        return deliveries.claim(db, row.id, lease_s=LEASE_S, now=now)


def invited(store: Store, team: str, row: Delivery, ts: str | None) -> None:
    """The invitation stands at `ts`, or certainly does not and may be tried again."""
    with store.begin(team) as db:
        if ts is None:
            deliveries.close(db, row.id, row.attempt, "failed", error="not_in_channel")
        else:
            deliveries.close(db, row.id, row.attempt, "sent", channel=row.user, ts=ts)


def remind(store: Store, team: str, user: str, channel: str, now: datetime) -> str | None:
    """Promise one reminder in the channel that the board waits for people, once a season; the
    delivery's id, or None where there was one. One that Slack refused may be posted after all.
    Raises NotAllowed for anybody but the keeper."""
    with audited.act(store, team, actor=user, action="board remind", whom=channel, now=now) as db:
        slot = board_season.kept_by(db, user, channel).season_start.isoformat()
        new = deliveries.enter(db, channel, REMINDER, slot, now)
        row = deliveries.find(db, channel, REMINDER, slot)
        if row is None or not (new or dead_letters.replay(db, row.id, FAILED, now, unlooked=False)):
            return None
    return row.id


def reminded(db: Db, board: Board) -> bool:
    """Whether the reminder of this season was promised, and not refused."""
    row = deliveries.find(db, board.channel, REMINDER, board.season_start.isoformat())
    return row is not None and row.state != FAILED


def inviting(store: Store, delivery: Delivery, now: datetime) -> Board | None:
    """The board that an invitation is to, if it is on."""
    with store.begin(delivery.team, write=False) as db:
        board = boards.get(db, delivery.user)
    return board if board is not None and board.mode != "off" else None


def waiting(store: Store, delivery: Delivery, now: datetime) -> Board | None:
    """The board that a reminder is about, while it still waits for people."""
    with store.begin(delivery.team, write=False) as db:
        board = boards.get(db, delivery.user)
        if board is None or board.mode == "off" or len(boards.joined(db, board.channel)) >= LEAST:
            return None
    return board


def _may_keep(db: Db, user: str) -> bool:
    member = members.get(db, user)
    return member is not None and not member.guest and not member.deleted
