"""One bundle from bytes to counts: what each upload is, which members are opened, in which order.

Runs in the reading child. Content decides what a file is; its name only says which members of an
archive may be opened at all.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO, cast

from bot.errors import Refused
from bot.importers import dates, facts, joining, kinds, pasted, tables, writing
from bot.importers.bundle import Bundle, Span
from bot.importers.container import MAGIC, Archive, Member, open_archive
from bot.importers.kinds import IMPORTERS, Importer
from bot.importers.tables import Table
from bot.importers.values import Context, FileRead, Ignored, Import, Upload, Warned

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", "empty_file"),
    (b"\xd0\xcf\x11\xe0", "old_or_locked_workbook"),
    (b"%PDF", "picture_or_pdf"),
    (b"\x89PNG", "picture_or_pdf"),
    (b"\xff\xd8\xff", "picture_or_pdf"),
    (b"GIF8", "picture_or_pdf"),
    (b"RIFF", "picture_or_pdf"),
    (b"\x1f\x8b", "other_archive"),
    (b"BZh", "other_archive"),
    (b"\xfd7zXZ", "other_archive"),
    (b"7z\xbc\xaf", "other_archive"),
    (b"Rar!", "other_archive"),
)
"""First bytes of what is not read, and the code of the sentence that says what to do."""

OFFICE = ("[content_types].xml", "mimetype", "word/document.xml")
PASSING = ("missing_column", "unknown_columns", "duplicate_column", "not_text", "damaged",
           "encrypted", "private_file")  # fmt: skip
"""Faults of one member that leave the rest of an archive readable."""


@dataclass(frozen=True, slots=True)
class Job:
    """A table that will be read: who reads it, its name, and where its bytes come from."""

    importer: Importer | None
    name: str
    archive: Archive | None = None
    member: Member | None = None
    data: bytes = b""


def read(uploads: Sequence[Upload], context: Context) -> Import:
    """Read a bundle. Raises Refused only if nothing of it could be used."""
    bundle = Bundle(context)
    jobs: list[Job] = []
    refused: list[tuple[str, Refused]] = []
    for upload in uploads:
        try:
            jobs += _jobs(upload, bundle)
        except Refused as refusal:
            refused.append((upload.name, refusal))
    for job in sorted(jobs, key=_order):
        try:
            _table(job, bundle)
        except Refused as refusal:
            if job.archive is None:
                refused.append((job.name, refusal))
            elif refusal.code in PASSING:
                bundle.warnings.append(Warned("member_unreadable", job.name))
            else:
                raise
    if bundle.made_before is not None:
        return _made_before(bundle, refused)
    if not bundle.files and not bundle.readings:
        raise refused[0][1] if refused else Refused("nothing_for_us")
    bundle.warnings += [Warned(refusal.code, name) for name, refusal in refused]
    _notes(bundle, jobs)
    return joining.finish(bundle)


def _made_before(bundle: Bundle, refused: Sequence[tuple[str, Refused]]) -> Import:
    """A facts.json stands for a whole bundle, so nothing else is joined with it."""
    if bundle.files or bundle.readings:
        raise Refused("facts_not_alone")
    made = cast(Import, bundle.made_before)
    beside = tuple(Warned(refusal.code, name) for name, refusal in refused)
    return replace(made, warnings=(*made.warnings, *beside))


def _order(job: Job) -> int:
    return IMPORTERS.index(job.importer) if job.importer else len(IMPORTERS)


def _jobs(upload: Upload, bundle: Bundle) -> list[Job]:
    data, limits = upload.data, bundle.context.limits
    if len(data) > limits.upload:
        raise Refused("too_large", {"limit": "50 MB"})
    if not data.strip():
        raise Refused("empty_file")
    for signature, code in SIGNATURES:
        if data.startswith(signature):
            raise Refused(code)
    head = data[:4096].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise Refused("web_page")
    if data.startswith(MAGIC):
        return _archive(upload, bundle)
    if facts.claims(data):
        if bundle.made_before is not None:
            raise Refused("facts_not_alone")
        bundle.made_before = facts.read(data, bundle.context, upload.name)
        return []
    if head.count(b"\0") * 10 > len(head) and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("not_text")
    return [Job(_bare(upload), upload.name, data=data)]


def _bare(upload: Upload) -> Importer | None:
    """A file with a name that two kinds share, or whose name is private; else None."""
    name = kinds.stem(upload.name)
    if name in kinds.PRIVATE_STEMS:
        raise Refused("private_file")
    return next((one for one in IMPORTERS if one.stem == name and not one.bare), None)


def _archive(upload: Upload, bundle: Bundle) -> list[Job]:
    archive = open_archive(upload.data, bundle.context.limits)
    names = {member.path.lower() for member in archive.members}
    if names.intersection(OFFICE):
        raise Refused("other_document")
    bundle.hint = _later(bundle.hint, _exported(upload.name, archive, bundle.context.today))
    jobs: list[Job] = []
    seen: dict[str, Member] = {}
    for member in archive.members:
        base = member.path.rsplit("/", 1)[-1]
        if base.startswith("._") or base == ".DS_Store" or "__MACOSX/" in member.path:
            continue
        importer, reason = _known(member)
        if importer is None:
            bundle.ignored.append(Ignored(member.path, reason))
            continue
        twin = seen.setdefault(base.casefold(), member)
        if twin is not member:
            same = _bytes(archive, twin) == _bytes(archive, member)
            if not same:
                bundle.warnings.append(Warned("ambiguous_member", member.path))
            continue
        jobs.append(Job(importer, member.path, archive, member))
    if not jobs:
        inner = all(member.path.lower().endswith(".zip") for member in archive.members)
        raise Refused("nested_archive" if inner and archive.members else "nothing_for_us")
    return jobs


def _known(member: Member) -> tuple[Importer | None, str]:
    folders = [part.casefold() for part in member.path.split("/")[:-1]]
    name = kinds.stem(member.path)
    if name in kinds.PRIVATE_STEMS or set(folders) & set(kinds.PRIVATE_FOLDERS):
        return None, "private"
    if member.path.lower().endswith(".csv"):
        found = next((one for one in IMPORTERS if one.stem == name), None)
        if found is not None:
            return found, ""
    return None, "no signal" if name in kinds.NO_SIGNAL_STEMS else "unknown"


def _bytes(archive: Archive, member: Member) -> bytes:
    with archive.open(member) as handle:
        return handle.read()


def _exported(name: str, archive: Archive, today: date) -> date | None:
    """The export's day: in the name, else the newest timestamp inside, never in the future."""
    found = dates.in_name(name)
    if found is None:
        found = max((one.written for one in archive.members if one.written), default=None)
    return found if found is not None and found <= today else None


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _table(job: Job, bundle: Bundle) -> None:
    limits = bundle.context.limits
    if job.archive is not None and job.member is not None:
        if job.member.size > limits.member:
            bundle.warnings.append(Warned("member_too_large", job.name))
            return
        with job.archive.open(job.member) as handle:
            _read_table(job, handle, bundle)
        return
    try:
        _read_table(job, io.BufferedReader(io.BytesIO(job.data)), bundle)
    except Refused as refusal:
        if refusal.code != "unknown_columns":
            raise
        _as_text(job, bundle, refusal)


