"""Shares.csv, Comments.csv, Reactions.csv and the small activity logs: what the owner published."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from bot.importers.bundle import Bundle
from bot.importers.tables import Table, text_of
from scoring.text import Written, words

POST_WORDS, VIEW_WORDS = 20, 15
"""Words of one's own from which a text is a post, or a shared link has a view."""
BARE = 200
"""Thousandths that a share without a word is worth."""
COMMENT_WORDS = 12
MERGE_S = 60
"""Searches so near each other are one search: LinkedIn logs each request."""
_RECORD = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(https?://[^,]*),")
_ID = re.compile(r"(\d{15,20})")
_FLAT = (('"\r\n"', "\n"), ('"\n"', "\n"))
"""LinkedIn writes each line break of a post as two quotes around one (see docs/uploads.md)."""


def shares(table: Table, bundle: Bundle) -> None:
    """Posts and shared links. Rows with one link are edits of one post: the last read stands."""
    at, link = table.at["date"], table.column("sharelink", "share link")
    said = table.column("sharecommentary", "share commentary")
    urls = [c for c in (table.column("sharedurl", "shared url"),
                        table.column("mediaurl", "media url")) if c is not None]  # fmt: skip
    span = bundle.span("archive/shares")
    newest: dict[str, tuple[str, date, str, bool]] = {}
    for number, row in enumerate(table.rows()):
        day = bundle.day(row[at])
        if day is None:
            continue
        span.widen(day)
        key = row[link] if link is not None and row[link] else str(number)
        known = newest.get(key)
        if known is None or row[at] >= known[0]:
            text = text_of(row[said]) if said is not None else ""
            newest[key] = (row[at], day, text, any(row[url] for url in urls))
    for key, (_, day, text, has_link) in newest.items():
        for old, new in _FLAT:
            text = text.replace(old, new)
        found = _ID.search(key)
        if found:
            bundle.share_times.append(int(found.group()) >> 22)
        bundle.own_posts.append(Written(day, text))
        bundle.post_shares.append((words(text) >= POST_WORDS, has_link))


def comments(table: Table, bundle: Bundle) -> None:
    """Comments in proper quoting, as spreadsheets save them again."""
    at, link = table.at["date"], table.at["link"]
    said = table.column("message", "comment")
    span = bundle.span("archive/comments")
    for row in table.rows():
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            _comment(bundle, day, row[link], text_of(row[said] if said is not None else ""))


def raw_comments(table: Table, bundle: Bundle) -> None:
    """Comments as LinkedIn writes them: quotes escaped by a backslash, or lines not quoted at all.

    A record begins where a line has a date and a link; all up to the next such line is its text.
    """
    span = bundle.span("archive/comments")
    for stamp, link, text in _records(table):
        table.read += 1
        day = bundle.day(stamp)
        if day is not None:
            span.widen(day)
            _comment(bundle, day, link, text_of(text))


def _records(table: Table) -> Iterator[tuple[str, str, str]]:
    head: tuple[str, str] | None = None
    parts: list[str] = []
    size = 0
    for line in table.lines:
        found = _RECORD.match(line)
        if found:
            if head:
                yield *head, _unquoted("".join(parts))
            head, parts, size = (found[1], found[2]), [line[found.end() :]], 0
        elif head is None:
            table.skipped += bool(line.strip())
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


def _comment(bundle: Bundle, day: date, link: str, text: str) -> None:
    found = _ID.search(link)
    posted = int(found.group()) >> 22 if found else 0
    bundle.own_comments.append((Written(day, text), posted))


def reactions(table: Table, bundle: Bundle) -> None:
    """Distinct things reacted to, by day."""
    at, link = table.at["date"], table.at["link"]
    source, quick = "archive/reactions", bundle.days.quick
    seen: dict[date, set[str]] = {}
    for row in table.rows():
        day = quick(row[at][:11]) or bundle.day(row[at])
        if day is not None:
            seen.setdefault(day, set()).add(row[link])
    bundle.span(source).cover(seen)
    for day, links in seen.items():
        bundle.add(source, "reactions", day, 1000 * len(links))


def reposts(table: Table, bundle: Bundle) -> None:
    """Reposts without a word."""
    at = table.at["date"]
    source = "archive/instant_reposts"
    span = bundle.span(source)
    for row in table.rows():
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            bundle.add(source, "shares.credit", day, BARE)
            bundle.add(source, "shares.bare", day, 1000)


def searches(table: Table, bundle: Bundle) -> None:
    """Distinct searches of a day. The log has a row for each request, about five a search."""
    at, query = table.at["time"], table.at["search query"]
    source = "archive/searches"
    span = bundle.span(source)
    rows: list[tuple[str, date, str]] = []
    for row in table.rows():
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            rows.append((row[at], day, " ".join(row[query].casefold().split())))
    distinct: dict[date, set[str]] = {}
    before: tuple[float, str] | None = None
    for stamp, day, text in sorted(rows):
        moment = _moment(stamp)
        known = distinct.setdefault(day, set())
        if before and (moment - before[0] <= MERGE_S or _prefix(text, before[1])):
            known.discard(before[1])
        known.add(text)
        before = (moment, text)
    for on, kept in distinct.items():
        bundle.add(source, "searches", on, 1000 * len(kept))


def _prefix(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _moment(stamp: str) -> float:
    try:
        return datetime.strptime(stamp[:19], "%Y/%m/%d %H:%M:%S").timestamp()  # noqa: DTZ007  only gaps
    except ValueError:
        return 0.0


def follows(table: Table, bundle: Bundle) -> None:
    """Companies followed."""
    at = table.at["followed on"]
    source = "archive/follows"
    span = bundle.span(source)
    for row in table.rows():
        day = bundle.day(row[at])
        if day is not None:
            span.widen(day)
            bundle.add(source, "company.follows", day, 1000)
