"""A bundle of files: accepted, read by a worker, kept whole or not at all, and taken back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.errors import Refused
from bot.importers.values import READER, Import
from bot.services import archive_wait, digest_content, seats
from bot.services import card as cards
from bot.services.card import Card
from bot.store import activity, members, readings, rereading, uploads
from bot.store.engine import Db, Store
from bot.store.members import Member
from bot.store.shares import Share
from bot.store.uploads import StoredUpload
from scoring.activity import Activity

QUOTA, DAY = 20, timedelta(days=1)
"""Uploads that one person may give within a day."""


@dataclass(frozen=True, slots=True)
class Job:
    """An upload that this worker has claimed, with what reading it needs to know."""

    upload: StoredUpload
    member: Member


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an upload: the receipt (kinds and counts only) and the card after it."""

    id: str
    receipt: dict[str, Any]
    card: Card


def accept(
    store: Store, team: str, user: str, files: Sequence[str], channel: str | None, now: datetime
) -> StoredUpload | None:
    """Promise to read the files of one message as one bundle; None when that was promised before.

    `files` are Slack's file ids. Nothing is fetched here. Raises Refused("too_many_uploads") for
    somebody who gave 20 within a day.
    """
    with store.begin(team) as db:
        many = uploads.since(db, user, now - DAY) >= QUOTA
        made = uploads.accept(db, user, ",".join(sorted(files)), channel=channel, ts=None, now=now)
        if made is not None and many:
            raise Refused("too_many_uploads")
        return made


def claim(store: Store, team: str, id: str, lease_s: float) -> Job | None:
    """Take an upload that waits to be read or told, for `lease_s` seconds by the database's clock;
    None if it is taken. The state of one that was kept, and is only to be told, is done."""
    with store.begin(team) as db:
        upload = uploads.claim(db, id, lease_s) or uploads.hold(db, id, lease_s)
        member = members.get(db, upload.user) if upload else None
    return Job(upload, member) if upload and member else None


def told(store: Store, team: str, id: str) -> None:
    """The person was told what became of an upload."""
    with store.begin(team) as db:
        uploads.told(db, id)


def place(store: Store, team: str, id: str, channel: str, ts: str) -> None:
    """Remember the message that says "reading", which becomes the receipt."""
    with store.begin(team) as db:
        uploads.place(db, id, channel, ts)


def fingerprint(contents: Sequence[bytes]) -> str:
    """SHA-256 (hex) of the bundle's bytes, whatever the order in which the files came."""
    parts = sorted(hashlib.sha256(content).hexdigest() for content in contents)
    return parts[0] if len(parts) == 1 else hashlib.sha256("".join(parts).encode()).hexdigest()


def read_before(store: Store, team: str, user: str, sha256: str) -> StoredUpload | None:
    """The same bytes, read before by the same rules: reading them again would change nothing."""
    with store.begin(team, write=False) as db:
        return uploads.known(db, user, sha256, READER)


def changes(store: Store, team: str, user: str, made: Import) -> bool:
    """Whether a bundle tells anything new: other bytes may say what is known, as a facts.json
    does beside the archive from which it was made. Seats that belong to nobody yet are news too:
    the receipt asks whose they are."""
    if any(one.code == "seats_not_matched" for one in made.warnings):
        return True
    with store.begin(team, write=False) as db:
        own, others = seats.shares(db, made, user)
        return any(_adds(db, share) for share in (own, *others))


def _adds(db: Db, share: Share) -> bool:
    """Whether a share tells its member anything new."""
    known = activity.of(db, share.user)
    more = activity.of(db, share.user, share.batches, share.levels)
    stored = {replace(entry.reading, sequence=0) for entry in readings.all_of(db, share.user)}
    new = any(replace(reading, sequence=0) not in stored for reading in share.readings)
    return new or _plain(known) != _plain(more)


def _plain(known: Activity) -> tuple[object, ...]:
    """Facts without the order in which levels were given."""
    levels = {fact: (level.value, level.as_of) for fact, level in known.levels.items()}
    return known.amounts, known.cover, levels


def keep(
    store: Store, team: str, job: Job, made: Import, sha256: str, now: datetime
) -> Kept | None:
    """Store what a bundle counted as, in one transaction, for its owner and for those whose seats
    its usage reports hold; None if another worker was faster."""
    user, upload = job.member.user, job.upload
    before = cards.build(store, team, user, now)
    with store.begin(team) as db:
        own, others = seats.shares(db, made, user)
        receipt = _receipt(made, sha256, before, own, others)
        mine = uploads.finish(
            db,
            upload.id,
            attempt=upload.attempt,
            sha256=sha256,
            rules=READER,
            receipt=receipt,
            batches=own.batches,
            levels=own.levels,
            readings=own.readings,
            now=now,
            others=others,
        )
        if not mine:
            return None
        seats.note(db, user, others, now)
        archive_wait.came(db, user, made.batches)
        for share in (one for one in (own, *others) if one.readings):
            digest_content.refresh(db, share.user, now)
        after = cards.of(db, user, now)
    return Kept(upload.id, {**receipt, "after": _shown(after)}, after)


