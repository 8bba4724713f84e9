"""Workbooks that no honest program writes: refused with a code, in bounded memory, nothing fetched."""

import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import defusedxml
import pytest

from bot.blocks.refusals import SENTENCES
from bot.errors import Refused
from bot.importers import child, reading, workbook
from bot.importers.values import Context, Limits, Upload
from tests.importers.workbooks import CANARY, HISTORY, book, changed, new_layout, part

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
MORNING = datetime.fromisoformat("2026-11-01 09:30:00")
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
GOOD = book({"Readings": HISTORY})


def code_of(data: bytes, name: str = "a.xlsx", context: Context = CONTEXT) -> str:
    with pytest.raises(Refused) as refused:
        reading.read([Upload(name, data)], context)
    assert refused.value.code in SENTENCES
    assert CANARY not in json.dumps(dict(refused.value.facts))
    return refused.value.code


def spliced(old: bytes, new: bytes, name: str = SHEET, data: bytes = GOOD) -> bytes:
    before = part(data, name)
    assert old in before
    return changed(data, {name: before.replace(old, new, 1)})


MACROS = changed(GOOD, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
OLD_MACROS = changed(GOOD, {"xl/macrosheets/sheet1.xml": b"<xm/>"})
BINARY = changed(GOOD, {"xl/workbook.xml": None, "xl/workbook.bin": b"x"})
WORD = changed(GOOD, {"xl/workbook.xml": None, "word/document.xml": b"<w/>"})
DTD = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'


def open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (MACROS, "macros"),
        (OLD_MACROS, "macros"),
        (BINARY, "other_document"),
        (WORD, "other_document"),
        (open_document(), "other_document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old_or_locked_workbook"),
        (spliced(b"<worksheet", DTD), "doctype_in_workbook"),
        (changed(GOOD, {"docProps/app.xml": b"<!DOCTYPE x><x/>"}), "doctype_in_workbook"),
        (changed(GOOD, {"x.xml": "<!DOCTYPE x><x/>".encode("utf-16")}), "doctype_in_workbook"),
        (changed(GOOD, {"x.xml": b" " * (workbook.CHUNK - 4) + b"<!DOCTYPE x>"}),
         "doctype_in_workbook"),
        (book({"Empty": []}), "empty_file"),
        (book({"Notes": [("Something", "else")]}), "unknown_columns"),
        (book({"A": HISTORY, "B": HISTORY}), "two_sheets"),
        (book({"A": [("Date", "Type", "Link")]}), "no_rows"),
        (book({"A": [HISTORY[0], ("x",) * 7]}), "no_good_rows"),
        (book({"A": [("Total", "Date", "Date", *HISTORY[0][2:])]}), "duplicate_column"),
        (book({"A": [(*HISTORY[0], *(f"c{at}" for at in range(70)))]}), "too_much_inside"),
        (book({"A": [("Email Address", "Confirmed", "Primary", "Updated On"), (CANARY,)]}),
         "private_file"),
    ],
)  # fmt: skip
def test_what_is_not_read_has_its_code(data: bytes, code: str) -> None:
    assert code_of(data) == code
    assert code_of(data, "Connections.csv") == code  # whatever it is called


