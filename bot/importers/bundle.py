"""What one bundle of files has told so far. Names and texts live here until the joins are made,
inside the reading child, and end with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.importers.dates import Days
from bot.importers.tables import Table
from bot.importers.values import Context, FileRead, Ignored, Import, LeftOut, Warned
from scoring.activity import Level
from scoring.readings import Reading
from scoring.text import WINDOW_DAYS, Written

Amounts = dict[str, dict[date, int]]
GRACE = timedelta(days=1)
"""Users east of the server may be a day ahead."""


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


Said = tuple[str, date, str, str | None, str]
"""One message between two people: sortable time, day, sender's slug, its text where needed,
and the name of who it is for, which is left out when texts are compared."""


@dataclass(slots=True)
class Bundle:
    """Everything that the files of one upload told. `hint`: the export's day, where known;
    `table`: the one that is being read; `made_before`: what a facts.json holds."""

    context: Context
    hint: date | None = None
    days: Days = field(init=False)
    amounts: dict[str, Amounts] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    levels: dict[str, float | bool] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    dropped: int = 0
    table: Table | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    made_before: Import | None = None
    # For the joins:
    owner: str | None = None
    owner_name: str = ""
    own_companies: frozenset[str] = frozenset()
    connected: dict[str, date] = field(default_factory=dict)
    has_slugs: bool = False
    new_connections: dict[date, int] = field(default_factory=dict)
    pairs: list[tuple[date, str, str]] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    talks: dict[str, list[Said]] = field(default_factory=dict)
    acted: set[date] = field(default_factory=set)
    own_posts: list[Written] = field(default_factory=list)
    post_shares: list[tuple[bool, bool]] = field(default_factory=list)
    own_comments: list[tuple[Written, int]] = field(default_factory=list)
    share_times: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.days = Days(self.context.today + GRACE)

    def day(self, text: str) -> date | None:
        """The day of a cell, or None (and counted) where it has none that can be true."""
        found = self.days.of(text)
        if found is None:
            self.dropped += 1
            if self.table is not None:
                self.table.note("dates")
        return found

    def leave_out(self, kind: str, table: Table) -> None:
        """Remember a table's rows left out, by reason; those without a reason come last."""
        for reason, (count, rows) in table.left.items():
            self.left_out.append(LeftOut(kind, reason, count, tuple(rows)))
        told = sum(count for reason, (count, _) in table.left.items() if reason != "dates")
        if table.skipped > told:
            self.left_out.append(LeftOut(kind, "other", table.skipped - told))

    def add(self, source: str, fact: str, day: date, thousandths: int) -> None:
        """Count an amount on a day."""
        days = self.amounts.setdefault(source, {}).setdefault(fact, {})
        days[day] = days.get(day, 0) + thousandths

    def span(self, source: str) -> Span:
        """The span of a source, which is covered from now on even without a row."""
        return self.spans.setdefault(source, Span())

    @property
    def as_of(self) -> date | None:
        """Until when the files saw the world: the export's day, or the newest event if later."""
        newest = [span.last for span in self.spans.values() if span.last]
        found = max(newest, default=None)
        if self.hint is None:
            return found
        if found is not None and not found - GRACE <= self.hint:
            return found
        return min(self.context.today, max(self.hint, found or self.hint))

    @property
    def credit_from(self) -> date:
        """The first day whose texts are compared; before the files are read, by the hint."""
        return (self.as_of or self.context.today) - timedelta(days=WINDOW_DAYS - 1)

    def level_list(self, as_of: date) -> tuple[Level, ...]:
        """The levels, dated."""
        return tuple(Level(fact, value, as_of) for fact, value in sorted(self.levels.items()))
