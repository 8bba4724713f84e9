"""What single rows told: the shapes in which a bundle remembers them until the joins are made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from scoring.readings import Reading

Amounts = dict[str, dict[date, int]]
"""Facts to days to thousandths."""


@dataclass(slots=True)
class Span:
    """The earliest and latest dated row of a source."""

    first: date | None = None
    last: date | None = None

    def cover(self, days: Collection[date]) -> None:
        """Take the days of many rows in."""
        if days:
            self.widen(min(days))
            self.widen(max(days))

    def widen(self, day: date) -> None:
        """Take a row's day in."""
        if self.first is None or day < self.first:
            self.first = day
        if self.last is None or day > self.last:
            self.last = day


@dataclass(slots=True)
class Invitation:
    """An outgoing invitation: when, to whose profile, whether with a note."""

    day: date
    to: str
    noted: bool


@dataclass(slots=True)
class Post:
    """A row of Shares.csv: sortable time, day, own words, whether it links to something, and where
    that is an article on LinkedIn, the end of its address."""

    at: str
    day: date
    text: str
    has_link: bool
    article: str = ""


Said = tuple[str, date, str, str | None, str]
"""One message between two people: sortable time, day, sender's slug, its text where needed,
and the name of who it is for, which is left out when texts are compared."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What one usage report says of one member; None or empty for what it doesn't say. `spread`:
    facts to days to thousandths."""

    first: date
    last: date
    spread: Amounts | None
    network: int | None
    reading: Reading | None
