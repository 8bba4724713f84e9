"""One bundle from bytes to counts: what each upload is, and in which order its tables are read.

Runs in the reading child. Content decides what a file is; its name only says which members of an
archive may be opened at all.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.errors import Refused
from bot.importers import (
    analytics,
    articles,
    claiming,
    dates,
    facts,
    joining,
    kinds,
    members,
    pasted,
    sales_navigator,
    signatures,
    workbook,
)
from bot.importers.bundle import Bundle
from bot.importers.container import MAGIC, Archive, open_archive
from bot.importers.counting import PASSING, Job, units
from bot.importers.kinds import IMPORTERS, Importer
from bot.importers.values import Context, FileRead, Import, Upload, Warned

NO_CHATS = b"no conversations found"
"""What LinkedIn writes into a log without talks."""


def read(uploads: Sequence[Upload], context: Context) -> Import:
    """Read a bundle. Raises Refused only if nothing of it could be used."""
    bundle = Bundle(context)
    jobs: list[Job] = []
    refused: list[tuple[str, Refused]] = []
    for upload in _different(uploads, bundle):
        try:
            jobs += _jobs(upload, bundle)
        except Refused as refusal:
            refused.append((upload.name, refusal))
    inside: list[Refused] = []
    for unit in units(jobs):
        try:
            unit.read(bundle)
        except Refused as refusal:
            inside.append(refusal)
            if unit.bare:
                refused.append((unit.name, refusal))
            elif refusal.code not in PASSING:
                raise
    if bundle.made_before is not None:
        return _made_before(bundle.made_before, bundle, refused)
    if not bundle.files and not bundle.readings:
        raise (refused[0][1] if refused else inside[0] if inside else Refused("nothing_for_us"))
    bundle.warnings += [Warned(refusal.code, name) for name, refusal in refused]
    _notes(bundle, jobs)
    return joining.finish(bundle)


def _different(uploads: Sequence[Upload], bundle: Bundle) -> Iterable[Upload]:
    """Uploads without those whose very bytes came before. Of a usage report the period stands in
    the name alone, so that it tells apart what the bytes do not."""
    if len(uploads) < 2:
        return uploads  # an archive's bytes take long to hash
    kept: dict[object, Upload] = {}
    for upload in uploads:
        kept.setdefault((upload.data, sales_navigator.period_in(upload.name)), upload)
    bundle.repeated += len(uploads) - len(kept)
    return kept.values()


def _made_before(made: Import, bundle: Bundle, refused: Sequence[tuple[str, Refused]]) -> Import:
    """A facts.json stands for a whole bundle, so nothing else is joined with it."""
    if bundle.files or bundle.readings:
        raise Refused("facts_not_alone")
    beside = tuple(Warned(refusal.code, name) for name, refusal in refused)
    return replace(made, warnings=(*made.warnings, *beside))


def _jobs(upload: Upload, bundle: Bundle) -> list[Job]:
    data, limits = upload.data, bundle.context.limits
    if len(data) > limits.upload:
        raise Refused("too_large", {"limit": "50 MB"})
    if not data.strip():
        raise Refused("empty_file")
    _signed(upload)
    if data.startswith(MAGIC):
        return _archive(upload, bundle)
    if facts.claims(data):
        if bundle.made_before is not None:
            raise Refused("facts_not_alone")
        bundle.made_before = facts.read(data, bundle.context, upload.name)
        return []
    head = data[:4096]
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and head.count(b"\0") * 10 > len(head):
        raise Refused("not_text")
    return _bare(upload, bundle)


def _signed(upload: Upload) -> None:
    """Refuse what its first bytes tell."""
    if signatures.is_pdf(upload.data) and kinds.stem(upload.name) == "profile":
        raise Refused("profile_pdf")
    signatures.refuse(upload.data)


def _bare(upload: Upload, bundle: Bundle) -> list[Job]:
    """A table by itself, or a pasted page. Raises Refused for what is private by its name."""
    name, data = kinds.stem(upload.name), upload.data
    if name in kinds.ASSISTANT_STEMS or data.strip().lower() == NO_CHATS:
        raise Refused("assistant_log")
    if name in kinds.PRIVATE_STEMS:
        raise Refused("private_file")
    try:
        handle = io.BufferedReader(io.BytesIO(data))
        found = claiming.claimed(handle, upload.name, bundle.context.limits, _only(name))[1]
    except UnicodeError as error:
        raise Refused("damaged") from error
    except Refused as refusal:
        if refusal.code != "unknown_columns":
            raise
        _as_text(upload, bundle, refusal)
        return []
    return [Job(found, upload.name, data=data)]


def _only(name: str) -> Importer | None:
    """The kind that a file's name alone can tell."""
    return next((one for one in IMPORTERS if one.stem == name and not one.bare), None)


