"""How names, numbers and days are written."""

import unicodedata
from collections.abc import Sequence
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
"""Graphemes (what a reader takes for one character) of a name or of a text from outside."""
MARKS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
"""What would be read as markup, and the letters that look like it and are not."""
SILENT = str.maketrans("", "", "*_`")
BRACKETS = str.maketrans({"<": "‹", ">": "›"})
"""The signs from which Slack makes mentions and links."""
JOINER = "\u200d"
ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate: a name written from right to left leaves the line round it as it is."""
YEAR_AGO = 300
"""Days after which a day without its year could be mistaken for another."""


def escape(text: str) -> str:
    """Text from outside as dead letters of mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def graphemes(text: str) -> list[str]:
    """What a reader takes for single characters: accents, skin tones, flags and joined emoji stay
    with what they belong to (Unicode annex 29, as far as names need it)."""
    found: list[str] = []
    for letter in text:
        if found and (_joins(letter) or found[-1].endswith(JOINER) or _second(found[-1], letter)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _joins(letter: str) -> bool:
    tone = "\U0001f3fb" <= letter <= "\U0001f3ff"
    tag = "\U000e0020" <= letter <= "\U000e007f"
    return tone or tag or letter == JOINER or unicodedata.category(letter).startswith("M")


def _second(before: str, letter: str) -> bool:
    """The second half of a flag."""
    flags = ("\U0001f1e6", "\U0001f1ff")
    return len(before) == 1 and all(flags[0] <= one <= flags[1] for one in (before, letter))


def dead(text: str) -> str:
    """A name for a cell that is never parsed: without control and direction characters and without
    angle brackets, cut at 40 graphemes, never empty."""
    kept = "".join(
        letter
        for letter in text
        if letter == JOINER
        or letter.isspace()
        or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    )
    one_line = " ".join(kept.translate(BRACKETS).split()).strip(JOINER) or "somebody"
    letters = graphemes(one_line)
    cut = one_line if len(letters) <= NAME else "".join(letters[: NAME - 1]) + "…"
    backwards = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in cut)
    return f"{ISOLATE}{cut}{END}" if backwards else cut


def within(text: str, most: int) -> str:
    """A name for a place that takes so many characters at most: cut between graphemes."""
    whole = dead(text)
    if len(whole) <= most:
        return whole
    kept = ""
    for letter in graphemes(whole.strip(ISOLATE + END)):
        if len(kept) + len(letter) > most - 3:
            break
        kept += letter
    return f"{ISOLATE}{kept}…{END}"


def name(text: str) -> str:
    """A name inside mrkdwn: cut, escaped, without markup, and never a mention."""
    return escape(dead(text).translate(MARKS)).replace("@", "@\u200b")


def fitting(head: str, lines: Sequence[str], most: int = 2900) -> str:
    """A list below its head: as many lines as have room, and how many more there are."""
    shown = [head]
    for line in lines:
        if sum(map(len, shown)) + len(shown) + len(line) > most:
            break
        shown.append(line)
    left = len(lines) - len(shown) + 1
    return "\n".join([*shown, *([f"… and {left} more."] if left else [])])


def points(hundredths: int) -> str:
    """A pillar: one decimal."""
    return f"{(hundredths + 5) // 10 / 10:.1f}"


def signed(hundredths: int) -> str:
    """A move as −7.2 or +3.4 points."""
    sign = "+" if hundredths > 0 else "−"
    return f"{sign}{points(abs(hundredths))} points"


def total(hundredths: int) -> str:
    """A total or an average: no decimal."""
    return str((hundredths + 50) // 100)


def day(when: date, today: date | None = None) -> str:
    """3 November; with its year where it lies far from `today`."""
    said = f"{when.day} {MONTHS[when.month - 1]}"
    far = today is not None and abs((today - when).days) > YEAR_AGO
    return f"{said} {when.year}" if far else said


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


def listed(things: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if things[1:] else things)


def percent(share: float) -> str:
    """A share of 0 to 1 as 8 %."""
    return f"{round(100 * share)} %"


def spoken(text: str) -> str:
    """Mrkdwn of our own as plain words, for notifications and screen readers."""
    return text.translate(SILENT).replace("\n", " ")


def either(pillars: tuple[Pillar, ...]) -> str:
    """Brand or People."""
    return " or ".join(SHORT_NAMES[pillar] for pillar in pillars)


WORDS = {Word.STEADY: "steady", Word.UP: "moved up", Word.DOWN: "moved down"}

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve")  # fmt: skip


def numeral(number: int) -> str:
    """A small number in a sentence: a word up to twelve, then digits."""
    return NUMERALS[number] if 0 <= number < len(NUMERALS) else f"{number:,}"
