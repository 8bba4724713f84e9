"""However a table was saved, split, shuffled or damaged, the same is read, or less and by name."""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importers import layouts
from importers.cases import packed_files as zipped
from importers.layouts import ME, URL

from bot.importers import reading
from bot.importers.values import Context, Import, Upload
from scoring.activity import Activity, Batch, Level, merge

CONTEXT = Context(date(2026, 11, 20))
FULL = "Complete_LinkedInDataExport_11-19-2026.zip"
Table = list[list[str]]
DAYS = [f"{n:02d} Nov 2026" for n in range(1, 19)]
STAMPS = [f"2026-11-{n:02d} 0{n % 8}:15:00" for n in range(1, 19)]
TABLES: dict[str, Table] = {
    "Connections": [layouts.NAMES.split(","),
                    *([f"Ann {n}", "Invented", f"{URL}ann-{n}", "", "Würth; Söhne", "Head of “Sales”, EMEA", DAYS[n]]
                      for n in range(12)),
                    *[["", "", "", "", "", "", DAYS[3]]] * 3],
    "Reactions": [["Date", "Type", "Link"], *([stamp, "LIKE", f"https://x.example/{n % 5}"] for n, stamp in enumerate(STAMPS))],
    "Shares": [["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"],
               *([stamp, f"https://x.example/{n}", f"grüße {n} {layouts.LONG}", "", "", "x"] for n, stamp in enumerate(STAMPS[:4]))],
    "Invitations": [layouts.ASKED.split(","),
                    *(["R", f"Ann {n}", f"11/{n + 1}/26, {n % 12 + 1}:05 PM", "Hi, é" * (n % 2), "OUTGOING", ME, f"{URL}ann-{n}"]
                      for n in range(12))],
    "SearchQueries": [["Time", "Search Query"],
                      *([f"2026/11/{n:02d} 13:20:{n:02d} UTC", f"naïve query {n}"] for n in range(1, 15))],
    "Endorsement_Received_Info": [layouts.ENDORSED.split("\n", 1)[0].split(","),
                                  *([f"2026/11/{n % 4 + 1:02d} 10:00:00 UTC", f"Skill {n}", "Zoë", "X", f"{URL}z{n % 3}", "ACCEPTED"]
                                    for n in range(14))],
}  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    mark: str
    encoding: str
    end: str
    quoting: int
    upper: bool
    extra: bool
    order: int
    rows: int
    blank: bool


DIALECTS = st.builds(
    Dialect, mark=st.sampled_from(",;\t"), encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    end=st.sampled_from(("\n", "\r\n")), quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    upper=st.booleans(), extra=st.booleans(), order=st.integers(0, 999), rows=st.integers(0, 999), blank=st.booleans(),
)  # fmt: skip


def saved(table: Table, dialect: Dialect) -> bytes:
    """The table as some program would save it."""
    head, *rows = table
    order = list(range(len(head)))
    random.Random(dialect.order).shuffle(order)
    rows = list(rows)
    random.Random(dialect.rows).shuffle(rows)
    names = [f" {name.upper()} " if dialect.upper else name for name in head]
    more = ["Extra"] if dialect.extra else []
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=dialect.mark, lineterminator=dialect.end, quoting=dialect.quoting
    )  # type: ignore[arg-type]
    writer.writerow([*(names[at] for at in order), *more])
    writer.writerows([*(row[at] for at in order), *more] for row in rows)
    if dialect.blank:
        text.write(dialect.end * 3)
    return text.getvalue().encode(dialect.encoding)


def read(**files: bytes | str) -> Import:
    given = [
        Upload(name, data.encode() if isinstance(data, str) else data)
        for name, data in files.items()
    ]
    return reading.read(given, CONTEXT)


def plain(name: str) -> Import:
    return read(
        **{
            f"{name}.csv": saved(
                TABLES[name], Dialect(",", "utf-8", "\n", 0, False, False, 0, 0, False)
            )
        }
    )


@pytest.mark.parametrize("name", TABLES)
@given(dialect=DIALECTS)
def test_any_dialect_reads_the_same(name: str, dialect: Dialect) -> None:
    made, want = read(**{f"{name}.csv": saved(TABLES[name], dialect)}), plain(name)
    assert (made.batches, made.levels) == (want.batches, want.levels)
    assert made.files[0].rows_read == len(TABLES[name]) - 1
    assert {one.code for one in made.warnings} - {"encoding_guessed"} <= {"join_impossible"}


@pytest.mark.parametrize("name", TABLES)
@given(cut=st.integers(1, 11), again=st.integers(0, 3), swap=st.booleans())
def test_parts_at_any_cut_and_overlap_read_as_the_whole(
    name: str, cut: int, again: int, swap: bool
) -> None:
    head, *rows = TABLES[name]
    clean = Dialect(",", "utf-8", "\n", 0, False, False, 0, 0, False)
    overlap = max(0, cut - again)
    parts = [saved([head, *rows[:cut]], clean), saved([head, *rows[overlap:]], clean)]
    if swap:
        parts.reverse()
    files = {f"{name}_{n}.csv": part for n, part in enumerate(parts, 1)}
    made, want = (
        read(**{FULL: zipped(files)}),
        read(**{FULL: zipped({f"{name}.csv": saved(TABLES[name], clean)})}),
    )
    assert (made.batches, made.levels) == (want.batches, want.levels)
    assert "parts_joined" in made.notes


FAULTS = st.sampled_from(("too few", "too many", "no date", "long ago", "to come"))


