"""Finds out, from the diaries and the log of calls alone, whether every promise was kept."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.season.pages import Entry, Page, read
from tests.season.script import BOARD, CLUBS, REPS

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
FRESH = 14 * DAY
HEAD = "The team's week"
_ROW = re.compile(r"(.+) \| (\d+) of (\d+)$")
_CLUB = re.compile(r"(\d+) and more \| (.+)$")
_SEASON = re.compile(r"Week (\d+) of (\d+), until (\d+ \w+)")
_LOGGED = re.compile(r"typed `/ssi log ([\d. ]+)`")
_UNASKED = ("ssi_digest", "ssi_pause", "ssi_still_here")


@dataclass
class Found:
    """`counted`: how much was looked at, so that a rule that saw nothing shows; `broken`: what
    should not be."""

    counted: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def say(self, true: bool, what: str, detail: str) -> None:
        """One thing that was looked at."""
        self.counted[what] += 1
        if not true:
            self.broken.append(f"{what}: {detail}")


def check(folder: Path) -> Found:
    """Every rule."""
    found, pages = Found(), read(folder)
    calls = [json.loads(line) for line in (folder / "calls.jsonl").read_text("utf-8").splitlines()]
    for post in posts(pages, BOARD):
        _kept_weeks(found, pages, post)
    for post in posts(pages, CLUBS):
        _clubs(found, pages, post)
    for channel in (BOARD, CLUBS):
        _new_each_time(found, channel, pages)
    for page in pages.values():
        _private(found, pages, page)
    _one_a_week(found, calls)
    return found


def posts(pages: dict[str, Page], channel: str) -> list[Entry]:
    """The posts of a board as they came, on the page of somebody who was always there."""
    admin = pages["U0ADM"]
    return [one for one in admin.seen(channel) if one.kind == "came" and HEAD in one.text]


def _kept_weeks(found: Found, pages: dict[str, Page], post: Entry) -> None:
    """Each row is what its owner's own page says they did."""
    season = _SEASON.search(post.text)
    assert season is not None, post.text
    start = _start(post.at.date(), int(season[1]))
    for line in post.lines:
        row = _ROW.match(line)
        if row is not None:
            page = next(page for page in pages.values() if page.name == row[1])
            kept = kept_weeks(page, start, post.at.date() - DAY)
            right = (kept, int(season[1])) == (int(row[2]), int(row[3]))
            found.say(right, "rows of kept weeks", f"{post.at} {line}, by their page {kept}")
            found.say(in_board(page, BOARD, post.at), "names by consent", f"{post.at} {line}")


def kept_weeks(page: Page, start: date, end: date) -> int:
    """Weeks in which they did a step."""
    days = {
        act.at.date()
        for act in page.did("pressed `ssi_tip_done`", "pressed `ssi_ifthen_done`")
        if "oted as done" in page.answer(act)
    }
    return len({(day - start).days // 7 for day in days if start <= day <= end})


def _start(posted: date, week: int) -> date:
    """The first Monday of a season that has come to so many weeks."""
    last = posted - DAY
    return last - DAY * last.weekday() - WEEK * (week - 1)


def _clubs(found: Found, pages: dict[str, Page], post: Entry) -> None:
    """Each name of a club belongs there by the last numbers that its owner typed."""
    for line in post.lines:
        club = _CLUB.match(line)
        if club is None or re.match(r"\d+ (person|people)", club[2]):
            continue
        for name in club[2].split(", "):
            page = next(page for page in pages.values() if page.name == name)
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


def in_board(page: Page, channel: str, at: datetime) -> bool:
    """Whether they had joined the board of a channel, and not left it since."""
    said = [act for act in page.did("typed `/ssi join` in", "typed `/ssi leave` in")
            if act.text.endswith(channel) and act.at <= at]  # fmt: skip
    return bool(said) and "join" in said[-1].text


def _new_each_time(found: Found, channel: str, pages: dict[str, Page]) -> None:
    told = posts(pages, channel)
    for before, after in pairwise(told):
        found.say(before.text != after.text, "posts that say something new", f"{after.at}")


def _private(found: Found, pages: dict[str, Page], page: Page) -> None:
    """Nothing of anybody stands on this page without their join or their grant."""
    for rep in REPS:
        if rep.user == page.user or rep.user not in pages:
            continue
        owner = pages[rep.user]
        for entry in page.entries:
            if entry.kind == "I":
                continue
            for line in entry.lines:
                if rep.word in line:
                    found.say(granted(owner, page, entry.at), "words of one's own elsewhere",
                              f"{page.user} {entry.at} {line}")  # fmt: skip
                elif rep.name in line and re.search(r"\d", line.replace(rep.name, "")):
                    shown = in_board(owner, entry.place, entry.at)
                    found.say(shown or granted(owner, page, entry.at), "figures beside a name",
                              f"{page.user} {entry.at} {line}")  # fmt: skip
            found.counted["entries read for others' things"] += 1


def granted(owner: Page, reader: Page, at: datetime) -> bool:
    """Whether the owner lets the reader see something of theirs at that time."""
    return False


def _one_a_week(found: Found, calls: list[dict[str, Any]]) -> None:
    sent: dict[tuple[str, str], list[str]] = defaultdict(list)
    for call in calls:
        kind = ((call["args"].get("metadata") or {}) or {}).get("event_type", "")
        if call["ok"] and call["method"] == "chat.postMessage" and kind in _UNASKED:
            at = datetime.fromisoformat(call["at"])
            sent[call["args"]["channel"], at.strftime("%G-W%V")].append(f"{kind} {at}")
    for (user, week), all_of in sent.items():
        found.say(len(all_of) == 1, "one message a week", f"{user} {week} {all_of}")
