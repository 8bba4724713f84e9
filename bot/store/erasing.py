"""Rows that go: a person's, or a whole workspace's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CursorResult, Executable, Table, delete, or_, select, update
from sqlmodel import SQLModel

from bot.store import tombstones
from bot.store.engine import Db
from bot.store.personal import PLACES, Fate, Place, table

FROM_UPLOADS = ("upload_source", "upload_level", "reading")
"""Tables whose rows came from an upload, which may have been somebody else's."""


@dataclass(frozen=True, slots=True)
class Gone:
    """How many rows went, by table, and the mark that was left."""

    rows: dict[str, int]
    mark: str


def person(db: Db, user: str, today: date) -> Gone:
    """Erase somebody from every table, and leave a mark that keeps them away.

    What others gave or did stays theirs, with the mark where the id stood.
    """
    db.session.flush()
    mark = tombstones.add(db, user, today)
    _orphan_uploads(db, user, mark)
    rows: dict[str, int] = {}
    for place in PLACES:
        gone = _DO[place.fate](db, place, user, mark)
        if place.fate is Fate.ERASED:
            rows[place.table] = rows.get(place.table, 0) + gone
    # What the readings of all taught is learned anew, without theirs.
    learned = table("learned")
    _run(db, delete(learned).where(learned.c.team_id == db.team))
    db.session.expire_all()
    return Gone({name: count for name, count in rows.items() if count}, mark)


def people(db: Db) -> frozenset[str]:
    """Everybody of whom the workspace has rows of their own."""
    found: set[str] = set()
    for place in PLACES:
        if place.own:
            where = table(place.table)
            query = select(where.c[place.column]).where(where.c.team_id == db.team).distinct()
            found.update(db.session.execute(query).scalars())
    return frozenset(found)


def workspace(db: Db) -> int:
    """Erase everything of the workspace; how many rows. Its own row goes first: the audit lets its
    lines go only after it."""
    ours: list[Table] = list(SQLModel.metadata.sorted_tables)
    ours.sort(key=lambda one: one.name != "workspace")
    gone = sum(_run(db, delete(one).where(one.c.team_id == db.team)) for one in ours)
    db.session.expire_all()
    return gone


def _erase(db: Db, place: Place, user: str, mark: str) -> int:
    where = table(place.table)
    return _run(db, delete(where).where(where.c.team_id == db.team, where.c[place.column] == user))


def _replace(db: Db, place: Place, user: str, mark: str) -> int:
    where = table(place.table)
    return _run(
        db,
        update(where)
        .where(where.c.team_id == db.team, where.c[place.column] == user)
        .values({place.column: mark}),
    )


def _relist(db: Db, place: Place, user: str, mark: str) -> int:
    """Each list with the id in it, rewritten."""
    where = table(place.table)
    listed = where.c[place.column]
    found = db.session.execute(
        select(*where.primary_key, listed).where(
            where.c.team_id == db.team, listed.contains(user, autoescape=True)
        )
    ).all()
    changed = 0
    for *key, ids in found:
        names = str(ids).split(" ")
        if user not in names:
            continue
        here = [one == value for one, value in zip(where.primary_key, key, strict=True)]
        kept = " ".join(mark if name == user else name for name in names)
        changed += _run(db, update(where).where(*here).values({place.column: kept}))
    return changed


_DO = {Fate.ERASED: _erase, Fate.REPLACED: _replace, Fate.LISTED: _relist}


def _orphan_uploads(db: Db, user: str, mark: str) -> None:
    """An upload that brought others something stays for them, to be taken back, and tells nothing
    of who gave it."""
    upload = table("upload")
    brought = [
        upload.c.id.in_(
            select(one.c.upload_id).where(one.c.team_id == db.team, one.c.user_id != user)
        )
        for one in map(table, FROM_UPLOADS)
    ]
    _run(
        db,
        update(upload)
        .where(upload.c.team_id == db.team, upload.c.user_id == user, or_(*brought))
        .values(
            user_id=mark, file="forgotten " + upload.c.id, sha256=None, channel=None, ts=None,
            code=None, receipt="{}", told=True,
        ),
    )  # fmt: skip


def _run(db: Db, statement: Executable) -> int:
    result = db.session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101  what a write returns, for the checker
    return int(result.rowcount)


def returned(db: Db) -> Sequence[str]:
    """Those who were forgotten and of whom rows are there all the same."""
    return tombstones.among(db, sorted(people(db)))
