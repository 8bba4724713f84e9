"""LinkedIn's workbook of a member's own posts: impressions, engagements, new followers a day.

Links to posts are looked at to join two lists, and end here. LinkedIn raises the last two or three
days in later files; the later file owns them (docs/uploads.md, Overlap).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from statistics import median

from bot.errors import Refused
from bot.importers import creator, day_order
from bot.importers.bundle import Bundle
from bot.importers.creator import Daily, Found, Posts
from bot.importers.dates import FOUNDED
from bot.importers.day_order import Written, as_day, written
from bot.importers.numbers import whole
from bot.importers.values import KEPT_DAYS, READER, FileRead, Warned
from bot.importers.workbook import Cell, Row, Sheet
from scoring.activity import Batch, Level

ENGAGEMENT, FOLLOWERS = "analytics/engagement", "analytics/followers"
RECENT = timedelta(days=90)
"""How far back the best post is looked for."""
DAY_MOST = 1_000_000
"""Of one day, at most: far above what any curve looks at, and below what a count may hold."""


@dataclass(slots=True)
class Days:
    """A daily sheet as it was read: a row per day, the larger of two."""

    dated: list[tuple[Written, tuple[int, ...]]] = field(default_factory=list)
    bad_numbers: int = 0
    bad_dates: int = 0


@dataclass(slots=True)
class Post:
    """A post of either list: what one list does not tell is missing, not nought."""

    published: Written | None = None
    impressions: int | None = None


def read(sheets: Sequence[Sheet], bundle: Bundle) -> bool:
    """Count an analytics workbook; False where this is none.

    Raises Refused, and leaves the bundle as it was, where nothing of it can be read safely.
    """
    if creator.is_single_post(sheets):
        raise Refused("single_post")
    found = creator.find(sheets)
    if found is None:
        return False
    _Workbook(found, bundle).deliver()
    return True


class _Workbook:
    def __init__(self, found: Found, bundle: Bundle) -> None:
        self.found, self.bundle = found, bundle
        self.today = bundle.context.today
        self.daily = {
            source: (sheet, _days(sheet))
            for source, sheet in ((ENGAGEMENT, found.engagement), (FOLLOWERS, found.followers))
            if sheet is not None
        }
        self.posts = _posts(found.posts) if found.posts else {}
        self.day_first = day_order.decide(
            [one for _, days in self.daily.values() for one, _ in days.dated],
            found.span,
            self.today,
            others=[post.published for post in self.posts.values() if post.published],
        )
        self.span = day_order.ends_of(found.span, day_first=self.day_first)

    def deliver(self) -> None:
        """Everything is worked out before anything is given to the bundle."""
        rows = {source: self._by_day(source) for source in self.daily}
        ends = {source: self._ends(days) for source, days in rows.items()}
        known = [both for both in ends.values() if both]
        if not known and not self.posts:
            raise Refused("no_rows")
        last = max((both[1] for both in known), default=self.span[1] if self.span else self.today)
        for source, both in ends.items():
            if both:
                self._give(source, rows[source], both)
        self._best_post(min(last, self.today))
        self._receipt(ends)

    def _day(self, one: Written) -> date | None:
        day = as_day(one, day_first=self.day_first)
        latest = self.today + timedelta(days=1)  # users east of the server
        return day if day is not None and FOUNDED <= day <= latest else None

    def _by_day(self, source: str) -> dict[date, tuple[int, ...]]:
        _, days = self.daily[source]
        by_day: dict[date, tuple[int, ...]] = {}
        for one, numbers in days.dated:
            day = self._day(one)
            if day is None:
                days.bad_dates += 1
                continue
            known = by_day.get(day, numbers)
            by_day[day] = tuple(map(max, known, numbers))
        total = len(days.dated) + days.bad_dates
        if total and len(days.dated) * 2 < total:
            raise Refused("dates_unreadable")
        if self.span and by_day:
            outside = sum(1 for day in by_day if not self.span[0] <= day <= self.span[1])
            if outside * 2 > len(by_day):
                raise Refused("dates_outside_range")
        return by_day

    def _ends(self, days: Mapping[date, object]) -> tuple[date, date] | None:
        """Covered: from the file's own first day to its last row; of an empty sheet its period."""
        if not days:
            return self.span if self.span and self.span[1] <= self.today else None
        first = min(days)
        return min(first, self.span[0]) if self.span else first, min(max(days), self.today)

    def _give(
        self, source: str, days: Mapping[date, tuple[int, ...]], ends: tuple[date, date]
    ) -> None:
        sheet, _ = self.daily[source]
        first = max(ends[0], ends[1] - timedelta(days=KEPT_DAYS - 1))
        amounts: dict[str, dict[date, int]] = {}
        for at, name in enumerate(sheet.facts):
            amounts[f"creator.{name}"] = {
                day: 1000 * min(DAY_MOST, numbers[at])
                for day, numbers in sorted(days.items())
                if numbers[at] > 0 and first <= day <= ends[1]
            }
        batch = Batch(source, first, ends[1], frozenset((ends[1],)), amounts, READER)
        self.bundle.periods.append(batch)

    def _best_post(self, as_of: date) -> None:
        """How far the best post of the last 90 days stands above the usual one."""
        shown = [post for post in self.posts.values() if post.impressions is not None]
        recent = [
            post.impressions or 0
            for post in shown
            if post.published
            and (day := self._day(post.published))
            and timedelta(0) <= as_of - day < RECENT
        ]
        usual = median([max(0, post.impressions or 0) for post in shown]) if shown else 0
        if recent and usual > 0:
            ratio = round(max(0, *recent, 0) / usual, 3)
            self.bundle.own_levels.append(Level("best_post.ratio", ratio, as_of))

    def _receipt(self, ends: Mapping[str, tuple[date, date] | None]) -> None:
        files, warnings = self.bundle.files, self.bundle.warnings
        for source, (_, days) in self.daily.items():
            kind = "creator_" + source.rpartition("/")[2]
            both = ends[source] or (None, None)
            left = days.bad_numbers + days.bad_dates
            count = len(days.dated) + days.bad_numbers
            files.append(FileRead(source, kind, count, left, both[0], both[1]))
            if days.bad_numbers:
                warnings.append(Warned("rows_left_out", None, days.bad_numbers))
            if days.bad_dates:
                warnings.append(Warned("dates_left_out", None, days.bad_dates))
        if self.posts:
            files.append(FileRead("analytics/top posts", "creator_top_posts", len(self.posts), 0,
                                  None, None))  # fmt: skip
        missing = [self.found.engagement, self.found.followers, self.found.posts].count(None)
        if missing:
            warnings.append(Warned("sheet_missing", None, missing))
        if self.found.localised:
            warnings.append(Warned("localised_headers"))