def _as_text(job: Job, bundle: Bundle, refusal: Refused) -> None:
    """What is no table may be a pasted page."""
    try:
        text = job.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal from None
    try:
        found = pasted.reading(text, bundle.context.today)
    except Refused as other:
        is_page = other.code == "unknown_json" or "selling" in text[:5000].casefold()
        raise other if is_page else refusal from None
    bundle.readings.append(found)
    day = bundle.context.today
    bundle.files.append(FileRead(job.name, "ssi_page", 1, 0, day, day))


def _read_table(job: Job, handle: BinaryIO, bundle: Bundle) -> None:
    text = tables.decode(handle)
    chosen: list[Importer] = [job.importer] if job.importer else []

    def claims(header: frozenset[str]) -> bool:
        if any(private <= header for private in kinds.PRIVATE_HEADERS):
            raise Refused("private_file")
        found = _claimants(header, job)
        if len({one.kind for one in found}) > 1:
            raise Refused("which_file", {"choices": ", ".join(one.stem for one in found)})
        chosen[:] = found[:1]
        return bool(found)

    table = tables.open_table(text, claims, bundle.context.limits)
    importer = chosen[0]
    before = {source: Span(span.first, span.last) for source, span in bundle.spans.items()}
    bundle.table = table
    _reader(importer, table)(table, bundle)
    bundle.kinds.add(importer.kind)
    _count(job, importer, table, bundle, before)


def _claimants(header: frozenset[str], job: Job) -> list[Importer]:
    if job.importer is not None:
        same = [one for one in IMPORTERS if one.kind == job.importer.kind]
        return [one for one in same if one.claims(header)][:1]
    found = [one for one in IMPORTERS if one.claims(header)]
    if found and not any(one.bare for one in found):
        raise Refused("which_file", {"choices": ", ".join(one.stem for one in found)})
    found = [one for one in found if one.bare]
    exact = [one for one in found if one.columns == header]
    return exact or found


def _reader(importer: Importer, table: Table) -> kinds.Read:
    """LinkedIn's own Comments.csv is no proper CSV and has a reader of its own."""
    plain = table.delimiter == "," and list(table.at)[:2] == ["date", "link"]
    return writing.raw_comments if importer.kind == "comments" and plain else importer.read


def _count(
    job: Job, importer: Importer, table: Table, bundle: Bundle, before: dict[str, Span]
) -> None:
    touched = [span for source, span in bundle.spans.items() if before.get(source) != span]
    firsts = [span.first for span in touched if span.first]
    lasts = [span.last for span in touched if span.last]
    if table.too_many:
        raise Refused("too_much_inside", {"limit": "rows"})
    if table.read == 0 and table.skipped == 0 and job.archive is None:
        raise Refused("no_rows")
    bundle.leave_out(importer.kind, table)
    if table.skipped:
        bundle.warnings.append(Warned("rows_left_out", job.name, table.skipped))
    bundle.files.append(
        FileRead(
            job.name,
            importer.kind,
            table.read,
            table.skipped,
            min(firsts, default=None),
            max(lasts, default=None),
        )
    )


def _notes(bundle: Bundle, jobs: Iterable[Job]) -> None:
    named = [job for job in jobs if job.archive is not None]
    if named and not bundle.kinds & {"shares", "comments", "reactions"}:
        bundle.notes.append("basic_archive")
    if any(one.reason == "private" for one in bundle.ignored):
        bundle.notes.append("private_skipped")
    kinds_named = [job.importer.kind for job in named if job.importer]
    if len(kinds_named) > len(set(kinds_named)):
        bundle.notes.append("parts_joined")
