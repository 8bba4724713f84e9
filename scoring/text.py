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
ALIKE = (3, 5)
"""Jaccard similarity of shingles from which two texts are near copies, as an exact fraction."""
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
    """The runs of three words (three characters in scripts without blanks) that make a text.

    Links, digits and the given names are levelled, so that a filled-in template stays one.
    """
    plain = _levelled(text)
    left_out = {word for name in names for word in _levelled(name).split()}
    if len(_CJK.findall(plain)) * 2 > len(plain):
        for word in sorted(left_out, key=lambda one: (-len(one), one)):
            plain = plain.replace(word, "")
        units, joiner = [c for c in plain if not c.isspace()], ""
    else:
        units, joiner = [word for word in plain.split() if word not in left_out], " "
    if len(units) < 3:
        return frozenset((joiner.join(units),))
    return frozenset(joiner.join(units[at : at + 3]) for at in range(len(units) - 2))


def _levelled(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _DIGITS.sub("#", _NO_WORD.sub(" ", _URL.sub("~", plain)))


def credits(texts: Sequence[Written]) -> list[int]:
    """Credit of each text in thousandths, in the order given.

    Clusters are tried oldest first; one whose newest member is over 91 days old is closed.
    """
    order = sorted(range(len(texts)), key=lambda at: (texts[at].day, texts[at].text))
    found = [shingles(one.text, one.names) for one in texts]
    clusters = _Clusters(found)
    given = [0] * len(texts)
    for at in order:
        rank = clusters.rank(found[at], texts[at].day)
        given[at] = CREDITS[rank] if rank < len(CREDITS) else 0
    return given


class _Clusters:
    """Clusters of near copies, found exactly and without comparing all pairs.

    Of two alike texts with shingles in one common order, rarest first, the first few of each
    overlap: a set of n can miss at most n - ⌈.6 n⌉ of them. So only that prefix is looked up
    (prefix filtering, Chaudhuri et al. 2006), and a greeting that everybody uses costs nothing.
    """

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        self._count: dict[str, int] = {}
        for one in sets:
            for shingle in one:
                self._count[shingle] = self._count.get(shingle, 0) + 1
        self._founders: list[frozenset[str]] = []
        self._members: list[list[date]] = []
        self._index: dict[str, list[int]] = {}

    def rank(self, known: frozenset[str], day: date) -> int:
        """Members of its cluster in the 91 days before; the text joins, or founds one."""
        prefix = self._prefix(known)
        cluster = self._alike(known, prefix, day)
        if cluster is None:
            cluster = len(self._founders)
            self._founders.append(known)
            self._members.append([])
            for shingle in prefix:
                self._index.setdefault(shingle, []).append(cluster)
        days = self._members[cluster]
        rank = len(days) - bisect_left(days, day - LOOK_BACK)
        days.append(day)
        return rank

    def _prefix(self, known: frozenset[str]) -> list[str]:
        rarest = sorted(known, key=lambda shingle: (self._count[shingle], shingle))
        return rarest[: len(known) - -(-ALIKE[0] * len(known) // ALIKE[1]) + 1]

    def _alike(self, known: frozenset[str], prefix: Iterable[str], day: date) -> int | None:
        near = {cluster for shingle in prefix for cluster in self._index.get(shingle, ())}
        for cluster in sorted(near):
            if self._members[cluster][-1] < day - LOOK_BACK:
                continue
            other = self._founders[cluster]
            shared = len(known & other)
            if ALIKE[1] * shared >= ALIKE[0] * (len(known) + len(other) - shared):
                return cluster
        return None
