"""The ledger's transactions, one each: what a sender does between two calls of Slack."""

from datetime import datetime

from bot.store import boards, deliveries, members, workspaces
from bot.store import pace as paces
from bot.store.deliveries import Delivery
from bot.store.engine import Store


def pace(store: Store, team: str, per_second: float) -> float:
    """Seconds until this workspace may be sent another message; the moment is reserved."""
    with store.begin(team) as db:
        return paces.take(db, per_second)


def punish(store: Store, team: str, seconds: float) -> None:
    """Slack asked to wait."""
    with store.begin(team) as db:
        paces.punish(db, seconds)


def claim(store: Store, team: str, id: str, lease_s: float, now: datetime) -> Delivery | None:
    """Take a delivery: a commit of its own, on disk before anything is posted."""
    with store.begin(team) as db:
        return deliveries.claim(db, id, lease_s=lease_s, now=now)


def fence(store: Store, row: Delivery, lease_s: float) -> bool:
    """Whether the delivery is still ours."""
    with store.begin(row.team, write=False) as db:
        return deliveries.fence(db, row.id, row.attempt, lease_s)


def doubt(store: Store, row: Delivery, wait_s: float) -> None:
    """No clear answer: look it up after a while."""
    with store.begin(row.team) as db:
        deliveries.doubt(db, row.id, row.attempt, wait_s)


def release(store: Store, row: Delivery, wait_s: float) -> None:
    """Certainly not posted: try again after a while."""
    with store.begin(row.team) as db:
        deliveries.release(db, row.id, row.attempt, wait_s)


def close(
    store: Store,
    row: Delivery,
    state: str,
    *,
    channel: str | None = None,
    ts: str | None = None,
    error: str | None = None,
    reason: str | None = None,
) -> bool:
    """End a delivery; False when it is no longer ours."""
    with store.begin(row.team) as db:
        if channel and channel.startswith("D"):
            members.save_dm(db, row.user, channel)
        return deliveries.close(
            db, row.id, row.attempt, state, channel=channel, ts=ts, error=error, reason=reason
        )


def zone(store: Store, row: Delivery) -> str | None:
    """The zone of the person it goes to; None for a channel."""
    with store.begin(row.team, write=False) as db:
        member = members.get(db, row.user)
    return member.zone if member else None


def edited_ts(store: Store, row: Delivery) -> str:
    """The post that an edit of a board changes."""
    with store.begin(row.team, write=False) as db:
        board = boards.get(db, row.user)
    return (board.last_ts if board else None) or ""


def stop(store: Store, row: Delivery, *, personal: bool, now: datetime) -> None:
    """The person or the channel cannot be reached any more: nothing further is scheduled."""
    with store.begin(row.team) as db:
        if personal and members.get(db, row.user) is not None:
            members.choose_digest(
                db, row.user, state="off", next_at=None, how="unreachable", now=now
            )
        elif not personal and boards.get(db, row.user) is not None:
            boards.stop(db, row.user)


def stop_workspace(store: Store, row: Delivery, now: datetime) -> None:
    """The installation is gone."""
    with store.begin(row.team) as db:
        workspaces.uninstall(db, now)
