"""How fast a workspace is sent messages: one row each, on the database's clock (GCRA)."""

from bot.store import driver
from bot.store.engine import Db
from bot.store.tables import PaceRow

_TAKE = """
INSERT INTO pace (team_id, next_slot) VALUES (:team, {clock} + :gap)
ON CONFLICT (team_id) DO UPDATE SET next_slot = {greatest}(pace.next_slot, {clock}) + :gap
WHERE pace.next_slot <= {clock} + :patience
RETURNING next_slot - :gap - {clock}
"""
"""One statement, so that two processes that begin a workspace at once do not meet."""


def take(db: Db, per_second: float, patience_s: float) -> float | None:
    """Reserve the next moment at which the workspace may be sent a message; seconds until then.

    None, and nothing is reserved, if that is more than `patience_s` seconds away.
    """
    given = {"team": db.team, "gap": 1 / per_second, "patience": patience_s}
    found = driver.first(db, _TAKE, given)
    return None if found is None else max(0.0, float(found[0]))


def punish(db: Db, seconds: float) -> None:
    """Slack asked to wait: nothing goes to this workspace before then."""
    row = _row(db)
    row.next_slot = max(row.next_slot, db.seconds() + seconds)
    db.session.add(row)


def _row(db: Db) -> PaceRow:
    row = db.session.get(PaceRow, db.team, with_for_update=db.postgres or None)
    return row or PaceRow(team_id=db.team)
