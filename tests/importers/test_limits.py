"""Each limit, just under and just over: what fits is read, what does not gets its sentence."""

import io
import json
import random
import sys
import zipfile
from dataclasses import replace

import pytest

from bot.errors import Refused
from bot.importers import child, facts
from bot.importers.container import open_archive
from bot.importers.tables import HEADER_LINES
from bot.importers.values import Context, Limits, Upload
from tests.importers.hostile import CONNECTIONS, CONTEXT, HEAD, code_of, read, zipped
from tests.importers.workbooks import HISTORY, book

ROOM = Limits()
CELLS = 20
WIDE = HEAD.strip() + "".join(f",c{n}" for n in range(CELLS)) + "\n"
LINUX = sys.platform == "linux"


def within(**limits: int) -> Context:
    return replace(CONTEXT, limits=replace(ROOM, **limits))


def row(size: int = 0, first: str = "Ada") -> str:
    """A row of so many characters, the end of its line not counted; 0: as short as can be."""
    start = f"{first},Byron,,,Q,CEO,03 Nov 2026"
    rest = max(0, size - len(start) - CELLS)
    cells = ["x" * (rest // CELLS + (at < rest % CELLS)) for at in range(CELLS)]
    return ",".join((start, *cells)) + "\n"


def test_a_line_before_the_header_is_taken_in_pieces_of_the_limit() -> None:
    """A file that is one line, and no table, is not held whole."""
    lines = within(line=100)
    fits = "x" * (100 * (HEADER_LINES - 1) - 1) + "\n"
    assert read((fits + CONNECTIONS).encode(), "a.csv", lines).files[0].rows_read == 1
    assert code_of(("x" + fits + CONNECTIONS).encode(), "a.csv", lines) == "unknown_columns"


@pytest.mark.parametrize(("size", "read_", "left"), [(1_000_000, 3, 0), (1_200_000, 2, 2)])
def test_a_line_up_to_a_megabyte_is_a_row_and_a_longer_one_is_left_out(
    size: int, read_: int, left: int
) -> None:
    """A stray quote first, so that csv.reader takes the rest by the line. No cell is too long."""
    many = "".join(row(first=f"F{n}") for n in range(32_000))
    data = WIDE + row(first='A"da') + many + row(size) + row(first="Cy")
    made = read(data.encode(), "Connections.csv").files[0]
    assert (made.rows_read, made.rows_skipped) == (32_000 + read_, left)


@pytest.mark.parametrize("size", [999_999, 1_000_001, 3_000_000])
def test_a_line_that_never_ends_costs_itself_alone(size: int) -> None:
    made = read((HEAD + row().replace("," * CELLS, "") + "x" * size).encode(), "Connections.csv")
    assert made.files[0].rows_read == 1
    assert made.files[0].rows_skipped >= 1


def test_facts_up_to_eight_megabytes_are_read() -> None:
    made = json.dumps(facts.of(read(CONNECTIONS.encode(), "Connections.csv"), CONTEXT.today))
    fits = made.encode() + b" " * (ROOM.facts - len(made))
    assert len(fits) == 8_000_000
    assert child.read([Upload("facts.json", fits)], CONTEXT).files[0].kind == "connections"
    assert code_of(fits + b" ", "facts.json") == "too_large"


@pytest.mark.parametrize(("size", "fits"), [(64, True), (65, False)])
def test_a_workbook_up_to_sixty_four_columns_is_read(size: int, fits: bool) -> None:
    head = [*HISTORY[0], *(f"c{at}" for at in range(size - len(HISTORY[0])))]
    rows = [tuple(head), *((*one, *("x" for _ in range(size - len(one)))) for one in HISTORY[1:])]
    data = book({"A": rows})
    if fits:
        assert len(read(data, "a.xlsx").readings) == 2
    else:
        assert code_of(data, "a.xlsx") == "too_much_inside"


@pytest.mark.parametrize(("gap", "count"), [(200, 2), (201, 1)])
def test_two_hundred_empty_rows_end_a_sheet(gap: int, count: int) -> None:
    rows = [HISTORY[0], HISTORY[1], *[()] * gap, HISTORY[2]]
    assert len(read(book({"A": rows}), "a.xlsx").readings) == count


def test_the_ratio_up_to_its_limit() -> None:
    data = zipped({"Connections.csv": CONNECTIONS * 200})
    ratio = -(-len(CONNECTIONS) * 200 // len(data))
    assert ratio > 2
    open_archive(data, replace(ROOM, ratio_from=0, ratio=ratio))
    with pytest.raises(Refused, match="too_much_inside"):
        open_archive(data, replace(ROOM, ratio_from=0, ratio=ratio - 1))


def test_the_ratio_is_looked_at_from_ten_megabytes_on() -> None:
    for size, fits in ((10_000_000, True), (10_000_001, False)):
        data = zipped({"a.csv": b"\0" * size})
        assert size / len(data) > ROOM.ratio
        if fits:
            open_archive(data, ROOM)
        else:
            with pytest.raises(Refused, match="too_much_inside"):
                open_archive(data, ROOM)


def test_the_default_of_members_is_two_thousand() -> None:
    names = {f"{n}.txt": "" for n in range(2000)}
    assert len(open_archive(zipped(names), ROOM).members) == 2000
    assert code_of(zipped({**names, "one.txt": ""}), "a.zip") == "too_much_inside"


def test_files_of_one_message_share_the_limit_of_an_upload() -> None:
    half = Upload("a.txt", b"x" * 1000)
    other = Upload("Connections.csv", CONNECTIONS.encode())
    size = len(half.data) + len(other.data)
    assert child.read([half, other], within(upload=size)).files[0].rows_read == 1
    with pytest.raises(Refused, match="too_large"):
        child.read([half, other], within(upload=size - 1))


def test_rows_of_an_archive_up_to_the_limit_are_read_and_more_are_named() -> None:
    five = HEAD + row().replace("," * CELLS, "") * 5
    data = zipped({"Connections.csv": five, "Reactions.csv": "Date,Type,Link\n"})
    assert "connections" in {one.kind for one in read(data, "a.zip", within(rows=5)).files}
    made = read(data, "a.zip", within(rows=4))
    assert [(one.code, one.file) for one in made.warnings] == [("too_many_rows", "Connections.csv")]
    assert {one.kind for one in made.files} == {"reactions"}


def stuffed(megabytes: int) -> bytes:
    """A good workbook with strings that nothing refers to, each four times as large in memory."""
    noise = random.Random(1).randbytes(500).hex()
    more = "".join(f"<si><t>\U0001f600{at}{noise}</t></si>" for at in range(megabytes * 1000))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book({"A": HISTORY}))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "xl/sharedStrings.xml":
                part = part.replace(b"</sst>", more.encode() + b"</sst>")
            new.writestr(info.filename, part)
    return out.getvalue()


def test_a_workbook_that_fills_most_of_the_memory_is_read_and_a_fuller_one_ends_the_child() -> None:
    """With the limits as they are: about 400 MB, and more than 512 MB."""
    assert len(child.read([Upload("a.xlsx", stuffed(32))], CONTEXT).readings) == 2
    if LINUX:
        with pytest.raises(Refused, match="too_slow_or_heavy"):
            child.read([Upload("a.xlsx", stuffed(48))], CONTEXT)
    made = child.read([Upload("Connections.csv", CONNECTIONS.encode())], CONTEXT)
    assert made.files[0].rows_read == 1


@pytest.mark.skipif(not LINUX, reason="only Linux holds a process to its address space")
def test_a_table_that_grows_beyond_the_memory_ends_the_child() -> None:
    """Each row is another person, whom the joins must remember until the end."""
    people = "".join(
        f"A{n},B,https://www.linkedin.com/in/{n}-{'x' * 80},,Quillon,CEO,03 Nov 2026\n"
        for n in range(120_000)
    )
    upload = [Upload("Connections.csv", (HEAD + people).encode())]
    assert child.read(upload, within(memory=250_000_000)).files[0].rows_read == 120_000
    narrow = within(memory=100_000_000)
    with pytest.raises(Refused, match="too_slow_or_heavy"):
        child.read(upload, narrow)
    few = [Upload("Connections.csv", CONNECTIONS.encode())]
    assert child.read(few, narrow).files[0].rows_read == 1