@pytest.mark.parametrize(
    "name", ["Connections", "Reactions", "Shares", "Invitations", "SearchQueries"]
)
@given(faults=st.dictionaries(st.integers(0, 20), FAULTS, max_size=4))
def test_a_bad_row_is_left_out_by_number_and_the_others_stay(
    name: str, faults: dict[int, str]
) -> None:
    head, *good = TABLES[name]
    at = next(
        n for n, column in enumerate(head) if column in ("Connected On", "Date", "Sent At", "Time")
    )
    rows = [list(row) for row in good]
    bad = []
    for place, fault in sorted(faults.items(), reverse=True):
        where = min(place, len(rows))
        row = list(good[0])
        if fault in ("too few", "too many"):
            row = row[:-1] if fault == "too few" else [*row, "x"]
        else:
            row = [f"{cell} {place}" for cell in row]
            row[at] = {"no date": "soon", "long ago": "01 Jan 2001", "to come": "01 Jan 2031"}[
                fault
            ]
        rows.insert(where, row)
        bad.append(row)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    made, want = read(**{f"{name}.csv": text.getvalue()}), plain(name)
    assert (made.batches, made.levels) == (want.batches, want.levels)
    assert made.files[0].rows_skipped == len(bad)
    assert sum(one.count for one in made.left_out) == len(bad)
    if name != "Reactions":  # which is too large to number its rows
        numbers = {number for one in made.left_out for number in one.rows}
        assert numbers == {n for n, row in enumerate(rows, 2) if any(row is one for one in bad)}


def sources(made: Import) -> dict[str, Batch]:
    return {one.source: one for one in made.batches}


NEEDS = {
    "Connections.csv": {"archive/connections", "archive/invitations+connections"},
    "Invitations.csv": {"archive/invitations", "archive/invitations+connections"},
    "messages.csv": {"archive/messages", "archive/activity"},
    "Shares.csv": {"archive/shares"}, "Comments.csv": {"archive/comments"}, "Reactions.csv": {"archive/reactions"},
}  # fmt: skip


@pytest.mark.parametrize("gone", NEEDS)
def test_a_file_that_is_not_there_is_missing_and_never_zero(gone: str) -> None:
    whole = sources(read(**{FULL: zipped(layouts.COMPLETE)}))
    rest = {name: text for name, text in layouts.COMPLETE.items() if name != gone}
    left = sources(read(**{FULL: zipped(rest)}))
    assert whole.keys() - left.keys() == NEEDS[gone]
    changed = {"archive/activity"} | ({"archive/comments"} if gone == "Shares.csv" else set())
    for source in left.keys() - changed:
        assert left[source] == whole[source], source
    assert all(any(batch.amounts.values()) for batch in left.values())


def test_no_part_of_a_file_counts_whose_last_byte_is_wrong() -> None:
    text = layouts.REACTED + "".join(
        f"{stamp},LIKE,https://x.example/{n}\n" for n, stamp in enumerate(STAMPS * 30)
    )
    data = bytearray(
        zipped({"Reactions.csv": text, "Connections.csv": layouts.NAMES + "\n" + layouts.PEOPLE})
    )
    at = data.index(b"PK\x01\x02")
    data[at + 16] ^= 1  # the checksum in the directory
    made = read(**{FULL: bytes(data)})
    assert list(sources(made)) == ["archive/connections"]
    assert [one.code for one in made.warnings] == ["member_unreadable"]


def state(imports: Sequence[Import]) -> Activity:
    """All uploads merged, as the store does it."""
    levels = [
        Level(one.fact, one.value, one.as_of, at)
        for at, made in enumerate(imports)
        for one in made.levels
    ]
    return merge([batch for made in imports for batch in made.batches], levels)


def overlapping() -> list[Import]:
    """An older archive, a newer one, and a bare file in between; each knows what the others do not."""
    old = {
        "Connections.csv": layouts.NAMES + "\n" + layouts.PEOPLE.replace("18 Nov", "02 Nov"),
        "Reactions.csv": layouts.REACTED,
    }
    return [
        read(**{"Basic_LinkedInDataExport_11-04-2026.zip": zipped(old)}),
        read(**{FULL: zipped(layouts.COMPLETE)}),
        read(
            **{"Reactions.csv": layouts.REACTED + "2026-11-10 10:00:00,LIKE,https://x.example/9\n"}
        ),
    ]


def test_overlapping_uploads_end_in_one_state_in_any_order_and_however_often() -> None:
    made = overlapping()
    want = state(made)
    for order in permutations(made):
        assert state(order).amounts == want.amounts
        assert state([*order, *order]).amounts == want.amounts
        assert state(order).levels["network.size"].value == want.levels["network.size"].value
    assert want.amounts["reactions"] == {date(2026, 11, 3): 2000}  # the newest archive saw no 10th


@given(
    st.permutations(
        [
            "Connections.csv",
            "Invitations.csv",
            "messages.csv",
            "Shares.csv",
            "Comments.csv",
            "Reactions.csv",
        ]
    )
)
def test_bare_files_of_one_message_read_the_same_in_any_order(order: list[str]) -> None:
    made = read(**{name: layouts.COMPLETE[name] for name in order})
    want = read(**{name: layouts.COMPLETE[name] for name in NEEDS})
    assert (made.batches, made.levels, made.notes) == (want.batches, want.levels, want.notes)


def test_a_renamed_file_is_known_by_its_columns() -> None:
    for name in ("Connections", "Reactions", "Shares", "Invitations"):
        again = read(
            **{
                "export (3).txt": saved(
                    TABLES[name], Dialect(",", "utf-8", "\n", 0, False, False, 0, 0, False)
                )
            }
        )
        assert (again.batches, again.levels) == (plain(name).batches, plain(name).levels)
