"""Does the coach help? What was shown against what came, what followed tips, and the outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.services import card as cards
from bot.services import outcome
from bot.services.outcome import Log
from bot.store.engine import Store
from scoring.backtest import LEAST, Backtest
from scoring.learning import Uplift


@dataclass(frozen=True, slots=True)
class Check:
    """`backtest` of the member's own forecasts (None: no forecast yet), of which `missing` more are
    needed; `uplifts` of tips that enough people did; `log`: what the member counts."""

    backtest: Backtest | None
    missing: int
    uplifts: Mapping[str, Uplift]
    log: Log


def check(store: Store, team: str, user: str, now: datetime) -> Check:
    """All that may be said, and what is missing for the rest."""
    with store.begin(team, write=False) as db:
        card = cards.of(db, user, now)
        count = card.backtest.count if card.backtest else 0
        told = {tip: one for tip, one in card.world.lessons.uplifts.items() if one.told}
    missing = max(0, LEAST - count)
    tested = card.backtest if card.backtest and card.backtest.told else None
    return Check(tested, missing, told, outcome.show(store, team, user, now))
