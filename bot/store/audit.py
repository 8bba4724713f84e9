"""Who did what to whom: rows are added, never changed, and hold ids only."""

from datetime import datetime

from bot.store.engine import Db, new_id
from bot.store.tables import AuditRow


def write(db: Db, now: datetime, *, actor: str, action: str, whom: str, result: str) -> None:
    """Add one line."""
    db.session.add(
        AuditRow(
            team_id=db.team, id=new_id(), at=now, actor=actor, action=action, whom=whom,
            result=result,
        )
    )  # fmt: skip
