"""The ledger's transactions, one each: what a sender does between two calls of Slack."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services import board_post, board_season, digest, digest_content, ifthen, people, schedule
from bot.services.slots import WorkWeek
from bot.store import boards, deliveries, holidays, members, tombstones, workspaces
from bot.store import pace as paces
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store

UTC_NAME = "UTC"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: the zone of the person or the board, and when people work there;
    whether the app is installed."""

    zone: str
    installed: bool
    week: WorkWeek


def look(store: Store, team: str, id: str) -> Delivery | None:
    """A delivery that is open, or None."""
    with store.begin(team, write=False) as db:
        row = deliveries.get(db, id)
    return row if row is not None and row.state in ("pending", "claimed") else None


def place(store: Store, row: Delivery) -> Place:
    """Where a delivery goes."""
    with store.begin(row.team, write=False) as db:
        workspace = workspaces.get(db)
        member = members.get(db, row.user)
        channel = boards.get(db, row.user) if member is None else None
        days = holidays.of(db)
    zone = member.zone if member else channel.zone if channel else UTC_NAME
    week = schedule.work_week(member, days) if member else WorkWeek(holidays=days)
    return Place(zone, workspace is None or workspace.active, week)


def claim(
    store: Store,
    row: Delivery,
    now: datetime,
    *,
    lease_s: float,
    per_second: float,
    patience_s: float,
) -> tuple[Delivery | None, float]:
    """Take a delivery, and the moment at which its workspace may be sent it: the row, and seconds
    to wait. None when it is not to be had now, or that moment is more than `patience_s` away.

    A commit of its own, on disk before anything is posted.
    """
    with store.begin(row.team) as db:
        wait = paces.take(db, per_second, patience_s)
        if wait is None:
            return None, 0.0
        return deliveries.claim(db, row.id, lease_s=lease_s, now=now), wait


def punish(store: Store, row: Delivery, seconds: float) -> None:
    """Slack asked to wait: certainly not posted, and nothing else of this workspace either."""
    with store.begin(row.team) as db:
        paces.punish(db, seconds)
        deliveries.release(db, row.id, row.attempt, seconds)


def fence(store: Store, row: Delivery, lease_s: float) -> bool:
    """Whether the delivery is still ours, with half of the lease left by the database's clock."""
    with store.begin(row.team, write=False) as db:
        return deliveries.fence(db, row.id, row.attempt, lease_s)


def doubt(store: Store, row: Delivery, wait_s: float) -> None:
    """No clear answer: look it up after a while."""
    with store.begin(row.team) as db:
        deliveries.doubt(db, row.id, row.attempt, wait_s)


def wait(store: Store, row: Delivery, wait_s: float = 0.0) -> None:
    """Certainly not posted: back to the others, without a doubt. Nothing happens where somebody
    else has taken it meanwhile."""
    with store.begin(row.team) as db:
        deliveries.release(db, row.id, row.attempt, wait_s, cleared=True)


def close(
    store: Store,
    row: Delivery,
    state: str,
    *,
    channel: str | None = None,
    ts: str | None = None,
    error: str | None = None,
    reason: str | None = None,
    then: Callable[[Db], None] | None = None,
) -> bool:
    """End a delivery and do `then` in the same transaction; False when it is no longer ours."""
    with store.begin(row.team) as db:
        mine = deliveries.close(
            db, row.id, row.attempt, state, channel=channel, ts=ts, error=error, reason=reason
        )
        if mine and channel and channel.startswith("D"):
            members.save_dm(db, row.user, channel)
        if mine and then is not None:
            then(db)
        return mine


def again(store: Store, row: Delivery, now: datetime) -> None:
    """An edit that somebody else has overtaken: once more, so that the newest state stands. Not for
    somebody who was forgotten meanwhile."""
    with store.begin(row.team) as db:
        if not tombstones.stands(db, row.user):
            deliveries.repeat(db, row.user, row.kind, row.slot, now)


def stands(store: Store, row: Delivery) -> tuple[str, str]:
    """Channel and timestamp of the message that an edit changes: a digest, or a board's post."""
    with store.begin(row.team, write=False) as db:
        if row.kind == digest_content.EDIT:
            note = deliveries.find(db, row.user, digest.KIND, row.slot)
            return (note.channel or "", note.ts or "") if note else ("", "")
        post = deliveries.find(db, row.user, board_season.KIND, row.slot)
    return row.user, (post.ts if post else None) or ""


def unreachable(db: Db, row: Delivery, personal: bool, now: datetime) -> None:
    """The person or the channel cannot be reached any more: nothing further is scheduled."""
    if not personal:
        board_post.stop(db, row, now)
    elif (member := members.get(db, row.user)) is not None:
        ifthen.unreachable(db, row.user, people.today(member, now))
        members.choose_digest(db, row.user, state="off", next_at=None, how="unreachable", now=now)


def uninstalled(db: Db, now: datetime) -> None:
    """The installation is gone: nothing is sent there any more."""
    workspaces.uninstall(db, now)
