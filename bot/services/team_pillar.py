"""Figures of a team, and how long each stands: from two looks at the page nobody can work out what
one person brought, since no figure is made anew for people who differ by one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.services.slots import week_of
from bot.store import figures, learned, team_view
from bot.store.engine import Db
from bot.store.figures import Figure
from bot.store.team_view import Joined
from scoring import teamwork
from scoring.pillars import PILLARS, Pillar
from scoring.sums import Shown
from scoring.team import LEAST_SUM
from scoring.teamwork import Belief
from scoring.weakest import Verdict

PILLAR, SHARED, FRESH = "team.pillar", "team.shared", "team.fresh"
NOBODY = len(PILLARS)
"""Stands for no pillar."""


@dataclass(frozen=True, slots=True)
class TeamPillar:
    """The weakest pillar of a team: one where it can be told, two where it is too close to call,
    none where it can't be told. `chance`: percent, in steps of five. `shared`: the weakest pillar
    of most members and of how many of `members`, where that may be said. `slot`: the ISO week in
    which it was worked out."""

    pillars: tuple[Pillar, ...]
    chance: int
    shared: tuple[Pillar, int] | None
    members: int
    slot: str


def pillar(db: Db, channel: str, joined: Iterable[Joined], today: date) -> TeamPillar | None:
    """The figure as it stands today of those who joined and let their numbers be counted; None
    while fewer than five of them bring fresh ones."""
    world = learned.get(db)
    counted = [one.user for one in joined if one.counted]
    given = team_view.readings(db, counted, today, teamwork.LOOK_BACK)
    beliefs: dict[str, Belief] = {}
    for user, own in given.items():
        found = teamwork.belief(own, today, world.wander, world.shifts)
        if found is not None:
            beliefs[user] = found
    made = _Made(beliefs, today)
    if not made.enough:
        return None
    slot, people = week_of(today), frozenset(beliefs)
    main = stands(db, channel, PILLAR, slot, people, made.pillar)
    shared = stands(db, channel, SHARED, slot, people, made.shared)
    return TeamPillar(
        pillars=tuple(one for at, one in enumerate(PILLARS) if main.value >> at & 1),
        chance=main.of,
        shared=None if shared.value == NOBODY else (PILLARS[shared.value], shared.of),
        members=len(main.shown.people),
        slot=main.slot,
    )


def stands(
    db: Db,
    channel: str,
    what: str,
    slot: str,
    people: frozenset[str],
    make: Callable[[], tuple[int, int]],
) -> Figure:
    """The figure that is shown: a new one in a new week, or once two people or more changed; else
    the one that was shown before."""
    before = figures.get(db, channel, what)
    if before is not None:
        changed = len(before.shown.people ^ people)
        if changed == 1 or (changed == 0 and before.slot == slot):
            return before
    value, of = make()
    made = Figure(what, slot, Shown(people), value, of)
    figures.put(db, channel, made)
    return made


class _Made:
    """What may be said of the members, worked out once, if at all."""

    def __init__(self, beliefs: Mapping[str, Belief], today: date) -> None:
        self.enough = len(beliefs) >= LEAST_SUM
        self._of = teamwork.together(beliefs, today)

    def pillar(self) -> tuple[int, int]:
        """The pillars as bits, and the chance."""
        assert self._of is not None  # noqa: S101  there are enough
        found = self._of.weakest
        known = () if found.verdict is Verdict.UNSURE else found.pillars
        bits = sum(1 << PILLARS.index(one) for one in known)
        return bits, min(95, 5 * round(20 * found.probability))

    def shared(self) -> tuple[int, int]:
        """The pillar that most share, and how many do."""
        assert self._of is not None  # noqa: S101  there are enough
        if self._of.shared is None:
            return NOBODY, 0
        return PILLARS.index(self._of.shared[0]), self._of.shared[1]
