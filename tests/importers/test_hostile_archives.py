"""Archives that an honest export never is: each is refused or left out with a sentence."""

import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.blocks.refusals import SENTENCES
from bot.errors import Refused
from bot.importers.container import open_archive
from bot.importers.values import Context, Limits
from tests.importers.hostile import CONNECTIONS, code_of, read, zipped

ROOM = Limits()
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
TABLE = {"Connections.csv": CONNECTIONS}
CONTEXT = Context(date(2026, 11, 20))


def refused(data: bytes, limits: Limits = ROOM) -> str:
    with pytest.raises(Refused) as found:
        open_archive(data, limits)
    assert found.value.code in SENTENCES
    return found.value.code


def opened(data: bytes, limits: Limits = ROOM) -> int:
    return len(open_archive(data, limits).members)


def patched(data: bytes, mark: bytes, at: int, value: bytes, nth: int = 0) -> bytes:
    """The bytes with some of the nth header of a kind set."""
    where = -1
    for _ in range(nth + 1):
        where = data.index(mark, where + 1)
    return data[: where + at] + value + data[where + at + len(value) :]


@pytest.mark.parametrize("change", [
    lambda data: b"#!/bin/sh\n" + data,
    lambda data: b"\0" * 4 + data,
])  # fmt: skip
def test_bytes_before_the_archive_are_refused(change: Callable[[bytes], bytes]) -> None:
    assert refused(change(zipped(TABLE))) == "unsafe_archive"


def test_an_archive_within_which_another_begins_is_refused() -> None:
    """Readers that trust the start see one archive, those that trust the end another."""
    assert refused(zipped({"a.csv": "x"}) + zipped(TABLE)) == "unsafe_archive"


@pytest.mark.parametrize("name", [
    "../Connections.csv", "a/../../b.csv", "/etc/passwd", "\\\\host\\share.csv", "C:\\a.csv",
    "c:a.csv", "..\\a.csv", "a\nb.csv", "a\x1b[31m.csv", "a\x7f.csv", "a\x85.csv",
])  # fmt: skip
def test_names_that_climb_or_attack_a_screen_are_refused(name: str) -> None:
    assert refused(zipped({name: "x"})) == "unsafe_archive"


@pytest.mark.parametrize("name", [
    "Export/Connections.csv", "a..b.csv", "12:30 notes.csv", "名前.csv", "é.csv", "a\\b.csv",
])  # fmt: skip
def test_odd_names_that_harm_nobody_are_let_through(name: str) -> None:
    assert opened(zipped({name: "x"})) == 1


def test_a_name_with_a_nul_is_refused_although_zipfile_cuts_it_there() -> None:
    data = zipped({"Connections.csvXsh": "x"}).replace(b"Connections.csvX", b"Connections.csv\0")
    assert refused(data) == "unsafe_archive"


@pytest.mark.parametrize("kind", [0o120777, 0o020666, 0o060666, 0o010666, 0o140777])
def test_links_devices_pipes_and_sockets_are_refused(kind: int) -> None:
    info = zipfile.ZipInfo("Connections.csv")
    info.create_system, info.external_attr = 3, kind << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(info, "/etc/passwd")
    assert refused(buffer.getvalue()) == "unsafe_archive"


def test_members_that_overlap_are_refused() -> None:
    data = zipped({"a.csv": "x" * 50, "b.csv": "y" * 50}, zipfile.ZIP_STORED)
    size = struct.pack("<I", 51)
    assert refused(patched(data, CENTRAL, 20, size)) == "unsafe_archive"


def test_one_piece_of_data_under_many_names_is_refused() -> None:
    data = zipped({"a.csv": "x" * 50, "b.csv": "y" * 50}, zipfile.ZIP_STORED)
    assert refused(patched(data, CENTRAL, 42, struct.pack("<I", 0), nth=1)) == "unsafe_archive"


def test_a_member_that_reaches_into_the_directory_is_refused() -> None:
    data = zipped({"a.csv": "x" * 50}, zipfile.ZIP_STORED)
    assert refused(patched(data, CENTRAL, 20, struct.pack("<I", 60))) == "unsafe_archive"


def test_a_directory_that_points_outside_is_refused() -> None:
    data = zipped({"a.csv": "x" * 50})
    assert refused(patched(data, CENTRAL, 42, struct.pack("<I", 9_999_999))) == "unsafe_archive"
    end = data.rindex(b"PK\x05\x06")
    assert refused(data[: end + 16] + struct.pack("<I", 9_999) + data[end + 20 :]) in (
        "damaged", "unsafe_archive")  # fmt: skip


def test_a_member_with_two_names_is_refused() -> None:
    data = patched(zipped(TABLE), LOCAL, 30, b"Messages")
    assert refused(data) == "unsafe_archive"


