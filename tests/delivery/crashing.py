"""The n-th-call sweep: a process that sends five digests is killed, or frozen, at its n-th database
write, look at a clock or request, for each n until a run ends without it; then another finishes.

`make crash` tries every n (EACH=8 OFFSET=3 for a part, ONLY=frozen for one kind) and prints a table.
"""

import argparse
import logging
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from bot.store.engine import Store
from sandbox import seed
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, OPEN, Office, arm, as_new, copy_of, per_key, settings
from tests.delivery.worker import CONTEXT, KILLED, Step, start
from tests.postgres import server

REPS = (seed.ANA, seed.BEN, seed.CHI, seed.DEV, seed.EVA)
WRITE, CLOCK, REQUEST = r"^(INSERT|UPDATE|DELETE)", r"julianday|clock_timestamp", r"^http"
ANYWHERE = f"{WRITE}|{CLOCK}|{REQUEST}"
FREE = r"^BEGIN|auth\.test|conversations\."
"""Where a process holds no lock of SQLite. Between the last look at the row and the post it is left
alone: whoever is frozen there past the lease may double, which no check can see."""
LATER_S = 60.0


@dataclass(frozen=True)
class Kind:
    """Where processes are hit, by which signal, and what else happens meanwhile."""

    where: str
    signal: int = signal.SIGKILL
    faults: tuple[str, ...] = ()
    beside: bool = False
    postgres: bool = False


LOST_ANSWERS = ("accept_then_drop", "429", "drop")
KINDS: dict[str, Kind] = {
    "write": Kind(WRITE),
    "clock": Kind(CLOCK),
    "request": Kind(REQUEST),
    "recovering": Kind(ANYWHERE, faults=LOST_ANSWERS),
    "frozen": Kind(FREE, signal.SIGSTOP),
    "frozen, recovering": Kind(FREE, signal.SIGSTOP, faults=LOST_ANSWERS),
    "two at once": Kind(ANYWHERE, beside=True),
    "two at once, recovering": Kind(ANYWHERE, beside=True, faults=LOST_ANSWERS),
    "two at once, postgres": Kind(ANYWHERE, beside=True, postgres=True),
    "two at once, recovering, postgres": Kind(
        ANYWHERE, beside=True, faults=LOST_ANSWERS, postgres=True
    ),
}


@dataclass(frozen=True)
class Tally:
    """What came of the points that were tried: digests lost, doubled, and rows left open."""

    points: int = 0
    lost: int = 0
    doubled: int = 0
    left: int = 0
    how: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return (self.lost, self.doubled, self.left) == (0, 0, 0)


def swept(
    kind: Kind, box: Sandbox, fresh: Callable[[], str], ns: Iterator[int], lease_s: float = 1.0
) -> Iterator[tuple[int, Tally]]:
    """Each n with what came of it, until a run ends without being hit. With a lease of `lease_s`
    seconds Slack has less than half as many to answer: too few on a busy machine are six tries in
    vain, which is a record and no proof."""
    for n in ns:
        hit, found = tried(kind, n, as_new(box), fresh(), lease_s)
        if not hit:
            return
        yield n, found


def tried(kind: Kind, n: int, box: Sandbox, url: str, lease_s: float) -> tuple[bool, Tally]:
    """Whether the n-th point was reached, and what came of it."""
    made = settings(url, box.api_url, lease_s=lease_s, send_timeout_s=0.45 * lease_s)
    office = Office.open(made)
    office.box = box
    try:
        office.install()
        office.opt_in(*REPS, zone=seed.TEAM_TZ)
        box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
        for fault in kind.faults:
            arm(box, "chat.postMessage", fault, retry_after="0")
        hit = _hit(kind, n, office)
        return hit, _tally(box, office)
    finally:
        office.close()


