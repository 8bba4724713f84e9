"""What is handed in by mistake is told by its first bytes, by itself and inside an archive."""

import io
import random
import struct
import tarfile

import pytest

from bot.importers.container import MAGIC
from tests.importers.hostile import CONNECTIONS, code_of, read, zipped

REACTIONS = "Date,Type,Link\n2026-11-01 10:00:00,LIKE,x\n"
NOISE = random.Random(7).randbytes(5000)
HEADERS = {
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture_or_pdf"),
    "heif": (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heix", "picture_or_pdf"),
    "avif": (b"\0\0\0\x20ftypavif\0\0\0\0", "picture_or_pdf"),
    "tiff, small end": (b"II*\0\x08\0\0\0", "picture_or_pdf"),
    "tiff, big end": (b"MM\0*\0\0\0\x08", "picture_or_pdf"),
    "bigtiff": (b"II+\0\x08\0\0\0", "picture_or_pdf"),
    "bmp": (b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0", "picture_or_pdf"),
    "photoshop": (b"8BPS\0\x01", "picture_or_pdf"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'>", "picture_or_pdf"),
    "svg in xml": (b"<?xml version='1.0'?>\n<svg>", "picture_or_pdf"),
    "rtf": (b"{\\rtf1\\ansi Hello", "other_document"),
    "postscript": (b"%!PS-Adobe-3.0", "other_document"),
    "excel 2003 xml": (b"\xef\xbb\xbf<?xml version='1.0'?>\n<Workbook>", "other_document"),
    "xhtml": (b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<html>", "web_page"),
    "zstd": (b"\x28\xb5\x2f\xfd\x04\x58", "other_archive"),
    "lz4": (b"\x04\x22\x4d\x18\x64", "other_archive"),
    "lzip": (b"LZIP\x01", "other_archive"),
    "cab": (b"MSCF\0\0\0\0", "other_archive"),
    "compress": (b"\x1f\x9d\x90", "other_archive"),
    "gzip": (b"\x1f\x8b\x08", "other_archive"),
    "split zip": (b"PK\x07\x08PK\x03\x04", "other_archive"),
    "deb": (b"!<arch>\ndebian-binary", "other_archive"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_or_locked_workbook"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["Connections.csv", "a.zip", "page.txt", "ssi.json", "a.xlsx"])
@pytest.mark.parametrize("kind", HEADERS)
def test_a_file_is_told_by_its_first_bytes_whatever_it_is_called(kind: str, name: str) -> None:
    start, code = HEADERS[kind]
    assert code_of(start + b"\0" * 600, name) == code
    assert code_of(start + NOISE, name) == code


@pytest.mark.parametrize(("stream", "code"), [
    ("WordDocument", "other_document"), ("PowerPoint Document", "other_document"),
    ("Workbook", "old_or_locked_workbook"), ("EncryptedPackage", "old_or_locked_workbook"),
])  # fmt: skip
def test_old_documents_are_not_called_workbooks(stream: str, code: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + stream.encode("utf-16-le")
    assert code_of(data, "a.doc") == code


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_each_variant_of_tar_is_another_archive(form: int) -> None:
    assert code_of(tarred(form), "a.tar") == "other_archive"
    assert code_of(tarred(form, name="ä" * 40 + ".csv"), "Connections.csv") == "other_archive"


def test_a_tar_of_before_the_standard_is_one_too() -> None:
    data = bytearray(tarred(tarfile.USTAR_FORMAT))
    data[257:512] = bytes(255)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    assert b"ustar" not in data
    assert code_of(bytes(data), "a.zip") == "other_archive"


def tarred(form: int, name: str = "Connections.csv") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as made:
        info = tarfile.TarInfo(name)
        info.size = len(CONNECTIONS)
        made.addfile(info, io.BytesIO(CONNECTIONS.encode()))
    return buffer.getvalue()


def test_what_is_neither_text_nor_known_is_not_quoted() -> None:
    """A film, a program, a sound: bytes without a sentence of their own."""
    for start in (b"\x1aE\xdf\xa3", b"\0\0\0\x20ftypisom", b"OggS\0\x02", b"ID3\x04", b"MZ\x90"):
        assert code_of(start + NOISE, "a.csv") == "not_text"


def test_numbers_keynote_and_pages_are_other_documents() -> None:
    assert code_of(zipped({"Index/Document.iwa": NOISE, "preview.jpg": b"x"}), "a.numbers") == (
        "other_document")  # fmt: skip


@pytest.mark.parametrize("text", [
    "BMW,x\n", "II,MM\n", "Rarely\n", "MM,x\n", "LZ,IP\n", "%,x\n", "{name},x\n", "<xml>,x\n",
])  # fmt: skip
def test_text_that_only_begins_alike_is_read_as_text(text: str) -> None:
    assert code_of((text + "1,2\n").encode(), "a.csv") in ("unknown_columns", "unknown_json")
    assert read((text + CONNECTIONS).encode(), "Connections.csv").files[0].rows_read == 1


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_a_wide_table_inside_an_archive_is_named_and_the_rest_read(encoding: str) -> None:
    spoiled(CONNECTIONS.encode(encoding))


@pytest.mark.parametrize("content", [
    b"\0" * 100_000, b"\0" * 100 + CONNECTIONS.encode(), b"a\0" * 9000, NOISE, b"\x1f\x8b\x08" + NOISE,
    b"{\\rtf1 x}", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xff\xfe" + b"\0\xd8" * 9, MAGIC + NOISE,
])  # fmt: skip
def test_bytes_that_are_no_table_inside_an_archive_are_named_and_the_rest_read(
    content: bytes,
) -> None:
    spoiled(content)


def spoiled(content: bytes) -> None:
    data = zipped({"Connections.csv": content, "Reactions.csv": REACTIONS})
    made = read(data, "a.zip")
    assert {one.kind for one in made.files} == {"reactions"}
    assert [(one.code, one.file) for one in made.warnings] == [
        ("member_unreadable", "Connections.csv")
    ]
    alone = code_of(zipped({"Connections.csv": content}), "a.zip")
    assert alone in ("not_text", "unknown_columns", "damaged")


@pytest.mark.parametrize("count", [0, 1, 3, 0xFFFE])
def test_an_archive_that_counts_other_members_than_it_lists_is_damaged(count: int) -> None:
    data = zipped({"Connections.csv": CONNECTIONS, "Reactions.csv": REACTIONS})
    end = data.rindex(b"PK\x05\x06")
    assert code_of(data[: end + 10] + struct.pack("<H", count) + data[end + 12 :], "a.zip") == (
        "damaged")  # fmt: skip
    assert len(read(data, "a.zip").files) == 2


def test_an_archive_whose_directory_lists_nothing_is_damaged() -> None:
    data = zipped({"Connections.csv": CONNECTIONS})
    local = data[: data.index(b"PK\x01\x02")]
    for count, start in ((0, len(local)), (0, 0), (1, len(local)), (9, len(local))):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, 0, start, 0)
        assert code_of(local + end, "a.zip") == "damaged"
    bare = MAGIC + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 4, 0)
    assert code_of(bare, "a.zip") == "damaged"
