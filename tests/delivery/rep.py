"""One rep who lives on by the injected clock, and what came of it."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.services import (
    arrivals,
    leave,
    settings,
    standings,
)
from bot.services.people import Profile
from bot.store import boards, holidays, members
from bot.store.members import Member
from sandbox import seed
from sandbox.seed import ANA
from sandbox.server import Sandbox
from tests.delivery.office import Office, posts

TEAM = seed.TEAM
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
PAUSES, STILL = "so I pause", "Still here?"


def stored(office: Office, user: str = ANA) -> Member:
    with office.store.begin(TEAM, write=False) as db:
        found = members.get(db, user)
    assert found is not None
    return found


def until(office: Office, box: Sandbox, end: datetime) -> None:
    """Live on until a day: whatever is due is swept in its minute and sent."""
    while True:
        due = stored(office).next_digest_at
        if due is None or due > end:
            break
        at = max(due, office.now)
        box.clock.__init__(at)  # type: ignore[misc]  # everybody else holds this very clock
        office.week(at)
    office.now = max(office.now, end)


def kinds(box: Sandbox) -> list[str]:
    """What each message was: digest, pause or question."""
    said = [str(one["text"]) for one in posts(box)]
    return ["pause" if PAUSES in one else "still" if STILL in one else "digest" for one in said]


def days(box: Sandbox) -> list[str]:
    """The local days and times at which messages came."""
    times = [datetime.fromtimestamp(float(one["ts"]), BERLIN) for one in posts(box)]
    return [f"{one:%a %d %b %H:%M}" for one in times]


def moves_to(office: Office, zone: str) -> None:
    arrivals.changed(office.store, TEAM, ANA, Profile("Ana Costa", zone), office.now)


def free(office: Office, *given: date) -> None:
    with office.store.begin(TEAM) as db:
        holidays.replace(db, date(2026, 1, 1), given)


def away(office: Office, back: date) -> leave.Paused:
    made = leave.pause(office.store, TEAM, ANA, back, office.now)
    assert isinstance(made, leave.Paused)
    return made


def one_a_week(office: Office) -> None:
    slots = Counter(row.slot for row in office.rows(ANA))
    assert set(slots.values()) <= {1}


def choices(member: Member, **changed: Any) -> settings.Choices:
    """What the form holds, with some of it changed."""
    names = ("weekday", "minute", "every", *settings.OWN)
    held = {name: getattr(member, name) for name in names}
    return settings.Choices(**{"on": member.digest == "on", **held, **changed})


def eligible(office: Office, posted: date) -> int:
    """How many stand on the board of a day."""
    with office.store.begin(TEAM, write=False) as db:
        board = boards.get(db, seed.CHANNEL)
        assert board is not None
        return standings.of(db, board, posted - DAY, 1).eligible
