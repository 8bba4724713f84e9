"""Acts with their line in the audit, allowed or refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.errors import NotAllowed
from bot.store import audit
from bot.store.engine import Db, Store


@contextmanager
def noted(
    store: Store, team: str, actor: str, action: str, whom: str, now: datetime
) -> Iterator[None]:
    """Write down that `actor` may not do this to `whom`, where that is found out inside: in a
    transaction of its own, since the other one is undone."""
    try:
        yield
    except NotAllowed as error:
        with store.begin(team) as db:
            audit.write(db, now, actor=actor, action=action, whom=whom, result="refused")
        error.noted = True
        raise


@contextmanager
def act(
    store: Store,
    team: str,
    *,
    actor: str,
    action: str,
    whom: str,
    now: datetime,
    quiet: bool = False,
) -> Iterator[Db]:
    """The transaction of an act. NotAllowed undoes it, is written down as refused, and goes on.
    `quiet`: it is nobody else's affair, so only a refusal is written down."""
    with noted(store, team, actor, action, whom, now), store.begin(team) as db:
        yield db
        if not quiet:
            audit.write(db, now, actor=actor, action=action, whom=whom, result="ok")
