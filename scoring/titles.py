"""How senior a job title is, and how well a person fits the ideal customer.

Called by the importers while a file is read; the strings end there and only numbers leave.
Word lists: English, German, French, Italian and Spanish, judged by us (docs/scoring.md, Titles).
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class IdealCustomer:
    """Whom the rep wants to meet: words of titles, industries and companies."""

    titles: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()

    @property
    def version(self) -> str | None:
        """SHA-256 (hex) of the set, or None when it is empty; stored fit goes with a version."""
        if not (self.titles or self.industries or self.companies):
            return None
        lists = (self.titles, self.industries, self.companies)
        text = "\n\n".join("\n".join(sorted(fold(line) for line in one)) for one in lists)
        return hashlib.sha256(text.encode()).hexdigest()


def fold(text: str) -> str:
    """Lower case, without accents and doubled blanks, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


_NOT_SENIOR = (
    "assistant to", "executive assistant", "assistant of", "office of the", "chief of staff to",
    "product owner", "process owner", "account manager", "assistenz der", "assistent der",
    "assistante de", "asistente de",
)  # fmt: skip
"""Tested first: these hold the word of a senior title without its power to decide."""

_LADDER: tuple[tuple[float, tuple[str, ...]], ...] = (
    (1.0, (
        "founder", "co-founder", "cofounder", "owner", "chief", "president", "partner",
        "geschaftsfuhrer", "geschaftsfuhrerin", "vorstand", "inhaber", "grunder", "pdg",
        "gerant", "directeur general", "directrice generale", "director general",
        "amministratore delegato", "titolare", "managing director",
    )),
    (0.95, ("svp", "evp", "avp", "vp", "vice president", "vice presidente")),
    (0.75, (
        "head of", "head", "leiter", "leiterin", "bereichsleiter", "director", "directeur",
        "directrice", "direttore", "direttrice", "direktor", "responsable",
    )),
    (0.45, ("manager", "lead", "principal", "teamleiter", "chef de")),
    (0.05, ("student", "intern", "seeking", "praktikant", "stagiaire", "werkstudent")),
)  # fmt: skip
DEFAULT_SENIORITY = 0.2

_CXO = re.compile(r"\bc[a-z]{1,3}o\b")
"""CEO, CFO, CIO, CISO and their kin."""


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


_NEGATIVE = _pattern(_NOT_SENIOR)
_RUNGS = tuple((value, _pattern(words)) for value, words in _LADDER)


@lru_cache(maxsize=20_000)
def seniority(title: str) -> float:
    """How far up a title stands, 0 to 1: 1 decides alone, .2 is anything else or nothing."""
    text = fold(title)
    if not text:
        return DEFAULT_SENIORITY
    if _NEGATIVE.search(text):
        return 0.3
    found = [(len(match.group()), value) for value, rung in _RUNGS if (match := rung.search(text))]
    if _CXO.search(text):
        found.append((3, 1.0))
    if not found:
        return DEFAULT_SENIORITY
    return max(found, key=lambda pair: (pair[0], pair[1]))[1]


def fit(title: str, company: str, *, ideal: IdealCustomer, own_companies: frozenset[str]) -> float:
    """How well a new connection fits, 0 to 1.

    Without an ideal customer seniority alone decides. A colleague fits .1: they widen the network
    and buy nothing. `own_companies` are folded names of the rep's current employers.
    """
    at = fold(company)
    if at and at in own_companies:
        return 0.1
    rank = seniority(title)
    if ideal.version is None:
        return 0.3 + 0.7 * rank
    known = fold(title)
    by_title = any(fold(word) in known for word in ideal.titles) if known else False
    words = ideal.companies + ideal.industries
    by_company = any(fold(word) in at for word in words) if at else False
    return 0.15 + 0.45 * rank + 0.40 * ((by_title + by_company) / 2)
