"""The dates of LinkedIn's files: a few fixed shapes, US order, English months in every language.

No general date parser and no guess: what has none of these shapes has no date. Whole rows cost one
dictionary look-up, because parsing each would take longer than reading the file.
"""

import re
from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
FOUNDED = date(2003, 5, 5)
"""LinkedIn's start: nothing is older."""
EXPECTED = "2026-06-27"
"""The shape that a sentence gives as an example."""
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?", re.ASCII | re.IGNORECASE)
REMEMBERED = 20_000
"""Texts that are kept beside their day."""


class Days:
    """Texts to UTC days between two bounds, remembered."""

    def __init__(self, latest: date) -> None:
        self._known: dict[str, date | None] = {}
        self._latest = latest
        self.quick = self._known.get
        """`quick(text[:11])`: a day that was met before, or None; for the largest files."""

    def of(self, text: str) -> date | None:
        """The day, or None for a text of no known shape and for a day that cannot be."""
        key = text if text[:1].isalpha() else text[:11]  # eleven characters hold any whole day
        known = self._known
        if key in known:
            return known[key]
        if len(known) > REMEMBERED:
            known.clear()
        found = parse(text.strip())
        if found is not None and not FOUNDED <= found <= self._latest:
            found = None
        known[key] = found
        return found


def moment(text: str, day: date) -> str:
    """A day's cell as text that sorts by time: `2026-06-27 07:35:00`; the bare day where the cell
    tells no time."""
    found = _TIME.search(text)
    if found is None:
        return day.isoformat()
    hour, half = int(found[1]), (found[4] or "").upper()
    if half:
        hour = hour % 12 + 12 * (half == "PM")
    minute, second = int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return day.isoformat()
    return f"{day.isoformat()} {hour:02d}:{minute:02d}:{second:02d}"


def slashed(text: str) -> tuple[int, int, int] | None:
    """The two first parts and the year of `3/11/2026`, whichever of them is the day."""
    parts = text.strip().split("/")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) <= 4 for p in parts):
        return None
    return int(parts[0]), int(parts[1]), int(_century(parts[2]))


def parse(text: str) -> date | None:
    """The day of a cell in one of the shapes below, however long ago or far ahead; else None."""
    if not text.isascii():
        text = " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())
    try:
        for shape in (_iso, _slashed, _worded, _logged):
            found = shape(text)
            if found is not None:
                return found
    except ValueError:
        return None
    return None


def _iso(text: str) -> date | None:
    """`2026-04-12 01:04:49`, `2026/07/28 13:20:49 UTC`."""
    if len(text) < 10 or text[4] not in "-/" or text[7] != text[4]:
        return None
    return _day(text[:4], text[5:7], text[8:10])


def _slashed(text: str) -> date | None:
    """`6/27/26, 7:35 AM`, `9/9/18, 9:09 PM`, `6/24/2023`, `08/19/24, 11:04 PM`."""
    parts = text.partition(",")[0].partition(" ")[0].split("/")
    if len(parts) != 3:
        return None
    return _day(_century(parts[2]), parts[0], parts[1])


def _worded(text: str) -> date | None:
    """`27 Jun 2026`, `18-Jun-24`."""
    parts = text.replace("-", " ").split()
    if len(parts) != 3 or parts[1][:3].casefold() not in MONTHS:
        return None
    return _day(_century(parts[2]), str(MONTHS[parts[1][:3].casefold()]), parts[0])


def _logged(text: str) -> date | None:
    """`Sat Sep 05 08:12:14 UTC 2026`."""
    parts = text.split()
    if len(parts) != 6 or len(parts[2]) > 2 or parts[1].casefold() not in MONTHS:
        return None
    return _day(parts[5], str(MONTHS[parts[1].casefold()]), parts[2])


def _century(year: str) -> str:
    return "20" + year if len(year) == 2 else year


def _day(year: str, month: str, day: str) -> date | None:
    parts = (year, month, day)
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    return date(int(year), int(month), int(day))


def in_name(name: str) -> date | None:
    """The day in `Complete_LinkedInDataExport_11-19-2026.zip`, which is in US order."""
    head = name.rsplit("/", 1)[-1].split(".zip")[0].split(" ")[0]
    parts = head.rpartition("_")[2].split("-")
    if len(parts) != 3 or len(parts[2]) != 4:
        return None
    try:
        return _day(parts[2], parts[0], parts[1])
    except ValueError:
        return None
