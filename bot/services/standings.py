"""Who stands where on a board: kept weeks, totals that their owners reported, and gains."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.services.board_season import KEPT
from bot.services.slots import DAY, week_of
from bot.store import (
    activity,
    boards,
    figures,
    learned,
    leaves,
    members,
    readings,
    tips,
    workspaces,
)
from bot.store.boards import Board
from bot.store.engine import Db
from bot.store.figures import Figure
from bot.store.members import Member
from scoring import fresh, improvement
from scoring import team as scores
from scoring.improvement import Place
from scoring.sums import NOBODY, Shown, Users, counted, may_name
from scoring.team import Clubs, Consistency, Standing

CLUBS = "clubs"
"""Counts of clubs, among the sums that a channel was shown."""
ACTIVE_DAYS = 2
"""Active days, by a member's files, that keep a week without a tip."""
LOOK_BACK = timedelta(days=5 * fresh.LEAP_DAYS)
"""How far before a board's day readings are asked for: far enough to tell a leap from a course."""
RANKED = ("consistency", "improvement", "score")
MODES = (*RANKED, "quest", "off")
WEEKS = frozenset(("consistency", "improvement"))
AGREED = {
    "quest": WEEKS | {"quest"},
    "consistency": WEEKS,
    "improvement": WEEKS,
    "score": frozenset(("score",)),
}
"""By mode: what a member must have joined for it to show something of them."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What a board may show of its members. `named`: ids of those whose own part is public in it;
    `figure`: the sum in it, to be remembered once it stands; `weeks`: kept by each, shown to their
    owner alone; `here`: who takes part."""

    public: Consistency | Clubs
    named: Users
    figure: Figure | None
    weeks: Mapping[str, int]
    here: Mapping[str, Member]

    @property
    def eligible(self) -> int:
        """How many stand on it."""
        return self.public.eligible


def mode(db: Db, board: Board) -> str:
    """The mode of a board as it may be shown: without names in a workspace that ranks nobody."""
    quiet = workspaces.policy(db).no_ranking
    return "quest" if quiet and board.mode in RANKED else board.mode


def people(db: Db, board: Board, day: date) -> dict[str, Member]:
    """Who takes part on a day in what the board shows: joined for it, with an account, not away."""
    wanted = AGREED.get(board.mode, NOBODY)
    joined = [user for user, said in boards.agreed(db, board.channel).items() if said in wanted]
    away = leaves.away(db, joined, day)
    found = members.named(db, joined)
    return {user: one for user, one in found.items() if not one.deleted and one.user not in away}


def of(db: Db, board: Board, through: date, week: int, slot: str = "") -> Stand:
    """What the board shows after the day `through`, which lies in `week` of its season, in the post
    of the week `slot`."""
    here = people(db, board, through + DAY)
    if board.mode == "score":
        return _clubs(db, board, here, through + DAY, slot)
    weeks = kept(db, list(here), board.season_start, through)
    public = scores.consistency(
        [Standing(user, one.name, weeks[user]) for user, one in here.items()], week
    )
    enough = not public.missing
    if board.mode == "quest":
        public = replace(public, missing=0, rows=(), all_level=False, tie=None)
    named = frozenset(one.user for one in public.rows)
    users, before = frozenset(here), _before(db, board, KEPT)
    if not may_name(named, before):
        named, public = NOBODY, replace(public, rows=(), tie=None)
    held = counted(users, named, before)
    if held != users:
        public = replace(public, tie=None)
    if not held or not enough:
        return Stand(replace(public, team_kept=None, team_of=None), named, None, weeks, here)
    value, whole = sum(weeks[user] for user in held), week * len(held)
    figure = Figure(KEPT, slot, Shown(held, named), value, whole)
    return Stand(replace(public, team_kept=value, team_of=whole), named, figure, weeks, here)


def _before(db: Db, board: Board, what: str) -> Shown | None:
    known = figures.get(db, board.channel, what)
    return known.shown if known else None


def _clubs(db: Db, board: Board, here: Mapping[str, Member], today: date, slot: str) -> Stand:
    given = readings.since(db, list(here), today - LOOK_BACK)
    totals = {
        user: (one.name, last.total)
        for user, one in here.items()
        if (last := fresh.newest(given.get(user, ()), today)) is not None
    }
    public = scores.clubs(list(totals.values()))
    named = frozenset(
        user
        for user, (_, total) in totals.items()
        for club in public.clubs
        if club.names and club.at_least == scores.club_of(total)
    )
    users, before = frozenset(totals), _before(db, board, CLUBS)
    if not may_name(named, before):
        named = NOBODY
        public = replace(public, clubs=tuple(club for club in public.clubs if not club.names))
    figure = None
    if any(not club.names for club in public.clubs):
        if counted(users, named, before) == users:
            figure = Figure(CLUBS, slot, Shown(users, named), 0, 0)
        else:
            public = without_counts(public)
    return Stand(public, named, figure, {}, here)


def without_counts(public: Clubs) -> Clubs:
    """The clubs that are shown by name alone."""
    return replace(public, clubs=tuple(club for club in public.clubs if club.names))


def gains(
    db: Db, board: Board, last: date, there: Mapping[str, Member]
) -> tuple[tuple[Place, str], ...]:
    """Who of these gained over the season that ends on the day `last`, with their names; of those
    alone who joined for that."""
    agreed = boards.agreed(db, board.channel)
    here = {user: one for user, one in there.items() if agreed.get(user) == "improvement"}
    given = readings.since(db, list(here), board.season_start - LOOK_BACK)
    shifts = learned.get(db).shifts
    seasons = [
        season
        for user in here
        if (
            season := improvement.season_of(
                user, given.get(user, ()), board.season_start, last, shifts
            )
        )
    ]
    found = improvement.listed(improvement.gains(seasons))
    named = [(one, here[one.gain.user].name) for one in found]
    return tuple(sorted(named, key=lambda one: (one[0].place, one[1].casefold(), one[1])))


def kept(db: Db, users: Collection[str], since: date, until: date) -> dict[str, int]:
    """Weeks with a tip done, or with two active days by the member's files."""
    done = tips.kept_weeks(db, users, since, until)
    active = activity.active_days(db, users, since, until)
    weeks: dict[str, int] = {}
    for user in users:
        busy: dict[str, int] = {}
        for day in active.get(user, ()):
            slot = week_of(day)
            busy[slot] = busy.get(slot, 0) + 1
        acted = {slot for slot, count in busy.items() if count >= ACTIVE_DAYS}
        weeks[user] = len(acted | done.get(user, frozenset()))
    return weeks
