"""An invented workbook of post analytics, as LinkedIn gives it since 2026: every cell is text."""

import io
import random
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import openpyxl

Rows = Iterable[Sequence[str]]


def analytics(end: datetime, days: int) -> bytes:
    """Some months of modest reach with one post that did well. The same bytes each time."""
    lot = random.Random(20261118)
    span = [end.date() - timedelta(days=ago) for ago in range(days - 1, -1, -1)]
    period = f"{_us(span[0])} - {_us(span[-1])}"
    posts = [(f"https://www.linkedin.com/posts/noor-haddad-demo_sample-share-{at}", day)
             for at, day in enumerate(span[::11])]  # fmt: skip
    views = [lot.randrange(60, 260) for _ in posts]
    views[-3] = 1180
    by_views = sorted(zip(views, posts, strict=True), reverse=True)
    sheets: dict[str, list[tuple[str, ...]]] = {
        "DISCOVERY": [("Overall Performance", period), ("Impressions", f"{sum(views):,}"),
                      ("Members reached", f"{sum(views) * 2 // 3:,}")],
        "ENGAGEMENT": [("Date", "Impressions", "Engagements"),
                       *((_us(day), str(lot.randrange(8, 90)), str(lot.randrange(0, 4)))
                         for day in span)],
        "TOP POSTS": [("Maximum of 50 posts available to include in this list",), ("",),
                      ("Post URL", "Post Publish Date", "Engagements", "", "Post URL",
                       "Post Publish Date", "Impressions"),
                      *((link, _us(day), str(view // 18), "", link, _us(day), f"{view:,}")
                        for view, (link, day) in by_views)],
        "FOLLOWERS": [(f"Total followers on {_us(span[-1])}:", "1,204"), ("",),
                      ("Date", "New followers"),
                      *((_us(day), str(lot.randrange(0, 3))) for day in span)],
        "DEMOGRAPHICS": [("Top Demographics", "Value", "Percentage"),
                         ("Job title", "Purchasing Manager", "7%")],
    }  # fmt: skip
    return fixed(_book(sheets), end)


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _book(sheets: dict[str, list[tuple[str, ...]]]) -> bytes:
    made = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append([cell or None for cell in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def fixed(data: bytes, when: datetime) -> bytes:
    """Without the time of writing, which stands in one part and in every entry."""
    out, stamp = io.BytesIO(), when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, old.read(name))
            info = zipfile.ZipInfo(name, when.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()
