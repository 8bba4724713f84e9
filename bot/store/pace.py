"""How fast a workspace is sent messages: one row each, on the database's clock (GCRA)."""

from bot.store.engine import Db
from bot.store.tables import PaceRow


def take(db: Db, per_second: float, patience_s: float) -> float | None:
    """Reserve the next moment at which the workspace may be sent a message; seconds until then.

    None, and nothing is reserved, if that is more than `patience_s` seconds away.
    """
    now = db.seconds()
    row = _row(db)
    mine = max(row.next_slot, now)
    if mine - now > patience_s:
        return None
    row.next_slot = mine + 1 / per_second
    db.session.add(row)
    return mine - now


def punish(db: Db, seconds: float) -> None:
    """Slack asked to wait: nothing goes to this workspace before then."""
    row = _row(db)
    row.next_slot = max(row.next_slot, db.seconds() + seconds)
    db.session.add(row)


def _row(db: Db) -> PaceRow:
    row = db.session.get(PaceRow, db.team, with_for_update=db.postgres or None)
    return row or PaceRow(team_id=db.team)
