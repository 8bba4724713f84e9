"""What a member counts each week, and whether the index goes with it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.services import people
from bot.store import members, outcomes, readings
from bot.store.engine import Store
from scoring import outcome
from scoring.outcome import Count, Verdict
from scoring.readings import history


class Kind(StrEnum):
    """What may be counted."""

    CONVERSATIONS = "conversations"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Log:
    """The counts, oldest first, with the total (hundredths) of each week where one was read."""

    kind: Kind | None
    weeks: tuple[tuple[Count, int | None], ...]
    verdict: Verdict


def keep(store: Store, team: str, user: str, count: int, day: date) -> Count:
    """Keep the count of the week of a day, in place of a former one."""
    made = Count(outcome.monday(day), count)
    with store.begin(team) as db:
        outcomes.put(db, user, made)
    return made


def remove(store: Store, team: str, user: str, monday: date) -> None:
    """Take the count of a week back."""
    with store.begin(team) as db:
        outcomes.remove(db, user, monday)


def choose(store: Store, team: str, user: str, kind: Kind) -> None:
    """Keep what the member counts."""
    with store.begin(team) as db:
        members.save_settings(db, user, {"outcome": kind})


def show(store: Store, team: str, user: str, now: datetime) -> Log:
    """All weeks, and what can be said of them."""
    with store.begin(team, write=False) as db:
        member = members.get(db, user)
        counts = outcomes.of(db, user)
        given = [entry.reading for entry in readings.all_of(db, user)]
    today = people.today(member, now) if member else now.date()
    known = history(given, today)
    totals = {outcome.monday(one.day): one.total for one in known}
    return Log(
        Kind(member.outcome) if member and member.outcome else None,
        tuple((one, totals.get(one.monday)) for one in counts),
        outcome.check(known, counts),
    )
