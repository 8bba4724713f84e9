"""People, and shares of usage reports, as rows."""

from datetime import UTC, date, datetime

from bot.store import activity, members, readings, uploads
from bot.store.engine import Store
from bot.store.shares import Share
from scoring.activity import Batch, Level
from scoring.readings import Reading, Source, make

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEAM, ADM, ANA, BEN = "T1", "U9", "U1", "U2"
SEP, OCT = date(2026, 9, 30), date(2026, 10, 31)


def meet(store: Store, *users: str, team: str = TEAM) -> None:
    with store.begin(team) as db:
        for user in users:
            members.put(db, user, name=user, zone="UTC", guest=False, deleted=False, now=NOW)


def batch(last: date, amount: int) -> Batch:
    first = last.replace(day=1)
    return Batch("sales_navigator", first, last, frozenset(), {"sn.searches": {last: amount}}, "1")


def reading(last: date, total: int) -> Reading:
    return make(last, None, total, Source.SALES_NAVIGATOR)


def share(user: str, *months: tuple[date, int]) -> Share:
    return Share(
        user,
        tuple(batch(last, n) for last, n in months),
        (Level("network.size", float(months[-1][1]), months[-1][0]),),
        tuple(reading(last, n) for last, n in months),
    )


def keep(store: Store, *others: Share, file: str = "F1", sha: str = "", user: str = ADM) -> str:
    with store.begin(TEAM) as db:
        promised = uploads.accept(db, user, file, channel=None, ts=None, now=NOW)
        assert promised is not None
        claimed = uploads.claim(db, promised.id, 60)
        assert claimed is not None
        own = next((one for one in others if one.user == user), Share(user))
        assert uploads.finish(
            db, promised.id, attempt=claimed.attempt, sha256=sha or file, rules="1", receipt={},
            batches=own.batches, levels=own.levels, readings=own.readings, now=NOW,
            others=[one for one in others if one.user != user],
        )  # fmt: skip
    return promised.id


def totals(store: Store, user: str) -> list[tuple[date, int]]:
    with store.begin(TEAM, write=False) as db:
        return [(one.reading.day, one.reading.total) for one in readings.all_of(db, user)]


def amounts(store: Store, user: str) -> dict[date, int]:
    with store.begin(TEAM, write=False) as db:
        return dict(activity.of(db, user).amounts.get("sn.searches", {}))
