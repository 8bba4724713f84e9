"""How much a text counts beside its near copies. Called while a file is read; no text leaves.

Eight fillings of one template are not eight messages: the first counts 1, the second .5, the third
.25, the rest nothing, within 91 days of each other (docs/scoring.md, Near copies).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LOOK_BACK = timedelta(days=91)
WINDOW_DAYS = 182
"""Days up to the export with credit: 91 of the score, and 91 that a copy looks back."""
ALIKE = 0.60
"""Jaccard similarity of shingles from which two texts are near copies."""
CREDITS = (1000, 500, 250)
"""Thousandths by rank within a cluster; later ranks earn nothing."""

_URL = re.compile(r"https?://\S+|www\.\S+")
_DIGITS = re.compile(r"\d+")
_NO_WORD = re.compile(r"[^\w#~ ]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def words(text: str) -> int:
    """Words of a text; two characters of a script without blanks count as one."""
    return max(len(text.split()), len(_CJK.findall(text)) // 2)


@dataclass(frozen=True, slots=True)
class Written:
    """One text by its owner: when, what, and names to leave out of the comparison."""

    day: date
    text: str
    names: tuple[str, ...] = ()


def shingles(text: str, names: Sequence[str] = ()) -> frozenset[str]:
    """The runs of three words (three characters in scripts without blanks) that make a text."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for name in names:
        if name:
            plain = plain.replace(name.casefold(), " ")
    plain = _DIGITS.sub("#", _NO_WORD.sub(" ", _URL.sub("~", plain)))
    if len(_CJK.findall(plain)) * 2 > len(plain):
        units = [c for c in plain if not c.isspace()]
        joiner = ""
    else:
        units, joiner = plain.split(), " "
    if len(units) < 3:
        return frozenset((joiner.join(units),))
    return frozenset(joiner.join(units[at : at + 3]) for at in range(len(units) - 2))


def credits(texts: Sequence[Written]) -> list[int]:
    """Credit of each text in thousandths, in the order given.

    A text joins the first earlier cluster of the last 91 days whose founding text is alike. An
    inverted index over shingles makes it exact without comparing all pairs.
    """
    order = sorted(range(len(texts)), key=lambda at: (texts[at].day, texts[at].text))
    given = [0] * len(texts)
    founders: list[frozenset[str]] = []
    members: list[list[date]] = []
    index: dict[str, list[int]] = {}
    for at in order:
        one = texts[at]
        known = shingles(one.text, one.names)
        cluster = _alike(known, one.day, founders, members, index)
        if cluster is None:
            cluster = len(founders)
            founders.append(known)
            members.append([])
            for shingle in known:
                index.setdefault(shingle, []).append(cluster)
        days = members[cluster]
        rank = len(days) - bisect_left(days, one.day - LOOK_BACK)
        given[at] = CREDITS[rank] if rank < len(CREDITS) else 0
        days.append(one.day)
    return given


def _alike(
    known: frozenset[str],
    day: date,
    founders: Sequence[frozenset[str]],
    members: Sequence[Sequence[date]],
    index: dict[str, list[int]],
) -> int | None:
    shared: dict[int, int] = {}
    for shingle in known:
        for cluster in index.get(shingle, ()):
            shared[cluster] = shared.get(cluster, 0) + 1
    near: Iterable[int] = (
        cluster
        for cluster, count in shared.items()
        if count >= ALIKE * (len(known) + len(founders[cluster]) - count)
        and members[cluster][-1] >= day - LOOK_BACK
    )
    return min(near, default=None)
