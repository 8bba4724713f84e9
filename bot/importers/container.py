"""The one door to archives. Nothing is extracted to disk.

Directory entries lie, names attack, members overlap: docs/uploads.md, Limits, lists what is
refused. Python below 3.11.8 and 3.12.2 does not refuse overlaps itself (CVE-2024-0450).
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from bot.errors import Refused
from bot.importers.values import Limits

MAGIC = b"PK\x03\x04"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DIRECTORY, END_OF_DIRECTORY = b"PK\x01\x02", b"PK\x05\x06"
ENCRYPTED, UTF8 = 0x1, 0x800
"""Bits of the flags: needs a password; the name is in UTF-8."""
AES = 99
LINK_OR_DEVICE = {0o120000, 0o020000, 0o060000, 0o010000, 0o140000}
LARGE = 0xFFFF
"""The count of an archive that tells it elsewhere, in the fields of ZIP64."""
LOCAL_HEADER = 30
"""Bytes of the fixed part of a local file header."""
DRIVE = re.compile(r"[A-Za-z]:")
CHUNK = 1 << 18
TORN = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
"""What reading the bytes of a member may end in."""
FAULTS = (*TORN, struct.error, RuntimeError, ValueError, LookupError, OverflowError)
"""What opening may end in as well. NotImplementedError, for a version or a method that zipfile
lacks, and its password errors are RuntimeErrors."""


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
        except FAULTS as error:
            raise Refused("damaged") from error
        self.members = self._checked()

    @contextmanager
    def open(self, member: Member) -> Iterator[BinaryIO]:
        """The bytes. Raises Refused where the member is damaged, locked or larger than it said; a
        wrong checksum shows only at the end, so what was read before counts for nothing then."""
        if member.info.flag_bits & ENCRYPTED or member.info.compress_type == AES:
            raise Refused("encrypted")
        if member.info.compress_type not in METHODS:
            raise Refused("damaged")
        try:
            opened = self._zip.open(member.info)
        except FAULTS as error:
            raise Refused("damaged") from error
        try:
            with opened as raw:
                yield cast(BinaryIO, raw)
        except TORN as error:
            raise Refused("damaged") from error

    def whole(self, member: Member) -> bool:
        """Whether the member can be read to its end and has the checksum that it should."""
        try:
            with self.open(member) as raw:
                while raw.read(CHUNK):
                    pass
        except Refused:
            return False
        return True

    def _checked(self) -> tuple[Member, ...]:
        infos = self._zip.infolist()
        # zipfile walks the directory by its size and never looks at the count.
        if not infos or self._counted() not in (len(infos), LARGE):
            raise Refused("damaged")
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

    def _counted(self) -> int:
        """How many members the end of the archive says that there are."""
        at = self._data.rfind(END_OF_DIRECTORY) + 10
        return int.from_bytes(self._data[at : at + 2], "little")

    def _apart(self, infos: list[zipfile.ZipInfo]) -> None:
        """No member may reach into the next one, into the directory, or beyond the file; and each
        must have the same name in both places."""
        directory = self._zip.start_dir
        if self._data[directory : directory + 4] not in (DIRECTORY, END_OF_DIRECTORY):
            raise Refused("unsafe_archive")
        order = sorted(infos, key=lambda info: info.header_offset)
        if order[0].header_offset != 0:
            raise Refused("unsafe_archive")  # what stands before it is another archive
        ends = [info.header_offset for info in order[1:]] + [directory]
        for info, end in zip(order, ends, strict=True):
            at = info.header_offset
            head = self._data[at : at + LOCAL_HEADER] if at >= 0 else b""
            if len(head) < LOCAL_HEADER or not head.startswith(MAGIC):
                raise Refused("damaged")
            flags, name, extra = (int.from_bytes(head[n : n + 2], "little") for n in (6, 26, 28))
            if at + LOCAL_HEADER + name + extra + info.compress_size > end:
                raise Refused("unsafe_archive")
            raw = self._data[at + LOCAL_HEADER : at + LOCAL_HEADER + name]
            if raw.decode("utf-8" if flags & UTF8 else "cp437", "replace") != info.orig_filename:
                raise Refused("unsafe_archive")

    def _member(self, info: zipfile.ZipInfo) -> Member:
        path = info.orig_filename.replace("\\", "/")
        climbs = path.startswith("/") or ".." in path.split("/") or DRIVE.match(path)
        if climbs or len(path) > self._limits.name:
            raise Refused("unsafe_archive")
        if any(unicodedata.category(letter) == "Cc" for letter in path):
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
