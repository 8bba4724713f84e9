"""Numbers of a usage report: totals of a period, levels, the index; missing is never zero."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importers.sales_navigator import HABITS, spread
from bot.importers.values import Seat, SeatImport
from scoring.activity import merge
from tests.importers.usage_reports import FULL, MINE, own, read, table, totals, warned


def test_period_columns_are_amounts_and_lifetime_ones_are_not() -> None:
    seat = own(read(table(FULL)))
    assert totals(seat) == {
        "sn.days_active": 10_000, "sn.searches": 60_000, "sn.profile_views": 31_000,
        "sn.leads_saved": 4_000, "sn.accounts_saved": 2_000, "sn.inmails_sent": 20_000,
        "sn.inmails_accepted": 4_000,
    }  # fmt: skip
    [reading] = seat.readings
    assert reading.pillars == (1640, 1325, 900, 1610)
    assert (reading.total, reading.day, reading.mismatch) == (5500, date(2025, 9, 30), False)
    assert [(one.fact, one.value) for one in seat.levels] == [("network.size", 1250.0)]


def test_the_rate_of_no_inmails_means_nothing_and_sent_without_a_rate_neither() -> None:
    for changed in ({"InMails Sent": "0", "InMails Acceptance Rate": "50"},
                    {"InMails Acceptance Rate": ""}):  # fmt: skip
        assert not {"sn.inmails_sent", "sn.inmails_accepted"} & set(
            totals(own(read(table({**FULL, **changed}))))
        )


@pytest.mark.parametrize("zeros", ["", "0", "N/A"])
def test_a_seat_that_was_never_activated_brings_nothing_and_no_zero(zeros: str) -> None:
    blank = {name: zeros for name in FULL if name not in ("Seat ID", "Name")}
    made = read(table({**blank, "Seat ID": "71", "Date Activated": "",
                       "Invited Email Address": "ana@x.example"}))  # fmt: skip
    assert own(made) == SeatImport("U1")
    assert "seats_not_matched" not in warned(made)
    assert merge(own(made).batches, own(made).levels).cover == {}


def test_an_active_seat_at_rest_is_a_known_zero() -> None:
    zeros = {**FULL, **dict.fromkeys(("Days Active", "Searches Performed", "Profile Views",
                                      "Leads Saved", "Accounts Saved", "InMails Sent"), "0")}  # fmt: skip
    [batch] = own(read(table(zeros))).batches
    assert batch.amounts == {}
    assert (batch.as_of - batch.first_seen).days == 29


@pytest.mark.parametrize("column", sorted(HABITS))
def test_without_one_of_the_activity_columns_no_activity_is_claimed(column: str) -> None:
    kept = [name for name in FULL if name.casefold() != column]
    made = read(table(FULL, columns=kept))
    assert own(made).batches == ()
    assert own(made).readings != ()
    assert "activity_incomplete" in warned(made)
    blank = {**FULL, **{name: "" for name in FULL if name.casefold() == column}}
    assert own(read(table(blank))).batches == ()


@pytest.mark.parametrize(
    ("column", "cell"),
    [(name, cell) for name in ("Days Active", "Total Connections")
     for cell in ("-3", "1e3", "1.5", "nan", "٣", "12345678901", "=1+1")]
    + [(name, cell) for name in ("SSI - Build relationships", "InMails Acceptance Rate")
       for cell in ("101", "-1", "1e1", "inf", "1_0", "x", '"9,5"')]
    + [("SSI - Find the right people", "25.01"), ("SSI - Overall Score", "100.5")],
)  # fmt: skip
def test_a_bad_number_leaves_its_row_out_and_the_other_seats_stand(column: str, cell: str) -> None:
    bad = {**FULL, column: cell}
    other = {**FULL, "Seat ID": "72", "Invited Email Address": "ben@x.example"}
    seats = (*MINE, Seat("U2", "seat", "72"))
    made = read(table(bad, other).replace('""', '"'), seats=seats)
    assert [bool(one.readings) for one in made.seats] == [False, True]
    assert made.files[0].rows_skipped == 1
    assert warned(made)["rows_left_out"] == 1


def test_thousands_are_whole_numbers_and_commas_decimals_where_they_can_be() -> None:
    assert own(read(table({**FULL, "Total Connections": "1,250"}))).levels[0].value == 1250
    commas = {name: cell.replace(".", ",") for name, cell in FULL.items()}
    commas["Invited Email Address"] = FULL["Invited Email Address"]
    made = read(table(commas, delimiter=";"))
    assert made.seats == read(table(FULL)).seats
    assert "decimal_comma_read" in warned(made)
    mixed = table(commas, {**FULL, "Seat ID": "72", "Invited Email Address": "b@x"}, delimiter=";")
    assert own(read(mixed)).readings == (), "one column doesn't write both"


def test_more_active_days_than_the_period_has_come_from_whole_weeks() -> None:
    name = "Usage_2025-09-01_to_2025-09-02.csv"
    assert totals(own(read(table(FULL), name)))["sn.days_active"] == 2000


def test_a_total_that_contradicts_the_four_is_kept_and_marked() -> None:
    made = read(table({**FULL, "SSI - Overall Score": "80"}))
    assert own(made).readings[0].mismatch
    assert own(made).readings[0].total == 8000
    assert "total_mismatch" in warned(made)


def test_a_total_without_the_four_is_a_total_alone() -> None:
    made = read(table({**FULL, "SSI - Engage with insights": ""}))
    assert own(made).readings[0].pillars is None
    assert "pillars_missing" in warned(made)


@given(st.integers(0, 10**7), st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 400))
def test_a_spread_total_sums_exactly_and_is_as_even_as_it_can_be(
    total: int, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    days = spread(total, first, last)
    assert sum(days.values()) == total
    assert all(first <= day <= last for day in days)
    every = [days.get(first + timedelta(days=i), 0) for i in range(length + 1)]
    assert max(every) - min(every) <= 1
