"""A channel's board: set up by its keeper, joined by name, posted once a week."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.errors import NotAllowed
from bot.services import standings
from bot.services.slots import DAY, WEEK, following, local_day, next_instant, slot_of
from bot.store import audit, boards, deliveries, members
from bot.store.boards import Board
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from scoring.team import Clubs, Consistency

KIND, EDIT, DOUBT, STOPPED = "board", "board_edit", "board_doubt", "board_stopped"


@dataclass(frozen=True, slots=True)
class BoardView:
    """What a post shows. `week` of the season, 1 at its start; `season_end` is its last day."""

    board: Board
    standing: Consistency | Clubs
    week: int
    season_end: date
    slot: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One's own weeks: kept `weeks` of `of` so far."""

    joined: bool
    weeks: int
    of: int


def get(store: Store, team: str, channel: str) -> Board | None:
    """The board of a channel, or None."""
    with store.begin(team, write=False) as db:
        return boards.get(db, channel)


def kept_by(store: Store, team: str, user: str, channel: str) -> Board:
    """The board of a channel, for its keeper. Raises NotAllowed for anybody else."""
    board = get(store, team, channel)
    if board is None or board.keeper != user:
        raise NotAllowed("not_keeper")
    return board


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
    """Set the board of a channel up, or change it. Raises NotAllowed for a guest, and for anybody
    but the keeper of a board that is there."""
    with store.begin(team) as db:
        member = members.get(db, user)
        known = boards.get(db, channel)
        if member is None or member.guest:
            raise NotAllowed("guest")
        if known is not None and known.keeper != user:
            raise NotAllowed("not_keeper")
        today = local_day(now, member.zone)
        audit.write(db, now, actor=user, action=f"board {mode}", whom=channel, result="ok")
        return boards.put(
            db,
            channel,
            keeper=user,
            mode=mode,
            weekday=weekday,
            minute=minute,
            zone=member.zone,
            season_start=_start(known, today),
            season_weeks=season_weeks,
            next_post_at=None
            if mode == "off"
            else _next(db, channel, weekday, minute, member.zone, now),
            now=now,
        )


def _start(known: Board | None, today: date) -> date:
    """The Monday on which the season begins: of this week, unless one is running."""
    if known is not None and today <= _end(known):
        return known.season_start
    return today - DAY * today.weekday()


def _end(board: Board) -> date:
    """The last day of the season, a Sunday."""
    return board.season_start + WEEK * board.season_weeks - DAY


def _next(db: Db, channel: str, weekday: int, minute: int, zone: str, now: datetime) -> datetime:
    taken = {one.slot for one in deliveries.of_user(db, channel, KIND)}
    return next_instant(now, weekday=weekday, minute=minute, zone=zone, taken=taken.__contains__)


def join(store: Store, team: str, user: str, channel: str, now: datetime) -> bool | None:
    """Take part by name. False when one did already, None when there is no board."""
    with store.begin(team) as db:
        if boards.get(db, channel) is None:
            return None
        return boards.join(db, channel, user, now)


def leave(store: Store, team: str, user: str, channel: str, now: datetime) -> bool | None:
    """Take part no more; the last post is edited. None when there is no board."""
    with store.begin(team) as db:
        board = boards.get(db, channel)
        if board is None:
            return None
        was_in = boards.leave(db, channel, user, now)
        if was_in and board.last_ts and board.last_slot:
            deliveries.repeat(db, channel, EDIT, board.last_slot, now)
        return was_in


def own_line(store: Store, team: str, user: str, channel: str, now: datetime) -> OwnLine | None:
    """One's own weeks, for oneself alone; None when there is no board."""
    with store.begin(team, write=False) as db:
        board = boards.get(db, channel)
        if board is None:
            return None
        today = _today(board, now)
        weeks = standings.kept(db, [user], board.season_start, today).get(user, 0)
        return OwnLine(user in boards.joined(db, channel), weeks, _week(board, today))