def kept(store: Store, team: str, job: Job, now: datetime) -> Kept:
    """An upload that was kept before its owner could be told, for its receipt."""
    card = cards.build(store, team, job.member.user, now)
    return Kept(job.upload.id, {**job.upload.receipt, "after": _shown(card)}, card)


def refuse(store: Store, team: str, job: Job, code: str, now: datetime) -> bool:
    """Write down that the bundle could not be used; False if another worker was faster."""
    with store.begin(team) as db:
        return uploads.refuse(db, job.upload.id, attempt=job.upload.attempt, code=code, now=now)


def wait(store: Store, team: str, job: Job, seconds: float) -> None:
    """Give an upload back after a passing fault, for another try in some seconds."""
    with store.begin(team) as db:
        uploads.release(db, job.upload.id, job.upload.attempt, seconds)


def again(
    store: Store, team: str, user: str, id: str, period: tuple[date, date] | None = None
) -> StoredUpload | None:
    """Promise one's own refused upload once more, with the first and the last day of its report
    where it had none; None when there is none."""
    with store.begin(team) as db:
        return rereading.reopen(db, user, id, period)


def anew(store: Store, team: str, user: str, id: str, now: datetime) -> StoredUpload | None:
    """Promise the files of one's own kept upload once more; None when there is none."""
    with store.begin(team) as db:
        return rereading.renew(db, user, id, now)


def details(store: Store, team: str, user: str, id: str) -> StoredUpload | None:
    """One's own upload, for the screen behind "Details"."""
    with store.begin(team, write=False) as db:
        found = uploads.get(db, id)
    return found if found and found.user == user else None


def undo(store: Store, team: str, user: str, id: str, now: datetime) -> Card | None:
    """Leave everything as if the upload had never been; None when it is not there (any more)."""
    with store.begin(team) as db:
        if not uploads.undo(db, user, id):
            return None
        digest_content.refresh(db, user, now)
        return cards.of(db, user, now)


def waiting(store: Store, limit: int = 50) -> list[tuple[str, str]]:
    """(team, upload id) of what was promised and is not being read."""
    with store.across() as db:
        return uploads.waiting_across(db, limit)


def _receipt(
    made: Import, sha256: str, before: Card, own: Share, others: Sequence[Share]
) -> dict[str, Any]:
    """Kinds and counts only: a file's name may hold a person's name or member id."""
    reasons = [entry.reason for entry in made.ignored]
    through = before.observed_through
    ends = [one.as_of for one in made.batches] + [one.as_of for one in made.levels]
    older = ["older_than_known"] if through and ends and max(ends) < through else []
    return {
        "files": [
            {
                "kind": entry.kind,
                "rows_read": entry.rows_read,
                "rows_skipped": entry.rows_skipped,
                "first": entry.first.isoformat() if entry.first else None,
                "last": entry.last.isoformat() if entry.last else None,
            }
            for entry in made.files
        ],
        "private": reasons.count("private"),
        "ignored": len(reasons) - reasons.count("private"),
        "left_out": [
            {
                "kind": one.kind,
                "reason": one.reason,
                "count": one.count,
                "rows": list(one.rows),
                "columns": list(one.columns),
            }
            for one in made.left_out
        ],
        "warnings": [{"code": entry.code, "count": entry.count} for entry in made.warnings],
        "notes": [*made.notes, *older],
        "readings": len(own.readings),
        "seats": _seats(made, own, others) if seats.has_report(made) else None,
        "as_of": made.as_of.isoformat() if made.as_of else None,
        "sha256": sha256,
        "before": _shown(before),
        "after": None,
    }


def _seats(made: Import, own: Share, others: Sequence[Share]) -> dict[str, Any]:
    """Of usage reports: whether a row was one's own, whether it brought counts a day, and how many
    other people's rows were kept for them."""
    mine = any(one.member == own.user for one in seats.told(made))
    spread = any(batch.source == seats.KIND for batch in own.batches)
    return {"own": mine, "spread": spread, "others": len(others)}


def _shown(card: Card) -> int | None:
    """The total that a card prints, in hundredths; None where it prints only a range."""
    estimate = card.report.estimate
    return None if estimate.hidden else estimate.total
