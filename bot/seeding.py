"""What the demo's workspace has lived through before anybody looks: twelve weeks of eight reps.

All of it goes through the same services as a person's own acts, at the dates when they would have
happened. The figures are invented; each rep's are drawn from a few parameters, not at random, so
that the demo is the same each time.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services import board, digest, grants, log, managing, people, plan
from bot.services.people import Profile
from bot.store import workspaces
from bot.store.engine import Store
from scoring.readings import Reading, Source, make
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent

WEEKS = 12
"""Readings of each rep; the last one is three days old."""

NEWEST_AGE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Rep:
    """An invented rep: pillars of the first reading, points a week for each, and their habits.

    `kept` is the share of weeks with a tip done; `wobble` the swing of a pillar, in points.
    """

    user: str
    start: tuple[float, float, float, float]
    slope: tuple[float, float, float, float]
    kept: float
    joined: bool = True
    ranks: tuple[int, int] = (20, 24)
    wobble: float = 0.25


def seed(
    store: Store,
    team: str,
    name: str,
    bot_user: str,
    zone: str,
    *,
    profiles: dict[str, Profile],
    reps: tuple[Rep, ...],
    keeper: str,
    channel: str,
    now: datetime,
) -> None:
    """Write the past of one workspace that is not in the store yet."""
    with store.begin(team) as db:
        workspaces.put(db, name, bot_user, zone, now - timedelta(weeks=WEEKS + 1))
    for rep in reps:
        people.meet(store, team, rep.user, profiles[rep.user], now)
        _readings(store, team, rep, now)
        if rep.joined:
            digest.choose(store, team, rep.user, state="on", how="demo", now=now)
    people.meet(store, team, keeper, profiles[keeper], now)
    _board(store, team, keeper, channel, reps, now)
    for number, rep in enumerate(reps):
        _habits(store, team, rep, number, now)


def manage(
    store: Store, team: str, admin: str, manager: str, channel: str, reps: tuple[Rep, ...],
    now: datetime,
) -> None:  # fmt: skip
    """An admin names a manager of the board; who joined it lets their numbers be counted in sums,
    and the first of them shows the manager their readings too."""
    managing.name(store, team, admin, channel, manager, now)
    joined = [rep.user for rep in reps if rep.joined]
    for user in joined:
        shown = (channel, manager, grants.READINGS) if user == joined[0] else None
        grants.save(store, team, user, "sums", shown, now)


def _readings(store: Store, team: str, rep: Rep, now: datetime) -> None:
    for week in range(WEEKS):
        at = now - NEWEST_AGE - timedelta(weeks=WEEKS - 1 - week)
        log.record(store, team, rep.user, _reading(rep, week, at), at, sure=True)


def _reading(rep: Rep, week: int, at: datetime) -> Reading:
    points = tuple(
        min(
            2500,
            max(0, round(100 * (start + slope * week + rep.wobble * math.sin(week * 2 + at_)))),
        )
        for at_, (start, slope) in enumerate(zip(rep.start, rep.slope, strict=True))
    )
    brand, people_, insights, relationships = points
    return make(
        at.date(),
        (brand, people_, insights, relationships),
        None,
        Source.TYPED,
        beside={
            "industry_rank": max(1, rep.ranks[0] - week // 4),
            "network_rank": max(1, rep.ranks[1] - week // 4),
            "industry_average": 2900,
            "network_average": 3600,
        },
    )


def _board(
    store: Store, team: str, keeper: str, channel: str, reps: tuple[Rep, ...], now: datetime
) -> None:
    begin = now - timedelta(weeks=3)
    for at in (begin, now):  # set up three weeks ago, and due next from today on
        board.set_up(
            store,
            team,
            keeper,
            channel,
            mode="consistency",
            weekday=0,
            minute=9 * 60 + 30,
            season_weeks=6,
            now=at,
        )
    for rep in reps:
        if rep.joined:
            board.join(store, team, rep.user, channel, begin)


def _habits(store: Store, team: str, rep: Rep, number: int, now: datetime) -> None:
    """A tip done on the Wednesday of each kept week, spread evenly over the weeks."""
    habits = [tip for tip in TIPS if tip.habit]
    for week in range(WEEKS):
        kept = math.floor((week + 1) * rep.kept) > math.floor(week * rep.kept)
        if kept:
            at = now - timedelta(weeks=WEEKS - 1 - week, days=2)
            tip = habits[(number * 5 + week) % len(habits)]
            plan.answer(store, team, rep.user, tip.id, TipEvent.DONE, at)
