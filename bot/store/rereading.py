"""Uploads that are promised once more: after a refusal, or because a report may tell more now."""

from datetime import date, datetime

from bot.store.engine import Db
from bot.store.upload_tables import UploadRow
from bot.store.uploads import StoredUpload, accept, value


def reopen(
    db: Db, user: str, id: str, period: tuple[date, date] | None = None
) -> StoredUpload | None:
    """Promise a refused bundle once more, with the period of its report where that was missing;
    None when there is none of this person's to reopen."""
    row = db.session.get(UploadRow, (db.team, id))
    if row is None or row.user_id != user or row.state != "refused":
        return None
    if period is not None:
        row.period_first, row.period_last = period
    row.state, row.code, row.attempt, row.lease_until = "received", None, 0, 0.0
    row.told = False
    db.session.add(row)
    db.session.flush()
    return value(row)


def renew(db: Db, user: str, id: str, now: datetime) -> StoredUpload | None:
    """Promise the files of one's own kept bundle anew, as a bundle of its own: what the former one
    brought stands until the new one is kept. None when there is none of this person's."""
    row = db.session.get(UploadRow, (db.team, id))
    if row is None or row.user_id != user or row.state != "done" or row.file.startswith("renewed"):
        return None
    file, row.file = row.file, f"renewed {row.id}"
    db.session.add(row)
    db.session.flush()
    made = accept(db, user, file, channel=row.channel, ts=None, now=now)
    if made is not None and row.period_first is not None:
        again = db.session.get_one(UploadRow, (db.team, made.id))
        again.period_first, again.period_last = row.period_first, row.period_last
        db.session.add(again)
    return made
