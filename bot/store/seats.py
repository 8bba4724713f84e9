"""Whose seat of Sales Navigator is whose, by its owner's word, and what reports brought them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func
from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.tables import ReadingRow
from bot.store.upload_tables import LevelRow, SalesSeatRow, SourceRow, UploadRow

ASKED, CONFIRMED = "asked", "confirmed"


@dataclass(frozen=True, slots=True)
class StoredSeat:
    """A seat. `kind`: email or seat; `state`: asked or confirmed; `asked_by`: the coach admin who
    asked, empty for one's own word."""

    id: str
    user: str
    kind: str
    value: str
    state: str
    asked_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Brought:
    """What an upload of somebody else brought a member: its id, when, up to which day, and how
    many readings."""

    upload: str
    at: datetime
    through: date
    readings: int


def get(db: Db, id: str) -> StoredSeat | None:
    """A seat by id."""
    row = db.session.get(SalesSeatRow, (db.team, id))
    return _value(row) if row else None


def of(db: Db, user: str) -> tuple[StoredSeat, ...]:
    """The seats of a member, and what they were asked, oldest first."""
    return _found(db, SalesSeatRow.user_id == user)


def everyone(db: Db) -> tuple[StoredSeat, ...]:
    """The seats of everybody in the workspace, oldest first."""
    return _found(db)


def holder(db: Db, kind: str, value: str) -> StoredSeat | None:
    """Who has confirmed a seat, if anybody has."""
    found = _found(
        db,
        SalesSeatRow.kind == kind,
        SalesSeatRow.value == value,
        SalesSeatRow.state == CONFIRMED,
    )
    return found[0] if found else None


def put(
    db: Db, user: str, kind: str, value: str, *, state: str, asked_by: str, now: datetime
) -> StoredSeat:
    """Keep a seat, or a question about one, in the place of an earlier one of that kind."""
    db.session.execute(
        delete(SalesSeatRow).where(
            col(SalesSeatRow.team_id) == db.team,
            col(SalesSeatRow.user_id) == user,
            col(SalesSeatRow.kind) == kind,
            col(SalesSeatRow.state) == state,
        )
    )
    row = SalesSeatRow(
        team_id=db.team, id=new_id(), user_id=user, kind=kind, value=value, state=state,
        asked_by=asked_by, at=now,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return _value(row)


def drop(db: Db, ids: Sequence[str]) -> None:
    """Forget seats and questions."""
    db.session.execute(
        delete(SalesSeatRow).where(
            col(SalesSeatRow.team_id) == db.team, col(SalesSeatRow.id).in_(ids)
        )
    )


def forget_questions_across(db: Db, before: datetime) -> None:
    """Forget questions that nobody answered."""
    db.session.execute(
        delete(SalesSeatRow).where(col(SalesSeatRow.state) == ASKED, col(SalesSeatRow.at) < before)
    )


def confirmed_since(db: Db, moment: datetime) -> bool:
    """Whether somebody confirmed a seat after a moment."""
    return bool(_found(db, SalesSeatRow.state == CONFIRMED, SalesSeatRow.at > moment))


def brought(db: Db, user: str) -> tuple[Brought, ...]:
    """What uploads of others brought a member, newest first."""
    read = {
        upload: (many, newest)
        for upload, many, newest in db.session.exec(
            select(ReadingRow.upload_id, func.count(), func.max(ReadingRow.day))
            .where(ReadingRow.team_id == db.team, ReadingRow.user_id == user)
            .group_by(col(ReadingRow.upload_id))
        )
    }
    ends = dict(
        db.session.exec(
            select(SourceRow.upload_id, func.max(SourceRow.as_of))
            .where(SourceRow.team_id == db.team, SourceRow.user_id == user)
            .group_by(col(SourceRow.upload_id))
        ).all()
    )
    uploads = db.session.exec(
        select(UploadRow)
        .where(
            UploadRow.team_id == db.team,
            UploadRow.user_id != user,
            col(UploadRow.id).in_([id for id in {*read, *ends} if id]),
        )
        .order_by(col(UploadRow.created_at).desc())
    )
    made = []
    for row in uploads:
        many, newest = read.get(row.id, (0, None))
        last = max(day for day in (ends.get(row.id), newest) if day)
        made.append(Brought(row.id, row.created_at, last, many))
    return tuple(made)


def take_back(db: Db, user: str, upload: str | None = None) -> None:
    """Erase what one upload of somebody else (or all of them) brought a member."""
    others = select(UploadRow.id).where(UploadRow.team_id == db.team, UploadRow.user_id != user)
    if upload is not None:
        others = others.where(UploadRow.id == upload)
    for table in (SourceRow, LevelRow, ReadingRow):
        db.session.execute(
            delete(table)
            .where(
                col(table.team_id) == db.team,
                col(table.user_id) == user,
                col(table.upload_id).in_(others),
            )
            .execution_options(synchronize_session=False)
        )


def _found(db: Db, *which: bool) -> tuple[StoredSeat, ...]:
    rows = db.session.exec(
        select(SalesSeatRow)
        .where(SalesSeatRow.team_id == db.team, *which)
        .order_by(col(SalesSeatRow.at), col(SalesSeatRow.id))
    )
    return tuple(_value(row) for row in rows)


def _value(row: SalesSeatRow) -> StoredSeat:
    return StoredSeat(row.id, row.user_id, row.kind, row.value, row.state, row.asked_by, row.at)