def _archive(upload: Upload, bundle: Bundle) -> list[Job]:
    archive = open_archive(upload.data, bundle.context.limits)
    if workbook.claims(member.path for member in archive.members):
        return _workbook(upload, bundle)
    bundle.dated = _later(bundle.dated, dates.in_name(upload.name))
    bundle.stamped = _later(bundle.stamped, members.stamped(archive))
    found = members.chosen(archive, bundle)
    jobs = [Job(importer, member.path, archive, member) for importer, member in found]
    has_more = articles.read(archive, bundle) | _books(archive, bundle)
    if not jobs and not has_more and not bundle.warnings:
        inner = all(member.path.lower().endswith(".zip") for member in archive.members)
        raise Refused("nested_archive" if inner and archive.members else "nothing_for_us")
    if jobs and kinds.stem(upload.name).startswith("basic linkedindataexport"):
        bundle.notes.append("basic_archive")
    return jobs


def _workbook(upload: Upload, bundle: Bundle) -> list[Job]:
    """Analytics are read at once; any other workbook must hold one table."""
    name, limits = kinds.stem(upload.name), bundle.context.limits
    if name in kinds.PRIVATE_STEMS:
        raise Refused("private_file")
    book = workbook.open_workbook(upload.data, limits)
    if analytics.read(book, bundle):
        return []
    importer = claiming.in_workbook(book, upload.name, limits, _only(name))[1]
    return [Job(importer, upload.name, data=upload.data)]


def _books(archive: Archive, bundle: Bundle) -> bool:
    """Analytics workbooks that lie in an archive; one that cannot be read is a warning."""
    before = len(bundle.files)
    for member in members.books(archive):
        try:
            with archive.open(member) as part:
                book = workbook.open_workbook(part.read(), bundle.context.limits)
            if analytics.read(book, bundle):
                continue
        except Refused as refusal:
            if refusal.code not in PASSING:
                raise
        bundle.warnings.append(Warned("member_unreadable", member.path))
    return len(bundle.files) > before


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _as_text(upload: Upload, bundle: Bundle, refusal: Refused) -> None:
    """What is no table may be a pasted page."""
    if signatures.is_binary(upload.data):
        raise Refused("not_text")
    text = _decoded(upload.data, refusal)
    try:
        found, warned = pasted.page(text, bundle.context.today)
    except Refused as other:
        is_page = other.code == "unknown_json" or "selling" in text[:5000].casefold()
        raise other if is_page else refusal from None
    bundle.readings.append(found)
    bundle.warnings += [Warned(code, upload.name) for code in warned]
    day = bundle.context.today
    bundle.files.append(FileRead(upload.name, "ssi_page", 1, 0, day, day))


def _decoded(data: bytes, refusal: Refused) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise refusal


def _notes(bundle: Bundle, jobs: Sequence[Job]) -> None:
    inside = [job.importer.kind for job in jobs if job.archive is not None]
    named = [kind for kind in inside if kind != sales_navigator.SOURCE]  # no part of an archive
    notes = bundle.notes
    if named and not bundle.kinds & members.ACTIVITY and "basic_archive" not in notes:
        notes.append("basic_archive")
    reasons = {one.reason for one in bundle.ignored}
    if "private" in reasons:
        notes.append("private_skipped")
    if reasons - {"private"}:
        notes.append("unknown_ignored")
    if len(named) > len(set(named)):
        notes.append("parts_joined")
    if bundle.repeated:
        notes.append("duplicates_dropped")
