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

BUCKETS = (1 << 23) - 1
MOST = 255
"""A byte for each value of 23 bits into which the numbers of three words are mixed: how often it
was met. Shingles that share one by chance cost a look-up, no more."""
MIX, MIXED = (0x4F1BBCDCBFB, 0x2C1B3C6D0E5, 0x5851F42D4C9), 20
"""Odd factors of 43 bits for the three numbers, and the first bit that is taken of the sum."""
LANE = 64
"""Bits of each number in the large one that stands for a text."""
BIG_ENDIAN = array("H", b"\1\0")[0] != 1

_URL = re.compile(r"https?://\S+|www\.\S+")
_DIGITS = re.compile(r"\d+")
_NO_WORD = re.compile(r"[^\w#~ ]+")
_ASCII_NO_WORD = {code: " " for code in range(128) if _NO_WORD.match(chr(code))}
_ASCII = str.maketrans(
    {code: "#" if chr(code).isdigit() else _ASCII_NO_WORD.get(code, chr(code))
     for code in range(128)}
)  # fmt: skip
"""The same for a text in ASCII, character by character: words are split at blanks anyway; without
and with digits."""
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


class _Words(dict[str, bytes]):
    """Words as numbers of 21 bits. A text is one large number with eight bytes for each word, so
    that all runs of three are made by shifting it: no loop is nearly as fast."""

    def __missing__(self, word: str) -> bytes:
        """From 1: nought is no word. The two-millionth and all after it are one."""
        found = self[word] = min(len(self) + 1, (1 << 21) - 1).to_bytes(8, "little")
        return found

    def runs(self, one: Written) -> "array[int]":
        """The runs of three words, as often as they come; a text of fewer words is one run."""
        text, many = self._lanes(one)
        return _split(text << 42 | text >> LANE << 21 | text >> 2 * LANE, many)

    def buckets(self, one: Written) -> "array[int]":
        """The bucket of each of these runs."""
        text, many = self._lanes(one)
        first, second, third = MIX
        mixed = first * text ^ second * (text >> LANE) ^ third * (text >> 2 * LANE)
        mask = int.from_bytes(BUCKETS.to_bytes(8, "little") * many, "little")
        return _split(mixed >> MIXED & mask, many)

    def _lanes(self, one: Written) -> tuple[int, int]:
        """A text as a number, and how many runs it has."""
        units, joiner = _units(one.text, one.names)
        if len(units) < 3:
            units = [joiner.join(units)]
        found = int.from_bytes(b"".join(map(self.__getitem__, units)), "little")
        return found, max(1, len(units) - 2)


def _split(lanes: int, many: int) -> "array[int]":
    """The first of the numbers that stand in one."""
    found = array("Q")
    found.frombytes((lanes & (1 << LANE * many) - 1).to_bytes(8 * many, "little"))
    if BIG_ENDIAN:
        found.byteswap()
    return found


def _levelled(text: str) -> str:
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text).casefold()
        return _DIGITS.sub("#", _NO_WORD.sub(" ", _URL.sub("~", plain)))
    plain = text.lower()
    if "http" in plain or "www." in plain:
        plain = _URL.sub("~", plain)
    if "#" in plain:
        return _DIGITS.sub("#", plain.translate(_ASCII_NO_WORD))
    plain = plain.translate(_ASCII)
    while "##" in plain:
        plain = plain.replace("##", "#")
    return plain


def credits(texts: Sequence[Written]) -> list[int]:
    """Credit of each text in thousandths, in the order given.

    Clusters are tried oldest first; one whose newest member is over 91 days old is closed.
    """
    order = sorted(range(len(texts)), key=lambda at: (texts[at].day, texts[at].text))
    clusters = _Clusters(texts)
    given = [0] * len(texts)
    for at in order:
        rank = clusters.rank(at)
        given[at] = CREDITS[rank] if rank < len(CREDITS) else 0
    return given


class _Clusters:
    """Clusters of near copies, found exactly and without comparing all pairs.

    Of two alike texts with shingles in one common order, rarest first, the first few of each
    overlap: a set of n can miss at most n - ⌈.6 n⌉ of them. So only that prefix is looked up
    (prefix filtering, Chaudhuri et al. 2006), and a greeting that everybody uses costs nothing.
    """

    def __init__(self, texts: Sequence[Written]) -> None:
        self._texts = texts
        self._words = _Words()
        self._marks = bytearray(BUCKETS + 1)
        self._buckets = [self._marked(one) for one in texts]
        self._founders: list[tuple[frozenset[int], int]] = []
        self._members: list[list[date]] = []
        self._index: dict[int, list[int]] = {}

    def _marked(self, one: Written) -> "array[int]":
        """The buckets of a text, which is counted in them."""
        marks, found = self._marks, self._words.buckets(one)
        for bucket in found:
            if marks[bucket] < MOST:
                marks[bucket] += 1
        return found

    def rank(self, at: int) -> int:
        """Members of its cluster in the 91 days before; the text joins, or founds one."""
        marks, buckets, day = self._marks, self._buckets[at], self._texts[at].day
        own = [marks[bucket] for bucket in buckets].count(1)
        if _few(len(buckets) - own, len(buckets)) <= 0:
            return 0  # too much is its own for it to be like any other
        known, size, prefix = self._ranked(at)
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

    def _ranked(self, at: int) -> tuple[frozenset[int], int, list[int]]:
        """Of a text's shingles those that another may have too, how many it has in all, and the
        rarest few: nobody finds anybody by what nobody else has, and that comes before them."""
        marks, runs = self._marks, self._words.runs(self._texts[at])
        often = {run: marks[bucket] for run, bucket in zip(runs, self._buckets[at], strict=True)}
        known = [run for run, count in often.items() if count > 1]
        ranked = sorted(known, key=lambda run: (often[run], run))
        return frozenset(known), len(often), ranked[: max(0, _few(len(known), len(often)))]

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


def _few(known: int, size: int) -> int:
    """How many of the shingles that another may have too belong to the rarest few."""
    return known - -(-ALIKE[0] * size // ALIKE[1]) + 1
