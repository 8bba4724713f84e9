"""What a team's page is made of: who lets their readings be counted, and what these are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select as columns
from sqlmodel import col

from bot.store.engine import Db
from bot.store.tables import MemberRow, ReadingRow, SeatRow
from scoring.readings import Reading, Source

SOURCES = {source.value: source for source in Source}
OPEN = ("sums", "open")
"""Choices with which one's readings are counted in sums."""
_READING = ReadingRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody who takes part in a board; `counted`: they let their readings be counted."""

    user: str
    name: str
    counted: bool


def joined(db: Db, channel: str) -> tuple[Joined, ...]:
    """Who takes part in a board and is still here, by name."""
    found = db.session.execute(
        columns(col(MemberRow.user_id), col(MemberRow.name), col(MemberRow.shares))
        .join(
            SeatRow,
            (col(SeatRow.team_id) == col(MemberRow.team_id))
            & (col(SeatRow.user_id) == col(MemberRow.user_id)),
        )
        .where(
            col(MemberRow.team_id) == db.team,
            col(SeatRow.channel_id) == channel,
            col(SeatRow.left_at).is_(None),
            col(MemberRow.deleted).is_(False),
        )
    )
    people = [Joined(user, name, shares in OPEN) for user, name, shares in found]
    return tuple(sorted(people, key=lambda one: (one.name.casefold(), one.user)))


def fresh(db: Db, since: date, until: date) -> frozenset[str]:
    """Everybody in the workspace with a reading of these days, both included."""
    c = _READING.c
    found = db.session.execute(
        columns(c.user_id).where(c.team_id == db.team, c.day >= since, c.day <= until).distinct()
    )
    return frozenset(user for (user,) in found)


def readings(db: Db, users: Iterable[str], today: date, days: int) -> Mapping[str, list[Reading]]:
    """The readings of the four pillars of these people, of the last `days`. Columns, not rows, and
    by the day: there may be years of a thousand people."""
    c = _READING.c
    found = db.session.execute(
        columns(c.user_id, c.day, c.brand, c.people, c.insights, c.relationships, c.total,
                c.source, c.whole, c.sequence)
        .where(
            c.team_id == db.team,
            c.day > today - timedelta(days=days),
            c.day <= today,
            c.brand.is_not(None),
        )
    )  # fmt: skip
    people: dict[str, list[Reading]] = {user: [] for user in users}
    for user, day, *four, total, source, whole, sequence in found:
        pillars = (four[0], four[1], four[2], four[3])
        if user in people:
            made = Reading(day, pillars, total, SOURCES[source], whole, sequence=sequence)
            people[user].append(made)
    return people