def test_no_more_members_than_the_limit() -> None:
    few = replace(ROOM, members=3)
    assert opened(zipped({f"{n}.csv": "x" for n in range(3)}), few) == 3
    assert refused(zipped({f"{n}.csv": "x" for n in range(4)}), few) == "too_much_inside"


def test_names_up_to_the_limit() -> None:
    assert opened(zipped({"a" * 255: "x"})) == 1
    assert refused(zipped({"a" * 256: "x"})) == "unsafe_archive"


def test_unpacked_bytes_up_to_the_limit() -> None:
    tight = replace(ROOM, unpacked=100)
    assert opened(zipped({"a": "x" * 50, "b": "y" * 50}), tight) == 2
    assert refused(zipped({"a": "x" * 50, "b": "y" * 51}), tight) == "too_much_inside"


def test_the_ratio_counts_only_above_its_floor() -> None:
    tight = replace(ROOM, ratio_from=10_000)
    assert opened(zipped({"a": "x" * 10_000}), tight) == 1
    assert refused(zipped({"a": "x" * 20_000}), tight) == "too_much_inside"


def test_a_member_up_to_its_limit_is_read_and_a_larger_one_named() -> None:
    size = len(CONNECTIONS)
    fits = replace(CONTEXT, limits=replace(ROOM, member=size))
    small = replace(CONTEXT, limits=replace(ROOM, member=size - 1))
    data = zipped({**TABLE, "Reactions.csv": "Date,Type,Link\n"})
    assert "connections" in {one.kind for one in read(data, "a.zip", fits).files}
    made = read(data, "a.zip", small)
    assert "member_too_large" in {one.code for one in made.warnings}
    assert "connections" not in {one.kind for one in made.files}


def test_a_size_that_lies_gives_no_more_bytes_than_it_says() -> None:
    data = zipped({"Connections.csv": CONNECTIONS + "A,B,,,C,D,03 Nov 2026\n" * 500})
    data = patched(data, CENTRAL, 24, struct.pack("<I", len(CONNECTIONS)))
    archive = open_archive(data, ROOM)
    got = bytearray()

    def drain() -> None:
        with archive.open(archive.members[0]) as raw:
            while chunk := raw.read(100):
                got.extend(chunk)

    with pytest.raises(Refused) as found:
        drain()
    assert found.value.code == "damaged"
    assert len(got) <= len(CONNECTIONS)


def test_a_wrong_checksum_shows_at_the_end() -> None:
    data = patched(zipped(TABLE), CENTRAL, 16, b"\1\2\3\4")
    archive = open_archive(data, ROOM)
    assert not archive.whole(archive.members[0])
    good = open_archive(zipped(TABLE), ROOM)
    assert good.whole(good.members[0])


@pytest.mark.parametrize(("at", "value", "code"), [
    (8, b"\x01", "encrypted"), (10, b"\x63\x00", "encrypted"), (10, b"\x0c\x00", "damaged"),
    (10, b"\x0e\x00", "damaged"), (10, b"\x5d\x00", "damaged"), (10, b"\xff\x00", "damaged"),
])  # fmt: skip
def test_passwords_and_other_methods_have_a_code(at: int, value: bytes, code: str) -> None:
    archive = open_archive(patched(zipped(TABLE), CENTRAL, at, value), ROOM)
    with pytest.raises(Refused) as found, archive.open(archive.members[0]):
        pass
    assert found.value.code == code


def test_a_version_that_zipfile_lacks_is_no_traceback() -> None:
    assert refused(patched(zipped(TABLE), CENTRAL, 6, b"\xff\x00")) == "damaged"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.9, 0.99])
def test_half_a_download_is_damaged(share: float) -> None:
    data = zipped({**TABLE, "b.csv": "y" * 500})
    assert code_of(data[: int(len(data) * share)], "a.zip") == "damaged"


def test_an_archive_in_an_archive_is_not_opened() -> None:
    assert code_of(zipped({"Complete.zip": zipped(TABLE)}), "a.zip") == "nested_archive"
    made = read(zipped({**TABLE, "inner.zip": zipped(TABLE)}), "a.zip")
    assert [one.rows_read for one in made.files] == [1]
    assert [one.name for one in made.ignored] == ["inner.zip"]


def test_other_archives_are_told_by_their_first_bytes() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        info = tarfile.TarInfo("Connections.csv")
        info.size = len(CONNECTIONS)
        made.addfile(info, io.BytesIO(CONNECTIONS.encode()))
    assert code_of(buffer.getvalue(), "a.zip") == "other_archive"
    for start in (b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"):
        assert code_of(start + b"rest of it", "Connections.csv") == "other_archive"
