"""What to ask a rep for next: whatever makes the numbers surest for the minutes it takes.

The four numbers come first, always, since one reading is worth more than every file. The rest is
ranked by the variance that goes if it came. docs/scoring.md, What would help.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring import estimate
from scoring.measures import Measure, Measures, Seen
from scoring.pillars import Pillar
from scoring.selfcheck import QUICK
from scoring.signals import BY_NAME, SIGNALS

RECENT = 14
"""Days for which a reading is recent enough not to ask for another."""
WITH_ARCHIVE = frozenset(("profile_complete", "network_size", "senior_connections", "groups"))
WITH_REPORT = frozenset(("network_size",))
"""Levels have no reader of their own; these files hold them."""


class Request(StrEnum):
    """What may be asked for."""

    NUMBERS = "numbers"
    SELF_CHECK = "self_check"
    ARCHIVE = "archive"
    WORKBOOK = "workbook"
    REPORT = "report"


MINUTES: Mapping[Request, float] = {
    Request.NUMBERS: 0.5, Request.SELF_CHECK: 1, Request.ARCHIVE: 3, Request.WORKBOOK: 2,
    Request.REPORT: 3,
}  # fmt: skip
"""A rep's own minutes (ours); LinkedIn takes up to two days to make an archive."""


def _from(prefix: str) -> frozenset[str]:
    return frozenset(
        signal.name
        for signal in SIGNALS
        if any(source.startswith(prefix) for reader in signal.readers for source in reader.sources)
    )


SHOWS: Mapping[Request, frozenset[str]] = {
    Request.SELF_CHECK: frozenset(one.signal for one in QUICK),
    Request.ARCHIVE: _from("archive/") | WITH_ARCHIVE,
    Request.WORKBOOK: _from("analytics/"),
    Request.REPORT: _from("sales_navigator") | WITH_REPORT,
}
"""The signals that each of them would show."""
FILES = (Request.ARCHIVE, Request.WORKBOOK, Request.REPORT)


@dataclass(frozen=True, slots=True)
class Ask:
    """What the requests go by: what is seen, on which day, the day of the newest reading, and
    whether the rep has Sales Navigator (None: never said)."""

    measures: Measures
    as_of: date
    reading: date | None
    sales_navigator: bool | None


def ranked(ask: Ask) -> tuple[Request, ...]:
    """Everything worth asking for, best first; empty where nothing would tell more."""
    worth = {one: _removed(ask, one, None) / MINUTES[one] for one in _possible(ask)}
    rest = sorted((one for one in worth if worth[one] > 0), key=lambda one: -worth[one])
    recent = ask.reading is not None and (ask.as_of - ask.reading).days <= RECENT
    return tuple(rest) if recent else (Request.NUMBERS, *rest)


def unlocks(ask: Ask, pillars: Iterable[Pillar]) -> dict[Pillar, Request]:
    """The file that would show most of each pillar; taps unlock no number."""
    files = [one for one in FILES if one in _possible(ask)]
    found = {}
    for pillar in pillars:
        best = max(files, key=lambda one: _removed(ask, one, pillar))
        if _removed(ask, best, pillar) > 0:
            found[pillar] = best
    return found


def _possible(ask: Ask) -> tuple[Request, ...]:
    """The workbook is for those who post, the report for those with Sales Navigator."""
    posts = ask.measures.get("posts")
    found = [Request.SELF_CHECK, Request.ARCHIVE]
    found += [Request.WORKBOOK] if posts is not None and posts.u > 0 else []
    found += [Request.REPORT] if ask.sales_navigator else []
    return tuple(found)


def _removed(ask: Ask, request: Request, pillar: Pillar | None) -> float:
    """Variance in points squared, of the total or of a pillar, that goes if it came."""
    seen = Seen.DECLARED if request is Request.SELF_CHECK else Seen.MEASURED
    known = dict(ask.measures)
    for name in SHOWS[request]:
        found = known.get(name)
        if found is None or (found.seen is Seen.DECLARED and seen is Seen.MEASURED):
            u = BY_NAME[name].mean if found is None else found.u
            known[name] = Measure(name, u, seen, ask.as_of)
    if known == ask.measures:
        return 0.0
    return _variance(ask.measures, ask.as_of, pillar) - _variance(known, ask.as_of, pillar)


def _variance(measures: Measures, as_of: date, pillar: Pillar | None) -> float:
    made = estimate.guess(measures, as_of)
    if pillar is None:
        return estimate.total_variance(made, estimate.factor(measures))
    return next(one.variance for one in made if one.pillar is pillar)
