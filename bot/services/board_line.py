"""A board as one person may see it: its state, what they may do there, and their own line."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.services import board_keeping, board_season, quest, standings
from bot.services.board_season import KIND
from bot.services.quest import QuestLine
from bot.services.slots import DAY, local_day
from bot.store import boards, deliveries, figures, members, readings
from bot.store.boards import Board
from bot.store.engine import Db, Store
from scoring import fresh
from scoring.team import Standing, club_of


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One's own weeks: kept `weeks` of `of` so far. `above`: names of those on the next place, and
    `ahead` the weeks between, where the last post names them. `club` and `fresh`: of one's own
    reading, on a board of scores; `hidden`: without its number. `agreed`: one joined for what the
    board shows now."""

    joined: bool
    weeks: int
    of: int
    mode: str = "consistency"
    above: tuple[str, ...] = ()
    ahead: int = 0
    club: int | None = None
    fresh: bool = False
    hidden: bool = False
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """A board as one person may see it. `names` and `fresh` (who has something to show) are for the
    keeper alone; `may_take_over` and `from_day`: the board has no keeper, and from when on who
    joined may keep it."""

    board: Board
    joined: int
    mine: bool
    agreed: bool
    keeper: bool
    over: bool
    names: tuple[str, ...] = ()
    fresh: int = 0
    reminded: bool = False
    may_take_over: bool = False
    from_day: date | None = None
    quest: QuestLine | None = None


def status(
    store: Store, team: str, user: str, channel: str, *, coach_admin: bool, now: datetime
) -> Status | None:
    """The board of a channel for one person; None when there is none."""
    with store.begin(team, write=False) as db:
        known = boards.get(db, channel)
        if known is None:
            return None
        board = replace(known, mode=standings.mode(db, known))
        agreed = boards.agreed(db, channel)
        day = board_season.today(board, now)
        if not board_season.paused(board, day):
            board = replace(board, paused_until=None)
        member = members.get(db, user)
        keeps, mine = known.keeper == user, user in agreed
        may_keep = member is not None and not member.guest and not keeps
        gone = known.keeper_gone_at
        state = Status(
            board=board,
            joined=len(agreed),
            mine=mine,
            agreed=agreed.get(user) in standings.AGREED.get(board.mode, ()),
            keeper=keeps,
            over=board_season.over(known, day),
            may_take_over=may_keep
            and (coach_admin or (mine and board_keeping.orphaned(known, now))),
            from_day=local_day(gone + board_keeping.ORPHANED, board.zone)
            if gone and mine and may_keep
            else None,
            quest=quest.shown(db, channel, day),
        )
        if not keeps:
            return state
        return replace(
            state,
            names=tuple(sorted(one.name for one in members.named(db, list(agreed)).values())),
            fresh=_stand(db, board, day - DAY).eligible,
            reminded=board_keeping.reminded(db, known),
        )


def own_line(store: Store, team: str, user: str, channel: str, now: datetime) -> OwnLine | None:
    """One's own weeks, for oneself alone; None when there is no board.

    Who stands above is told by the last post, and only where that post names them: weeks that were
    kept since are theirs to show.
    """
    with store.begin(team, write=False) as db:
        known = boards.get(db, channel)
        if known is None:
            return None
        board = replace(known, mode=standings.mode(db, known))
        today = board_season.today(board, now)
        until = min(today, board_season.end(board))
        weeks = standings.kept(db, [user], board.season_start, until)[user]
        week = max(1, board_season.week(board, until))
        said = boards.agreed(db, channel).get(user)
        fits = said in standings.AGREED.get(board.mode, ())
        line = OwnLine(said is not None, weeks, week, board.mode, agreed=fits)
        if not fits:
            return line
        if board.mode == "score":
            return _club(db, line, user, today)
        above, ahead = _above(db, board, user)
        return replace(line, above=above, ahead=ahead)


def _stand(db: Db, board: Board, through: date) -> standings.Stand:
    until = min(through, board_season.end(board))
    return standings.of(db, board, until, max(1, board_season.week(board, until)))


def _above(db: Db, board: Board, user: str) -> tuple[tuple[str, ...], int]:
    """Who stood one place higher in the last post, if it names them, and by how many weeks."""
    post = deliveries.find(db, board.channel, KIND, board.last_slot) if board.last_slot else None
    public = figures.get(db, board.channel, board_season.NAMED)
    if post is None or public is None:
        return (), 0
    through = local_day(post.due_at, board.zone) - DAY
    if through < board.season_start:
        return (), 0
    stand = _stand(db, board, through)
    own = stand.weeks.get(user, 0)
    higher = [weeks for weeks in stand.weeks.values() if weeks > own]
    rows: tuple[Standing, ...] = getattr(stand.public, "rows", ())
    level = min(higher, default=own)
    here = [one for one in rows if one.weeks == level and level > own]
    # Files that came since may tell of weeks before the post, which it did not show.
    if not here or any(one.user not in public.shown.people for one in here):
        return (), 0
    return tuple(one.name for one in here), level - own


def _club(db: Db, line: OwnLine, user: str, today: date) -> OwnLine:
    member = members.required(db, user)
    given = readings.since(db, [user], today - standings.LOOK_BACK).get(user, ())
    last = fresh.newest(given, today)
    if last is None:
        return replace(line, hidden=member.hidden)
    return replace(line, fresh=True, club=club_of(last.total), hidden=member.hidden)
