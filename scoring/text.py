"""How much a text counts beside its near copies. Called while a file is read; no text leaves.

Eight fillings of one template are not eight messages: the first counts 1, the second .5, the third
.25, the rest nothing, within 91 days of each other (docs/scoring.md, Near copies).
"""

import re
import unicodedata
from array import array
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

BUCKETS = 8_123_471
MOST = 255
"""A byte for each remainder by this prime, far from the powers of two of which shingles are made:
how many texts have it. Two shingles that share one by chance cost a look-up, no more."""

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
    units, joiner = _units(text, names)
    if len(units) < 3:
        return frozenset((joiner.join(units),))
    return frozenset(map(joiner.join, zip(units, units[1:], units[2:], strict=False)))


def _units(text: str, names: Sequence[str]) -> tuple[list[str], str]:
    plain = _levelled(text)
    left_out = {word for name in names for word in _levelled(name).split()}
    if not plain.isascii() and len(_CJK.findall(plain)) * 2 > len(plain):
        for word in sorted(left_out, key=lambda one: (-len(one), one)):
            plain = plain.replace(word, "")
        return [c for c in plain if not c.isspace()], ""
    units = plain.split()
    if not left_out.isdisjoint(units):
        units = [word for word in units if word not in left_out]
    return units, " "


class _Numbers:
    """Shingles as whole numbers, eight bytes each instead of a hundred: three numbers of words."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def of(self, one: Written) -> "array[int]":
        """The distinct shingles of a text."""
        units, joiner = _units(one.text, one.names)
        if len(units) < 3:
            return array("q", (-1 - self._word(joiner.join(units)),))
        known = self._words
        ids = [known.get(unit) or self._word(unit) for unit in units]
        runs = zip(ids, ids[1:], ids[2:], strict=False)
        return array("q", {one << 42 | two << 21 | three for one, two, three in runs})

    def _word(self, unit: str) -> int:
        """From 1; the two-millionth word and all after it are one."""
        return self._words.setdefault(unit, min(len(self._words) + 1, (1 << 21) - 1))


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
    numbers = _Numbers()
    found = [numbers.of(one) for one in texts]
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

    def __init__(self, sets: "Sequence[array[int]]") -> None:
        self._marks = marks = bytearray(BUCKETS)
        for one in sets:
            for shingle in one:
                bucket = shingle % BUCKETS
                if marks[bucket] < MOST:
                    marks[bucket] += 1
        self._founders: list[tuple[frozenset[int], int]] = []
        self._members: list[list[date]] = []
        self._index: dict[int, list[int]] = {}

    def rank(self, shingles: "array[int]", day: date) -> int:
        """Members of its cluster in the 91 days before; the text joins, or founds one."""
        known, size = frozenset(self._shared(shingles)), len(shingles)
        prefix = self._prefix(known, size)
        cluster = self._alike(known, size, prefix, day)
        if cluster is None:
            cluster = len(self._founders)
            self._founders.append((known, size))
            self._members.append([])
            for shingle in prefix:
                self._index.setdefault(shingle, []).append(cluster)
        days = self._members[cluster]
        rank = len(days) - bisect_left(days, day - LOOK_BACK)
        days.append(day)
        return rank

    def _shared(self, shingles: "array[int]") -> list[int]:
        """Those that another text may have too, which are few: nobody finds anybody by others."""
        marks = self._marks
        return [shingle for shingle in shingles if marks[shingle % BUCKETS] > 1]

    def _prefix(self, known: frozenset[int], size: int) -> list[int]:
        """Of the rarest few those that are shared: what nobody else has comes before them."""
        few = len(known) - -(-ALIKE[0] * size // ALIKE[1]) + 1
        if few <= 0:
            return []
        marks = self._marks
        return sorted(known, key=lambda shingle: (marks[shingle % BUCKETS], shingle))[:few]

    def _alike(
        self, known: frozenset[int], size: int, prefix: Iterable[int], day: date
    ) -> int | None:
        near = {cluster for shingle in prefix for cluster in self._index.get(shingle, ())}
        for cluster in sorted(near):
            if self._members[cluster][-1] < day - LOOK_BACK:
                continue
            other, others = self._founders[cluster]
            shared = len(known & other)
            if ALIKE[1] * shared >= ALIKE[0] * (size + others - shared):
                return cluster
        return None
