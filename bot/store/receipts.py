"""Who looked at what somebody shares. Rows are added, never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from bot.store.engine import Db, new_id
from bot.store.team_tables import ReceiptRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """`actor` looked at `item` of its owner: team (the team's page, with the owner's name on it),
    file, or pack, readings and weeks, parted by blanks."""

    actor: str
    item: str
    at: datetime


FILE = "file"
ONE_LOOK = timedelta(minutes=1)
"""A look again within so long, as by a double click, is the same look."""


def write(db: Db, now: datetime, *, owner: str, actor: str, item: str) -> None:
    """Add one; of files each one."""
    just = (
        select(ReceiptRow.id)
        .where(
            ReceiptRow.team_id == db.team,
            ReceiptRow.owner == owner,
            ReceiptRow.actor == actor,
            ReceiptRow.item == item,
            ReceiptRow.at > now - ONE_LOOK,
        )
        .limit(1)
    )
    if item != FILE and db.session.exec(just).first() is not None:
        return
    db.session.add(
        ReceiptRow(team_id=db.team, id=new_id(), owner=owner, actor=actor, item=item, at=now)
    )


def owners(db: Db, actor: str, item: str, at: datetime) -> frozenset[str]:
    """Whose things somebody looked at in one go."""
    found = db.session.exec(
        select(ReceiptRow.owner).where(
            ReceiptRow.team_id == db.team,
            ReceiptRow.actor == actor,
            ReceiptRow.item == item,
            ReceiptRow.at == at,
        )
    )
    return frozenset(found)


def of_owner(db: Db, owner: str, limit: int) -> tuple[Receipt, ...]:
    """The newest of a member, newest first."""
    found = db.session.exec(
        select(ReceiptRow)
        .where(ReceiptRow.team_id == db.team, ReceiptRow.owner == owner)
        .order_by(col(ReceiptRow.at).desc(), col(ReceiptRow.id))
        .limit(limit)
    )
    return tuple(Receipt(row.actor, row.item, row.at) for row in found)
