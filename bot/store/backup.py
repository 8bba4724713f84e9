"""A backup: one SQLite file with every row, whichever database it came from.

Made while the bot runs, of one moment. Beside the tables stands `ssi_coach_backup` with the
format's number, the schema's revision, the moment, the kind of database, the rows of each table
and a SHA-256 over all of them (`copying.rows_of`). The file is there whole or not at all, and only
its owner can read it. https://www.sqlite.org/backup.html
"""

import glob
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import CoachError
from bot.store import copying
from bot.store.engine import Store

FORMAT = "1"
MANIFEST = "ssi_coach_backup"
KEPT = 3
"""Backups that upgrades made and that are kept; older ones are removed."""
SUFFIX = "backup"
MOMENT = "%Y%m%dT%H%M%S%fZ"
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_FAULTS = (OSError, sqlite3.Error, SQLAlchemyError)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a file says of itself. `made_at`: aware UTC, by the database's clock; `rows`: by table;
    `source`: sqlite or postgresql."""

    file: Path
    revision: str
    made_at: datetime
    source: str
    rows: dict[str, int]

    @property
    def count(self) -> int:
        """Rows of all tables but Alembic's own."""
        return sum(rows for table, rows in self.rows.items() if table != copying.VERSION_TABLE)


def make(store: Store, file: Path) -> Backup:
    """Write a backup of this moment.

    Raises CoachError: "file_exists" for a name that is taken, "nothing_to_back_up" for a database
    without our tables, "newer_schema" for one that this program does not know, "database_damaged"
    for a file that SQLite finds broken, and "backup_unwritten" for a folder or a disk that does not
    take it.
    """
    revision = store.revision()
    if revision is None:
        raise CoachError("nothing_to_back_up")
    if not store.knows(revision):
        raise CoachError("newer_schema", {"revision": revision})
    if file.exists():
        raise CoachError("file_exists")
    with store.across(write=False) as db:
        made_at = datetime.fromtimestamp(int(db.seconds()), UTC)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        (_of_sqlite if store.path else _of_postgres)(store, part, revision)
        made = _sealed(part, file, revision, made_at, "sqlite" if store.path else "postgresql")
        _keep(part, file)
    except _FAULTS as error:
        broken = type(error) is sqlite3.DatabaseError  # its other faults have classes of their own
        raise CoachError("database_damaged" if broken else "backup_unwritten") from error
    finally:
        for left in part.parent.glob(f"{glob.escape(part.name)}*"):
            left.unlink(missing_ok=True)
    return made


