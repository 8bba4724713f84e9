"""The one place where the parts are joined; nothing happens at import."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from slack_bolt import App

from bot import clients, listeners, roles
from bot.delivery import Sender
from bot.dispatch import Dispatch, Work
from bot.intake import Intake
from bot.listeners import homes
from bot.listeners.asking import House
from bot.scheduler import Ticks
from bot.settings import Settings
from bot.store.engine import Store

Clock = Callable[[], datetime]
ROUNDS = 20
"""Times that open rows are looked for when a clock is moved: each round carries out the last."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The joined bot: `bolt` receives, `ticks` wakes, `dispatch` carries out, `store` remembers."""

    settings: Settings
    clock: Clock
    store: Store
    bolt: App
    dispatch: Dispatch
    ticks: Ticks

    def settle(self, now: datetime) -> None:
        """Do all that is due at `now`, and wait until it is done. For a clock that is moved."""
        self.ticks.sweep(now)
        for _ in range(ROUNDS):
            self.ticks.open_rows(now)
            if not self.dispatch.busy():
                return
            self.dispatch.settle()

    def close(self) -> None:
        """Stop the ticks, finish what is in flight, close the database."""
        self.ticks.stop()
        self.dispatch.drain(10.0)
        self.store.close()


def create_app(settings: Settings, clock: Clock, store: Store | None = None) -> Parts:
    """Join the parts. No request leaves before the first event or tick."""
    store = store or Store(settings.database_url)
    token, api_url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    bolt = App(
        client=clients.answering(token, api_url),
        process_before_response=True,
        logger=logging.getLogger("ssi_coach.bolt"),
        token_verification_enabled=False,
        request_verification_enabled=False,
    )
    sender = Sender(store, clients.sending(settings), settings)
    intake = Intake(
        store,
        clients.reading(settings),
        clients.posting(settings),
        settings.lease_s,
        clock,
        roles.listed(settings.coach_admins),
    )

    def read(team: str, id: str) -> None:
        owner = intake.take(team, id)
        if owner is not None:
            dispatch.hand_over(Work(homes.KIND, team, owner), again=True)

    dispatch = Dispatch(
        {
            "delivery": lambda team, id: sender.deliver(team, id, clock()),
            "upload": read,
            homes.KIND: lambda team, user: publisher.publish(team, user),
        }
    )
    house = House(settings, store, dispatch, clock)
    publisher = homes.Publisher(house, clients.posting(settings))
    backups = Path(settings.backup_dir) if settings.backup_dir else None
    ticks = Ticks(store, dispatch, clock, backups)
    listeners.register(bolt, house)
    return Parts(settings, clock, store, bolt, dispatch, ticks)
