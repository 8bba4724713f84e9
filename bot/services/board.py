"""A channel's board: set up by its keeper, joined by name, posted once a week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import NotAllowed
from bot.services.slots import following, next_instant, slot_of
from bot.store import activity, audit, boards, deliveries, members, readings, tips
from bot.store.boards import Board
from bot.store.deliveries import Delivery, Entry
from bot.store.engine import Db, Store
from bot.store.members import Member
from scoring import team as scores
from scoring.readings import history
from scoring.team import Clubs, Consistency, Standing

KIND, EDIT, DOUBT = "board", "board_edit", "board_doubt"
FRESH = 14
"""Days for which a reading stands on a board."""
ACTIVE_DAYS = 2
"""Active days, by a member's files, that keep a week without a tip."""


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
        today = now.astimezone(ZoneInfo(member.zone)).date()
        monday = today - timedelta(days=today.weekday())
        audit.write(db, now, actor=user, action=f"board {mode}", whom=channel, result="ok")
        return boards.put(
            db,
            channel,
            keeper=user,
            mode=mode,
            weekday=weekday,
            minute=minute,
            zone=member.zone,
            season_start=known.season_start if known else monday,
            season_weeks=season_weeks,
            next_post_at=None
            if mode == "off"
            else _next(db, channel, weekday, minute, member.zone, now),
            now=now,
        )


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
        weeks = _kept(db, [user], board.season_start, today).get(user, 0)
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
    """What the post shows; None where nothing may be posted: off, season over, too few people."""
    with store.begin(delivery.team, write=False) as db:
        board = boards.get(db, delivery.user)
        if board is None or board.mode == "off":
            return None
        today = _today(board, now)
        week = _week(board, today)
        if week > board.season_weeks:
            return None
        standing = _standing(db, board, today, week)
    if standing.missing:
        return None
    end = board.season_start + timedelta(weeks=board.season_weeks, days=-1)
    return BoardView(board, standing, week, end, delivery.slot)


@dataclass(frozen=True, slots=True)
class Edit:
    """What the last post becomes after somebody left; `view` is None where too few are left."""

    view: BoardView | None


def edited(store: Store, delivery: Delivery, now: datetime) -> Edit | None:
    """The last post without those who left since; None where there is no post."""
    board = get(store, delivery.team, delivery.user)
    if board is None or not board.last_ts:
        return None
    return Edit(compose(store, delivery, now))


def posted(store: Store, delivery: Delivery, ts: str) -> None:
    """Remember the post, which leaving has to edit."""
    with store.begin(delivery.team) as db:
        boards.posted(db, delivery.user, ts, delivery.slot)


def doubtful(store: Store, delivery: Delivery, now: datetime) -> None:
    """A post that may or may not stand: its keeper gets a button, once for each post."""
    with store.begin(delivery.team) as db:
        board = boards.get(db, delivery.user)
        if board is not None:
            slot = f"{delivery.slot} {board.channel}"
            deliveries.enter(db, board.keeper, DOUBT, slot, now)


def post_again(store: Store, team: str, user: str, channel: str) -> str | None:
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
        return deliveries.reopen(db, channel, KIND, doubtful_ones[-1].slot)


def _standing(db: Db, board: Board, today: date, week: int) -> Consistency | Clubs:
    joined = members.named(db, boards.joined(db, board.channel))
    people = [one for one in joined.values() if not one.deleted]
    if board.mode == "score":
        return scores.clubs(_totals(db, people, today))
    kept = _kept(db, [one.user for one in people], board.season_start, today)
    return scores.consistency(
        [Standing(one.user, one.name, kept.get(one.user, 0)) for one in people], week
    )


def _totals(db: Db, people: list[Member], today: date) -> list[tuple[str, int]]:
    found = []
    for one in people:
        given = history([entry.reading for entry in readings.all_of(db, one.user)], today)
        if given and (today - given[-1].day).days <= FRESH:
            found.append((one.name, given[-1].total))
    return found


def _kept(db: Db, users: list[str], since: date, until: date) -> dict[str, int]:
    """Weeks with a tip done, or with two active days by the member's files."""
    done = tips.kept_weeks(db, users, since, until)
    weeks: dict[str, int] = {}
    for user in users:
        days = activity.of(db, user).amounts.get("active.day", {})
        busy: dict[str, int] = {}
        for day in days:
            if since <= day <= until:
                slot = day.strftime("%G-W%V")
                busy[slot] = busy.get(slot, 0) + 1
        acted = {slot for slot, count in busy.items() if count >= ACTIVE_DAYS}
        weeks[user] = len(acted | done.get(user, frozenset()))
    return weeks


def _today(board: Board, now: datetime) -> date:
    return now.astimezone(ZoneInfo(board.zone)).date()


def _week(board: Board, today: date) -> int:
    return (today - board.season_start).days // 7 + 1
