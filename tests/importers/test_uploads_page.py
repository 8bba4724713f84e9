"""docs/uploads.md says what the code does: kinds, columns, refusals, warnings, notes, limits."""

import ast
import re
from pathlib import Path

from bot.blocks import refusals, upload
from bot.importers import kinds
from bot.importers.tables import HEADER_LINES
from bot.importers.values import Limits

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "uploads.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of each row of the first table below a heading."""
    text = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def codes(heading: str) -> set[str]:
    return {row[0].strip("`") for row in rows(heading)}


def folded(cell: str) -> frozenset[str]:
    return frozenset(kinds.fold(name) for name in re.findall(r"`([^`]+)`", cell))


def test_each_kind_that_is_read_has_its_row_with_its_columns() -> None:
    of_tables = [row for row in rows("Read") if row[0].strip("`") in kinds.readable()]
    written = {(row[0].strip("`"), folded(row[2].split(";")[0]), folded(row[2].partition(";")[2]))
               for row in of_tables}  # fmt: skip
    coded = set()
    for one in kinds.IMPORTERS:
        needed, also = one.columns, one.also
        if one.kind == "ssi_history" and "total" not in needed:  # known by any pillar, needs all
            needed, also = one.columns | set(kinds.history.LABELS), also - set(kinds.history.LABELS)
        coded.add((one.kind, needed, also))
    assert written == coded


def test_each_kind_of_a_receipt_has_its_row() -> None:
    known = {row[0].strip("`") for row in rows("Read")}
    assert set(kinds.readable()) | {"articles", "ssi_page"} <= known
    assert known <= set(upload.KINDS)


def test_each_refusal_has_its_row_and_its_sentence() -> None:
    assert codes("Refusals") == set(refusals.FILES) | set(refusals.WAYS_IN)


def test_each_warning_has_its_row_and_its_words() -> None:
    assert codes("Warnings") == set(upload.WARNINGS)


def noted() -> set[str]:
    """The notes that importers write, as the source says."""
    found = set()
    for path in (ROOT / "bot" / "importers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if call and node.func.attr == "append" and "notes" in ast.unparse(node.func.value):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def test_each_note_has_its_row() -> None:
    assert "basic_archive" in noted()
    assert codes("Notes") == noted()


def test_the_limits_are_those_of_the_code() -> None:
    limits = Limits()
    for text in (f"{limits.upload // 10**6} MB", f"{limits.unpacked // 10**6} MB", f"{limits.member // 10**6} MB",
                 f"{limits.members:,}, names up to {limits.name}", f"{limits.rows:,} rows", f"{limits.columns} columns",
                 f"{limits.cell // 1000} kB a cell", f"{limits.wall_s:.0f} s", f"first {HEADER_LINES} rows"):  # fmt: skip
        assert text in PAGE, text


def test_the_names_that_are_never_opened_are_not_read_either() -> None:
    assert not kinds.PRIVATE_STEMS & {one.stem for one in kinds.IMPORTERS}
    assert not kinds.NO_SIGNAL_STEMS & {one.stem for one in kinds.IMPORTERS}
