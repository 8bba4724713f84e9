"""The one door to archives. Nothing is extracted to disk.

Directory entries lie, names attack, members overlap: docs/uploads.md, Limits, lists what is
refused. Python below 3.11.8 and 3.12.2 does not refuse overlaps itself (CVE-2024-0450).
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from bot.errors import Refused
from bot.importers.values import Limits

MAGIC = b"PK\x03\x04"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
LINK_OR_DEVICE = {0o120000, 0o020000, 0o060000, 0o010000, 0o140000}
LOCAL_HEADER = 30
"""Bytes of the fixed part of a local file header."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its path, declared size, and the day of its timestamp."""

    path: str
    size: int
    written: date | None
    info: zipfile.ZipInfo


class Archive:
    """An archive whose directory was checked.

    A member gives no more bytes than it declared (zipfile stops there, and its checksum then says
    that it lied), so the sum of the declared sizes bounds what is read.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refused("damaged") from error
        self.members = self._checked()

    @contextmanager
    def open(self, member: Member) -> Iterator[BinaryIO]:
        """The bytes. Raises Refused where the member is damaged, locked or larger than it said."""
        if member.info.flag_bits & ENCRYPTED or member.info.compress_type == 99:
            raise Refused("encrypted")
        if member.info.compress_type not in METHODS:
            raise Refused("damaged")
        try:
            with self._zip.open(member.info) as raw:
                yield cast(BinaryIO, raw)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
            raise Refused("damaged") from error
        except RuntimeError as error:
            raise Refused("encrypted") from error
        except zipfile.zlib.error as error:  # type: ignore[attr-defined]  # zipfile's own zlib
            raise Refused("damaged") from error

    def _checked(self) -> tuple[Member, ...]:
        infos = self._zip.infolist()
        if len(infos) > self._limits.members:
            raise Refused("too_much_inside", {"limit": "number of files"})
        declared = sum(info.file_size for info in infos)
        if declared > self._limits.unpacked:
            raise Refused("too_much_inside", {"limit": "unpacked size"})
        packed = max(1, len(self._data))
        if declared > self._limits.ratio_from and declared / packed > self._limits.ratio:
            raise Refused("too_much_inside", {"limit": "compression ratio"})
        self._apart(infos)
        return tuple(self._member(info) for info in infos if not info.is_dir())

    def _apart(self, infos: list[zipfile.ZipInfo]) -> None:
        """No member may reach into the next one, nor beyond the file."""
        order = sorted(infos, key=lambda info: info.header_offset)
        ends = [info.header_offset for info in order[1:]] + [len(self._data)]
        for info, end in zip(order, ends, strict=True):
            at = info.header_offset
            head = self._data[at : at + LOCAL_HEADER]
            if len(head) < LOCAL_HEADER or not head.startswith(MAGIC):
                raise Refused("damaged")
            names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            if at + LOCAL_HEADER + names + info.compress_size > end:
                raise Refused("unsafe_archive")

    def _member(self, info: zipfile.ZipInfo) -> Member:
        path = info.filename.replace("\\", "/")
        parts = path.split("/")
        bad = path.startswith("/") or ".." in parts or ":" in parts[0]
        if bad or len(path) > self._limits.name or any(ord(c) < 32 for c in path):
            raise Refused("unsafe_archive")
        if (info.external_attr >> 16) & 0o170000 in LINK_OR_DEVICE:
            raise Refused("unsafe_archive")
        return Member(path, info.file_size, _written(info), info)


def _written(info: zipfile.ZipInfo) -> date | None:
    try:
        return date(*info.date_time[:3])
    except ValueError:
        return None


def open_archive(data: bytes, limits: Limits) -> Archive:
    """Open a zip. Raises Refused for anything that an honest export never is."""
    if data.startswith(b"PK\x05\x06"):
        raise Refused("empty_file")
    if not data.startswith(MAGIC):
        raise Refused("unsafe_archive")
    return Archive(data, limits)
