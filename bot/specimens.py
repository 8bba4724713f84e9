"""Every screen of an invented workspace, drawn as the bot draws it, for Slack's own checker.

The screens come from the code that makes them for people: the words of the command, App Home, and
the messages of a Monday. Nothing is sent.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot import outgoing, scheduler, seeding
from bot.app import Parts, create_app
from bot.blocks.message import Message, View
from bot.listeners import home
from bot.listeners.asking import House, Request
from bot.listeners.commands import COMMANDS, answer
from bot.listeners.commands.word import Answer, Drawn, Modal
from bot.services import people, upkeep
from bot.services.people import Profile
from bot.services.sending import look
from bot.settings import Settings
from bot.store.engine import Store

TEAM, CHANNEL, KEEPER, NOBODY_YET = "T0TRY", "C0TRY", "U0KEEPER", "U0NEW"
SHAPES = (
    (14.2, 11.5, 8.1, 15.4), (12.0, 9.2, 10.3, 9.0), (18.5, 15.2, 16.0, 17.3),
    (9.4, 13.1, 6.2, 11.0), (16.1, 8.3, 12.4, 13.9), (11.3, 12.2, 9.5, 8.8),
)  # fmt: skip
"""Pillars of invented reps, as many as a board with a line for the team needs."""
NOWHERE = "http://127.0.0.1:9/"
"""No screen of an invented person may ask Slack anything."""
PAST = timedelta(days=8)
"""After so many days whatever is weekly has fallen due."""

Specimen = tuple[str, Message | View]
"""The name of a screen, and how it is drawn."""


def drawn(settings: Settings, now: datetime) -> Iterator[Specimen]:
    """(name, drawing) of every screen."""
    with tempfile.TemporaryDirectory(prefix="ssi-coach-screens-") as folder:
        store = Store(f"sqlite:///{Path(folder) / 'screens.db'}")
        store.upgrade()
        _people(store, now)
        parts = create_app(
            settings.model_copy(update={"slack_api_url": NOWHERE}), lambda: now, store
        )
        try:
            for user in ("U0REP0", NOBODY_YET):
                yield from _asked(parts, user, now)
            yield from _sent(store, now + PAST)
        finally:
            parts.close()


def _people(store: Store, now: datetime) -> None:
    reps = tuple(
        seeding.Rep(f"U0REP{at}", start, (0.1, 0.05, 0.1, 0.02), 1 - at / 8)
        for at, start in enumerate(SHAPES)
    )
    names = {rep.user: Profile(f"Rep {at + 1}", "Europe/Berlin") for at, rep in enumerate(reps)}
    seeding.seed(
        store, TEAM, "Example", "U0BOT", "Europe/Berlin",
        profiles={**names, KEEPER: Profile("Keeper", "Europe/Berlin")},
        reps=reps, keeper=KEEPER, channel=CHANNEL, now=now,
    )  # fmt: skip
    people.meet(store, TEAM, NOBODY_YET, Profile("New", "Europe/Berlin"), now)


def _asked(parts: Parts, user: str, now: datetime) -> Iterator[Specimen]:
    """What each word answers, and App Home."""
    member = people.stored(parts.store, TEAM, user)
    assert member is not None  # noqa: S101  they were just written
    house = House(parts.settings, parts.store, parts.dispatch, parts.clock)
    request = Request(house, parts.bolt.client, TEAM, member, CHANNEL, "", now)
    for word in ("", *(one.name for one in COMMANDS), "nonsense"):
        for kind, made in _drawings(answer(request, word)):
            yield f"{word or 'report'}{kind} of {member.name}", made
    yield f"home of {member.name}", home.view(parts.store, TEAM, user, now, request.command)


def _drawings(said: Answer) -> Iterator[tuple[str, Message | View]]:
    if isinstance(said, Modal):
        yield " form", said.view
        yield "", said.instead
    elif isinstance(said, Drawn):
        yield " chart", said.best
        yield "", said.plain
    else:
        yield "", said


def _sent(store: Store, now: datetime) -> Iterator[Specimen]:
    """The messages that fall due within a week."""
    for _, queue_due in scheduler.QUEUES:
        queue_due(store, now, 100)
    kinds = {kind.kind: kind for kind in outgoing.KINDS}
    for team, id in upkeep.open_deliveries(store, 100):
        row = look(store, team, id)
        if row is None:
            continue
        kind = kinds[row.kind]
        value = kind.compose(store, row, row.due_at)
        draws: tuple[tuple[str, Callable[..., Message] | None], ...] = (
            ("", kind.render), (" in words", kind.classic),
        )  # fmt: skip
        for how, draw in draws:
            if value is not None and draw is not None:
                yield f"{row.kind}{how} to {row.user}", draw(value)