def _below(sheet: Sheet, start: int) -> Iterator[Row]:
    for count, row in enumerate(islice(sheet.rows(), start, None)):
        if count >= sheet.limits.sheet_rows:
            raise Refused("too_much_inside", {"limit": "rows"})
        if any(cell is not None for cell in row):
            yield row


def _days(daily: Daily) -> Days:
    """The rows of a daily sheet; one whose number cannot be read is left out whole."""
    made = Days()
    for row in _below(daily.sheet, daily.start):
        one = written(_at(row, daily.date))
        numbers = [whole(_at(row, place)) for place in daily.facts.values()]
        if one is None:
            made.bad_dates += 1
        elif None in numbers:
            made.bad_numbers += 1
        else:
            made.dated.append((one, tuple(number for number in numbers if number is not None)))
    return made


def _posts(posts: Posts) -> dict[str, Post]:
    """Both lists joined by link; a post may stand in one alone."""
    made: dict[str, Post] = {}
    for row in _below(posts.sheet, posts.start):
        for ranking in posts.rankings:
            link = _at(row, ranking.link)
            if not isinstance(link, str):
                continue
            post = made.setdefault(link.strip(), Post())
            post.published = post.published or written(_at(row, ranking.date))
            if ranking.seen:
                post.impressions = whole(_at(row, ranking.figure))
    return made


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else None
