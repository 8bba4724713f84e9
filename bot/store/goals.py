"""The goal of a member: one at a time."""

from bot.store.engine import Db
from bot.store.tables import GoalRow
from scoring.goals import Goal


def put(db: Db, user: str, goal: Goal) -> None:
    """Set the goal, in place of a former one."""
    row = GoalRow(
        team_id=db.team, user_id=user, target=goal.target, day=goal.day, set_on=goal.set_on,
        start=goal.start,
    )  # fmt: skip
    db.session.merge(row)
    db.session.flush()


def get(db: Db, user: str) -> Goal | None:
    """The goal, or None."""
    row = db.session.get(GoalRow, (db.team, user))
    return None if row is None else Goal(row.target, row.day, row.set_on, row.start)


def drop(db: Db, user: str) -> bool:
    """Take the goal away; False when there was none."""
    row = db.session.get(GoalRow, (db.team, user))
    if row is None:
        return False
    db.session.delete(row)
    db.session.flush()
    return True
