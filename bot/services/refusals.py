"""Attempts that were refused are written down, in a transaction of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.errors import NotAllowed
from bot.store import audit
from bot.store.engine import Store


@contextmanager
def noted(
    store: Store, team: str, actor: str, action: str, whom: str, now: datetime
) -> Iterator[None]:
    """Write down that `actor` may not do this to `whom`, where that is found out inside."""
    try:
        yield
    except NotAllowed as error:
        with store.begin(team) as db:
            audit.write(db, now, actor=actor, action=action, whom=whom, result="refused")
        error.noted = True
        raise
