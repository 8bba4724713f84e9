"""Shares.csv, Comments.csv, Reactions.csv and the small activity logs: what the owner published."""

import re
from collections.abc import Iterator
from datetime import date

from bot.importers.bundle import Bundle
from bot.importers.dates import moment
from bot.importers.tables import Table
from bot.importers.told import Post
from bot.importers.values import KEPT_DAYS
from scoring.text import WINDOW_DAYS, Written

BARE = 200
"""Thousandths that a share without a word is worth."""
_RECORD = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(https?://[^,]*),", re.ASCII)
_ID = re.compile(r"(?<!\d)\d{15,20}(?!\d)", re.ASCII)
_ARTICLE = re.compile(r"linkedin\.com/pulse/([^/?#]+)", re.IGNORECASE)
_FLAT = (('"\r\n"', "\n"), ('"\n"', "\n"))
"""LinkedIn writes each line break of a post as two quotes around one (see docs/uploads.md)."""


def posted(link: str) -> int:
    """When the thing behind a link was made, in ms since 1970; 0 where the link does not tell.

    LinkedIn's numbers hold the time in all but their last 22 bits.
    """
    found = _ID.search(link)
    return int(found.group()) >> 22 if found else 0


def shares(table: Table, bundle: Bundle) -> None:
    """Posts and shared links. Rows with one link are edits of one post: the newest stands."""
    at, link = table.at["date"], table.column("sharelink", "share link")
    said = table.column("sharecommentary", "share commentary")
    urls = [c for c in (table.column("sharedurl", "shared url"),
                        table.column("mediaurl", "media url")) if c is not None]  # fmt: skip
    span = bundle.span("archive/shares")
    for row in bundle.rows(table):
        day = bundle.day(row[at])
        if day is None:
            continue
        text = table.text(row[said]) if said is not None else ""
        if text is None:
            bundle.leave("unreadable")
            continue
        span.widen(day)
        for old, new in _FLAT:
            text = text.replace(old, new)
        when = moment(row[at], day)
        linked = [url for url in (table.text(row[at]) for at in urls) if url]
        article = next((found[1] for url in linked if (found := _ARTICLE.search(url))), "")
        key = (row[link] if link is not None else "") or f"{when}\n{text}"
        bundle.post(key, Post(when, day, text.strip(), bool(linked), article))


def comments(table: Table, bundle: Bundle) -> None:
    """Comments in proper quoting, as spreadsheets save them again."""
    at, link = table.at["date"], table.at["link"]
    said = table.column("message", "comment")
    span, early = bundle.span("archive/comments"), bundle.told_from(WINDOW_DAYS)
    for row in bundle.rows(table):
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            cell = row[said] if said is not None else ""
            _comment(table, bundle, day, early, row[link], cell)


def raw_comments(table: Table, bundle: Bundle) -> None:
    """Comments as LinkedIn writes them: quotes escaped by a backslash, or lines not quoted at all.

    A record begins where a line has a date and a link; all up to the next such line is its text.
    """
    span, early = bundle.span("archive/comments"), bundle.told_from(WINDOW_DAYS)
    for stamp, link, text in _records(table):
        bundle.row += 1
        table.read += 1
        if not bundle.once(stamp, link, text):
            continue
        day = bundle.day(stamp)
        if day is not None:
            span.widen(day)
            _comment(table, bundle, day, early, link, text)


def _records(table: Table) -> Iterator[tuple[str, str, str]]:
    head: tuple[str, str] | None = None
    parts: list[str] = []
    size = count = 0
    for line in table.lines:
        found = _RECORD.match(line)
        if found:
            if head:
                yield *head, _unquoted("".join(parts))
            head, parts, size = (found[1], found[2]), [line[found.end() :]], 0
            count += 1
            if count > table.limits.rows:
                table.too_many = True
                return
        elif head is None:
            if line.strip():
                table.lose(table.top + 1 + table.skipped)
        elif size < table.limits.cell:
            parts.append(line)
            size += len(line)
    if head:
        yield *head, _unquoted("".join(parts))


def _unquoted(text: str) -> str:
    text = text.rstrip("\r\n")
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return text.replace('\\"', '"').replace('""', '"')


def _comment(table: Table, bundle: Bundle, day: date, early: date, link: str, cell: str) -> None:
    """Keep a comment, unless it is from before the days that are told."""
    text = table.text(cell)
    if text is None:
        bundle.leave("unreadable")
    elif day >= early:
        bundle.own_comments.append((Written(day, text), posted(link)))


def reactions(table: Table, bundle: Bundle) -> None:
    """Distinct things reacted to, by day."""
    at, link = table.at["date"], table.at["link"]
    early = bundle.told_from(KEPT_DAYS)
    quick, reacted, days = bundle.days.quick, bundle.reacted, set()
    for row in table.rows():  # many, and distinct by link anyway
        day = quick(row[at][:11]) or bundle.day(row[at])
        if day is None:
            continue
        days.add(day)
        if day < early:
            continue
        links = reacted.get(day)
        if links is None:
            links = reacted[day] = set()
        links.add(row[link])
    bundle.span("archive/reactions").cover(days)


def reposts(table: Table, bundle: Bundle) -> None:
    """Reposts without a word."""
    at = table.at["date"]
    source = "archive/instant_reposts"
    span = bundle.span(source)
    for row in bundle.rows(table):
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            bundle.add(source, "shares.credit", day, BARE)
            bundle.add(source, "shares.count", day, 1000)
            bundle.add(source, "shares.bare", day, 1000)


def searches(table: Table, bundle: Bundle) -> None:
    """Searches by time; which of the rows are one search is told when all parts are read."""
    at, query = table.at["time"], table.at["search query"]
    span = bundle.span("archive/searches")
    for row in bundle.rows(table):
        day = bundle.day(row[at])
        if day is None:
            continue
        text = table.text(row[query])
        if text is None:
            bundle.leave("unreadable")
            continue
        span.widen(day)
        bundle.searched.append((moment(row[at], day), day, " ".join(text.casefold().split())))


def follows(table: Table, bundle: Bundle) -> None:
    """Companies followed."""
    at = table.at["followed on"]
    source = "archive/follows"
    span = bundle.span(source)
    for row in bundle.rows(table):
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            bundle.add(source, "company.follows", day, 1000)
