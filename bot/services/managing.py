"""Who is a manager of which board: named and removed by coach admins, whose role the caller has
checked. Whoever is removed sees nothing more at once, since every look asks anew."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotAllowed, Refused
from bot.services import audited
from bot.store import audit, boards, grants, managers, members
from bot.store.engine import Db, Store


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to a board now. `keeper`: set it up; `manager`: named for it; `joined`:
    takes part. A guest is neither keeper nor manager, whatever was once written down."""

    board: boards.Board
    keeper: bool
    manager: bool
    joined: bool

    @property
    def any(self) -> bool:
        """Whether they have anything to do with it."""
        return self.keeper or self.manager or self.joined


def standing(db: Db, user: str, channel: str) -> Standing | None:
    """How somebody stands to the board of a channel; None where there is no board."""
    board = boards.get(db, channel)
    if board is None:
        return None
    member = members.get(db, user)
    leads = member is not None and not member.guest and not member.deleted
    return Standing(
        board,
        keeper=leads and board.keeper == user,
        manager=leads and managers.since(db, channel, user) is not None,
        joined=boards.takes_part(db, channel, user),
    )


def manages(db: Db, user: str, channel: str) -> Standing:
    """The same for a manager of the board. Raises NotAllowed for anybody else."""
    found = standing(db, user, channel)
    if found is None or not found.manager:
        raise NotAllowed("not_manager")
    return found


def of_board(store: Store, team: str, channel: str) -> tuple[str, ...]:
    """The managers of a board, in the order in which they were named. Raises Refused("no_board")
    where there is none."""
    with store.begin(team, write=False) as db:
        if boards.get(db, channel) is None:
            raise Refused("no_board")
        return tuple(managers.of_board(db, channel))


def managed(store: Store, team: str, user: str) -> tuple[str, ...]:
    """The channels of the boards that somebody manages."""
    with store.begin(team, write=False) as db:
        return tuple(one for one in managers.boards_of(db, user) if boards.get(db, one))


def name(store: Store, team: str, actor: str, channel: str, user: str, now: datetime) -> bool:
    """Name a manager; False where they are one already.

    Raises Refused: "no_board", or "guest_leads_nothing" for a guest or somebody who left.
    """
    with store.begin(team) as db:
        if boards.get(db, channel) is None:
            raise Refused("no_board")
        member = members.get(db, user)
        if member is None or member.guest or member.deleted:
            raise Refused("guest_leads_nothing")
        fresh = managers.name(db, channel, user, by=actor, now=now)
        if fresh:
            audit.write(db, now, actor=actor, action="manager_named", whom=user, result=channel)
        return fresh


def remove(store: Store, team: str, actor: str, channel: str, user: str, now: datetime) -> bool:
    """A manager is one no more, and what they were granted ends; False where they were none."""
    with store.begin(team) as db:
        gone = managers.remove(db, channel, user)
        if gone:
            grants.end_of_reader(db, user, channel, now)
            audit.write(db, now, actor=actor, action="manager_removed", whom=user, result=channel)
        return gone


def refused(store: Store, team: str, actor: str, channel: str, now: datetime) -> None:
    """Somebody who is no coach admin tried. Always raises NotAllowed."""
    with audited.noted(store, team, actor, "managers", channel, now):
        raise NotAllowed("not_coach_admin")
