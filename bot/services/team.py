"""The page of a team: what it did and needs together, and to a manager what reps granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import NotAllowed, Refused
from bot.services import audited, managing, team_pillar
from bot.services import grants as granting
from bot.services.managing import Standing
from bot.services.slots import local_day, week_of
from bot.services.team_pillar import FRESH, TeamPillar
from bot.store import audit, boards, grants, managers, members, receipts, team_view
from bot.store.engine import Db, Store
from bot.store.grants import GRANTED
from bot.store.team_view import Joined
from scoring.team import LEAST, LEAST_SUM

RECENT = timedelta(days=14)
"""A reading no older than this is fresh."""
PAGE = 15
"""People of whom a manager's page lists what they granted."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What one rep granted: each thing, and the day."""

    user: str
    name: str
    items: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What somebody may see of a team. `joined`: how many take part, None where that is not theirs
    to know; `fresh`: of how many the newest reading is fresh, and of how many; `pillar`: None while
    fewer than five bring fresh numbers; `names`: for keeper and managers; `granted`: for a manager,
    of `granting` people in all from `first` on; `mode`: what the person lets be counted."""

    standing: Standing
    joined: int | None
    fresh: tuple[int, int] | None
    pillar: TeamPillar | None
    names: tuple[str, ...]
    granted: tuple[Listed, ...]
    granting: int
    first: int
    mode: str

    @property
    def channel(self) -> str:
        """The channel of the board."""
        return self.standing.board.channel


def view(
    store: Store, team: str, user: str, channel: str, now: datetime, *, here: bool, first: int = 0
) -> TeamPage:
    """The page of a channel's team; everybody whose grants a manager is shown gets a receipt.
    `here`: Slack says that the person stands in that channel.

    Raises Refused("no_board"), and NotAllowed("not_your_board") for somebody who neither stands in
    the channel nor takes part in its board, keeps or manages it.
    """
    with audited.noted(store, team, user, "team_opened", channel, now), store.begin(team) as db:
        found = managing.standing(db, user, channel)
        if found is None:
            raise Refused("no_board")
        if not (here or found.any):
            raise NotAllowed("not_your_board")
        return _page(db, user, found, now, first)


def _page(db: Db, user: str, found: Standing, now: datetime, first: int) -> TeamPage:
    today = local_day(now, found.board.zone)
    channel = found.board.channel
    people = team_view.joined(db, channel)
    leads = found.keeper or found.manager
    possible = granting.items(db)
    owners = grants.owners(db, user, channel, possible) if found.manager else ()
    shown = _listed(db, user, channel, possible, owners[first : first + PAGE])
    for one in shown:
        receipts.write(db, now, owner=one.user, actor=user, item="team")
    if found.manager:
        audit.write(db, now, actor=user, action="team_opened", whom=channel, result="ok")
    enough = len(people) >= (LEAST if leads else LEAST_SUM)
    return TeamPage(
        standing=found,
        joined=len(people) if leads or enough else None,
        fresh=_fresh(db, channel, people, today) if enough else None,
        pillar=team_pillar.pillar(db, channel, people, today) if len(people) >= LEAST_SUM else None,
        names=tuple(one.name for one in people) if leads else (),
        granted=shown,
        granting=len(owners),
        first=first,
        mode=members.required(db, user).shares,
    )


def _fresh(db: Db, channel: str, joined: tuple[Joined, ...], today: date) -> tuple[int, int]:
    """Of how many the newest reading is fresh; a figure like any other, so it stands as long."""
    people = frozenset(one.user for one in joined)
    fresh = len(people & team_view.fresh(db, today - RECENT, today))
    figure = team_pillar.stands(
        db, channel, FRESH, week_of(today), people, lambda: (fresh, len(people))
    )
    return figure.value, figure.of


def _listed(
    db: Db, reader: str, channel: str, possible: tuple[str, ...], owners: Sequence[tuple[str, str]]
) -> tuple[Listed, ...]:
    """What these people granted to a manager of this board. What was asked for and not given is
    not told, so that a no cannot be told from no answer."""
    known = members.named(db, [user for user, _ in owners])
    held = grants.of_reader(db, reader, channel, list(known))
    listed = []
    for user, name in owners:
        days = {
            one.item: local_day(one.granted_at, known[user].zone)
            for one in held
            if one.owner == user and one.state == GRANTED and one.granted_at
        }
        order = [(item, days[item]) for item in possible if item in days]
        listed.append(Listed(user, name, tuple(order)))
    return tuple(listed)


def mine(store: Store, team: str, user: str) -> tuple[str, ...]:
    """The channels of the teams whose page somebody may open from anywhere."""
    with store.begin(team, write=False) as db:
        found = (
            *boards.boards_of(db, user),
            *boards.kept_by(db, user),
            *managers.boards_of(db, user),
        )
        return tuple(
            channel
            for channel in dict.fromkeys(found)
            if (one := managing.standing(db, user, channel)) is not None and one.any
        )


def leads(store: Store, team: str, user: str, channel: str, now: datetime, action: str) -> Standing:
    """How a keeper or manager stands to their board. Raises NotAllowed("not_leading")."""
    with audited.noted(store, team, user, action, channel, now):
        with store.begin(team, write=False) as db:
            found = managing.standing(db, user, channel)
        if found is None or not (found.keeper or found.manager):
            raise NotAllowed("not_leading")
        return found
