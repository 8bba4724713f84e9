"""docs/privacy.md names each table, and each column in which a person stands, and no other."""

import re
from pathlib import Path

from sqlmodel import SQLModel

from bot.store.personal import NOBODYS, PLACES

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text("utf-8")
ROWS = {
    found[1]: found[2] for found in re.finditer(r"^\| `([a-z_]+)` \| (.*) \|$", PAGE, re.MULTILINE)
}


def test_the_page_has_a_row_for_each_table() -> None:
    assert set(ROWS) == set(SQLModel.metadata.tables)


def test_each_row_names_the_columns_in_which_people_stand() -> None:
    for name, rest in ROWS.items():
        what = rest.split(" | ")[0]
        columns = {one.column for one in PLACES if one.table == name}
        columns |= {"person"} if name == "tombstone" else set()
        assert set(re.findall(r"`([a-z_]+)`", what)) == columns, name
        assert ("nothing of a person" in what) == (name in NOBODYS - {"tombstone"}), name


def test_each_row_says_what_for_how_long_and_who_sees_it() -> None:
    for name, rest in ROWS.items():
        cells = rest.split(" | ")
        assert len(cells) == 4, name
        assert all(cell.strip() for cell in cells), name
