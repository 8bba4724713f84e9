"""One way or more to spoil good bytes, drawn by a seeded lot."""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence

Lot = random.Random
TOKENS = (
    b"", b"\0", b'"', b'""', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"=cmd|' /C calc'!A0", b"<!channel>",
    b"<@U1|x>", b"\x1b[31m", b"../../etc/passwd", b"9" * 400, b"1e309", b"-1", b"NaN", b"31/31/99",
    b"2026-02-30", b"0000-00-00", b"12/31/9999, 9:99 PM", b"9999-12-31 00:00:00", b"18-Jun-24",
    b"N/A", b"{", b"[" * 200, b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02", b"<!DOCTYPE html>",
    b"https://www.linkedin.com/in/%ff%00", b"\xf0\x9f\x92\xa5" * 20, b"a" * 70_000,
    "ﬁ½٣Ⅷ\u202b".encode(),
)  # fmt: skip
"""Bytes on which parsers have failed: quotes, marks, markup, dates that are none, sizes."""

VALUE = re.compile(rb'(?<=>)[^<>]+(?=<)|(?<="):? ?"?[\w. /-]*"?|(?<=[\[:, ])-?[\d.]+')
"""Where a value stands in XML, and in JSON."""
VALUES = (
    b"", b"0", b"-1", b"1.5", b"999999999", b"9" * 5000, b"1e999", b"NaN", b"Infinity", b"true",
    b"null", b'""', b'"x"', b"[]", b"{}", b"[[[[]]]]", b": null", b": 1e999", b': ["a", {}]',
    b"46000", b"-46000.75", b"2958466", b"60", b"12/31/2026", b"31/12/2026", b"1,234.5", b"&#0;",
    b"&x;", b"<![CDATA[]]>", b"</v></c></row>", b"]]>", b"<!DOCTYPE x>", b"#REF!", b"\xff",
)  # fmt: skip
"""What might stand there: no number, too much of one, days that spreadsheets count, markup."""


def damaged(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    """The bytes after one to four damages; half of the archives are damaged inside and packed anew,
    or nothing would be left of them but wrong checksums."""
    if data.startswith(b"PK") and lot.random() < 0.6:
        return _inside(data, lot, others)
    for _ in range(lot.randint(1, 4)):
        data = lot.choice(WAYS)(data, lot, others)
    return data[:2_000_000]


def _inside(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        spoiled = lot.sample(names, lot.randint(1, min(3, len(names))))
        for name in names:
            if lot.random() < 0.05:
                continue
            content = old.read(name)
            info = zipfile.ZipInfo(_name(name, lot), (2026, 11, 19, 12, 0, 0))
            info.compress_type = lot.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of a name that is there twice, which is wanted
                new.writestr(info, damaged(content, lot, others) if name in spoiled else content)
    return buffer.getvalue()


def _name(name: str, lot: Lot) -> str:
    if lot.random() > 0.1:
        return name
    tails = ("_2.csv", " (1).csv", "_123456.csv")
    return lot.choice((
        f"Export/{name}", f"../{name}", f"/{name}", f"C:\\{name}", f"{name}\x07", f"Jobs/{name}",
        name.upper(), name.replace(".csv", lot.choice(tails)), f"__MACOSX/._{name}", f"{name}.zip",
    ))  # fmt: skip


def _flip(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    made = bytearray(data)
    for _ in range(lot.randint(1, 8)):
        if made:
            made[lot.randrange(len(made))] ^= 1 << lot.randrange(8)
    return bytes(made)


def _cut(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    at, to = _span(data, lot)
    return data[:at] if lot.random() < 0.5 else data[:at] + data[to:]


def _put(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    at = lot.randrange(len(data) + 1)
    return data[:at] + lot.choice(TOKENS) + data[at:]


def _over(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    at, token = lot.randrange(len(data) + 1), lot.choice(TOKENS)
    return data[:at] + token + data[at + len(token) :]


def _again(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    at, to = _span(data, lot)
    return data[:to] + data[at:to] * lot.randint(1, 5) + data[to:]


def _splice(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    other = lot.choice(others)
    return data[: _span(data, lot)[0]] + other[_span(other, lot)[0] :]


def _swap(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    return data.replace(lot.choice(TOKENS[1:12]) or b",", lot.choice(TOKENS[:12]))


def _cell(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    """A cell of some line in place of another: columns shift, dates land in names."""
    lines = data.split(b"\n")
    cells = lines[lot.randrange(len(lines))].split(b",")
    cells[lot.randrange(len(cells))] = lot.choice(TOKENS)
    lines[lot.randrange(len(lines))] = b",".join(cells)
    return b"\n".join(lines)


def _value(data: bytes, lot: Lot, others: Sequence[bytes]) -> bytes:
    """Something else between two tags, or where a number or a text of JSON stands."""
    found = list(VALUE.finditer(data))
    if not found:
        return data
    at, to = lot.choice(found).span()
    return data[:at] + lot.choice(VALUES) + data[to:]


def _span(data: bytes, lot: Lot) -> tuple[int, int]:
    at = lot.randrange(len(data) + 1)
    return at, min(len(data), at + lot.randint(0, 400))


WAYS: tuple[Callable[[bytes, Lot, Sequence[bytes]], bytes], ...] = (
    _flip, _cut, _put, _over, _again, _splice, _swap, _cell, _value,
)  # fmt: skip