def _of_sqlite(store: Store, part: Path, revision: str) -> None:
    """Page by page, through SQLite's own backup: writers go on meanwhile. Then written anew, which
    leaves out what was deleted before."""
    with closing(sqlite3.connect(str(store.path))) as source, closing(_plain(part)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute("VACUUM")


def _of_postgres(store: Store, part: Path, revision: str) -> None:
    """Row by row, from one snapshot, into the tables of the same revision."""
    from bot.store.upgrading import upgrade  # loads Alembic

    copied = Store(f"sqlite:///{part}")
    try:
        upgrade(copied, to=revision)
        snapshot = store.engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with snapshot as source, source.begin(), copied.engine.begin() as target:
            tables = copying.tables_of(source)
            copying.copy(source, target, tables)
    finally:
        copied.close()
    with closing(_plain(part)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def _sealed(part: Path, file: Path, revision: str, made_at: datetime, source: str) -> Backup:
    """Write what the file says of itself, and read the file back as a restore will."""
    with closing(_plain(part)) as database:
        for (name,) in database.execute(TRIGGERS).fetchall():
            database.execute(f"DROP TRIGGER {name}")  # a restore makes its own
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CoachError("database_damaged")
        counts, digest = copying.rows_of(database, MANIFEST)
        facts = {
            "format": FORMAT,
            "revision": revision,
            "made_at": made_at.isoformat(),
            "source": source,
            "rows": json.dumps(counts),
            "sha256": digest,
        }
        database.execute(f"CREATE TABLE {MANIFEST} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.executemany(f"INSERT INTO {MANIFEST} VALUES (?, ?)", facts.items())  # noqa: S608  our own name
    found = read(part)
    return Backup(file, found.revision, found.made_at, found.source, found.rows)


def _keep(part: Path, file: Path) -> None:
    """On disk, then under its name, then the name on disk."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(file: Path) -> Backup:
    """What a backup says of itself, after checking that every row of it is there and unchanged.

    Raises CoachError: "no_such_file", "not_a_backup", "backup_damaged", and "newer_backup" for a
    format of a later version.
    """
    if not file.is_file():
        raise CoachError("no_such_file")
    try:
        with _checked(file) as database:
            facts = dict(database.execute(f"SELECT name, value FROM {MANIFEST}"))  # noqa: S608  our own name
            if facts["format"] != FORMAT:
                raise CoachError("newer_backup")
            counts, digest = copying.rows_of(database, MANIFEST)
            if digest != facts["sha256"] or counts != json.loads(facts["rows"]):
                raise CoachError("backup_damaged")
            made_at = datetime.fromisoformat(facts["made_at"])
            return Backup(file, facts["revision"], made_at, facts["source"], counts)
    except (sqlite3.Error, KeyError, ValueError, OSError, TypeError) as error:
        raise CoachError("backup_damaged") from error


@contextmanager
def _checked(file: Path) -> Iterator[sqlite3.Connection]:
    """A backup, open for reading; its structure is sound."""
    with file.open("rb") as opened:
        if opened.read(16) != b"SQLite format 3\0":
            raise CoachError("not_a_backup")
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
        database.execute("PRAGMA trusted_schema=OFF")
        database.execute("PRAGMA cell_size_check=ON")
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CoachError("backup_damaged")
        kinds = dict(database.execute("SELECT name, type FROM sqlite_master"))
        if MANIFEST not in kinds:
            raise CoachError("not_a_backup")
        if not {"trigger", "view"}.isdisjoint(kinds.values()):
            raise CoachError("backup_damaged")  # ours have none, and theirs would run
        yield database


def _plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(str(path), isolation_level=None)


def before_upgrade(store: Store, revision: str, folder: Path | None) -> Backup | None:
    """A backup before the schema changes: in `folder`, else beside a SQLite file, else none.

    Its name holds revision and moment; of earlier ones the newest stay. Raises
    CoachError("backup_unwritten").
    """
    place, name = _place(store, folder)
    if place is None:
        return None
    with store.across(write=False) as db:
        moment = datetime.fromtimestamp(db.seconds(), UTC)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CoachError("backup_unwritten") from error
    made = make(store, place / f"{name}.{revision}.{moment:{MOMENT}}.{SUFFIX}")
    for old in kept(place, name)[:-KEPT]:
        old.unlink(missing_ok=True)
    return made


def kept(folder: Path, name: str) -> list[Path]:
    """The backups that upgrades made of a database, oldest first."""
    found = folder.glob(f"{glob.escape(name)}.*.*.{SUFFIX}")
    return sorted(found, key=lambda path: path.name.split(".")[-2])


def expire(store: Store, folder: Path | None, before: datetime) -> int:
    """Remove backups that upgrades made before a moment, since people who were forgotten later are
    in them; how many."""
    place, name = _place(store, folder)
    old = [path for path in kept(place, name) if _made(path) < before] if place else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _place(store: Store, folder: Path | None) -> tuple[Path | None, str]:
    """Where the backups of upgrades lie, and how their names begin."""
    name = store.path.name if store.path else store.database
    return folder or (store.path.parent if store.path else None), name


def _made(path: Path) -> datetime:
    try:
        return datetime.strptime(path.name.split(".")[-2], MOMENT).replace(tzinfo=UTC)
    except ValueError:  # of somebody else's making
        return datetime.max.replace(tzinfo=UTC)


def newer_beside(made: Backup) -> list[sqlite3.Connection]:
    """The later backups in the same folder, open for reading; whoever takes them closes them."""
    found = []
    for path in sorted(made.file.absolute().parent.iterdir()):
        if path.samefile(made.file) or not path.is_file():
            continue
        database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            query = f"SELECT value FROM {MANIFEST} WHERE name = 'made_at'"  # noqa: S608  our own name
            (moment,) = database.execute(query).fetchone()
            later = datetime.fromisoformat(moment) > made.made_at
        except (sqlite3.Error, TypeError, ValueError):  # no backup of ours
            later = False
        if later:
            found.append(database)
        else:
            database.close()
    return found
