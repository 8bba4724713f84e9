"""How senior a job title is, and how well a person fits the ideal customer.

Called by the importers while a file is read; the strings end there and only numbers leave.
Word lists: English, German, French, Italian and Spanish, judged by us (docs/scoring.md, Titles).
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
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
        lists = [
            sorted({folded for line in one if (folded := fold(line))})
            for one in (self.titles, self.industries, self.companies)
        ]
        if not any(lists):
            return None
        text = "\n\n".join("\n".join(one) for one in lists)
        return hashlib.sha256(text.encode()).hexdigest()


def fold(text: str) -> str:
    """Lower case, without accents and doubled blanks, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


_NOT_SENIOR = (
    "assistant to", "executive assistant", "assistant of", "office of the", "chief of staff",
    "product owner", "process owner", "account manager", "business partner", "partner manager",
    "partner success", "partner account", "assistenz", "assistenz der", "assistent der",
    "assistentin der", "assistante de", "assistant de", "assistente di", "asistente de",
)  # fmt: skip
"""Tested first: these hold the word of a senior title without its power to decide."""

_LADDER: tuple[tuple[float, tuple[str, ...]], ...] = (
    (1.0, (
        "founder", "co-founder", "cofounder", "owner", "chief", "president", "partner",
        "geschaftsfuhrer", "geschaftsfuhrerin", "geschaeftsfuehrer", "geschaeftsfuehrerin",
        "vorstand", "vorstandin", "inhaber", "inhaberin", "grunder", "grunderin", "pdg",
        "gerant", "gerante", "fondateur", "fondatrice", "directeur general",
        "directrice generale", "fondatore", "fondatrice", "amministratore delegato", "titolare",
        "director general", "directora general", "fundador", "fundadora", "managing director",
        "ceo", "cfo", "coo", "cto", "cio", "cmo", "cro", "cpo", "cso", "cdo", "cco", "chro",
        "ciso",
    )),
    (0.95, (
        "svp", "evp", "avp", "vp", "vice president", "vice presidente", "vicepresidente",
    )),
    (0.75, (
        "head of", "head", "leiter", "leiterin", "director", "directeur", "directrice",
        "directora", "direttore", "direttrice", "direktor", "direktorin",
    )),
    (0.45, (
        "manager", "lead", "principal", "teamleiter", "teamleiterin", "projektleiter",
        "projektleiterin", "gruppenleiter", "gruppenleiterin", "responsable", "chef de",
    )),
    (0.05, (
        "student", "studentin", "intern", "seeking", "praktikant", "praktikantin", "werkstudent",
        "werkstudentin", "etudiant", "etudiante", "stagiaire", "stagista", "studente",
        "estudiante",
    )),
)  # fmt: skip
DEFAULT_SENIORITY = 0.2

_SHORT = frozenset((
    "ceo", "cfo", "coo", "cto", "cio", "cmo", "cro", "cpo", "cso", "cdo", "cco", "chro", "ciso",
    "svp", "evp", "avp", "vp", "pdg",
))  # fmt: skip
_SPELLED = len("vice president")
"""Abbreviations count as if they were spelled out, so that "VP & General Manager" stays a VP."""

_COMPOUND = re.compile(r"\b\w+leiter(?:in)?\b")
"""German joins what is led to the word: Vertriebsleiter, Bereichsleiterin."""


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
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
    found = [
        (max(_length(match) for match in matches), value)
        for value, rung in _RUNGS
        if (matches := rung.findall(text))
    ]
    if not found:
        return 0.75 if _COMPOUND.search(text) else DEFAULT_SENIORITY
    return max(found)[1]


def _length(match: str) -> int:
    return _SPELLED if match in _SHORT else len(match)


def fit(title: str, company: str, *, ideal: IdealCustomer, own_companies: frozenset[str]) -> float:
    """How well a new connection fits, 0 to 1.

    Without an ideal customer seniority alone decides. A colleague fits .1: they widen the network
    and buy nothing. `own_companies` are folded names of the rep's current employers.
    """
    at = fold(company)
    if at and at in own_companies:
        return 0.1
    rank = seniority(title)
    wanted = _wanted(ideal)
    if wanted is None:
        return 0.3 + 0.7 * rank
    by_title, by_company = wanted
    hits = (
        by_title is not None and by_title.search(fold(title)) is not None,
        by_company is not None and by_company.search(at) is not None,
    )
    return 0.15 + 0.45 * rank + 0.40 * sum(hits) / 2


@lru_cache(maxsize=64)
def _wanted(
    ideal: IdealCustomer,
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None] | None:
    """The set as two patterns of whole words: of titles, and of companies. None when empty."""
    titles, companies = (
        [folded for one in lists if (folded := fold(one))]
        for lists in (ideal.titles, ideal.companies + ideal.industries)
    )
    if not titles and not companies:
        return None
    return _pattern(titles) if titles else None, _pattern(companies) if companies else None
