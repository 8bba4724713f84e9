"""A board's season: its weeks, its end, and the next one, which only the keeper starts."""

from datetime import date, datetime

from bot.errors import NotAllowed
from bot.services import audited
from bot.services.slots import DAY, WEEK, local_day, monday_of, next_instant
from bot.store import boards, deliveries, figures
from bot.store.boards import Board
from bot.store.engine import Db, Store

KIND = "board"
"""The weekly post, in the ledger."""
KEPT, NAMED = "kept", "named"
"""Among the sums that a channel was shown: that of kept weeks; and, without a sum, whom the post
that stands there names."""


def kept_by(db: Db, user: str, channel: str) -> Board:
    """The board of a channel, for its keeper. Raises NotAllowed for anybody else."""
    board = boards.get(db, channel)
    if board is None or board.keeper != user:
        raise NotAllowed("not_keeper")
    return board


def today(board: Board, now: datetime) -> date:
    """The calendar day where the board is."""
    return local_day(now, board.zone)


def end(board: Board) -> date:
    """The last day of the season, a Sunday."""
    return board.season_start + WEEK * board.season_weeks - DAY


def week(board: Board, day: date) -> int:
    """The week of the season in which a day lies, 1 for the first."""
    return (day - board.season_start).days // 7 + 1


def paused(board: Board, day: date) -> bool:
    """Whether the keeper holds the board on a day."""
    return board.paused_until is not None and day < board.paused_until


def over(board: Board, day: date) -> bool:
    """Whether the season has ended and its summary needs no waiting for: the quiet time."""
    return day > end(board) and board.next_post_at is None


def next_post(
    db: Db, board: Board, now: datetime, *, since: date | None = None, but: str = ""
) -> datetime:
    """When the board posts next: not in a week that has its post, or the week `but`, and not before
    the day `since`."""
    taken = {one.slot for one in deliveries.of_user(db, board.channel, KIND)} | {but}
    return next_instant(
        now,
        weekday=board.weekday,
        minute=board.minute,
        zone=board.zone,
        taken=taken.__contains__,
        since=since or board.paused_until,
    )


def start_next(store: Store, team: str, user: str, channel: str, now: datetime) -> Board | None:
    """Start the next season on the Monday of this week; None where one is still running. Raises
    NotAllowed for anybody but the keeper, and for a board that is off."""
    with audited.act(store, team, actor=user, action="board season", whom=channel, now=now) as db:
        board = kept_by(db, user, channel)
        if board.mode == "off":
            raise NotAllowed("board_off")
        day = today(board, now)
        if not over(board, day):
            return None
        figures.drop(db, channel, KEPT)
        fresh = boards.change(
            db, channel, season_start=monday_of(day), closed_slot=None, paused_until=None
        )
        at = next_post(db, fresh, now, since=monday_of(day) + DAY)
        return boards.change(db, channel, next_post_at=at)
