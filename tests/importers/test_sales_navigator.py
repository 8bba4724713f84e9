"""Sales Navigator's usage report: whose rows, which days, and nobody else."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.importers import child, reading, wire
from bot.importers.sales_navigator import PILLARS, TOTAL, period_in
from bot.importers.values import Context, Seat, SeatImport, Upload
from scoring.activity import merge
from scoring.readings import Source
from tests.importers.usage_reports import (
    FULL,
    MINE,
    SEPTEMBER,
    TODAY,
    own,
    read,
    table,
    totals,
    warned,
)

GOLDEN = Path(__file__).parent / "golden_reports" / "sales_navigator"
MONTHS = sorted(GOLDEN.glob("*.csv"))
EXPECTED = json.loads((GOLDEN / "expected.json").read_text("utf-8"))
ANA, BEN = Seat("U1", "email", "ana.costa@example.com"), Seat("U2", "seat", "7100002")


@pytest.mark.parametrize("path", MONTHS, ids=lambda path: path.stem[-24:-14])
def test_each_of_nine_drifting_months_counts_as_it_was_made(path: Path) -> None:
    expected = EXPECTED[path.name]
    made = child.read([Upload(path.name, path.read_bytes())], Context(TODAY, seats=(ANA, BEN)))
    assert {one.member for one in made.seats} == {"U1", "U2"}
    assert warned(made) == {"seats_not_matched": expected["strange"]}
    for seat in made.seats:
        known = expected[seat.member]
        [batch], [level], [reading] = seat.batches, seat.levels, seat.readings
        span = (batch.first_seen.isoformat(), batch.as_of.isoformat())
        assert span == (known["first"], known["last"])
        assert totals(seat) == known["totals"]
        assert (level.fact, level.value, level.as_of) == (
            "network.size",
            known["network"],
            batch.as_of,
        )
        assert (list(reading.pillars or ()), reading.total) == (known["pillars"], known["total"])
        assert (reading.day, reading.source) == (batch.as_of, Source.SALES_NAVIGATOR)
    assert not made.batches
    assert not made.readings
    assert made.files[0].kind == "sales_navigator"
    assert made.files[0].last == batch.as_of


@given(st.permutations(MONTHS), st.integers(1, 9))
def test_many_months_at_once_build_one_history_in_any_order(order: list[Path], many: int) -> None:
    chosen = order[:many]
    uploads = [Upload(path.name, path.read_bytes()) for path in chosen]
    made = reading.read(uploads, Context(TODAY, seats=(ANA, BEN)))
    for seat in made.seats:
        assert [one.day for one in seat.readings] == sorted(
            date.fromisoformat(EXPECTED[path.name][seat.member]["last"]) for path in chosen
        )
        merged = merge(seat.batches, seat.levels)
        for path in chosen:
            known = EXPECTED[path.name][seat.member]
            first, last = date.fromisoformat(known["first"]), date.fromisoformat(known["last"])
            for fact, total in known["totals"].items():
                days = merged.amounts[fact]
                assert sum(n for day, n in days.items() if first <= day <= last) == total
        newest = max(chosen, key=lambda path: path.name)
        assert merged.levels["network.size"].value == EXPECTED[newest.name][seat.member]["network"]
    assert warned(made) == {"seats_not_matched": 7}, "a seat counts once, in however many months"


def test_several_months_may_come_in_one_zip_beside_other_files() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made_zip:
        for path in MONTHS:
            made_zip.writestr(f"reports/{path.name}", path.read_bytes())
    made = reading.read([Upload("reports.zip", data.getvalue())], Context(TODAY, seats=(ANA,)))
    assert len(own(made).readings) == 9
    assert made.as_of == date(2025, 9, 30)


@given(st.permutations(list(FULL)), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_the_order_of_columns_delimiters_and_capitals_does_not_matter(
    columns: list[str], delimiter: str, loud: bool
) -> None:
    text = table(FULL, columns=columns, delimiter=delimiter)
    if loud:
        head, _, rest = text.partition("\n")
        text = f"\ufeff{head.upper()}  \n{rest}"
    assert read(text).seats == read(table(FULL)).seats


def test_nobody_is_matched_by_a_name_or_by_a_part_of_an_address() -> None:
    for seat in (Seat("U1", "email", "canary-name"), Seat("U1", "email", "ana"),
                 Seat("U1", "seat", "ana@x.example"), Seat("U1", "email", ""),
                 Seat("U1", "seat", "7")):  # fmt: skip
        made = read(table(FULL), seats=(seat,))
        assert made.seats == ()
        assert warned(made) == {"seats_not_matched": 1}


def test_a_confirmed_seat_comes_before_a_typed_address() -> None:
    seats = (Seat("U2", "email", "ana@x.example"), Seat("U1", "seat", "71"))
    assert [one.member for one in read(table(FULL), seats=seats).seats] == ["U1"]


def test_two_rows_of_one_person_that_differ_are_both_left_out() -> None:
    twice = table(FULL, {**FULL, "Seat ID": "72", "Days Active": "3"})
    made = read(twice)
    assert own(made) == SeatImport("U1")
    assert warned(made)["conflicting_rows"] == 2
    idle = dict.fromkeys(FULL, "") | {"Seat ID": "70", "Invited Email Address": "ana@x.example"}
    assert own(read(table(idle, FULL))) == own(read(table(FULL))), "an empty old seat is no rival"
    assert own(read(table(FULL, FULL))) == own(read(table(FULL)))


def test_of_two_periods_that_end_on_one_day_the_shorter_one_gives_the_reading() -> None:
    week = table({**FULL, "SSI - Overall Score": "54"})
    names = [
        ("a_2025-09-01_to_2025-09-30.csv", table(FULL)),
        ("b_2025-09-24_to_2025-09-30.csv", week),
    ]
    for order in (names, names[::-1]):
        uploads = [Upload(name, text.encode()) for name, text in order]
        [seat] = reading.read(uploads, Context(TODAY, seats=MINE)).seats
        assert [one.total for one in seat.readings] == [5400]
        assert len(seat.batches) == 2


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (SEPTEMBER, (date(2025, 9, 1), date(2025, 9, 30))),
        ("usage 2025-09-01 to 2025-09-30 (1).csv", (date(2025, 9, 1), date(2025, 9, 30))),
        ("usage_2025-09-31_to_2025-10-30.csv", None),
        ("usage_09-01-2025_to_09-30-2025.csv", None),
        ("report.csv", None),
    ],
)
def test_the_period_stands_in_the_name(name: str, found: tuple[date, date] | None) -> None:
    assert period_in(name) == found


def test_a_report_without_its_period_asks_for_it_and_is_read_with_it() -> None:
    with pytest.raises(Refused) as refused:
        read(table(FULL), "report.csv")
    assert refused.value.code == "period_unknown"
    told = (date(2025, 9, 1), date(2025, 9, 30))
    assert read(table(FULL), "report.csv", period=told).seats == read(table(FULL)).seats
    other = read(table(FULL), SEPTEMBER, period=(date(2025, 1, 1), date(2025, 1, 31)))
    assert own(other).readings[0].day == date(2025, 9, 30), "the name knows better"


@pytest.mark.parametrize(
    "name",
    ["x_2025-09-30_to_2025-09-01.csv", "x_2025-09-01_to_2025-10-04.csv",
     "x_2001-09-01_to_2001-09-30.csv", "x_2022-01-01_to_2025-01-31.csv"],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read(table(FULL), name)
    assert refused.value.code == "dates_outside_range"


def test_amounts_of_long_ago_are_dropped_and_their_readings_stay() -> None:
    made = read(table(FULL), "x_2024-01-01_to_2024-01-31.csv")
    assert own(made).batches == ()
    assert [one.day for one in own(made).readings] == [date(2024, 1, 31)]


def test_it_is_known_by_its_columns_whatever_its_name() -> None:
    for known in (TOTAL, *PILLARS, "searches performed"):
        columns = ["Seat ID", *[name for name in FULL if name.casefold() == known]]
        made = read(table(FULL, columns=columns), "x_2025-09-01_to_2025-09-30.csv", seats=())
        assert made.files[0].kind == "sales_navigator"


RECRUITER = ("Seat holder name,Seat id,Profiles viewed,Projects created,Profiles saved to project,"
             "Searches saved,Searches performed,InMails sent,InMails accepted,InMails declined,"
             "Start date,End date\nCANARY,1,2,3,4,5,6,7,8,9,1/1/2025,1/31/2025\n")  # fmt: skip
SNAP = ("activityId,activityType,createdAt,seatId,memberIdentityKey\n"
        "1,SEARCH_PERFORMED,01-02-2025 10:00:00,71,x\n")  # fmt: skip
OUTCOME = "activityId,activityType,outcome\n1,INMAIL_SENT,ACCEPTED\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [(RECRUITER, "recruiter_report"), (RECRUITER.replace(",", ";"), "recruiter_report"),
     (SNAP, "snap_export"), (OUTCOME, "snap_export")],
)  # fmt: skip
def test_the_other_reports_are_refused_by_their_own_names(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, "report.csv")
    assert refused.value.code == code


CANARY = st.text("bcdfghjklmnpqrstvwxz", min_size=12, max_size=20)
"""No vowels: a word of the answer's own would be no canary."""