def queue_due(store: Store, now: datetime, limit: int = 500) -> int:
    """Enter every board whose post is due, and say when the next one is: one transaction."""
    with store.across() as db:
        due = boards.due_across(db, now, limit)
        deliveries.enter_across(
            db,
            [
                Entry(one.team, one.channel, KIND, slot_of(one.next_post_at, one.zone),
                      one.next_post_at)
                for one in due
                if one.next_post_at is not None
            ],
        )  # fmt: skip
        boards.advance_across(db, [(one.team, one.channel, _following(one, now)) for one in due])
    return len(due)


def _following(one: Board, now: datetime) -> datetime | None:
    if one.next_post_at is None:
        return None
    return following(
        one.next_post_at, now, weekday=one.weekday, minute=one.minute, zone=one.zone, every=1
    )


def compose(store: Store, delivery: Delivery, now: datetime) -> BoardView | None:
    """What the post shows; None where nothing may be posted: off, season over, too few people.

    It looks back on the days before the post: on a Monday, at whole weeks.
    """
    with store.begin(delivery.team, write=False) as db:
        board = boards.get(db, delivery.user)
        if board is None or board.mode == "off":
            return None
        through = _today(board, now) - DAY
        if through > _end(board):
            return None
        return _view(db, board, delivery.slot, through)


def _view(db: Db, board: Board, slot: str, through: date) -> BoardView | None:
    week = max(1, _week(board, min(through, _end(board))))
    standing = standings.of(db, board, through, week)
    return None if standing.missing else BoardView(board, standing, week, _end(board), slot)


@dataclass(frozen=True, slots=True)
class Edit:
    """What the last post becomes after somebody left; `view` is None where too few are left."""

    view: BoardView | None


def edited(store: Store, delivery: Delivery, now: datetime) -> Edit | None:
    """The last post without those who left since; None where there is no post.

    It keeps looking at the days before that post. The line of the team is left out, since from
    the two of them one could work out what the one who left had done.
    """
    with store.begin(delivery.team, write=False) as db:
        board = boards.get(db, delivery.user)
        if board is None or not board.last_ts:
            return None
        post = deliveries.find(db, board.channel, KIND, delivery.slot)
        view = _view(db, board, delivery.slot, _today(board, post.due_at if post else now) - DAY)
    if view is None or not isinstance(view.standing, Consistency):
        return Edit(view)
    return Edit(replace(view, standing=replace(view.standing, team_kept=None, team_of=None)))


def posted(db: Db, delivery: Delivery, ts: str) -> None:
    """Remember the post, which leaving has to edit."""
    boards.posted(db, delivery.user, ts, delivery.slot)


def doubtful(db: Db, delivery: Delivery, now: datetime) -> None:
    """A post that may or may not stand: its keeper gets a button, once for each post."""
    _tell_keeper(db, delivery, DOUBT, now)


def stop(db: Db, delivery: Delivery, now: datetime) -> None:
    """The channel is out of reach: post there no more, and tell the keeper what to do."""
    if boards.get(db, delivery.user) is not None:
        boards.stop(db, delivery.user)
        _tell_keeper(db, delivery, STOPPED, now)


def _tell_keeper(db: Db, delivery: Delivery, kind: str, now: datetime) -> None:
    board = boards.get(db, delivery.user)
    if board is not None:
        deliveries.enter(db, board.keeper, kind, f"{delivery.slot} {board.channel}", now)


def channel_of(store: Store, delivery: Delivery, now: datetime) -> str | None:
    """The channel that a message to a keeper is about."""
    return delivery.slot.partition(" ")[2] or None


def post_again(store: Store, team: str, user: str, channel: str, now: datetime) -> str | None:
    """The keeper's decision about the newest doubtful post; the delivery's id, or None.

    Raises NotAllowed for anybody but the keeper.
    """
    with store.begin(team) as db:
        board = boards.get(db, channel)
        if board is None or board.keeper != user:
            raise NotAllowed("not_keeper")
        doubtful_ones = [
            one for one in deliveries.of_user(db, channel, KIND) if one.state == "uncertain"
        ]
        if not doubtful_ones:
            return None
        return deliveries.reopen(db, channel, KIND, doubtful_ones[-1].slot, now)


def _today(board: Board, now: datetime) -> date:
    return local_day(now, board.zone)


def _week(board: Board, today: date) -> int:
    return (today - board.season_start).days // 7 + 1
