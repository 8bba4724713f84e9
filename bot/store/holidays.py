"""Days on which nobody in a workspace is written to."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete
from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.weekly_tables import HolidayRow


def of(db: Db) -> frozenset[date]:
    """All holidays of the workspace, past ones too."""
    return frozenset(
        db.session.exec(select(col(HolidayRow.day)).where(HolidayRow.team_id == db.team))
    )


def replace(db: Db, since: date, days: Collection[date]) -> None:
    """Let these be the holidays from a day on; earlier ones stay, since rhythms rest on them."""
    db.session.execute(
        delete(HolidayRow).where(col(HolidayRow.team_id) == db.team, col(HolidayRow.day) >= since)
    )
    known = of(db)
    db.session.add_all(HolidayRow(team_id=db.team, day=day) for day in set(days) - known)
    db.session.flush()
