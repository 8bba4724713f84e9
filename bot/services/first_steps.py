"""What is left to do after an installation: the operator hears it once, coach admins see it."""

from dataclasses import dataclass
from datetime import datetime

from bot.store import boards, deliveries, managers, readings
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store

CHANNEL, DM = "welcome", "welcome_dm"
"""The kinds of the one message, by where the operator is told of things."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How far a workspace is. `command`: as people type it; `numbers`: the reader gave their own,
    for whether anybody else did is theirs to tell."""

    command: str
    numbers: bool
    board: bool
    manager: bool


def welcome(db: Db, operator: str, command: str, now: datetime) -> None:
    """Promise the operator, a channel or a person, the list: once for an installation. The command
    stands in the row's slot, since whoever draws the message has no settings."""
    deliveries.enter(db, operator, CHANNEL if operator[0] in "CG" else DM, command, now)


def of(store: Store, team: str, reader: str, command: str) -> Steps:
    """How far it is now, to a person or in a channel."""
    with store.begin(team, write=False) as db:
        found = boards.all_of(db)
        return Steps(
            command=command,
            numbers=bool(readings.given(db, reader)),
            board=bool(found),
            manager=any(managers.of_board(db, one.channel) for one in found),
        )


def compose(store: Store, row: Delivery, now: datetime) -> Steps:
    """The same for the message."""
    return of(store, row.team, row.user, row.slot)
