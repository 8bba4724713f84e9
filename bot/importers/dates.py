"""The dates of LinkedIn's files: a few fixed shapes, US order, English months in every language.

No general date parser and no guess: what has none of these shapes has no date. Whole rows cost one
dictionary look-up, because parsing each would take longer than reading the file.
"""

from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
FOUNDED = date(2003, 5, 5)
"""LinkedIn's start: nothing is older."""
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
        found = _parse(text.strip())
        if found is not None and not FOUNDED <= found <= self._latest:
            found = None
        known[key] = found
        return found


def _parse(text: str) -> date | None:
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
    if len(parts) != 6 or parts[1].casefold() not in MONTHS:
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
