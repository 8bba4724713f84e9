"""Every row of a board is what its owner's own page says, and stands there by their consent."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.season.cast import BOARD, CLUBS
from tests.season.found import Found
from tests.season.pages import Entry, Page

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
FRESH = 14 * DAY
HEADS = ("The team's week", "The team's season")
_ROW = re.compile(r"(.+) \| (\d+) of (\d+)$")
_CLUB = re.compile(r"(\d+) and more \| (.+)$")
_SUM = re.compile(r"Together you kept (\d+) of (\d+) weeks")
_WEEKS = re.compile(r"Week (\d+) of \d+, counted|The season of (\d+) weeks ended")
_LOGGED = re.compile(r"typed `/ssi log ([\d. ]+)`")


def check(found: Found, pages: dict[str, Page]) -> None:
    """Both boards."""
    for channel in (BOARD, CLUBS):
        told = posts(pages, channel)
        for post in told:
            _kept_weeks(found, pages, post)
            _clubs(found, pages, post)
        for before, after in pairwise(told):
            found.say(before.text != after.text, "posts that say something new", f"{after.at}")


def posts(pages: dict[str, Page], channel: str) -> list[Entry]:
    """The posts of a board as they came, on the page of somebody who was always there."""
    seen = pages["U0ADM"].seen(channel)
    return [one for one in seen if one.kind == "came" and one.lines[0] in HEADS]


def _kept_weeks(found: Found, pages: dict[str, Page], post: Entry) -> None:
    told = _WEEKS.search(post.text)
    assert told is not None, post.text
    weeks = int(told[1] or told[2])
    last = post.at.date() - DAY
    start = last - DAY * last.weekday() - WEEK * (weeks - 1)
    for line in post.lines:
        row = _ROW.match(line)
        if row is None:
            continue
        page = named(pages, row[1])
        kept = kept_weeks(page, start, last)
        right = (kept, weeks) == (int(row[2]), int(row[3]))
        found.say(right, "rows of kept weeks", f"{post.at} {line}, by their page {kept}")
        found.say(in_board(page, BOARD, post.at), "names by consent", f"{post.at} {line}")
    total = _SUM.search(post.text)
    if total is not None:
        of = [kept_weeks(page, start, last) for page in pages.values()
              if in_board(page, BOARD, post.at)]  # fmt: skip
        people, rest = divmod(int(total[2]), weeks)
        least, most = sum(sorted(of)[:people]), sum(sorted(of, reverse=True)[:people])
        right = not rest and 5 <= people <= len(of) and least <= int(total[1]) <= most
        found.say(right, "sums of kept weeks", f"{post.at} {total[0]}, by their pages {of}")


def kept_weeks(page: Page, start: date, end: date) -> int:
    """Weeks in which they did a step."""
    days = {
        act.at.date()
        for act in page.did("pressed `ssi_tip_done`", "pressed `ssi_ifthen_done`")
        if re.search("oted as done|✓ Done:", page.answer(act))
    }
    return len({(day - start).days // 7 for day in days if start <= day <= end})


def _clubs(found: Found, pages: dict[str, Page], post: Entry) -> None:
    for line in post.lines:
        club = _CLUB.match(line)
        if club is None or re.match(r"\d+ (person|people)", club[2]):
            continue
        for name in club[2].split(", "):
            page = named(pages, name)
            total = newest_total(page, post.at)
            least = int(club[1])
            right = total is not None and least <= total < least + (10 if least < 70 else 31)
            found.say(right, "names in clubs", f"{post.at} {line}, by their page {total}")
            found.say(in_board(page, CLUBS, post.at), "names by consent", f"{post.at} {line}")


def newest_total(page: Page, at: datetime) -> float | None:
    """The sum of the numbers that they typed last, if that is not too long ago."""
    typed = [
        (act.at, sum(map(float, numbers[1].split())))
        for act in page.did("typed `/ssi log")
        if act.at < at and (numbers := _LOGGED.match(act.text))
    ]
    if not typed or at.date() - typed[-1][0].date() > FRESH:
        return None
    return typed[-1][1]


def named(pages: dict[str, Page], name: str) -> Page:
    """The page of a name."""
    return next(page for page in pages.values() if page.name == name)


def in_board(page: Page, channel: str, at: datetime) -> bool:
    """Whether they had joined the board of a channel, and not left it since."""
    said = [act for act in page.did("typed `/ssi join` in", "typed `/ssi leave` in",
                                    "pressed `ssi_forget_yes`")
            if act.text.endswith(channel) or "forget" in act.text]  # fmt: skip
    before = [act for act in said if act.at <= at]
    return bool(before) and "join" in before[-1].text
