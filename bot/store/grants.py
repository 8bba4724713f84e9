"""What members let a manager see, and what managers asked for.

A grant holds only as long as both sides are what they were when it was made: its owner has joined
the board since before, and its reader has been a manager of it since before. So leaving a board and
removing a manager end it even where nobody says so, and coming back starts with nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.store.engine import Db, new_id
from bot.store.tables import MemberRow, SeatRow
from bot.store.team_tables import GrantRow, ManagerRow

ASKED, GRANTED, DECLINED, ENDED = "asked", "granted", "declined", "ended"


@dataclass(frozen=True, slots=True)
class Grant:
    """`item`: pack, readings or weeks; `state`: asked, granted, declined or ended."""

    id: str
    owner: str
    reader: str
    channel: str
    item: str
    state: str
    asked_at: datetime | None
    granted_at: datetime | None


def get(db: Db, id: str) -> Grant | None:
    """A grant by id, whether it holds or not."""
    row = db.session.get(GrantRow, (db.team, id))
    return _value(row) if row else None


def declined(db: Db, owner: str, reader: str, channel: str, item: str) -> bool:
    """Whether a manager has had a no to this question since they were named."""
    found = db.session.exec(
        select(GrantRow.id)
        .join(
            ManagerRow,
            (col(ManagerRow.team_id) == col(GrantRow.team_id))
            & (col(ManagerRow.channel_id) == col(GrantRow.channel_id))
            & (col(ManagerRow.user_id) == col(GrantRow.reader)),
        )
        .where(
            GrantRow.team_id == db.team,
            GrantRow.owner == owner,
            GrantRow.reader == reader,
            GrantRow.channel_id == channel,
            GrantRow.item == item,
            GrantRow.state == DECLINED,
            col(GrantRow.asked_at) >= col(ManagerRow.named_at),
        )
    )
    return found.first() is not None


def of_owner(db: Db, owner: str) -> tuple[Grant, ...]:
    """What holds of a member: granted, or asked and not answered; oldest first."""
    return _found(db, _holding(db).where(GrantRow.owner == owner))


def owners(db: Db, reader: str, channel: str, items: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who grants any of these items to a manager of one board: ids and names, by name."""
    query = _holds(db, columns(col(MemberRow.user_id), col(MemberRow.name)).select_from(GrantRow))
    found = db.session.execute(
        query.where(
            col(GrantRow.reader) == reader,
            col(GrantRow.channel_id) == channel,
            col(GrantRow.state) == GRANTED,
            col(GrantRow.item).in_(items),
        ).distinct()
    )
    people = [(user, name) for user, name in found]
    return tuple(sorted(people, key=lambda one: (one[1].casefold(), one[0])))


def of_reader(db: Db, reader: str, channel: str, owners: Sequence[str]) -> tuple[Grant, ...]:
    """What holds of these people for a manager of one board; oldest first."""
    return _found(
        db,
        _holding(db).where(
            GrantRow.reader == reader,
            GrantRow.channel_id == channel,
            col(GrantRow.owner).in_(owners),
        ),
    )


def between(db: Db, owner: str, reader: str, channel: str) -> tuple[Grant, ...]:
    """What holds between two people of a board; oldest first."""
    return of_reader(db, reader, channel, [owner])


def ask(db: Db, owner: str, reader: str, channel: str, item: str, now: datetime) -> Grant:
    """Keep a manager's question."""
    row = GrantRow(
        team_id=db.team, id=new_id(), owner=owner, reader=reader, channel_id=channel, item=item,
        state=ASKED, asked_at=now,
    )  # fmt: skip
    return _kept(db, row)


def grant(db: Db, owner: str, reader: str, channel: str, item: str, now: datetime) -> Grant:
    """Keep a grant that nobody asked for."""
    row = GrantRow(
        team_id=db.team, id=new_id(), owner=owner, reader=reader, channel_id=channel, item=item,
        state=GRANTED, granted_at=now,
    )  # fmt: skip
    return _kept(db, row)


def answer(db: Db, id: str, yes: bool, now: datetime) -> Grant:
    """Keep a yes or a no to a question."""
    row = db.session.get_one(GrantRow, (db.team, id))
    row.state = GRANTED if yes else DECLINED
    row.granted_at = now if yes else None
    row.ended_at = None if yes else now
    return _kept(db, row)


def end(db: Db, id: str, now: datetime) -> Grant:
    """A grant ends."""
    row = db.session.get_one(GrantRow, (db.team, id))
    row.state, row.ended_at = ENDED, now
    return _kept(db, row)


def end_of_reader(db: Db, reader: str, channel: str, now: datetime) -> None:
    """All that a manager of a board was granted, and all that they asked for, ends."""
    _end(db, channel, now, GrantRow.reader == reader)


def end_of_owner(db: Db, owner: str, channel: str, now: datetime) -> None:
    """All that a member of a board granted there, and all that they were asked for, ends."""
    _end(db, channel, now, GrantRow.owner == owner)


def _end(db: Db, channel: str, now: datetime, whose: bool) -> None:
    found = db.session.exec(
        select(GrantRow).where(
            GrantRow.team_id == db.team,
            GrantRow.channel_id == channel,
            whose,
            col(GrantRow.state).in_((ASKED, GRANTED)),
        )
    )
    for row in found.all():
        row.state, row.ended_at = ENDED, now
        db.session.add(row)
    db.session.flush()


def _holding(db: Db) -> SelectOfScalar[GrantRow]:
    query: SelectOfScalar[GrantRow] = _holds(db, select(GrantRow))
    return query


def _holds(db: Db, query: Any) -> Any:
    """A query of grants, narrowed to those that hold."""
    return (
        query.join(
            ManagerRow,
            (col(ManagerRow.team_id) == col(GrantRow.team_id))
            & (col(ManagerRow.channel_id) == col(GrantRow.channel_id))
            & (col(ManagerRow.user_id) == col(GrantRow.reader)),
        )
        .join(
            SeatRow,
            (col(SeatRow.team_id) == col(GrantRow.team_id))
            & (col(SeatRow.channel_id) == col(GrantRow.channel_id))
            & (col(SeatRow.user_id) == col(GrantRow.owner)),
        )
        .join(
            MemberRow,
            (col(MemberRow.team_id) == col(GrantRow.team_id))
            & (col(MemberRow.user_id) == col(GrantRow.owner)),
        )
        .where(
            GrantRow.team_id == db.team,
            col(SeatRow.left_at).is_(None),
            col(MemberRow.deleted).is_(False),
            (
                (col(GrantRow.state) == GRANTED)
                & (col(GrantRow.granted_at) >= col(ManagerRow.named_at))
                & (col(GrantRow.granted_at) >= col(SeatRow.joined_at))
            )
            | (
                (col(GrantRow.state) == ASKED)
                & (col(GrantRow.asked_at) >= col(ManagerRow.named_at))
                & (col(GrantRow.asked_at) >= col(SeatRow.joined_at))
            ),
        )
    )


def _found(db: Db, query: SelectOfScalar[GrantRow]) -> tuple[Grant, ...]:
    found = [_value(row) for row in db.session.exec(query)]
    return tuple(sorted(found, key=lambda one: (one.granted_at or one.asked_at, one.item, one.id)))


def _kept(db: Db, row: GrantRow) -> Grant:
    db.session.add(row)
    db.session.flush()
    return _value(row)


def _value(row: GrantRow) -> Grant:
    return Grant(
        row.id, row.owner, row.reader, row.channel_id, row.item, row.state, row.asked_at,
        row.granted_at,
    )  # fmt: skip
