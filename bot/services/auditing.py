"""The audit: refused attempts are written there too, and coach admins get it as a file."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.store import audit
from bot.store.deliveries import Delivery
from bot.store.engine import Store

KIND = "audit_export"
STRANGER = "stranger"
"""In the place of the id of somebody of another organisation, of whom nothing is kept."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a workspace's audit, the newest first."""

    day: date
    rows: tuple[tuple[datetime, str, str, str, str], ...]


def refused(store: Store, team: str, user: str, code: str, now: datetime) -> None:
    """Somebody tried what they may not do."""
    with store.begin(team) as db:
        actor = STRANGER if code == STRANGER else user
        audit.write(db, now, actor=actor, action=code, whom=actor, result="refused")


def compose(store: Store, delivery: Delivery, now: datetime) -> Lines | None:
    """Every line that is kept."""
    with store.begin(delivery.team, write=False) as db:
        return Lines(now.date(), audit.lines(db))
