"""The weekly post of a board, from the sweep to the message that stands, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.services import audited, board_season, quest, standings
from bot.services.board_season import KIND
from bot.services.quest import QuestLine
from bot.services.slots import DAY, WEEK, following, local_day, slot_of
from bot.store import boards, deliveries, figures
from bot.store.boards import Board
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.figures import Figure
from scoring.improvement import Place
from scoring.sums import NOBODY, Shown, Users
from scoring.team import LEAST, Clubs, Consistency

EDIT, DOUBT, STOPPED = "board_edit", "board_doubt", "board_stopped"


@dataclass(frozen=True, slots=True)
class BoardView:
    """What a post shows. `week` of the season, 1 at its start; `season_end` is its last day;
    `through`: the last day that was looked at; `summary`: the season is over. `gains`: who gained
    over it, with names; None where nobody's gain is asked for. `figures` and `named`: what the
    channel learns by it, to be remembered once it stands."""

    board: Board
    standing: Consistency | Clubs
    week: int
    season_end: date
    slot: str
    through: date
    summary: bool = False
    gains: tuple[tuple[Place, str], ...] | None = None
    quest: QuestLine | None = None
    figures: tuple[Figure, ...] = ()
    named: Users = NOBODY


@dataclass(frozen=True, slots=True)
class Edit:
    """What a post becomes after somebody left; `view` is None where too few are left. `earlier`:
    it is not the last one, and only its names go."""

    view: BoardView | None
    earlier: bool = False


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
        moves = [(one.team, one.channel, following_post(one, now)) for one in due]
        boards.advance_across(db, moves)
    return len(due)


def following_post(one: Board, now: datetime) -> datetime | None:
    """The next post; none after the one that ends the season, or once its week has passed."""
    end = board_season.end(one)
    if one.next_post_at is None or local_day(one.next_post_at, one.zone) > end:
        return None
    at = following(
        one.next_post_at, now, weekday=one.weekday, minute=one.minute, zone=one.zone, every=1
    )
    return at if local_day(at, one.zone) <= end + WEEK else None


def compose(store: Store, delivery: Delivery, now: datetime) -> BoardView | None:
    """What the post shows; None where nothing may be posted: off, paused, season over, too few.

    It looks back on the days before the post: on a Monday, at whole weeks.
    """
    with store.begin(delivery.team, write=False) as db:
        return _composed(db, delivery, now)


def _composed(db: Db, delivery: Delivery, now: datetime) -> BoardView | None:
    board = boards.get(db, delivery.user)
    if board is None or board.closed_slot not in (None, delivery.slot):
        return None
    if board_season.paused(board, board_season.today(board, now)):
        return None
    return _view(db, board, delivery.slot, _through(board, delivery))


def _through(board: Board, delivery: Delivery) -> date:
    """The day before the post."""
    return local_day(delivery.due_at, board.zone) - DAY


def _view(db: Db, board: Board, slot: str, through: date) -> BoardView | None:
    end, board = board_season.end(board), replace(board, mode=standings.mode(db, board))
    early = through < board.season_start and board.mode != "score"
    if board.mode == "off" or through >= end + WEEK or early:
        return None
    until, summary = min(through, end), through >= end
    week = max(1, board_season.week(board, until))
    stand = standings.of(db, board, until, week, slot)
    goal = quest.line(db, board.channel, through + DAY, slot)
    if not _worth(db, board, stand, goal):
        return None
    gains = None
    if summary and board.mode == "improvement":
        gains = standings.gains(db, board, end, stand.here)
    parts = (stand.figure, goal.figure if goal else None)
    return BoardView(
        board, stand.public, week, end, slot, through, summary, gains, goal,
        tuple(one for one in parts if one is not None),
        stand.named | {place.gain.user for place, _ in gains or ()},
    )  # fmt: skip


def _worth(db: Db, board: Board, stand: standings.Stand, goal: QuestLine | None) -> bool:
    """Whether there is enough to be posted."""
    if goal is not None and goal.value is not None:
        return True
    if board.mode != "quest":
        return not stand.public.missing
    return stand.figure is not None or (
        goal is not None and len(boards.joined(db, board.channel)) >= LEAST
    )


def edited(store: Store, delivery: Delivery, now: datetime) -> Edit | None:
    """A post without those who left since; None where there is no post.

    The last one keeps looking at the days before it. Sums and counts are left out, since from the
    two of them one could work out what the one who left had done. An earlier one, whose season may
    be over, is not worked out anew: it loses its figures.
    """
    with store.begin(delivery.team, write=False) as db:
        board = boards.get(db, delivery.user)
        if board is None or not board.last_ts:
            return None
        if delivery.slot != board.last_slot:
            return Edit(None, earlier=True)
        post = deliveries.find(db, board.channel, KIND, delivery.slot)
        through = _through(board, post) if post else board_season.today(board, now) - DAY
        view = _view(db, board, delivery.slot, through)
    return Edit(_without_sums(view) if view else None)


def _without_sums(view: BoardView) -> BoardView:
    public = view.standing
    if isinstance(public, Clubs):
        return replace(view, standing=standings.without_counts(public), quest=None)
    public = replace(public, team_kept=None, team_of=None, tie=None)
    return replace(view, standing=public, quest=None)


def posted(db: Db, delivery: Delivery, view: BoardView, ts: str) -> None:
    """Remember the post, which leaving has to edit, and what the channel has learned by it. The
    one that sums the season up ends it."""
    channel = delivery.user
    boards.posted(db, channel, ts, delivery.slot)
    _learned(db, channel, view)
    if view.summary:
        boards.change(db, channel, closed_slot=delivery.slot, next_post_at=None)


def redrawn(db: Db, delivery: Delivery, edit: Edit) -> None:
    """An edit may name others than the post did: the channel has learned that too."""
    named = edit.view.named if edit.view is not None else NOBODY
    if edit.earlier:
        figures.stands_in(db, delivery.user, delivery.slot, NOBODY)
    else:
        _names(db, delivery.user, named, delivery.slot)


def take_out(db: Db, user: str | None, now: datetime, channel: str | None = None) -> None:
    """Promise that every post that names somebody is drawn anew by what may be shown now; with
    None every one that names anybody."""
    for place, slot in figures.posts_naming(db, user, channel):
        deliveries.repeat(db, place, EDIT, slot, now)


def _learned(db: Db, channel: str, view: BoardView) -> None:
    _names(db, channel, view.named, view.slot)
    for figure in view.figures:
        figures.put(db, channel, figure)


def _names(db: Db, channel: str, named: Users, slot: str) -> None:
    figures.named(db, channel, named)
    figures.put(db, channel, Figure(board_season.NAMED, slot, Shown(named), 0, 0))
    figures.stands_in(db, channel, slot, named)


def doubtful(db: Db, delivery: Delivery, now: datetime) -> None:
    """A post that may or may not stand: its keeper gets a button, once for each post. The channel
    counts as having read its sums."""
    view = _composed(db, delivery, now)
    if view is not None:
        _learned(db, delivery.user, view)
    _tell_keeper(db, delivery, DOUBT, now)


def stop(db: Db, delivery: Delivery, now: datetime) -> None:
    """The channel is out of reach: post there no more, and tell the keeper what to do."""
    if boards.get(db, delivery.user) is not None:
        boards.stop(db, delivery.user)
        _tell_keeper(db, delivery, STOPPED, now)


def _tell_keeper(db: Db, delivery: Delivery, kind: str, now: datetime) -> None:
    board = boards.get(db, delivery.user)
    if board is not None and board.keeper_gone_at is None:
        deliveries.enter(db, board.keeper, kind, f"{delivery.slot} {board.channel}", now)


def channel_of(store: Store, delivery: Delivery, now: datetime) -> str | None:
    """The channel that a message to a keeper is about."""
    return delivery.slot.partition(" ")[2] or None


def post_again(store: Store, team: str, user: str, channel: str, now: datetime) -> str | None:
    """The keeper's decision about the newest doubtful post; the delivery's id, or None.

    Raises NotAllowed for anybody but the keeper.
    """
    with audited.act(
        store, team, actor=user, action="board post again", whom=channel, now=now
    ) as db:
        board_season.kept_by(db, user, channel)
        doubtful_ones = [
            one for one in deliveries.of_user(db, channel, KIND) if one.state == "uncertain"
        ]
        if not doubtful_ones:
            return None
        return deliveries.reopen(db, channel, KIND, doubtful_ones[-1].slot, now)


def post_now(store: Store, team: str, user: str, channel: str, now: datetime) -> str | None:
    """Post this week's board now, in place of its time; the delivery's id. None where there is
    nothing to post yet, or this week has its post. Raises NotAllowed for anybody but the keeper."""
    with audited.act(store, team, actor=user, action="board post", whom=channel, now=now) as db:
        board = board_season.kept_by(db, user, channel)
        slot, today = slot_of(now, board.zone), board_season.today(board, now)
        through = today - DAY
        there = deliveries.find(db, channel, KIND, slot) is not None
        resting = board.next_post_at is None or board_season.paused(board, today)
        if there or resting or _view(db, board, slot, through) is None:
            return None
        deliveries.enter(db, channel, KIND, slot, now)
        last = through >= board_season.end(board)
        at = None if last else board_season.next_post(db, board, now, but=slot)
        boards.change(db, channel, next_post_at=at)
        row = deliveries.find(db, channel, KIND, slot)
    return row.id if row else None
