"""What a file's own first bytes say that it is, whatever it is called.

The table is of what people hand in by mistake; each of its kinds has a sentence of its own.
Sources: the formats' own specifications, as listed in https://en.wikipedia.org/wiki/List_of_file_signatures.
"""

from bot.errors import Refused

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", "empty_file"),
    (b"PK\x07\x08", "other_archive"),  # split over several files, or once meant to be
    (b"PK00", "other_archive"),
    (b"%PDF", "picture_or_pdf"),
    (b"\x89PNG", "picture_or_pdf"),
    (b"\xff\xd8\xff", "picture_or_pdf"),
    (b"GIF8", "picture_or_pdf"),
    (b"II*\0", "picture_or_pdf"),  # TIFF of either byte order, and BigTIFF
    (b"MM\0*", "picture_or_pdf"),
    (b"II+\0", "picture_or_pdf"),
    (b"MM\0+", "picture_or_pdf"),
    (b"8BPS", "picture_or_pdf"),
    (b"\0\0\0\x0cJXL ", "picture_or_pdf"),
    (b"\xff\x0a", "picture_or_pdf"),  # JPEG XL without a container
    (b"\x1f\x8b", "other_archive"),
    (b"\x1f\x9d", "other_archive"),
    (b"BZh", "other_archive"),
    (b"\xfd7zXZ", "other_archive"),
    (b"7z\xbc\xaf", "other_archive"),
    (b"Rar!", "other_archive"),
    (b"\x28\xb5\x2f\xfd", "other_archive"),  # Zstandard
    (b"\x04\x22\x4d\x18", "other_archive"),  # LZ4
    (b"LZIP", "other_archive"),
    (b"MSCF", "other_archive"),  # Cabinet
    (b"xar!", "other_archive"),
    (b"!<arch>\n", "other_archive"),
    (b"{\\rtf", "other_document"),
    (b"%!PS", "other_document"),
)
"""First bytes, and the code of the sentence that says what to do."""

OLE2 = b"\xd0\xcf\x11\xe0"
DOCUMENTS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))
"""Streams of an old document that is no workbook."""
BOX, PICTURES = b"ftyp", (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
                          b"avif", b"avis")  # fmt: skip
"""How photographs of a telephone begin (ISO/IEC 23008-12, 10)."""
RIFF, WEBP = b"RIFF", b"WEBP"
BITMAP = b"BM"
BLOCK, SUM_AT, SUM_TO, NAME = 512, 148, 156, 100
"""Of a tar's first block: its size, the place of its checksum, and the end of the first name."""
MARK, MARK_AT = b"ustar", 257
HEAD = 4096
BINARY = 20
"""One control character in so many bytes is no text."""
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 0x1A})


def refuse(data: bytes) -> None:
    """Raise Refused for what the first bytes tell to be nothing that is read."""
    code = _code(data)
    if code is not None:
        raise Refused(code)


def is_pdf(data: bytes) -> bool:
    """Whether it is a PDF."""
    return data.startswith(b"%PDF")


def is_binary(data: bytes) -> bool:
    """Whether bytes that no table was found in are no text at all."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    head = data[:HEAD]
    return (len(head) - len(head.translate(None, CONTROLS))) * BINARY > len(head)


def _code(data: bytes) -> str | None:
    for start, code in STARTS:
        if data.startswith(start):
            return code
    if data.startswith(OLE2):
        other = any(name in data for name in DOCUMENTS)
        return "other_document" if other else "old_or_locked_workbook"
    if _is_picture(data):
        return "picture_or_pdf"
    return "other_archive" if _is_tar(data[:BLOCK]) else _markup(data)


def _is_picture(data: bytes) -> bool:
    photograph = data[4:8] == BOX and data[8:12] in PICTURES
    web = data[:4] == RIFF and data[8:12] == WEBP
    return photograph or web or (data[:2] == BITMAP and data[6:10] == bytes(4))


def _is_tar(block: bytes) -> bool:
    """By its mark, or by the checksum, since the oldest variants have nothing else
    (https://www.gnu.org/software/tar/manual/html_node/Standard.html)."""
    if block[MARK_AT : MARK_AT + len(MARK)] == MARK:
        return True
    if len(block) < BLOCK or b"\0" not in block[:NAME]:
        return False
    said = block[SUM_AT:SUM_TO].strip(b" \0")
    if not said or said.strip(b"01234567"):
        return False
    blank = block[:SUM_AT] + b" " * (SUM_TO - SUM_AT) + block[SUM_TO:]
    return sum(blank) == int(said, 8)


def _markup(data: bytes) -> str | None:
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "web_page"
    if head.startswith((b"<?xml", b"<svg")):
        if b"<svg" in head:
            return "picture_or_pdf"
        return "web_page" if b"<html" in head else "other_document"
    return None
