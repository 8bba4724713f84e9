"""One file with all its parts from bytes to counts: whole, or not at all.

A zip tells only at the end of a member whether its bytes were right, and half a file would make the
days that it should have told of look idle.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from bot.errors import Refused
from bot.importers import claiming, dates, sheets, tables, workbook
from bot.importers.bundle import Bundle
from bot.importers.container import MAGIC, Archive, Member
from bot.importers.kinds import IMPORTERS, Importer
from bot.importers.tables import Table
from bot.importers.told import Span
from bot.importers.values import FileRead, Limits, Warned

OWN_CODES = ("dates_unreadable", "too_many_rows", "member_too_large")
"""Faults of one member of an archive that have a sentence of their own."""
PASSING = (*OWN_CODES, "missing_column", "unknown_columns", "duplicate_column", "not_text",
           "damaged", "encrypted", "private_file", "nothing_for_us", "lead_list",
           "which_file", "recruiter_report", "snap_export", *sheets.FAULTS)  # fmt: skip
"""Faults of one member that leave the rest of an archive readable."""


@dataclass(frozen=True, slots=True)
class Job:
    """A table that will be read: who reads it, its name, and where its bytes come from."""

    importer: Importer
    name: str
    archive: Archive | None = None
    member: Member | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Unit:
    """The parts of one file in one archive, or one bare file. `several`: the bundle holds more
    files of this kind, so that rows may come twice."""

    jobs: Sequence[Job]
    several: bool

    @property
    def bare(self) -> bool:
        """Whether it came by itself."""
        return self.jobs[0].archive is None

    @property
    def name(self) -> str:
        """The name of its first part."""
        return self.jobs[0].name

    def read(self, bundle: Bundle) -> None:
        """Read all parts into the bundle. Raises Refused, and then the bundle is as before, but
        for the warning that names the part."""
        importer = self.jobs[0].importer
        alone = importer.kind == "messages" and not self.several  # its rows are too many to compare
        part = bundle.part(importer.kind, () if alone else importer.same)
        for job in self.jobs:
            try:
                _table(job, part)
            except UnicodeError as error:
                self._warn(bundle, job, "damaged")
                raise Refused("damaged") from error
            except Refused as refusal:
                self._warn(bundle, job, refusal.code)
                raise
        bundle.absorb(part, importer.kind)

    def _warn(self, bundle: Bundle, job: Job, code: str) -> None:
        if not self.bare and code in PASSING:
            own = code if code in OWN_CODES else "member_unreadable"
            bundle.warnings.append(Warned(own, job.name))


def units(jobs: Sequence[Job]) -> list[Unit]:
    """The parts of one file belong together; of bare files each stands alone. In reading order."""
    kinds = [job.importer.kind for job in jobs]
    found: dict[tuple[int, str], list[Job]] = {}
    for at, job in enumerate(jobs):
        place = id(job.archive) if job.archive is not None else -1 - at
        found.setdefault((place, job.importer.kind), []).append(job)
    made = [Unit(parts, kinds.count(parts[0].importer.kind) > 1) for parts in found.values()]
    return sorted(made, key=lambda unit: IMPORTERS.index(unit.jobs[0].importer))


def _table(job: Job, part: Bundle) -> None:
    if job.archive is None or job.member is None:
        handle = io.BufferedReader(io.BytesIO(job.data))
        _read(job, handle, part)
        return
    if job.member.size > part.context.limits.member:
        raise Refused("member_too_large")
    with job.archive.open(job.member) as opened:
        _read(job, opened, part)


def _read(job: Job, handle: BinaryIO, part: Bundle) -> None:
    only = None if job.archive is None and job.importer.bare else job.importer
    table, importer = _opened(handle, job.name, part.context.limits, only)
    before = {source: Span(span.first, span.last) for source, span in part.spans.items()}
    repeated, warned, part.table = part.repeated, len(part.warnings), table
    part.file, part.period = job.name, None
    claiming.reader(importer, table)(table, part)
    if table.too_many:
        bare = job.archive is None
        raise Refused("too_much_inside" if bare else "too_many_rows", {"limit": "rows"})
    if table.read == 0 and table.skipped == 0 and job.archive is None:
        raise Refused("no_rows")
    if 2 * part.unreadable > table.read:
        raise Refused("dates_unreadable", {"expected": dates.EXPECTED})
    left = part.close(importer.kind, table)
    gone = sum(left.values())
    used = table.read - (part.repeated - repeated) - (gone - table.skipped)
    told = [replace(one, file=one.file or job.name) for one in part.warnings[warned:]]
    part.warnings[warned:] = [*_warned(job, table, gone, left.get("dates", 0)), *told]
    touched = [span for source, span in part.spans.items() if before.get(source) != span]
    touched += [part.period] if part.period else []
    first = min((span.first for span in touched if span.first), default=None)
    last = max((span.last for span in touched if span.last), default=None)
    part.files.append(FileRead(job.name, importer.kind, used, gone, first, last))


def _opened(
    handle: BinaryIO, name: str, limits: Limits, only: Importer | None
) -> tuple[Table, Importer]:
    """A table of text, or one in a workbook: also under the name of a CSV file."""
    if tables.head(handle).startswith(MAGIC):
        book = workbook.open_workbook(handle.read(), limits)
        return claiming.in_workbook(book, name, limits, only)
    return claiming.claimed(handle, name, limits, only)


def _warned(job: Job, table: Table, gone: int, undated: int) -> list[Warned]:
    found = (
        (Warned("rows_left_out", job.name, gone - undated), gone > undated),
        (Warned("dates_left_out", job.name, undated), undated > 0),
        (Warned("encoding_guessed", job.name), table.guessed),
    )
    return [one for one, so in found if so]
