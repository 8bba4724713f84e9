"""Content that attacks the reader or what comes after it: always one of three verdicts, never a
file, a connection, or a half."""

import sys
from collections.abc import Iterator

import pytest

from bot.blocks.refusals import sentence
from bot.importers import child, wire
from bot.importers.values import FileRead, Import, Warned
from tests.importers.hostile import CONNECTIONS, CONTEXT, HEAD, code_of, read, verdict, zipped

DAY = "03 Nov 2026"
TODAY = CONTEXT.today
BAD = {"no_rows", "no_good_rows", "unknown_columns", "not_text", "duplicate_column", "damaged",
       "missing_column", "dates_unreadable", "dates_outside_range"}  # fmt: skip
READ = ("accepted", "accepted_with_warnings")
_watched: list[str] = []
_watching: list[bool] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
    if writes or event.startswith(child.SHUT):
        _watched.append(event)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _nothing_outside() -> Iterator[None]:
    """No test of this file may cause a write, a connection or a process."""
    _watched.clear()
    _watching.append(True)
    yield
    _watching.clear()
    assert _watched == []


def row(**cells: str) -> str:
    given = {"first": "Ada", "last": "Byron", "url": "", "mail": "", "company": "Q", "title": "CEO",
             "day": DAY} | cells  # fmt: skip
    return ",".join(f'"{cell}"' for cell in given.values()) + "\n"


