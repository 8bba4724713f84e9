"""Who looked at what somebody shares. Rows are added, never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.team_tables import ReceiptRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """One look: by whom, at what, when."""

    actor: str
    item: str
    at: datetime


def write(db: Db, now: datetime, *, owner: str, actor: str, item: str) -> None:
    """Add one."""
    db.session.add(
        ReceiptRow(team_id=db.team, id=new_id(), owner=owner, actor=actor, item=item, at=now)
    )


def of_owner(db: Db, owner: str, limit: int) -> tuple[Receipt, ...]:
    """The newest looks at what a person shares, the newest first."""
    found = db.session.exec(
        select(ReceiptRow)
        .where(ReceiptRow.team_id == db.team, ReceiptRow.owner == owner)
        .order_by(col(ReceiptRow.at).desc(), col(ReceiptRow.id))
        .limit(limit)
    )
    return tuple(Receipt(row.actor, row.item, row.at) for row in found)
