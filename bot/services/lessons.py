"""Learning from a workspace's readings; what is learned never leaves the workspace."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.store import forecasts, learned, readings, tips
from bot.store.engine import Db, Store
from scoring import learning, mapping, shift, trend, world
from scoring.estimate import GUARD
from scoring.mapping import TeamMap
from scoring.pillars import PILLARS, Pillar
from scoring.readings import Reading, history
from scoring.world import World

Pairs = dict[Pillar, list[tuple[float, float]]]


def relearn(store: Store, now: datetime, limit: int = 100) -> int:
    """Learn anew in each workspace that has newer readings; how many there were."""
    with store.across(write=False) as db:
        behind = learned.behind_across(db, limit)
    for team in behind:
        with store.begin(team, write=False) as db:
            found = learn(db, now)
        with store.begin(team) as db:
            learned.put(db, found, now)
    return len(behind)


def learn(db: Db, now: datetime) -> World:
    """What this workspace's readings teach today."""
    people = {user: history(own, now.date()) for user, own in readings.everyone(db).items()}
    everyone: Sequence[Sequence[Reading]] = list(people.values())
    outside = learned.outside(db)
    counted = [own for user, own in people.items() if user not in outside]
    records = tips.everyone(db)
    cases = [
        case for user, own in records.items() for case in learning.cases(own, people.get(user, ()))
    ]
    return World(
        team=_team(db),
        wobble=trend.pooled(everyone),
        wander=world.wander(everyone),
        shifts=shift.shifts(counted, now.date()),
        lessons=learning.pooled(records.values(), cases),
    )


def _team(db: Db) -> TeamMap:
    """The map from what files explained to what was read, where enough of a pillar was measured."""
    members: dict[str, Pairs] = {}
    for user, shown, read in forecasts.pillars(db):
        pairs = members.setdefault(user, {})
        for at, pillar in enumerate(PILLARS):
            if shown.coverage[at] >= GUARD:
                pairs.setdefault(pillar, []).append((shown.explained[at] / 100, read[at] / 100))
    people: list[Mapping[Pillar, Sequence[tuple[float, float]]]] = list(members.values())
    return mapping.build(people)
