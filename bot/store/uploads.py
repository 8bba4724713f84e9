"""Uploads: promised, claimed, kept whole or not at all, and taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CursorResult, and_, false, func, or_, update
from sqlmodel import col, select

from bot.store import shares
from bot.store.engine import Db, new_id
from bot.store.shares import Share
from bot.store.upload_tables import UploadRow
from scoring.activity import Batch, Level
from scoring.readings import Reading

OPEN = ("received", "reading")
AT_ONCE = 5
"""Bundles of one workspace that are read at the same time."""


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """A bundle. `file`: Slack's ids, comma-separated; `state`: received, reading, done, refused or
    undone; `receipt`: kinds and counts only; `channel` and `ts`: where it is answered; `period`:
    first and last day of a report, as its owner gave them."""

    id: str
    user: str
    file: str
    state: str
    sha256: str | None
    channel: str | None
    ts: str | None
    code: str | None
    receipt: Mapping[str, Any]
    attempt: int
    created_at: datetime
    period: tuple[date, date] | None = None


def accept(
    db: Db, user: str, file: str, *, channel: str | None, ts: str | None, now: datetime
) -> StoredUpload | None:
    """Promise to read a bundle; None when this very bundle was promised before."""
    known = db.session.exec(
        select(UploadRow.id).where(UploadRow.team_id == db.team, UploadRow.file == file)
    ).first()
    if known is not None:
        return None
    row = UploadRow(
        team_id=db.team, id=new_id(), user_id=user, file=file, channel=channel, ts=ts,
        created_at=now,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return value(row)


def since(db: Db, user: str, when: datetime) -> int:
    """How many bundles a person gave since a moment, whatever became of them."""
    return db.session.exec(
        select(func.count())
        .select_from(UploadRow)
        .where(
            UploadRow.team_id == db.team,
            UploadRow.user_id == user,
            col(UploadRow.created_at) > when,
        )
    ).one()


def claim(db: Db, id: str, lease_s: float) -> StoredUpload | None:
    """Take an upload for `lease_s` seconds of the database's clock; None if it is not to be had.

    One that was refused without its owner being told is read once more: why it was refused is not
    kept. One of a workspace that is read for in AT_ONCE places waits.
    """
    now = db.seconds()
    held = (
        select(func.count())
        .select_from(UploadRow)
        .where(
            UploadRow.team_id == db.team,
            UploadRow.state == "reading",
            UploadRow.id != id,
            col(UploadRow.lease_until) >= now,
        )
    )
    if db.session.exec(held).one() >= AT_ONCE:
        return None
    changed = _changed(
        db,
        update(UploadRow)
        .where(col(UploadRow.team_id) == db.team, col(UploadRow.id) == id, _free(now))
        .values(state="reading", lease_until=now + lease_s, attempt=UploadRow.attempt + 1),
    )
    return get(db, id) if changed else None


def hold(db: Db, id: str, lease_s: float) -> StoredUpload | None:
    """Take an upload that was kept without its owner being told; None if it is not to be had."""
    now = db.seconds()
    changed = _changed(
        db,
        update(UploadRow)
        .where(col(UploadRow.team_id) == db.team, col(UploadRow.id) == id, _untold("done", now))
        .values(lease_until=now + lease_s),
    )
    return get(db, id) if changed else None


def told(db: Db, id: str) -> None:
    """The message of an upload says what became of it."""
    row = db.session.get_one(UploadRow, (db.team, id))
    row.told = True
    db.session.add(row)


def _free(now: float) -> Any:
    """To be read: new, or given up by a worker, or refused in silence."""
    waits = or_(col(UploadRow.state) == "received", col(UploadRow.lease_until) < now)
    return or_(and_(col(UploadRow.state).in_(OPEN), waits), _untold("refused", now))


def _untold(state: str, now: float) -> Any:
    return and_(
        col(UploadRow.told) == false(),
        col(UploadRow.state) == state,
        col(UploadRow.lease_until) < now,
    )


def release(db: Db, id: str, attempt: int, wait_s: float) -> bool:
    """Give an upload back after a passing fault; it waits `wait_s` seconds for the next try."""
    return _changed(
        db,
        update(UploadRow)
        .where(
            col(UploadRow.team_id) == db.team,
            col(UploadRow.id) == id,
            col(UploadRow.attempt) == attempt,
            col(UploadRow.state) == "reading",
        )
        .values(lease_until=db.seconds() + wait_s),
    )


def waiting_across(db: Db, limit: int) -> list[tuple[str, str]]:
    """(team, id) of bundles that were promised and that nobody is reading, and of those whose
    owner was not told what became of them."""
    found = db.session.exec(
        select(UploadRow.team_id, UploadRow.id)
        .where(
            col(UploadRow.told) == false(),
            col(UploadRow.lease_until) < db.seconds(),
            col(UploadRow.state) != "undone",
        )
        .order_by(col(UploadRow.lease_until))
        .limit(limit)
    )
    return [(team, id) for team, id in found]


def known(db: Db, user: str, sha256: str, rules: str) -> StoredUpload | None:
    """The same bytes, read before by the same rules and not taken back."""
    row = db.session.exec(
        select(UploadRow).where(
            UploadRow.team_id == db.team,
            UploadRow.user_id == user,
            UploadRow.sha256 == sha256,
            UploadRow.rules == rules,
            UploadRow.state == "done",
        )
    ).first()
    return value(row) if row else None


def finish(
    db: Db,
    id: str,
    *,
    attempt: int,
    sha256: str,
    rules: str,
    receipt: Mapping[str, Any],
    batches: Sequence[Batch],
    levels: Sequence[Level],
    readings: Sequence[Reading],
    now: datetime,
    others: Sequence[Share] = (),
) -> bool:
    """Keep what a bundle counted as, for its owner and for `others`; the same
    bytes read before give way. False, and nothing kept, when the attempt is not ours."""
    row = _mine(db, id, attempt)
    if row is None:
        return False
    _give_way(db, row.user_id, sha256)
    row.state, row.sha256, row.rules, row.receipt = "done", sha256, rules, json.dumps(dict(receipt))
    db.session.add(row)
    for share in (Share(row.user_id, batches, levels, readings), *others):
        shares.keep(db, id, share, now)
    db.session.flush()
    return True


def refuse(db: Db, id: str, *, attempt: int, code: str, now: datetime) -> bool:
    """Close a bundle that could not be used; False when the attempt is not ours."""
    row = _mine(db, id, attempt)
    if row is None:
        return False
    row.state, row.code = "refused", code
    if code == "not_yours":
        row.file = f"{code} {row.id}"  # or its owner could not send it any more
    db.session.add(row)
    return True


def undo(db: Db, user: str, id: str) -> bool:
    """Take back one's own upload with all it brought; its hash is forgotten, so that the same file
    can be read again. Days that it had replaced come back by themselves."""
    row = db.session.get(UploadRow, (db.team, id))
    if row is None or row.user_id != user or row.state != "done":
        return False
    _take_out(db, row)
    return True


def get(db: Db, id: str) -> StoredUpload | None:
    """An upload by id."""
    row = db.session.get(UploadRow, (db.team, id), populate_existing=True)
    return value(row) if row else None


def place(db: Db, id: str, channel: str, ts: str) -> None:
    """Remember the message that answers an upload."""
    row = db.session.get_one(UploadRow, (db.team, id))
    row.channel, row.ts = channel, ts
    db.session.add(row)


def _take_out(db: Db, row: UploadRow) -> None:
    row.state, row.sha256 = "undone", None
    row.file = f"undone {row.id}"
    db.session.add(row)
    shares.erase(db, row.id)


def _give_way(db: Db, user: str, sha256: str) -> None:
    """Take out what the same bytes brought when they were read before."""
    for row in db.session.exec(
        select(UploadRow).where(
            UploadRow.team_id == db.team,
            UploadRow.user_id == user,
            UploadRow.sha256 == sha256,
            UploadRow.state == "done",
        )
    ).all():
        _take_out(db, row)


def _mine(db: Db, id: str, attempt: int) -> UploadRow | None:
    row = db.session.get(UploadRow, (db.team, id), with_for_update=db.postgres or None)
    if row is None or row.attempt != attempt or row.state != "reading":
        return None
    return row


def _changed(db: Db, statement: Any) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101  what an UPDATE returns, for the checker
    return result.rowcount == 1


def value(row: UploadRow) -> StoredUpload:
    """A row as it leaves the store."""
    return StoredUpload(
        id=row.id,
        user=row.user_id,
        file=row.file,
        state=row.state,
        sha256=row.sha256,
        channel=row.channel,
        ts=row.ts,
        code=row.code,
        receipt=json.loads(row.receipt),
        attempt=row.attempt,
        created_at=row.created_at,
        period=(row.period_first, row.period_last)
        if row.period_first and row.period_last
        else None,
    )
