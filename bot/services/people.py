"""Who a person is: what Slack says of them, kept for a week, and the choices that are theirs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.services.slots import local_day
from bot.store import members, retention, tombstones
from bot.store.engine import Store
from bot.store.members import Member
from scoring.titles import IdealCustomer

REFRESH = timedelta(days=7)
"""How long Slack's word on a name and a zone is believed; `user_change` brings news sooner."""

LINES = 20
LINE_LENGTH = 80
"""Bounds of one list of the ideal customer; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What `users.info` or `user_change` says of a person. `zone` is an IANA name."""

    name: str
    zone: str
    guest: bool = False
    deleted: bool = False


def known(store: Store, team: str, user: str, now: datetime) -> Member | None:
    """The member, if Slack's word on them is fresh enough; None asks for another look."""
    with store.begin(team, write=False) as db:
        member = members.get(db, user)
    if member is None or now - member.refreshed_at > REFRESH:
        return None
    return member


def stored(store: Store, team: str, user: str) -> Member | None:
    """The member as last known, however old."""
    with store.begin(team, write=False) as db:
        return members.get(db, user)


def forgotten(store: Store, team: str, user: str) -> bool:
    """Whether they asked to be forgotten, and have not come back."""
    with store.begin(team, write=False) as db:
        return tombstones.stands(db, user)


def meet(store: Store, team: str, user: str, profile: Profile, now: datetime) -> Member:
    """Write down what Slack says of a person; their own choices stay as they are."""
    with store.begin(team) as db:
        return members.put(
            db,
            user,
            name=profile.name,
            zone=profile.zone,
            guest=profile.guest,
            deleted=profile.deleted,
            now=now,
        )


def opened_home(store: Store, member: Member) -> None:
    """Remember that they have App Home."""
    if not member.home:
        with store.begin(member.team) as db:
            members.opened_home(db, member.user)


def active(store: Store, team: str, user: str, now: datetime) -> None:
    """They did something today: the months for which they are kept begin anew."""
    with store.begin(team) as db:
        retention.active(db, user, now.date())


def today(member: Member, now: datetime) -> date:
    """The calendar day where the member is."""
    return local_day(now, member.zone)


def save_ideal(store: Store, team: str, user: str, ideal: IdealCustomer) -> IdealCustomer:
    """Keep the ideal customer: at most 20 lines a list, 80 characters a line."""
    tidy = IdealCustomer(
        titles=_tidy(ideal.titles),
        industries=_tidy(ideal.industries),
        companies=_tidy(ideal.companies),
    )
    with store.begin(team) as db:
        members.save_ideal(db, user, tidy)
    return tidy


def save_minutes(store: Store, team: str, user: str, minutes: int) -> None:
    """Keep the time a week that plans may fill, in minutes (15 to 240)."""
    with store.begin(team) as db:
        members.save_settings(db, user, {"minutes": minutes})


def _tidy(lines: tuple[str, ...]) -> tuple[str, ...]:
    kept = (" ".join(line.split())[:LINE_LENGTH] for line in lines)
    return tuple(dict.fromkeys(line for line in kept if line))[:LINES]


NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The `now` of a profile that was guessed because Slack did not answer: looked up again soon."""
