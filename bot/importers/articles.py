"""Articles, each a page of its own in the larger archive. Only the line with the day is looked for;
no HTML is parsed and no link followed."""

import re

from bot.errors import Refused
from bot.importers import members
from bot.importers.bundle import Bundle
from bot.importers.container import Archive
from bot.importers.values import FileRead, Warned

PUBLISHED = re.compile(rb"Published on (\d{4}-\d\d-\d\d) \d\d:\d\d")
PAGE = 1 << 16
"""Bytes of an article that are looked at."""
SOURCE = "archive/articles"


def read(archive: Archive, bundle: Bundle) -> bool:
    """Count articles by the day on which they came out; drafts have none. Whether there are any
    pages at all. One page that cannot be read makes the whole folder unseen."""
    days, pages = [], members.pages(archive)
    for member in pages:
        try:
            with archive.open(member) as handle:
                line = PUBLISHED.search(handle.read(PAGE))
        except Refused:
            bundle.warnings.append(Warned("member_unreadable", member.path))
            return False
        day = bundle.days.of(line[1].decode("ascii")) if line else None
        if day is not None:
            days.append(day)
    if not pages:
        return False
    bundle.span(SOURCE).cover(days)
    for day in days:
        bundle.add(SOURCE, "articles", day, 1000)
    bundle.kinds.add("articles")
    first, last = min(days, default=None), max(days, default=None)
    bundle.files.append(FileRead("Articles", "articles", len(days), 0, first, last))
    return True
