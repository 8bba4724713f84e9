"""Who stands where on a board: kept weeks, or totals that their owners reported."""

from datetime import date

from bot.services.slots import DAY, week_of
from bot.store import activity, boards, leaves, members, readings, tips
from bot.store.boards import Board
from bot.store.engine import Db
from bot.store.members import Member
from scoring import team as scores
from scoring.readings import history
from scoring.team import Clubs, Consistency, Standing

FRESH = 14
"""Days for which a reading stands on a board."""
ACTIVE_DAYS = 2
"""Active days, by a member's files, that keep a week without a tip."""


def of(db: Db, board: Board, through: date, week: int) -> Consistency | Clubs:
    """The standing of a board after the day `through`, which lies in `week` of its season. Who is
    away on the day of the post has no line."""
    joined = members.named(db, boards.joined(db, board.channel))
    away = leaves.away(db, list(joined), through + DAY)
    people = [one for one in joined.values() if not one.deleted and one.user not in away]
    if board.mode == "score":
        return scores.clubs(_totals(db, people, through + DAY))
    weeks = kept(db, [one.user for one in people], board.season_start, through)
    return scores.consistency(
        [Standing(one.user, one.name, weeks.get(one.user, 0)) for one in people], week
    )


def _totals(db: Db, people: list[Member], today: date) -> list[tuple[str, int]]:
    found = []
    for one in people:
        given = history([entry.reading for entry in readings.all_of(db, one.user)], today)
        if given and (today - given[-1].day).days <= FRESH:
            found.append((one.name, given[-1].total))
    return found


def kept(db: Db, users: list[str], since: date, until: date) -> dict[str, int]:
    """Weeks with a tip done, or with two active days by the member's files."""
    done = tips.kept_weeks(db, users, since, until)
    weeks: dict[str, int] = {}
    for user in users:
        days = activity.of(db, user).amounts.get("active.day", {})
        busy: dict[str, int] = {}
        for day in days:
            if since <= day <= until:
                slot = week_of(day)
                busy[slot] = busy.get(slot, 0) + 1
        acted = {slot for slot, count in busy.items() if count >= ACTIVE_DAYS}
        weeks[user] = len(acted | done.get(user, frozenset()))
    return weeks
