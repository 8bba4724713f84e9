"""One's own earlier readings as a table: in any order, dialect and state, or refused with a reason."""

from datetime import date

import pytest

from bot.errors import Refused
from bot.importers import child
from bot.importers.values import Context, Import, Upload
from scoring.readings import Reading, Source

TODAY = date(2026, 11, 20)
HEADER = ("Date,Establish your professional brand,Find the right people,Engage with insights,"
          "Build relationships,Total")  # fmt: skip


def read(text: str, name: str = "history.csv") -> Import:
    return child.read([Upload(name, text.encode())], Context(TODAY))


def test_rows_become_readings_with_ranks_and_averages_beside_them() -> None:
    made = read(f"{HEADER},Industry rank,Network rank,Industry average,Network average\n"
                "2026-10-01,18.2,12.5,20,14.1,65,12,8,29.5,36\n12 Sep 2026,17,12,19,14,62,,,,\n")  # fmt: skip
    old, new = made.readings
    assert (old.day, new.day) == (date(2026, 9, 12), date(2026, 10, 1))
    assert new.pillars == (1820, 1250, 2000, 1410)
    assert (new.total, new.source) == (6500, Source.TABLE)
    assert (new.industry_rank, new.network_rank) == (12, 8)
    assert (new.industry_average, new.network_average) == (2950, 3600)
    assert old.industry_rank is None
    assert made.files[0].kind == "ssi_history"


def test_columns_in_any_order_semicolons_and_decimal_commas_are_fine() -> None:
    made = read("total;DATE;Build relationships;Engage with insights;Find the right people;"
                "Establish your professional brand\n;2026-10-01;14,1;20;12,5;18,2\n")  # fmt: skip
    assert made.readings[0].pillars == (1820, 1250, 2000, 1410)
    assert made.readings[0].total == 6480


def test_a_comma_is_no_decimal_where_it_parts_the_columns() -> None:
    with pytest.raises(Refused, match="no_good_rows"):
        read(f'{HEADER}\n2026-10-01,"18,2",12,20,14,65\n')


def test_totals_alone_are_readings_too() -> None:
    made = read("Date,Total\n2026-10-01,65\n")
    assert made.readings[0].pillars is None
    assert made.readings[0].total == 6500


def test_a_bad_row_is_left_out_and_counted_and_the_others_stay() -> None:
    made = read(f"{HEADER}\n2026-10-01,18,12,20,14,64\n2026-10-08,99,12,20,14,64\n"
                "2027-01-01,18,12,20,14,64\n10/02/2026,18,12,20,14,64\n2026-10-15,18,,20,14,64\n"
                "2026-10-16,abc,12,20,14,64\n")  # fmt: skip
    assert [one.day for one in made.readings] == [date(2026, 10, 1)]
    assert made.files[0].rows_skipped == 5


def test_two_different_readings_of_a_day_are_both_left_out_and_equal_ones_are_one() -> None:
    made = read(f"{HEADER}\n2026-10-01,18,12,20,14,64\n2026-10-01,18,12,20,14,64\n"
                "2026-10-08,18,12,20,14,64\n2026-10-08,17,12,20,14,63\n")  # fmt: skip
    assert len(made.readings) == 1
    assert [one.code for one in made.warnings if one.code == "conflicting_rows"]


def test_a_table_with_some_of_the_pillars_is_not_taken_for_one() -> None:
    with pytest.raises(Refused):
        read("Date,Find the right people,Total\n2026-10-01,12,65\n")


def test_a_table_that_we_would_write_comes_back_as_it_was() -> None:
    made = read(f"{HEADER}\n2026-10-01,18.25,12.5,20,14.1,64.85\n")
    kept: Reading = made.readings[0]
    cells = [f"{value / 100:g}" for value in (*(kept.pillars or ()), kept.total)]
    again = read(f"{HEADER}\n{kept.day.isoformat()},{','.join(cells)}\n")
    assert again.readings == made.readings