@given(st.lists(CANARY, min_size=1, max_size=5, unique=True), st.booleans())
def test_nothing_of_a_strangers_row_leaves_the_child_but_one_number(
    canaries: list[str], matched: bool
) -> None:
    rows = [
        {**FULL, "Seat ID": f"{canary}id", "Name": f"{canary}name", "Category": canary,
         "Invited Email Address": f"{canary}@{canary}.example", "Coach Level": canary}
        for canary in canaries
    ]  # fmt: skip
    columns = [*FULL, "Category", "Coach Level"]
    made = read(table(*rows, *([FULL] if matched else []), columns=columns))
    packed = wire.pack(made, TODAY)
    assert not [canary for canary in canaries if canary in packed]
    assert "canary-name" not in packed.casefold()
    assert "ana@x.example" not in packed
    assert warned(made)["seats_not_matched"] == len(canaries)
    assert [one.member for one in wire.unpack(packed, TODAY).seats] == (["U1"] if matched else [])


def test_a_child_that_names_another_member_is_not_believed() -> None:
    made = read(table(FULL))
    assert child.believed(made, Context(TODAY, seats=MINE)) is made
    with pytest.raises(Refused, match="damaged"):
        child.believed(made, Context(TODAY, seats=(Seat("U2", "seat", "71"),)))
    packed = wire.pack(made, TODAY)
    for lie in ('"x y"', "7", '"<@U1>"'):
        with pytest.raises(Refused, match="damaged"):
            wire.unpack(packed.replace('"member":"U1"', f'"member":{lie}'), TODAY)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_line_ends_and_lines_above_the_header_change_nothing(
    encoding: str, ends: str
) -> None:
    text = table({**FULL, "Name": "Zoë"}).replace("\n", ends)
    data = f"Usage Reporting{ends}{ends}{text}".encode(encoding)
    made = reading.read([Upload(SEPTEMBER, data)], Context(TODAY, seats=MINE))
    assert made.seats == read(table(FULL)).seats


GOOD = table(FULL, {**FULL, "Seat ID": "72", "Invited Email Address": "b@x.example"}).encode()
EDITS = st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=4)), max_size=12)


@given(EDITS, st.integers(0, len(GOOD)), st.sampled_from([SEPTEMBER, "x_2025-99-01_to_2025-09-30"]))
def test_a_damaged_report_is_read_or_refused_and_breaks_nothing(
    edits: list[tuple[int, bytes]], cut: int, name: str
) -> None:
    data = bytearray(GOOD)
    for at, new in edits:
        data[at : at + len(new)] = new
    for damaged in (bytes(data), bytes(data[:cut])):
        try:
            made = reading.read([Upload(name, damaged)], Context(TODAY, seats=MINE))
        except Refused:
            continue
        assert {one.member for one in made.seats} <= {"U1"}
        assert wire.unpack(wire.pack(made, TODAY), TODAY).seats == made.seats
