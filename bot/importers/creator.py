"""Which sheet of LinkedIn's analytics workbook is which: by its columns in English, else by shape.

Sheets and columns are translated, their order is not. Demographics tell of other people in groups
and are never opened under a title that we know, nor once the four others are found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.importers.day_order import Period, period, written
from bot.importers.numbers import whole
from bot.importers.tables import fold
from bot.importers.workbook import TOP, Cell, Row, Sheet, text_of

UNREAD = ("demographics", "dados demográficos")
WHOLE = ("discovery", "engagement", "posts", "followers")
SINGLE_POST = frozenset(("post url", "post date", "impressions"))
"""Labels in the first column of the workbook of one post; it has no others of them."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A sheet of one row a day: where its rows begin, and in which column each fact stands."""

    sheet: Sheet
    start: int
    date: int
    facts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """One list of posts: the places of its link, publish date and figure."""

    link: int
    date: int
    figure: int
    seen: bool
    """Whether the figure is impressions (else engagements)."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The sheet of the best posts, two lists side by side."""

    sheet: Sheet
    start: int
    rankings: tuple[Ranking, ...]


@dataclass(slots=True)
class Found:
    """What was found of an analytics workbook."""

    span: Period | None = None
    engagement: Daily | None = None
    followers: Daily | None = None
    posts: Posts | None = None
    discovery: bool = False
    localised: bool = field(default=False)

    @property
    def complete(self) -> bool:
        """Whether no further sheet need be opened."""
        return bool(self.engagement and self.followers and self.posts and self.discovery)


def find(sheets: Sequence[Sheet]) -> Found | None:
    """The sheets of an analytics workbook, or None for another one."""
    tops: list[tuple[Sheet, list[Row]]] = []
    found = Found()
    for sheet in sheets:
        if found.complete:
            break
        if fold(sheet.title).startswith(UNREAD):
            continue
        top = sheet.top()
        tops.append((sheet, top))
        _by_columns(found, sheet, top)
    if found.engagement or found.followers or found.posts:
        return found
    return _by_shape(tops)


def is_single_post(sheets: Sequence[Sheet]) -> bool:
    """Whether this is the workbook of one post: labels down the first column."""
    for sheet in sheets[:1]:
        labels = {fold(text_of(row[0])) for row in sheet.top() if row}
        if labels >= SINGLE_POST:
            return True
    return False


def _by_columns(found: Found, sheet: Sheet, top: Sequence[Row]) -> None:
    """English: the header says what the sheet is."""
    for at, row in enumerate(top[:TOP]):
        names = [fold(text_of(cell)) for cell in row]
        places = {name: place for place, name in reversed(list(enumerate(names))) if name}
        if places.keys() >= {"date", "impressions", "engagements"} and not found.engagement:
            facts = {name: places[name] for name in ("impressions", "engagements")}
            found.engagement = Daily(sheet, at + 1, places["date"], facts)
        elif places.keys() >= {"date", "new followers"} and not found.followers:
            facts = {"followers": places["new followers"]}
            found.followers = Daily(sheet, at + 1, places["date"], facts)
        elif "post url" in places and not found.posts:
            found.posts = Posts(sheet, at + 1, _named(names))
        elif names and names[0] == "overall performance":
            found.discovery = True
            found.span = _span(top)
        else:
            continue
        return


def _named(names: Sequence[str]) -> tuple[Ranking, ...]:
    """A list begins at each "Post URL" and has its figure before the next."""
    starts = [at for at, name in enumerate(names) if name == "post url"]
    made = []
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        within = {names[at]: at for at in range(end - 1, start, -1)}
        date = next((at for name, at in within.items() if "date" in name), None)
        for name in ("impressions", "engagements"):
            if date is not None and name in within:
                made.append(Ranking(start, date, within[name], name == "impressions"))
                break
    return tuple(made)


def _span(top: Sequence[Row]) -> Period | None:
    cells = (cell for row in top for cell in row)
    return next((found for cell in cells if (found := period(cell))), None)


def _by_shape(tops: Sequence[tuple[Sheet, Sequence[Row]]]) -> Found | None:
    """Other languages: a period, then days with two figures, posts, and days with one."""
    found = Found(localised=True)
    for sheet, top in tops:
        if not found.discovery and (span := _span(top)):
            found.span, found.discovery = span, True
        elif not found.engagement and (daily := _daily(sheet, top, ("impressions", "engagements"))):
            found.engagement = daily
        elif not found.followers and (daily := _daily(sheet, top, ("followers",))):
            found.followers = daily
        elif not found.posts and (posts := _posts(sheet, top)):
            found.posts = posts
    others = found.followers or found.posts
    return found if found.span and found.engagement and others else None


def _daily(sheet: Sheet, top: Sequence[Row], facts: Sequence[str]) -> Daily | None:
    """A header of so many words with a day and as many whole numbers below it."""
    for at, (row, below) in enumerate(pairwise(top)):
        places = [place for place, cell in enumerate(row) if cell is not None]
        if len(places) != len(facts) + 1 or not all(
            isinstance(row[place], str) for place in places
        ):
            continue
        values = [below[place] if place < len(below) else None for place in places]
        if written(row[places[0]]) is None and written(values[0]) is not None \
                and all(whole(value) is not None for value in values[1:]):  # fmt: skip
            return Daily(sheet, at + 1, places[0], dict(zip(facts, places[1:], strict=True)))
    return None


def _posts(sheet: Sheet, top: Sequence[Row]) -> Posts | None:
    """Links at two places, each with a day and a figure; the second list is by impressions."""
    for at, row in enumerate(top):
        links = [place for place, cell in enumerate(row) if _is_link(cell)]
        good = [place for place in links if place + 2 < len(row) and written(row[place + 1])]
        if not good:
            continue
        header = top[at - 1] if at else ()
        starts = [place for place in range(len(header)) if header[place] is not None
                  and (place == 0 or header[place - 1] is None)]  # fmt: skip
        places = starts if set(good) <= set(starts) else good
        rankings = tuple(
            Ranking(place, place + 1, place + 2, number > 0) for number, place in enumerate(places)
        )
        return Posts(sheet, at, rankings)
    return None


def _is_link(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().startswith(("https://", "http://"))
