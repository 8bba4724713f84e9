"""Nothing of anybody stands on another's page without their join or grant; each look has its
receipt; who is forgotten is nowhere."""

import re
from collections import Counter
from datetime import datetime

from tests.season.cast import REPS
from tests.season.check_boards import in_board
from tests.season.found import Found
from tests.season.pages import Entry, Page

_CARD = re.compile(r"pressed `ssi_team_rep` .*(C0\w+) (U0\w+)$")
_LOOK = re.compile(r"(.+) opened (.+) on (\d+ \w+)\.$")
_READER = re.compile(r"'reader': 'C0\w+ (U0\w+)'")


def check(found: Found, pages: dict[str, Page]) -> None:
    """All pages."""
    for page in pages.values():
        for rep in REPS:
            if rep.user != page.user:
                _apart(found, pages[rep.user], rep.word, page)
    for rep in REPS:
        _receipts(found, pages, pages[rep.user])
        _forgotten(found, pages, pages[rep.user])


def _apart(found: Found, owner: Page, word: str, page: Page) -> None:
    for entry in page.entries:
        if entry.kind == "I":
            continue
        for line in entry.lines:
            told = f"{page.user} {entry.at} {line}"
            if word in line:
                found.say(granted(owner, page, entry.at), "words of one's own elsewhere", told)
            elif owner.name in line and re.search(r"\d", line.replace(owner.name, "")):
                shown = in_board(owner, entry.place, entry.at) or granted(owner, page, entry.at)
                found.say(shown, "figures beside a name", told)
        found.counted["entries read for others' things"] += 1


def granted(owner: Page, reader: Page, at: datetime) -> bool:
    """Whether the owner lets the reader see something of theirs at that time."""
    open_ = False
    for act in owner.did("sent the form `ssi_pack", "sent the form `ssi_sharing",
                         "pressed `ssi_grant_end`", "typed `/ssi leave`",
                         "pressed `ssi_forget_yes`"):  # fmt: skip
        if act.at > at:
            break
        if act.text.startswith("sent"):
            given = _READER.search(act.text)
            open_ = open_ or (given is not None and given[1] == reader.user)
        else:
            open_ = False
    return open_


def _receipts(found: Found, pages: dict[str, Page], owner: Page) -> None:
    """As many lines on the owner's page of privacy as there were looks until then."""
    shown = list(owner.did("typed `/ssi privacy`"))
    if not shown:
        return
    lines = Counter(
        (look[1], look[2]) for line in owner.answer(shown[-1]).split("\n")
        if (look := _LOOK.match(line))
    )  # fmt: skip
    looks = sum(_looks(page, owner, shown[-1].at) for page in pages.values())
    found.say(sum(lines.values()) == looks, "a receipt for each look",
              f"{owner.user}: {looks} looks, {dict(lines)}")  # fmt: skip


def _looks(page: Page, owner: Page, until: datetime) -> int:
    """How often somebody saw what the owner shares: their card, the page of the team on which the
    owner stands with something, a file."""
    if page.user == owner.user:
        return 0
    count = 0
    for act in page.did("typed `/ssi team`", "pressed `ssi_team"):
        if act.at > until:
            break
        said = page.answer(act)
        card = _CARD.search(act.text)
        if card is not None:
            count += card[2] == owner.user and owner.name in said
        elif "ssi_team_csv" in act.text:
            count += "file" in said and granted(owner, page, act.at)
        else:
            count += f"{owner.name}: " in said
    return count


def _forgotten(found: Found, pages: dict[str, Page], owner: Page) -> None:
    ends = owner.did("pressed `ssi_forget_yes`")
    if not ends:
        return
    at = ends[-1].at
    for page in pages.values():
        for entry in page.entries:
            late = entry.at > at and entry.kind in ("came", "changed", "stands")
            if late:
                found.say(owner.name not in entry.text, "entries without who was forgotten",
                          f"{page.user} {entry.at} {entry.text[:80]}")  # fmt: skip
    after = [one for one in owner.entries if one.at > at and _own(one)]
    found.say(not after, "nothing more to who was forgotten", f"{owner.user} {after[:1]}")


def _own(entry: Entry) -> bool:
    return entry.kind in ("came", "changed") and not entry.place.startswith("C")
