"""Which files of an archive are opened: known names at the right depth, each once.

LinkedIn's archive is flat but for three folders. People unpack and pack again, so one folder round
everything, and what a Mac leaves beside the files, change nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.importers import kinds
from bot.importers.bundle import Bundle
from bot.importers.container import Archive, Member
from bot.importers.kinds import IMPORTERS, Importer
from bot.importers.values import Ignored, Warned

DEPTH = 1
"""Folders below the one round everything in which a known name still counts."""
ACTIVITY = frozenset(("shares", "comments", "reactions"))
"""Kinds that only the larger archive has."""
Found = tuple[Importer, Member]


def chosen(archive: Archive, bundle: Bundle) -> Iterator[Found]:
    """The tables that will be read. What is left out is noted in the bundle by its reason."""
    real = [member for member in archive.members if not _left_by_a_mac(member)]
    outer = _outer(real)
    twins: dict[tuple[str, str], list[Found]] = {}
    for member in real:
        importer, reason = _known(member, outer)
        if importer is None:
            if reason:
                bundle.ignored.append(Ignored(member.path, reason))
            continue
        key = (importer.kind, kinds.named(member.path)[1])
        twins.setdefault(key, []).append((importer, member))
    differ = {kind for (kind, _), found in twins.items() if len(_apart(found)) > 1}
    for (kind, _), found in twins.items():
        if kind in differ:
            bundle.warnings.append(Warned("ambiguous_member", found[-1][1].path, len(found)))
        else:
            yield found[0]


def pages(archive: Archive) -> list[Member]:
    """The articles, each a page of its own; drafts are among them."""
    return [
        member for member in archive.members
        if "articles" in _folders(member) and member.path.lower().endswith(".html")
        and not _left_by_a_mac(member)
    ]  # fmt: skip


def books(archive: Archive) -> list[Member]:
    """Analytics workbooks that somebody put in."""
    return [
        member for member in archive.members
        if _is_book(member) and not _left_by_a_mac(member)
    ]  # fmt: skip


def stamped(archive: Archive) -> date | None:
    """The newest day on which a file was put into the archive."""
    days = [one.written for one in archive.members if one.written and not _left_by_a_mac(one)]
    return max(days, default=None)


def _left_by_a_mac(member: Member) -> bool:
    base = member.path.rsplit("/", 1)[-1]
    return base.startswith("._") or base == ".DS_Store" or "__MACOSX/" in member.path


def _folders(member: Member) -> list[str]:
    return [part.casefold() for part in member.path.split("/")[:-1]]


def _outer(members: Sequence[Member]) -> int:
    """How many folders stand round all files."""
    paths = [_folders(member) for member in members]
    depth = 0
    while paths and all(len(path) > depth and path[depth] == paths[0][depth] for path in paths):
        depth += 1
    return depth


def _known(member: Member, outer: int) -> tuple[Importer | None, str]:
    """Who reads a member, or None and why nobody does ('' for a page of its own)."""
    folders, name = _folders(member), kinds.stem(member.path)
    if name in kinds.PRIVATE_STEMS or set(folders) & set(kinds.PRIVATE_FOLDERS):
        return None, "private"
    if ("articles" in folders and member.path.lower().endswith(".html")) or _is_book(member):
        return None, ""
    if member.path.lower().endswith((".csv", ".xlsx")) and len(folders) - outer <= DEPTH:
        found = next((one for one in IMPORTERS if one.stem == name), None)
        if found is not None:
            return found, ""
    return None, "no signal" if name in kinds.NO_SIGNAL_STEMS else "unknown"


def _is_book(member: Member) -> bool:
    is_workbook = member.path.lower().endswith(".xlsx")
    return is_workbook and kinds.WORKBOOKS.match(kinds.stem(member.path)) is not None


def _apart(found: Sequence[Found]) -> set[tuple[int, int]]:
    """Files that fold to one name, by size and checksum: one of them, if all are equal."""
    return {(member.info.file_size, member.info.CRC) for _, member in found}
