"""How names, numbers and days are written."""

import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring.pillars import Pillar
from scoring.trend import Word

SHORT_NAMES = {
    Pillar.BRAND: "Brand",
    Pillar.PEOPLE: "People",
    Pillar.INSIGHTS: "Insights",
    Pillar.RELATIONSHIPS: "Relationships",
}
LONG_NAMES = {
    Pillar.BRAND: "Establish your professional brand",
    Pillar.PEOPLE: "Find the right people",
    Pillar.INSIGHTS: "Engage with insights",
    Pillar.RELATIONSHIPS: "Build relationships",
}
"""LinkedIn's own words for the four."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SIGNAL_NAMES = {
    "profile_complete": "a complete profile",
    "endorsements": "endorsements by others",
    "recommendations": "recommendations by others",
    "posts": "posts of your own",
    "content_reach": "views and new followers",
    "articles": "articles",
    "searches": "searches for people",
    "profile_views": "profiles you read",
    "fit_connections": "new connections that fit",
    "days_active": "active days",
    "leads_saved": "saved leads",
    "companies_followed": "companies you follow",
    "inbound_views": "visits to your profile",
    "comments": "comments",
    "insight_shares": "shares with your own view",
    "reactions": "reactions",
    "engagement_recv": "answers to your posts",
    "conversation_starts": "conversations you started",
    "steady_weeks": "steady weeks",
    "groups": "groups",
    "acceptance": "accepted invitations",
    "reply_rate": "answers to your first messages",
    "deep_conversations": "conversations that went on",
    "network_size": "the size of your network",
    "senior_connections": "senior connections",
    "keep_in_touch": "messages you answered",
    "give_first": "recommendations and endorsements you gave",
    "calibration": "what your reading shows and we can't explain",
}

NAME = 40
"""Characters of a person's name or of a text from outside."""


def escape(text: str) -> str:
    """Text from outside as dead letters of mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def name(text: str) -> str:
    """A name as text: without control and direction characters, cut, escaped, never a mention."""
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    kept = " ".join(kept.split()) or "somebody"
    cut = kept if len(kept) <= NAME else kept[: NAME - 1] + "…"
    for mark in "*_~`":
        cut = cut.replace(mark, "")
    return escape(cut).replace("@", "@\u200b").replace("#", "#\u200b")


def points(hundredths: int) -> str:
    """A pillar: one decimal."""
    return f"{(hundredths + 5) // 10 / 10:.1f}"


def total(hundredths: int) -> str:
    """A total or an average: no decimal."""
    return str((hundredths + 50) // 100)


def day(when: date) -> str:
    """3 November."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def moment(when: datetime, zone: str) -> str:
    """Monday 23 November at 09:00, where the person is."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{WEEKDAYS[local.weekday()]} {day(local.date())} at {local:%H:%M}"


def clock(minute: int) -> str:
    """A minute of the day as 09:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def zone(name_: str) -> str:
    """Europe/Berlin as "Berlin time"."""
    return f"{name_.rsplit('/', 1)[-1].replace('_', ' ')} time"


def count(number: int, one: str, many: str) -> str:
    """3 rows, 1 row."""
    return f"{number:,} {one if number == 1 else many}"


def either(pillars: tuple[Pillar, ...]) -> str:
    """Brand or People."""
    return " or ".join(SHORT_NAMES[pillar] for pillar in pillars)


WORDS = {Word.STEADY: "steady", Word.UP: "moved up", Word.DOWN: "moved down"}
