"""A channel's board: set up by its keeper, joined by name."""

from dataclasses import replace
from datetime import datetime

from bot.errors import NotAllowed
from bot.services import audited, board_season, standings
from bot.services.board_post import EDIT, take_out
from bot.services.slots import DAY, local_day, monday_of
from bot.store import boards, deliveries, members, workspaces
from bot.store.boards import Board
from bot.store.engine import Db, Store


def get(store: Store, team: str, channel: str) -> Board | None:
    """The board of a channel, or None."""
    with store.begin(team, write=False) as db:
        return boards.get(db, channel)


def shown(store: Store, team: str, channel: str) -> Board | None:
    """The board of a channel with the mode in which this workspace shows it, or None."""
    with store.begin(team, write=False) as db:
        board = boards.get(db, channel)
        return replace(board, mode=standings.mode(db, board)) if board else None


def kept_by(store: Store, team: str, user: str, channel: str, action: str, now: datetime) -> Board:
    """The board of a channel, for its keeper. Raises NotAllowed for anybody else."""
    with audited.act(
        store, team, actor=user, action=action, whom=channel, now=now, quiet=True
    ) as db:
        return board_season.kept_by(db, user, channel)


def modes(store: Store, team: str) -> tuple[str, ...]:
    """What a board may show in this workspace."""
    with store.begin(team, write=False) as db:
        return _modes(db)


def _modes(db: Db) -> tuple[str, ...]:
    if not workspaces.policy(db).no_ranking:
        return standings.MODES
    return tuple(one for one in standings.MODES if one not in standings.RANKED)


def open_edit(store: Store, team: str, channel: str) -> str | None:
    """The delivery that edits the last post, while it waits; None where there is none."""
    with store.begin(team, write=False) as db:
        board = boards.get(db, channel)
        if board is None or not board.last_slot:
            return None
        row = deliveries.find(db, channel, EDIT, board.last_slot)
    return row.id if row and row.state in ("pending", "claimed") else None


def takes_part(store: Store, team: str, channel: str) -> tuple[str, ...]:
    """Ids of those who joined."""
    with store.begin(team, write=False) as db:
        return boards.joined(db, channel)


def set_up(
    store: Store,
    team: str,
    user: str,
    channel: str,
    *,
    mode: str,
    weekday: int,
    minute: int,
    season_weeks: int,
    now: datetime,
) -> Board:
    """Set the board of a channel up, or change it; one whose season is over stays quiet. Raises
    NotAllowed for a guest, for anybody but the keeper of a board that is there, and for a mode that
    this workspace does not offer."""
    with audited.act(store, team, actor=user, action=f"board {mode}", whom=channel, now=now) as db:
        member = members.get(db, user)
        known = boards.get(db, channel)
        if member is None or member.guest:
            raise NotAllowed("guest")
        if known is not None and known.keeper != user:
            raise NotAllowed("not_keeper")
        if mode not in _modes(db):
            raise NotAllowed("no_ranking")
        today = local_day(now, member.zone)
        made = boards.put(
            db,
            channel,
            keeper=user,
            mode=mode,
            weekday=weekday,
            minute=minute,
            zone=member.zone,
            season_start=known.season_start if known else monday_of(today),
            season_weeks=season_weeks,
            next_post_at=None,
            now=now,
        )
        if mode == "off" or (known is not None and _over(known, made, now)):
            return made
        since = None if known else made.season_start + DAY  # there is a day to look back on
        at = board_season.next_post(db, made, now, since=since)
        return boards.change(db, channel, next_post_at=at)


def _over(known: Board, made: Board, now: datetime) -> bool:
    """Whether the season has ended, by its old length and by its new one."""
    today = board_season.today(made, now)
    return known.closed_slot is not None or (
        board_season.over(known, today) and board_season.over(made, today)
    )


def join(store: Store, team: str, user: str, channel: str, now: datetime) -> bool | None:
    """Take part by name in what the board shows now. False when one did already, None when there is
    no board."""
    with store.begin(team) as db:
        board = boards.get(db, channel)
        if board is None:
            return None
        return boards.join(db, channel, user, standings.mode(db, board), now)


def leave(store: Store, team: str, user: str, channel: str, now: datetime) -> bool | None:
    """Take part no more; every post that names them is edited. None when there is no board."""
    with store.begin(team) as db:
        board = boards.get(db, channel)
        if board is None:
            return None
        was_in = boards.leave(db, channel, user, now)
        if was_in:
            edit_last(db, board, now)
            take_out(db, user, now, channel)
        return was_in


def edit_last(db: Db, board: Board, now: datetime) -> None:
    """Promise that the last post is drawn anew, by what may be shown now."""
    if board.last_ts and board.last_slot:
        deliveries.repeat(db, board.channel, EDIT, board.last_slot, now)


def names_off(db: Db, now: datetime) -> None:
    """The workspace ranks nobody from now on: names go out of every post."""
    for board in boards.all_of(db):
        edit_last(db, board, now)
    take_out(db, None, now)
