"""What a workspace's readings taught, as one row of numbers."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import false, func
from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.tables import LearnedRow, MemberRow, ReadingRow
from scoring.calibrate import Wander
from scoring.learning import Answers, Lessons, Uplift
from scoring.mapping import PillarMap, TeamMap
from scoring.shift import Shift
from scoring.trend import Wobble
from scoring.world import UNTAUGHT, World


def put(db: Db, world: World, now: datetime) -> None:
    """Keep what was learned, in place of what was known before."""
    text = json.dumps(asdict(world), default=date.isoformat)
    db.session.merge(LearnedRow(team_id=db.team, world=text, at=now))
    db.session.flush()


def get(db: Db) -> World:
    """What is known of this workspace's readings; at first, nothing."""
    row = db.session.get(LearnedRow, db.team)
    return UNTAUGHT if row is None else _world(json.loads(row.world))


def behind_across(db: Db, limit: int) -> list[str]:
    """Workspaces with a reading that is newer than what was learned."""
    newest = (
        select(col(ReadingRow.team_id), func.max(ReadingRow.recorded_at).label("newest"))
        .group_by(col(ReadingRow.team_id))
        .subquery()
    )
    found = db.session.exec(
        select(newest.c.team_id)
        .outerjoin(LearnedRow, col(LearnedRow.team_id) == newest.c.team_id)
        .where(func.coalesce(LearnedRow.at, datetime(1970, 1, 1, tzinfo=UTC)) <= newest.c.newest)
        .limit(limit)
    )
    return [str(team) for team in found]


def outside(db: Db) -> frozenset[str]:
    """Those who keep out of what the whole workspace moved by."""
    found = db.session.exec(
        select(MemberRow.user_id).where(
            MemberRow.team_id == db.team, col(MemberRow.median) == false()
        )
    )
    return frozenset(found)


def _world(known: dict[str, Any]) -> World:
    lessons = known["lessons"]
    return World(
        team=TeamMap(tuple(PillarMap(**one) for one in known["team"]["pillars"])),
        wobble=Wobble(**known["wobble"]),
        wander=Wander(**known["wander"]),
        shifts=tuple(
            Shift(**{**one, "day": date.fromisoformat(one["day"])}) for one in known["shifts"]
        ),
        lessons=Lessons(
            Answers(**lessons["habits"]),
            Answers(**lessons["once"]),
            {tip: Uplift(**one) for tip, one in lessons["uplifts"].items()},
        ),
    )
