"""Goals of whole teams, and what each member brought, which only they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.team_tables import QuestRow, QuestShareRow


@dataclass(frozen=True, slots=True)
class Quest:
    """A goal of a channel's board: `target` of `what` in all, from the day `first` to `last`."""

    id: str
    channel: str
    what: str
    target: int
    first: date
    last: date
    ended_at: datetime | None


def begin(db: Db, channel: str, *, what: str, target: int, first: date, last: date) -> Quest:
    """Keep a new goal."""
    row = QuestRow(
        team_id=db.team, id=new_id(), channel_id=channel, what=what, target=target,
        first=first, last=last,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return _value(row)


def get(db: Db, id: str) -> Quest | None:
    """A goal by its id, or None."""
    row = db.session.get(QuestRow, (db.team, id))
    return _value(row) if row else None


def newest(db: Db, channel: str) -> Quest | None:
    """The goal of a channel that began last and was not ended, over or not; or None."""
    row = db.session.exec(
        select(QuestRow)
        .where(
            QuestRow.team_id == db.team,
            QuestRow.channel_id == channel,
            col(QuestRow.ended_at).is_(None),
        )
        .order_by(col(QuestRow.first).desc(), col(QuestRow.id))
    ).first()
    return _value(row) if row else None


def end(db: Db, id: str, now: datetime) -> None:
    """End a goal."""
    row = db.session.get_one(QuestRow, (db.team, id))
    row.ended_at = now
    db.session.add(row)
    db.session.flush()


def bring(db: Db, id: str, user: str, amount: int) -> None:
    """Set what a member brought in all."""
    db.session.merge(QuestShareRow(team_id=db.team, quest_id=id, user_id=user, amount=amount))
    db.session.flush()


def brought(db: Db, id: str, user: str) -> int:
    """What a member brought, for that member alone."""
    row = db.session.get(QuestShareRow, (db.team, id, user))
    return row.amount if row else 0


def shares(db: Db, id: str) -> Mapping[str, int]:
    """What everybody brought, for sums alone."""
    found = db.session.exec(
        select(QuestShareRow).where(QuestShareRow.team_id == db.team, QuestShareRow.quest_id == id)
    )
    return {row.user_id: row.amount for row in found}


def _value(row: QuestRow) -> Quest:
    return Quest(row.id, row.channel_id, row.what, row.target, row.first, row.last, row.ended_at)
