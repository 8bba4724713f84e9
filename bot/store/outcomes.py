"""What members count each week, for nobody but themselves."""

from datetime import date

from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.tables import OutcomeRow
from scoring.outcome import Count


def put(db: Db, user: str, count: Count) -> None:
    """Keep the count of a week, in place of a former one."""
    row = OutcomeRow(team_id=db.team, user_id=user, monday=count.monday, count=count.count)
    db.session.merge(row)
    db.session.flush()


def remove(db: Db, user: str, monday: date) -> None:
    """Forget the count of a week; nothing happens where there is none."""
    row = db.session.get(OutcomeRow, (db.team, user, monday))
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def of(db: Db, user: str) -> tuple[Count, ...]:
    """All counts of a member, oldest first."""
    found = db.session.exec(
        select(OutcomeRow)
        .where(OutcomeRow.team_id == db.team, OutcomeRow.user_id == user)
        .order_by(col(OutcomeRow.monday))
    )
    return tuple(Count(row.monday, row.count) for row in found)
