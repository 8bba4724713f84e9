"""How much a text counts beside its near copies. Called while a file is read; no text leaves.

Eight fillings of one template are not eight messages: the first counts 1, the second .5, the third
.25, the rest nothing, within 91 days of each other (docs/scoring.md, Near copies).
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
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
_ASCII_NO_WORD = {code: " " for code in range(128) if _NO_WORD.match(chr(code))}
"""The same for a text in ASCII, character by character: words are split at blanks anyway."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def words(text: str) -> int:
    """Words of a text; two characters of a script without blanks count as one."""
    blanks = len(text.split())
    return blanks if text.isascii() else max(blanks, len(_CJK.findall(text)) // 2)


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
    if not plain.isascii() and len(_CJK.findall(plain)) * 2 > len(plain):
        for word in sorted(left_out, key=lambda one: (-len(one), one)):
            plain = plain.replace(word, "")
        units, joiner = [c for c in plain if not c.isspace()], ""
    else:
        units, joiner = plain.split(), " "
        if not left_out.isdisjoint(units):
            units = [word for word in units if word not in left_out]
    if len(units) < 3:
        return frozenset((joiner.join(units),))
    return frozenset(map(joiner.join, zip(units, units[1:], units[2:], strict=False)))


def _levelled(text: str) -> str:
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text).casefold()
        return _DIGITS.sub("#", _NO_WORD.sub(" ", _URL.sub("~", plain)))
    plain = text.lower()
    if "http" in plain or "www." in plain:
        plain = _URL.sub("~", plain)
    return _DIGITS.sub("#", plain.translate(_ASCII_NO_WORD))


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
        met: set[str] = set()
        again: set[str] = set()
        found = list(sets)
        for one in found:
            again |= met & one
            met |= one
        self._count: Counter[str] = Counter()
        for one in found:
            self._count.update(again & one)
        self._again = again
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
        """Of the rarest few those that another text has too: what nobody else has comes first,
        finds nobody, and is not looked up."""
        shared = known & self._again
        few = len(shared) - -(-ALIKE[0] * len(known) // ALIKE[1]) + 1
        if few <= 0:
            return []
        return sorted(shared, key=lambda shingle: (self._count[shingle], shingle))[:few]

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
