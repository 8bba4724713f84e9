"""Boards of channels, and who takes part in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table
from sqlmodel import col, select

from bot.store import bulk, grants
from bot.store.engine import Db
from bot.store.tables import BoardRow, SeatRow

_TABLE: Table = BoardRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one channel. `weekday`: 0 is Monday; `minute`: of the local day in `zone`;
    `last_ts` and `last_slot`: the newest post and its ISO week; `paused_until`: the day on which it
    goes on; `closed_slot`: the week of the season's summary; `keeper_gone_at`: since when the
    keeper's account is off."""

    team: str
    channel: str
    keeper: str
    mode: str
    weekday: int
    minute: int
    zone: str
    season_start: date
    season_weeks: int
    next_post_at: datetime | None
    last_ts: str | None
    last_slot: str | None
    paused_until: date | None = None
    closed_slot: str | None = None
    keeper_gone_at: datetime | None = None


def get(db: Db, channel: str) -> Board | None:
    """The board of a channel, or None."""
    row = db.session.get(BoardRow, (db.team, channel))
    return _value(row) if row else None


def put(
    db: Db,
    channel: str,
    *,
    keeper: str,
    mode: str,
    weekday: int,
    minute: int,
    zone: str,
    season_start: date,
    season_weeks: int,
    next_post_at: datetime | None,
    now: datetime,
) -> Board:
    """Set a board up, or change it; what was posted stays known."""
    row = db.session.get(BoardRow, (db.team, channel))
    if row is None:
        row = BoardRow(
            team_id=db.team, channel_id=channel, keeper=keeper, mode=mode, weekday=weekday,
            minute=minute, zone=zone, season_start=season_start, season_weeks=season_weeks,
            created_at=now,
        )  # fmt: skip
    row.keeper, row.mode, row.weekday, row.minute, row.zone = keeper, mode, weekday, minute, zone
    row.season_start, row.season_weeks, row.next_post_at = season_start, season_weeks, next_post_at
    db.session.add(row)
    db.session.flush()
    return _value(row)


def change(db: Db, channel: str, **values: object) -> Board:
    """Set fields of a board that is there, by their names."""
    row = db.session.get_one(BoardRow, (db.team, channel))
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    return _value(row)


def all_of(db: Db) -> tuple[Board, ...]:
    """Every board of the workspace, by channel."""
    found = db.session.exec(
        select(BoardRow).where(BoardRow.team_id == db.team).order_by(col(BoardRow.channel_id))
    )
    return tuple(_value(row) for row in found)


def stop(db: Db, channel: str) -> None:
    """Post no more to a channel."""
    change(db, channel, next_post_at=None)


def posted(db: Db, channel: str, ts: str, slot: str) -> None:
    """Remember the newest post, which leaving has to edit."""
    change(db, channel, last_ts=ts, last_slot=slot)


def joined(db: Db, channel: str) -> tuple[str, ...]:
    """Who takes part, in the order of joining."""
    found = db.session.exec(
        select(SeatRow.user_id)
        .where(
            SeatRow.team_id == db.team,
            SeatRow.channel_id == channel,
            col(SeatRow.left_at).is_(None),
        )
        .order_by(col(SeatRow.joined_at), col(SeatRow.user_id))
    )
    return tuple(found)


def agreed(db: Db, channel: str) -> Mapping[str, str]:
    """Who takes part, with the mode that the board had when they said so."""
    found = db.session.exec(
        select(SeatRow.user_id, SeatRow.agreed).where(
            SeatRow.team_id == db.team,
            SeatRow.channel_id == channel,
            col(SeatRow.left_at).is_(None),
        )
    )
    return {row[0]: row[1] for row in found}


def join(db: Db, channel: str, user: str, mode: str, now: datetime) -> bool:
    """Take part in a board of this mode; False when one did already."""
    row = db.session.get(SeatRow, (db.team, channel, user))
    if row is not None and row.left_at is None and row.agreed == mode:
        return False
    if row is None:
        row = SeatRow(team_id=db.team, channel_id=channel, user_id=user, joined_at=now)
    row.joined_at, row.left_at, row.agreed = now, None, mode
    db.session.add(row)
    db.session.flush()
    return True


def leave(db: Db, channel: str, user: str, now: datetime) -> bool:
    """Take part no more, and show nothing to its managers; False when one did not."""
    row = db.session.get(SeatRow, (db.team, channel, user))
    if row is None or row.left_at is not None:
        return False
    row.left_at = now
    db.session.add(row)
    grants.end_of_owner(db, user, channel, now)
    db.session.flush()
    return True


def takes_part(db: Db, channel: str, user: str) -> bool:
    """Whether somebody takes part in a board."""
    row = db.session.get(SeatRow, (db.team, channel, user))
    return row is not None and row.left_at is None


def kept_by(db: Db, user: str) -> tuple[str, ...]:
    """The channels of the boards that a person keeps."""
    return tuple(one.channel for one in all_of(db) if one.keeper == user)


def boards_of(db: Db, user: str) -> tuple[str, ...]:
    """The channels of the boards in which a person takes part."""
    found = db.session.exec(
        select(SeatRow.channel_id).where(
            SeatRow.team_id == db.team, SeatRow.user_id == user, col(SeatRow.left_at).is_(None)
        )
    )
    return tuple(found)


def due_across(db: Db, now: datetime, limit: int) -> list[Board]:
    """Boards of any workspace whose post is due, locked until the transaction ends."""
    query = (
        select(BoardRow)
        .where(col(BoardRow.next_post_at) <= now)
        .order_by(col(BoardRow.next_post_at))
        .limit(limit)
    )
    if db.postgres:
        query = query.with_for_update(skip_locked=True)
    return [_value(row) for row in db.session.exec(query)]


def advance_across(db: Db, rows: Sequence[tuple[str, str, datetime | None]]) -> None:
    """Set when each (team, channel) posts next."""
    given = [(at, team, channel) for team, channel, at in rows]
    bulk.update(db, _TABLE, "next_post_at", ("team_id", "channel_id"), given)


def _value(row: BoardRow) -> Board:
    return Board(
        team=row.team_id,
        channel=row.channel_id,
        keeper=row.keeper,
        mode=row.mode,
        weekday=row.weekday,
        minute=row.minute,
        zone=row.zone,
        season_start=row.season_start,
        season_weeks=row.season_weeks,
        next_post_at=row.next_post_at,
        last_ts=row.last_ts,
        last_slot=row.last_slot,
        paused_until=row.paused_until,
        closed_slot=row.closed_slot,
        keeper_gone_at=row.keeper_gone_at,
    )
