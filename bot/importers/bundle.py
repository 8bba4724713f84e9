"""What one bundle of files has told so far. Names and texts live here until the joins are made,
inside the reading child, and end with it.

Each kind of file is read into a part of its own, which joins the rest only once it was read to its
end: a file that breaks off leaves nothing behind, and no day counts as covered by half a file.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter

from bot.importers.dates import FOUNDED, Days, parse
from bot.importers.tables import NAMED, Row, Table
from bot.importers.told import Amounts, Invitation, Post, Reported, Said, Span
from bot.importers.values import Context, FileRead, Ignored, Import, LeftOut, Warned
from scoring.activity import Batch, Level
from scoring.readings import Reading
from scoring.text import Written

GRACE = timedelta(days=1)
"""Users east of the server may be a day ahead."""


@dataclass(slots=True)
class Bundle:
    """Everything that the files of one upload told. `dated` and `stamped`: the day of the export
    by the archive's name, and by the newest timestamp inside. `made_before`: what a facts.json
    holds."""

    context: Context
    dated: date | None = None
    stamped: date | None = None
    days: Days = field(init=False)
    amounts: dict[str, Amounts] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    levels: dict[str, float | bool] = field(default_factory=dict)
    tally: dict[str, int] = field(default_factory=dict)
    periods: list[Batch] = field(default_factory=list)
    """Sources of files that name their own last day, apart from that of the others."""
    own_levels: list[Level] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    made_before: Import | None = None
    # The table that is being read:
    same: tuple[tuple[str, ...], ...] = ()
    known: frozenset[int] | set[int] = frozenset()
    fresh: set[int] = field(default_factory=set)
    repeated: int = 0
    row: int = 0
    table: Table | None = None
    left: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    unreadable: int = 0
    # For the joins:
    seen: dict[str, set[int]] = field(default_factory=dict)
    owner: str | None = None
    owner_name: str = ""
    own_companies: set[str] = field(default_factory=set)
    connected: dict[str, date] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)
    has_slugs: bool = False
    has_invitees: bool = False
    new_connections: dict[date, int] = field(default_factory=dict)
    pairs: list[tuple[date, str, str]] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    talks: dict[str, list[Said]] = field(default_factory=dict)
    named_talks: dict[str, list[Said]] = field(default_factory=dict)
    met: dict[tuple[str, str], int] = field(default_factory=dict)
    acted: set[date] = field(default_factory=set)
    posts: dict[str, Post] = field(default_factory=dict)
    own_comments: list[tuple[Written, int]] = field(default_factory=list)
    reacted: dict[date, set[str]] = field(default_factory=dict)
    searched: list[tuple[str, date, str]] = field(default_factory=list)
    endorsed: dict[tuple[str, str, str], date] = field(default_factory=dict)
    # Of usage reports: the file being read, its period, and what it says of which member.
    file: str = ""
    period: Span | None = None
    reported: dict[str, list[Reported]] = field(default_factory=dict)
    strange_seats: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.days = Days(self.context.today + GRACE)

    def part(self, kind: str, same: tuple[tuple[str, ...], ...] = ()) -> "Bundle":
        """An empty bundle in which one kind of file is read; it knows what its reader needs."""
        made = Bundle(self.context, self.dated, self.stamped)
        made.days, made.owner, made.owner_name = self.days, self.owner, self.owner_name
        made.same, made.known = same, self.seen.get(kind, frozenset())
        return made

    def absorb(self, part: "Bundle", kind: str) -> None:
        """Take in what a part has told, now that it was read whole."""
        for source, facts in part.amounts.items():
            for fact, days in facts.items():
                for day, amount in days.items():
                    self.add(source, fact, day, amount)
        for source, span in part.spans.items():
            self.span(source).cover([day for day in (span.first, span.last) if day])
        for name, count in part.tally.items():
            self.count(name, count)
        for day, count in part.new_connections.items():
            self.new_connections[day] = self.new_connections.get(day, 0) + count
        for key, post in part.posts.items():
            self.post(key, post)
        for person, day in part.endorsed.items():
            self.endorsed[person] = min(day, self.endorsed.get(person, day))
        for slug, day in part.connected.items():
            self.connected[slug] = max(day, self.connected.get(slug, day))
        self.talks = _joined(self.talks, part.talks)
        self.named_talks = _joined(self.named_talks, part.named_talks)
        for two, number in part.met.items():
            self.met[two] = self.met.get(two, 0) + number
        for member, said in part.reported.items():
            self.reported.setdefault(member, []).extend(said)
        self.strange_seats |= part.strange_seats
        for on, links in part.reacted.items():
            self.reacted.setdefault(on, set()).update(links)
        for name in ("readings", "files", "warnings", "left_out", "pairs", "invitations",
                     "own_comments", "searched"):  # fmt: skip
            getattr(self, name).extend(getattr(part, name))
        self.levels |= part.levels
        self.employers |= part.employers
        self.own_companies |= part.own_companies
        self.owner, self.owner_name = part.owner or self.owner, part.owner_name or self.owner_name
        self.has_slugs |= part.has_slugs
        self.has_invitees |= part.has_invitees
        self.repeated += part.repeated
        self.kinds.add(kind)
        self.seen.setdefault(kind, set()).update(part.fresh)

    def rows(self, table: Table) -> Iterator[Row]:
        """Each row of a table once: rows that stand in several parts of one file count once.

        `same` names the columns that tell rows apart, the day first. Rows that tell nothing but a
        day (hidden members) are no repetitions of each other.
        """
        names = next((one for one in self.same if table.at.keys() >= set(one)), ())
        telling = itemgetter(*(table.at[name] for name in names)) if names else tuple
        known, fresh = self.known, self.fresh
        for row in table.rows():
            self.row += 1
            cells = telling(row)
            key = hash(cells)
            if key not in fresh and key not in known:
                fresh.add(key)
                yield row
            elif names and not any(cells[1:]):
                yield row
            else:
                self.repeated += 1

    def once(self, *cells: Hashable) -> bool:
        """Whether these cells of this kind are met for the first time."""
        key = hash(cells)
        if key in self.known or key in self.fresh:
            self.repeated += 1
            return False
        self.fresh.add(key)
        return True

    def day(self, text: str) -> date | None:
        """The day of a cell, or None (and counted) where it has none that can be true."""
        found = self.days.quick(text[:11]) or self.days.of(text)
        if found is None:
            self.leave("dates")
            self.unreadable += parse(text.strip()) is None
        return found

    def add(self, source: str, fact: str, day: date, thousandths: int) -> None:
        """Count an amount on a day."""
        days = self.amounts.setdefault(source, {}).setdefault(fact, {})
        days[day] = days.get(day, 0) + thousandths

    def count(self, name: str, by: int = 1) -> None:
        """Count towards a level that is made when all files are read."""
        self.tally[name] = self.tally.get(name, 0) + by

    def post(self, key: str, post: Post) -> None:
        """Rows with one link are edits of one post: the newest stands."""
        known = self.posts.get(key)
        if known is None or (post.at, post.text) >= (known.at, known.text):
            self.posts[key] = post

    def leave(self, reason: str) -> None:
        """Leave the row that is being read out; in the largest files it has no number."""
        self.left.setdefault((reason, ""), []).append(self.number)

    @property
    def number(self) -> int:
        """The number of the row that is being read, the header's included; 0 where rows are not
        counted."""
        table = self.table
        return self.row + table.top + table.skipped if table is not None and self.row else 0

    def leave_rows(self, reason: str, rows: Collection[int], column: str) -> None:
        """Leave rows out because of one column."""
        self.left.setdefault((reason, column), []).extend(rows)

    def close(self, kind: str, table: Table) -> dict[str, int]:
        """End a table: what was left out of it is noted; how many rows, by reason."""
        lost = [*table.lost, *[0] * (table.skipped - len(table.lost))]
        gone: dict[str, int] = {}
        for (reason, column), rows in ((("cells", ""), lost), *self.left.items()):
            if rows:
                gone[reason] = gone.get(reason, 0) + len(rows)
                named = (column,) if column else ()
                self.left_out.append(
                    LeftOut(
                        kind, reason, len(rows), tuple(row for row in rows[:NAMED] if row), named
                    )
                )
        self.left, self.row, self.unreadable = {}, 0, 0
        return gone

    def span(self, source: str) -> Span:
        """The span of a source, which is covered from now on even without a row."""
        return self.spans.setdefault(source, Span())

    @property
    def hint(self) -> date | None:
        """The export's day as far as the archive itself tells, before its files are read."""
        latest = self.context.today + GRACE
        return next((d for d in (self.dated, self.stamped) if d is not None and d <= latest), None)

    @property
    def as_of(self) -> date | None:
        """Until when the files saw the world: the day in the archive's name, else its newest
        timestamp, else the newest event. One in the future, or from before the newest event, is
        not believed."""
        today = self.context.today
        ends = {source: span.last for source, span in self.spans.items() if span.last}
        own = {source: last for source, last in ends.items() if source.startswith("archive/")}
        newest = max((own or ends).values(), default=None)
        for found in (self.dated, self.stamped):
            if found is None or not FOUNDED <= found <= today + GRACE:
                continue
            if newest is None or found >= newest - GRACE:
                return min(today, max(found, newest or found))
        return None if newest is None else min(today, newest)

    def told_from(self, days: int) -> date:
        """The first of the days that will be told; all of them where nothing hints at the end."""
        end = self.as_of or self.context.today
        return end - timedelta(days=days - 1) if self.hint else date.min

    def level_list(self, as_of: date) -> tuple[Level, ...]:
        """The levels, dated."""
        return tuple(Level(fact, value, as_of) for fact, value in sorted(self.levels.items()))


def _joined(one: dict[str, list[Said]], other: Mapping[str, list[Said]]) -> dict[str, list[Said]]:
    if not one:
        return dict(other)
    for key, said in other.items():
        one.setdefault(key, []).extend(said)
    return one
