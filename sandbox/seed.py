"""The people and channels that are there from the start, with fixed ids. All of them invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

TEAM, TEAM_NAME, TEAM_TZ = "T0DEMO", "Northwind Sales", "Europe/Berlin"
EMPTY_TEAM, EMPTY_NAME = "T0EMPTY", "Southwind"
BOT, BOT_ID, APP = "U0BOT", "B0BOT", "A0SSI"
BOT_TOKEN, APP_TOKEN = "xoxb-sandbox-bot", "xapp-sandbox-app"
CHANNEL, GENERAL = "C0EMEA", "C0GEN"
START = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Friday morning in Berlin."""

ANA, BEN, CHI, DEV = "U0ANA", "U0BEN", "U0CHI", "U0DEV"
EVA, FIN, GUS, HAN = "U0EVA", "U0FIN", "U0GUS", "U0HAN"
NEW, MGR, ADM = "U0NEW", "U0MGR", "U0ADM"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the workspace. `tz` is an IANA name."""

    id: str
    name: str
    tz: str = TEAM_TZ
    is_admin: bool = False


PEOPLE: tuple[Person, ...] = (
    Person(NEW, "Noor Haddad"),
    Person(ANA, "Ana Costa"),
    Person(BEN, "Ben Okafor", "Europe/London"),
    Person(CHI, "Chiara Rossi"),
    Person(DEV, "Dev Patel", "Asia/Kolkata"),
    Person(EVA, "Eva Lindqvist"),
    Person(FIN, "Finn Murphy", "Europe/Dublin"),
    Person(GUS, "Gus Weber"),
    Person(HAN, "Hana Sato", "Asia/Tokyo"),
    Person(MGR, "Mia Keller"),
    Person(ADM, "Omar Reyes", is_admin=True),
)

SCOPES = frozenset(
    ("commands", "chat:write", "im:write", "im:history", "files:read", "files:write", "users:read")
)


def dm_of(user: str) -> str:
    """The id of a person's DM with the bot."""
    return "D" + user[1:]
