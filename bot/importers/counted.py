"""Sources, levels and readings as JSON, and back: each part is looked at, none is believed.

What comes back raises ValueError, TypeError or KeyError where it is not as it was written; no day
may be later than `newest`.
"""

from datetime import date
from typing import Any

from bot.importers import strict
from bot.importers import vocabulary as words
from scoring.activity import Batch, Level
from scoring.readings import Reading, Source, make
from scoring.signals import DAILY_CAP

DAYS = 8000
"""Most days of a fact."""
AMOUNT = 10**9
"""Most thousandths of a day, and the bound of a level."""

_PILLARS = ("brand", "people", "insights", "relationships")
_RANKS = ("industry_rank", "network_rank")
_AVERAGES = ("industry_average", "network_average")

Json = dict[str, Any]


def source(batch: Batch) -> Json:
    """A source with its amounts a day."""
    return {
        "source": batch.source,
        "first_seen": batch.first_seen.isoformat(),
        "as_of": batch.as_of.isoformat(),
        "partial": sorted(day.isoformat() for day in batch.partial),
        "amounts": {
            fact: {day.isoformat(): _capped(fact, amount) for day, amount in sorted(days.items())}
            for fact, days in sorted(batch.amounts.items())
        },
    }


def _capped(fact: str, amount: int) -> int:
    """No more than a day can hold: the score looks no further."""
    return min(amount, DAILY_CAP.get(fact, AMOUNT))


def to_batch(data: Any, reader: str, newest: date) -> Batch:
    """The same back, by the version `reader` of the rules."""
    strict.keys(data, "source first_seen as_of partial amounts")
    source = strict.one_of(data["source"], words.SOURCES)
    as_of = strict.day(data["as_of"], newest)
    amounts: dict[str, dict[date, int]] = {}
    strict.must(isinstance(data["amounts"], dict))
    for fact, days in data["amounts"].items():
        strict.must(fact in words.SOURCES[source] and isinstance(days, dict) and len(days) <= DAYS)
        found = {
            strict.day(day, as_of): _capped(fact, strict.whole(n, AMOUNT))
            for day, n in days.items()
        }
        amounts[fact] = {day: amount for day, amount in found.items() if amount}
    return Batch(
        source=source,
        first_seen=strict.day(data["first_seen"], as_of),
        as_of=as_of,
        partial=frozenset(strict.day(day, as_of) for day in strict.items(data["partial"], DAYS)),
        amounts=amounts,
        rules=reader,
    )


def level(one: Level) -> Json:
    """A level with its day."""
    return {"fact": one.fact, "value": _number(one.value), "as_of": one.as_of.isoformat()}


def _number(value: float | bool) -> float | int | bool:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def to_level(data: Any, newest: date) -> Level | None:
    """The same back; None for a check of which nothing is known."""
    strict.keys(data, "fact value as_of")
    fact, value, as_of = data["fact"], data["value"], strict.day(data["as_of"], newest)
    if fact in words.CHECKS:
        strict.must(value is None or isinstance(value, bool))
        return None if value is None else Level(fact, value, as_of)
    strict.one_of(fact, words.LEVELS)
    strict.must(type(value) in (int, float) and 0 <= value <= AMOUNT)
    return Level(fact, float(value), as_of)


def reading(one: Reading) -> Json:
    """A reading, its numbers as decimal text."""
    pillars = one.pillars or (None,) * 4
    return {
        "date": one.day.isoformat(),
        **{name: _decimal(value, one.whole) for name, value in zip(_PILLARS, pillars, strict=True)},
        "total": _decimal(one.total, one.total % 100 == 0),
        **{name: getattr(one, name) for name in _RANKS},
        **{name: _decimal(getattr(one, name), True) for name in _AVERAGES},
        "source": str(one.source),
    }


def _decimal(hundredths: int | None, whole: bool) -> str | None:
    """As many digits as LinkedIn showed: "18" is another reading than "18.0"."""
    if hundredths is None:
        return None
    if hundredths % 10:
        return f"{hundredths / 100:.2f}"
    return str(hundredths // 100) if whole and not hundredths % 100 else f"{hundredths / 100:.1f}"


def to_reading(data: Any, newest: date) -> Reading:
    """The same back."""
    names = (*_PILLARS, "total", *_AVERAGES)
    strict.keys(data, " ".join(("date", *names, *_RANKS, "source")))
    value = {name: strict.hundredths(data[name]) for name in names}
    four = [value[name] for name in _PILLARS]
    given = [one for one in four if one is not None]
    strict.must(len(given) in (0, 4))
    beside = {name: n for name in _AVERAGES if (n := value[name]) is not None}
    beside |= {name: strict.whole(data[name], 100) for name in _RANKS if data[name] is not None}
    return make(
        strict.day(data["date"], newest),
        (given[0], given[1], given[2], given[3]) if given else None,
        value["total"],
        Source(data["source"]),
        whole=bool(given) and not any("." in data[name] for name in _PILLARS),
        beside=beside,
    )
