"""What the owner published, once all was read: posts, shares, comments, searches, articles."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.importers.bundle import Bundle
from bot.importers.writing import BARE, posted
from scoring.line import median
from scoring.text import WINDOW_DAYS, Written, credits, words

POST_WORDS, VIEW_WORDS = 20, 15
"""Words of one's own from which a text is a post, or a shared link has a view."""
COMMENT_WORDS, LEAST = 12, 0.2
"""Words from which a comment counts whole, and what one of a word counts."""
OWN_POST_MS = 5000
"""A comment whose link is this near an own post in time stands under that post."""
UNDER_OWN = 0.5
MERGE = timedelta(seconds=60)
"""Searches so near each other are one search: LinkedIn logs each request."""
TIMELESS = len("2026-06-27")
"""Characters of a moment of which only the day is known."""
WINDOW = timedelta(days=91)
ENOUGH = 5
"""Texts from which a median says something."""
PULSE = "archive/articles"


def credited(texts: Sequence[Written], bundle: Bundle) -> list[int]:
    """Near-duplicate credit of each, in thousandths."""
    return credits(texts) if bundle.context.credit else [1000] * len(texts)


def middle(values: Sequence[tuple[date, int]], as_of: date) -> float | None:
    """The median of the last 91 days, or None where there is too little."""
    recent = [float(value) for day, value in values if as_of - day < WINDOW]
    return median(recent) if len(recent) >= ENOUGH else None


def posts(bundle: Bundle, as_of: date) -> None:
    """Posts, and shares with a view or bare. One credit for both, since both are one text."""
    kept = [one for _, one in sorted(bundle.posts.items()) if _recent(one.day, as_of)]
    source = "archive/shares"
    given = credited([Written(one.day, one.text) for one in kept], bundle)
    for one, credit in zip(kept, given, strict=True):
        count = words(one.text)
        is_post, viewed = count >= POST_WORDS, one.has_link and count >= VIEW_WORDS
        bundle.add(source, "shares.count", one.day, 1000)
        if is_post:
            bundle.add(source, "posts.credit", one.day, credit)
        if viewed:
            bundle.add(source, "shares.credit", one.day, credit)
        elif one.has_link:
            bundle.add(source, "shares.credit", one.day, BARE)
            bundle.add(source, "shares.bare", one.day, 1000)
        if credit and (is_post or viewed):
            bundle.add(source, "shares.actions", one.day, 1000)


def comments(bundle: Bundle, as_of: date) -> None:
    """Comments by length and credit; answers under one's own posts count half."""
    kept = [one for one in bundle.own_comments if _recent(one[0].day, as_of)]
    source = "archive/comments"
    own = sorted(moment for link in bundle.posts if (moment := posted(link)))
    given = credited([text for text, _ in kept], bundle)
    lengths = []
    for (text, moment), credit in zip(kept, given, strict=True):
        count = words(text.text)
        lengths.append((text.day, count))
        share = max(LEAST, min(1.0, count / COMMENT_WORDS))
        amount = round(credit * share * (UNDER_OWN if moment and _near(own, moment) else 1.0))
        if amount:
            bundle.add(source, "comments.credit", text.day, amount)
            bundle.add(source, "comments.actions", text.day, 1000)
    typical = middle(lengths, as_of)
    if typical is not None:
        bundle.levels["comments.median_words"] = typical


def reactions(bundle: Bundle) -> None:
    """Distinct things reacted to, by day."""
    for day, links in bundle.reacted.items():
        bundle.add("archive/reactions", "reactions", day, 1000 * len(links))


def searches(bundle: Bundle) -> None:
    """Distinct searches of a day. The log has a row for each request, about five a search: rows
    within a minute of each other are one, and so are neighbours of a day of which one begins with
    the other, as a query does while it is typed."""
    distinct: dict[date, set[str]] = {}
    begun = date.min
    before: tuple[str, date, str] | None = None
    for one in sorted(bundle.searched):
        if before is None or not _same(before, one):
            if before is not None:
                distinct.setdefault(begun, set()).add(before[2])
            begun = one[1]
        before = one
    if before is not None:
        distinct.setdefault(begun, set()).add(before[2])
    for on, kept in distinct.items():
        bundle.add("archive/searches", "searches", on, 1000 * len(kept))


def _same(one: tuple[str, date, str], other: tuple[str, date, str]) -> bool:
    timed = len(one[0]) > TIMELESS and len(other[0]) > TIMELESS
    if timed and datetime.fromisoformat(other[0]) - datetime.fromisoformat(one[0]) <= MERGE:
        return True
    first, then = one[2], other[2]
    typed = bool(first and then) and (first.startswith(then) or then.startswith(first))
    return typed and one[1] == other[1]


def articles(bundle: Bundle) -> None:
    """Without the folder of articles, links to the owner's own articles tell when they came out.

    The address of an article ends with its author's name or profile; others may be shared too.
    Found none, nothing is told: there may be articles that were never shared.
    """
    if "articles" in bundle.kinds or not bundle.posts:
        return
    ends = {_plain(one) for one in (bundle.owner or "", bundle.owner_name)} - {""}
    found: dict[str, date] = {}
    for one in bundle.posts.values():
        address = _plain(one.article)
        tail = re.sub(r"-[a-z0-9]{4,6}$", "", address)  # newer addresses end with a short code
        if any(text.endswith(f"-{end}") for text in (address, tail) for end in ends):
            found[address] = min(one.day, found.get(address, one.day))
    for day in found.values():
        bundle.span(PULSE).widen(day)
        bundle.add(PULSE, "articles", day, 1000)


def _plain(text: str) -> str:
    return "-".join(re.findall(r"\w+", text.casefold()))


def _recent(day: date, as_of: date) -> bool:
    return (as_of - day).days < WINDOW_DAYS


def _near(times: Sequence[int], moment: int) -> bool:
    at = bisect_left(times, moment - OWN_POST_MS)
    return at < len(times) and times[at] <= moment + OWN_POST_MS