@pytest.mark.parametrize(("data", "code"), [
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "picture_or_pdf"),
    (b"\xff\xd8\xff\xe0JFIF", "picture_or_pdf"),
    (b"GIF89a" + b"x" * 50, "picture_or_pdf"),
    (b"RIFF\x24\0\0\0WEBPVP8 ", "picture_or_pdf"),
    (b"%PDF-1.7\n", "picture_or_pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "old_or_locked_workbook"),
    (b"  \r\n<!DOCTYPE HTML><html>", "web_page"),
    (b"<HTML><body>Sign in to Slack</body>", "web_page"),
    (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" * 9, "not_text"),
    (b"\x7fELF\x02\x01\x01" + b"\0" * 90, "not_text"),
    (b"SQLite format 3\0" + b"\0" * 90, "not_text"),
    (b" \n\t ", "empty_file"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["Connections.csv", "a.zip", "ssi.json", "noname"])
def test_a_wrong_kind_under_a_right_name_is_told_by_its_content(
    data: bytes, code: str, name: str
) -> None:
    assert code_of(data, name) == code


@pytest.mark.parametrize("name", [
    "a.zip", "photo.png", "Connections.csv.exe", "../../Connections.csv", "a\u202egnp.csv",
    "<!channel>.csv", "a" * 5000, "", ".", "con", "a\0b.csv", "名前.csv", "=cmd.csv", "*bold*.csv",
])  # fmt: skip
def test_a_right_kind_is_read_under_any_name(name: str) -> None:
    made = read(CONNECTIONS.encode(), name)
    assert [one.kind for one in made.files] == ["connections"]
    answer = wire.pack(made, TODAY)
    assert "\u202e" not in answer
    assert "\\u202e" not in answer
    assert len(wire.unpack(answer, TODAY).files[0].name) <= wire.NAME


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_people_have_are_read(encoding: str) -> None:
    text = HEAD + row(first="Jörg", title="Geschäftsführer")
    assert verdict(text.encode(encoding), "Connections.csv") in READ


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_encodings_without_a_mark_are_no_text(encoding: str) -> None:
    assert code_of(CONNECTIONS.encode(encoding), "Connections.csv") == "not_text"
    made = read(zipped({"Connections.csv": CONNECTIONS.encode(encoding),
                        "Reactions.csv": "Date,Type,Link\n"}), "a.zip")  # fmt: skip
    assert "connections" not in {one.kind for one in made.files}


@pytest.mark.parametrize("spoil", [
    lambda data: data[:-3], lambda data: data + b"\x00\xdc\n\0",
])  # fmt: skip
def test_a_wide_file_with_half_a_letter_is_damaged(spoil) -> None:
    data = spoil((HEAD + row() + row(first="Bo")).encode("utf-16"))
    assert code_of(data, "Connections.csv") == "damaged"


def test_a_stray_byte_behind_a_wide_file_costs_nothing() -> None:
    data = (HEAD + row() + row(first="Bo")).encode("utf-16") + b"\xd8"
    assert verdict(data, "Connections.csv") in READ


@pytest.mark.parametrize("byte", [b"\xff", b"\x81", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"])
def test_a_bad_byte_in_one_row_leaves_the_others(byte: bytes) -> None:
    data = (HEAD + row()).encode() + row(first="X").encode().replace(b"X", byte)
    made = read(data, "Connections.csv")
    assert made.files[0].rows_read >= 1
    assert not any(0xD800 <= ord(letter) < 0xE000 for letter in wire.pack(made, TODAY))


@pytest.mark.parametrize("body", [
    'Ada,"By', '"', '""""', '"a"b"c"\n', ",,,,,,\n", "\n\n\n", "\r\r\r", "\0\0\0\n", HEAD,
    "a," * 5000 + "\n", "x" * 2_000_000, '"' + "x\n" * 200_000, ("," * 64 + "\n") * 50,
    "=1+1,@x,+y,-z,\t,\r,\n", "Ada;Byron;;;Q;CEO;03 Nov 2026\n",
])  # fmt: skip
def test_broken_rows_never_spoil_the_good_ones(body: str) -> None:
    made = read((HEAD + row() + body).encode(), "Connections.csv")
    assert made.files[0].rows_read >= 1


@pytest.mark.parametrize("header", [
    HEAD.replace("Last Name", "First Name"), "x" * 300_000,
    HEAD.strip() + "," + ",".join(f"c{n}" for n in range(80)) + "\n", "\n" * 30 + HEAD, ",,,,\n",
])  # fmt: skip
def test_headers_that_are_none_are_refused(header: str) -> None:
    assert verdict((header + row()).encode(), "Connections.csv") in BAD | {"too_much_inside"}


@pytest.mark.parametrize("day", [
    "31 Feb 2026", "00 Nov 2026", "03 Nov 0000", "03 Nov 99999", "13/13/26", "NaN", "45600", "",
    "١ Nov ٢٠٢٦", "-1", "03 Nov 2027", "01 Jan 1970", "\0", "9" * 500, "1e9",
])  # fmt: skip
def test_days_that_cannot_be_are_left_out_and_the_others_kept(day: str) -> None:
    made = read((HEAD + row() + row(day=day)).encode(), "Connections.csv")
    sent = wire.unpack(wire.pack(made, TODAY), TODAY)
    assert sent.batches[0].amounts["connections.new"] == {made.files[0].last: 1000}


@pytest.mark.parametrize("text", [
    "<!channel>", "<@U123>", "*bold*", "=HYPERLINK(1)", "\x1b[2J", "\u202eevil", "'; DROP TABLE x",
    "{{7*7}}", "a\u0300" * 900, "\u200b", "https://evil.example/x", "%s%n", "${jndi:ldap://x}",
])  # fmt: skip
def test_text_that_attacks_what_comes_after_stays_inside(text: str) -> None:
    cells = row(first=text, last=text, company=text, title=text)
    answer = wire.pack(read((HEAD + row() + cells).encode(), "Connections.csv"), TODAY)
    assert text not in answer
    refusal = wire.pack(Import(files=(FileRead(text, "skills", 1, 0, None, None),),
                               warnings=(Warned("damaged", text, 1),)), TODAY)  # fmt: skip
    assert not set(refusal) & {"\x1b", "\u202e", "\u200b"}


@pytest.mark.parametrize("column", [
    "<!channel>", "<@U123|x>", "<https://evil.example|here>", "*b*", "`c`", "\u202eevil", "\x1b[2J",
])  # fmt: skip
def test_a_column_that_is_echoed_is_shown_as_plain_text(column: str) -> None:
    said = sentence("unknown_columns", {"seen": f"{column}, other"})
    assert "<" not in said
    assert not set(said) & {"\x1b", "\u202e"}
    assert "*b*" not in said
    assert "`c`" not in said


@pytest.mark.parametrize("data", [
    b"{", b"[" * 100_000, b'{"a":' * 50_000, b'{"memberScore": NaN}', b"[1e999]", b'{"a": "\\ud800"}',
    b"9" * 5000, b"{" + b'"a":1,' * 50_000 + b'"a":1}', b"null", b'"', b"\xef\xbb\xbf{}",
])  # fmt: skip
def test_json_that_is_no_page_is_refused(data: bytes) -> None:
    assert verdict(data, "ssi.json") not in READ


def test_a_table_up_to_its_rows_is_read_and_a_longer_one_refused_whole() -> None:
    from dataclasses import replace

    from bot.importers.values import Limits
    from tests.importers.hostile import CONTEXT

    five = (HEAD + row() * 5).encode()
    for rows, fits in ((5, True), (4, False)):
        context = replace(CONTEXT, limits=replace(Limits(), rows=rows))
        if fits:
            assert read(five, "Connections.csv", context).files[0].rows_read == 5
        else:
            assert code_of(five, "Connections.csv", context) == "too_much_inside"


def test_columns_up_to_the_limit() -> None:
    extra = 64 - HEAD.count(",") - 1
    head = HEAD.strip() + "".join(f",c{n}" for n in range(extra))
    cells = row().strip() + "," * extra
    assert verdict(f"{head}\n{cells}\n".encode(), "Connections.csv") in READ
    assert code_of(f"{head},one\n{cells},\n".encode(), "Connections.csv") == "too_much_inside"


def test_a_cell_up_to_the_limit() -> None:
    fits, over = row(title="x" * 64_000), row(title="x" * 64_001)
    assert read((HEAD + fits).encode(), "Connections.csv").files[0].rows_skipped == 0
    made = read((HEAD + row() + over + row()).encode(), "Connections.csv")
    assert (made.files[0].rows_read, made.files[0].rows_skipped) == (2, 1)
