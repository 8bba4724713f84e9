"""What is kept of somebody, who sees it now, who looked, and the choices about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.services import grants as granting
from bot.store import boards, exporting, grants, members, receipts, retention
from bot.store.engine import Store
from bot.store.grants import Grant
from bot.store.members import Member
from bot.store.receipts import Receipt

SHARES = granting.MODES
"""What one's numbers may be used for: oneself alone, sums of five or more, boards one joined."""
LOOKS = 10
"""Looks that are shown, the newest first."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """`rows`: how many of each table; `boards`: channels where one stands by name; `looks`: the
    newest first; `names`: of the people in `grants` and `looks` who are still known."""

    member: Member
    rows: dict[str, int]
    boards: tuple[str, ...]
    grants: tuple[Grant, ...]
    looks: tuple[Receipt, ...]
    names: Mapping[str, str]
    keep_months: int


def show(store: Store, team: str, user: str) -> Privacy:
    """Everything about one's own privacy. Raises LookupError for somebody who never came."""
    with store.begin(team, write=False) as db:
        given = [one for one in grants.of_owner(db, user) if one.state == grants.GRANTED]
        seen = receipts.of_owner(db, user, LOOKS)
        ids = {one.reader for one in given} | {one.actor for one in seen}
        return Privacy(
            member=members.required(db, user),
            rows=exporting.counts(db, user),
            boards=boards.boards_of(db, user),
            grants=tuple(given),
            looks=seen,
            names={id: one.name for id, one in members.named(db, sorted(ids)).items()},
            keep_months=retention.keep_months(db),
        )


def choose_shares(store: Store, team: str, user: str, mode: str, now: datetime) -> Privacy:
    """Choose what one's numbers may be used for. Raises ValueError for a mode that is none."""
    if mode not in SHARES:
        raise ValueError("no such mode")
    with store.begin(team) as db:
        granting.choose(db, user, mode, now)
    return show(store, team, user)


def choose_median(store: Store, team: str, user: str, counted: bool) -> Privacy:
    """Be counted, or not, in what the whole workspace moved by."""
    with store.begin(team) as db:
        members.save_settings(db, user, {"median": counted})
    return show(store, team, user)