def _hit(kind: Kind, n: int, office: Office) -> bool:
    """Run one process into the point, beside another where the kind says so, and a last one that
    finishes. Whether the point was reached."""
    made = office.settings
    first = start(made, MONDAY, dies_at=Step(kind.where, n, kind.signal), workers=1)
    others = [start(made, MONDAY, workers=2)] if kind.beside else []
    try:
        frozen = kind.signal == signal.SIGSTOP and _stopped(first.pid or 0)
        if frozen:
            time.sleep(made.lease_s)
        else:
            first.join(LATER_S)
        others.append(start(made, MONDAY, workers=2))
        for one in others:
            one.join(LATER_S)
            assert one.exitcode == 0, f"the process that finishes ended with {one.exitcode}"
        if frozen:
            os.kill(first.pid or 0, signal.SIGCONT)
            first.join(LATER_S)
        assert first.exitcode in (0, KILLED), f"the first process ended with {first.exitcode}"
        return frozen or first.exitcode == KILLED
    finally:
        for one in (first, *others):
            one.kill()
            one.join()
            one.close()


def _stopped(pid: int) -> bool:
    """Wait until a process stands still; False if it ends before."""
    end = time.monotonic() + LATER_S
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "TZX":
            return state == "T"
        time.sleep(0.005)
    raise TimeoutError("neither stopped nor ended")


def _tally(box: Sandbox, office: Office) -> Tally:
    keys = per_key(box)
    rows = [row for row in office.rows() if row.kind == "digest"]
    return Tally(
        points=1,
        lost=len(REPS) - len(keys) + sum(row.state in ("failed", "uncertain") for row in rows),
        doubled=sum(keys.values()) - len(keys),
        left=sum(row.state in OPEN for row in rows),
        how=tuple(
            f"{row.state} {row.attempt} {row.error or row.reason}"
            for row in rows
            if row.state != "sent"
        ),
    )


def empty(url: str) -> str:
    """Take every row out of a PostgreSQL."""
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename <> 'alembic_version'"
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in tables)
        connection.execute(sql.SQL("TRUNCATE {}").format(names))
    return url


@contextmanager
def _databases(wanted: bool) -> Iterator[Callable[[Kind], Callable[[], str]]]:
    """For each kind: what makes an empty database."""
    with tempfile.TemporaryDirectory() as folder, server() as found:
        template = Path(folder) / "empty.db"
        for url in (f"sqlite:///{template}", *([found] if wanted else ())):
            store = Store(url)
            store.upgrade()
            store.close()

        def fresh() -> str:
            for old in Path(folder).glob("coach.db*"):
                old.unlink()
            return copy_of(template, Path(folder))

        yield lambda kind: (lambda: empty(found)) if kind.postgres else fresh


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 if a digest was lost or doubled, or a row left open."""
    parser = argparse.ArgumentParser(prog="make crash")
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--offset", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--lease", type=float, default=2.0)
    given = parser.parse_args(arguments)
    kinds = {name: kind for name, kind in KINDS.items() if name.startswith(given.only)}
    box = Sandbox()
    box.start()
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # answers are cut on purpose
    print(f"{'hit at':36} {'points':>7} {'lost':>5} {'doubled':>8} {'open':>5}")
    clean = True
    with _databases(any(kind.postgres for kind in kinds.values())) as database:
        for name, kind in kinds.items():
            total = Tally()
            ns = iter(range(given.offset, sys.maxsize, given.each))
            for n, found in swept(kind, box, database(kind), ns, given.lease):
                if not found.clean:
                    print(f"  {name}, n = {n}: {found}", flush=True)
                total = replace(
                    total, points=total.points + 1, lost=total.lost + found.lost,
                    doubled=total.doubled + found.doubled, left=total.left + found.left,
                )  # fmt: skip
            clean = clean and total.clean and total.points > 0
            print(f"{name:36} {total.points:>7} {total.lost:>5} {total.doubled:>8} {total.left:>5}",
                  flush=True)  # fmt: skip
    box.stop()
    return 0 if clean else 1


if __name__ == "__main__":
    CONTEXT.set_forkserver_preload(["tests.delivery.worker"])
    sys.exit(main())