BROKEN = {
    "no content types": changed(GOOD, {"[Content_Types].xml": b"<x/>"}),
    "no relations": changed(GOOD, {"xl/_rels/workbook.xml.rels": None}),
    "no styles": changed(GOOD, {"xl/styles.xml": b"<x"}),
    "workbook is no XML": changed(GOOD, {"xl/workbook.xml": b"\0\1\2"}),
    "sheet ends early": spliced(b"</sheetData>", b""),
    "sheet is empty": changed(GOOD, {SHEET: b""}),
    "a string that is not there": spliced(b"<v>0</v>", b"<v>999</v>"),
    "a string before the first": spliced(b"<v>0</v>", b"<v>x</v>"),
    "a place that is none": spliced(b'r="A1"', b'r="1A"'),
    "a row that is no number": spliced(b'<row r="1"', b'<row r="one"'),
    "a number that is none": spliced(b"<v>64.8</v>", b"<v>6e4e8</v>"),
    "a number without end": spliced(b"<v>64.8</v>", b"<v>" + b"9" * 5000 + b"</v>"),
    "strings are another part": changed(GOOD, {STRINGS: b"<worksheet/>"}),
    "an unknown prefix": spliced(b"<sheetData>", b"<a:b/><sheetData>"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_whatever_openpyxl_makes_of_damage_is_one_refusal(fault: str) -> None:
    assert code_of(BROKEN[fault]) in {"damaged", "empty_file"}


def test_every_cut_of_a_workbook_is_refused_or_read() -> None:
    for length in range(4, len(GOOD), 97):
        with pytest.raises(Refused) as refused:
            reading.read([Upload("a.xlsx", GOOD[:length])], CONTEXT)
        assert refused.value.code in SENTENCES


def test_a_wrong_checksum_in_any_part_is_damage() -> None:
    at = GOOD.index(b"PK\x03\x04", 10)
    crc = at + 14
    broken = GOOD[:crc] + bytes(4) + GOOD[crc + 4 :]
    directory = broken.rindex(part_name(GOOD, at)) - 46
    broken = broken[: directory + 16] + bytes(4) + broken[directory + 20 :]
    assert code_of(broken) == "damaged"


def part_name(data: bytes, at: int) -> bytes:
    length = int.from_bytes(data[at + 26 : at + 28], "little")
    return data[at + 30 : at + 30 + length]


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port that notes who knocks."""
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        ended = threading.Event()

        def wait() -> None:
            while not ended.is_set():
                try:
                    knocking, address = server.accept()
                except TimeoutError:
                    continue
                knocking.close()
                heard.append(address)

        thread = threading.Thread(target=wait)
        thread.start()
        yield server.getsockname()[1], heard
        ended.set()
        thread.join()


def test_nothing_that_a_workbook_names_is_fetched(listener: tuple[int, list[object]]) -> None:
    port, heard = listener
    place = f"http://127.0.0.1:{port}/x".encode()
    entity = b'<!DOCTYPE x [<!ENTITY %% p SYSTEM "%s"> %%p;]><worksheet' % place
    assert code_of(spliced(b"<worksheet", entity)) == "doctype_in_workbook"
    link = changed(GOOD, {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels":
            b'<Relationships><Relationship Id="rId1" TargetMode="External" Target="%s"/>'
            b"</Relationships>" % place,
    })  # fmt: skip
    image = book({"A": [*HISTORY, (f'=IMAGE("{place.decode()}")', f'=WEBSERVICE("{place}")')]})
    assert len(child.read([Upload("a.xlsx", link)], CONTEXT).readings) == 2
    assert len(child.read([Upload("a.xlsx", image)], CONTEXT).readings) == 2
    assert heard == []


def test_the_guarded_parser_is_the_one_in_use(listener: tuple[int, list[object]]) -> None:
    """Behind our own look at each part, which is passed by here."""
    port, heard = listener
    for declared in (
        f'<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/x"> %p;',
        f'<!ENTITY a SYSTEM "http://127.0.0.1:{port}/x">',
        '<!ENTITY a "aaaaaaaaaa">',
    ):
        dtd = f"<!DOCTYPE x [{declared}]>".encode()
        for root, name in ((b"<workbook", "xl/workbook.xml"), (b"<worksheet", SHEET)):
            with pytest.raises(ValueError, match="could not read work") as refused:
                list(workbook._load(spliced(root, dtd + root, name), Limits()))
            assert isinstance(refused.value.__cause__, defusedxml.DefusedXmlException)
    assert heard == []


@pytest.mark.parametrize(("rows", "kept"), [(30, True), (31, False)])
def test_more_rows_than_allowed_are_refused_and_as_many_are_read(rows: int, kept: bool) -> None:
    few = replace(CONTEXT, limits=replace(Limits(), sheet_rows=30))
    days = [(50, date(2026, 10, 1) + timedelta(days=at)) for at in range(rows)]
    history = [Upload("a.xlsx", book({"A": [("Total", "Date"), *days]}))]
    head = [("Date", "Impressions", "Engagements")]
    posts = [Upload("a.xlsx", book({"A": [*head, *((day, 5, 1) for _, day in days)]}))]
    for uploads in (history, posts):
        if kept:
            assert child.read(uploads, few).files[0].rows_read == rows
        else:
            with pytest.raises(Refused, match="too_much_inside"):
                child.read(uploads, few)


def test_the_sizes_inside_are_bounded_before_anything_is_parsed() -> None:
    small = replace(CONTEXT, limits=replace(Limits(), part=20_000))
    assert code_of(changed(GOOD, {"xl/x.xml": b" " * 20_001}), context=small) == "too_much_inside"
    assert child.read([Upload("a", changed(GOOD, {"xl/x.xml": b" " * 20_000}))], small).readings
    bomb = changed(GOOD, {STRINGS: bytes(12_000_000)})
    assert code_of(bomb) == "too_much_inside"
    many = replace(CONTEXT, limits=replace(Limits(), sheets=2))
    assert code_of(book({"A": [], "B": [], "C": HISTORY}), context=many) == "too_much_inside"
    assert child.read([Upload("a", book({"A": [], "B": HISTORY}))], many).readings


def test_a_million_empty_rows_with_a_style_cost_little() -> None:
    rows = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (at, at)
                    for at in range(10, 1_000_000))  # fmt: skip
    data = part(GOOD, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    strict = replace(CONTEXT, limits=replace(Limits(), ratio=10_000))
    made = child.read([Upload("a.xlsx", changed(GOOD, {SHEET: data}))], strict)
    assert len(made.readings) == 2


def test_a_child_drowned_in_strings_is_ended_and_survived() -> None:
    strings = b"<sst>" + b"<si><t>x</t></si>" * 3_000_000 + b"</sst>"
    space = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    data = changed(GOOD, {STRINGS: strings.replace(b"<sst>", space, 1)})
    narrow = replace(Limits(), ratio=10_000, wall_s=2.0)
    with pytest.raises(Refused, match="too_slow_or_heavy"):
        child.read([Upload("a.xlsx", data)], replace(CONTEXT, limits=narrow))


def test_a_workbook_that_fails_inside_an_archive_leaves_the_rest_readable() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("Reactions.csv", "Date,Type,Link\n2026-11-01 10:00:00,LIKE,x\n")
        made.writestr("Connections.csv", MACROS)
        made.writestr("Shares.csv", book({"A": []}))
        made.writestr("Comments.xlsx", spliced(b"<worksheet", DTD))
        made.writestr("AggregateAnalytics_x.xlsx", spliced(b"<v>0</v>", b"<v>999</v>"))
        made.writestr("Content_2026_x.xlsx", book({"A": [("Date", "Impressions", "Engagements")]}))
    read = child.read([Upload("a.zip", out.getvalue())], CONTEXT)
    assert [file.kind for file in read.files] == ["reactions"]
    assert [warned.code for warned in read.warnings] == ["member_unreadable"] * 5


def test_a_child_that_reads_no_workbook_does_not_load_openpyxl() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from datetime import date; from bot.importers import reading;"
        "from bot.importers.values import Context, Upload;"
        "reading.read([Upload('a.csv', b'Date,Total\\n2026-10-01,65\\n')],"
        " Context(date(2026, 11, 20)));"
        "print([name for name in sys.modules if name.startswith(('openpyxl', 'defusedxml'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_good_ones_are_good() -> None:
    assert len(child.read([Upload("a", GOOD)], CONTEXT).readings) == 2
    assert len(child.read([Upload("a", book(new_layout()))], CONTEXT).batches) == 2
