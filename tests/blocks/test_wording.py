"""How things are written: names as dead letters, numbers, days, and the words that never stand."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.blocks
import scoring.tips
from bot.blocks import notices, upload_details, wording
from bot.blocks import upload as uploads
from bot.blocks.refusals import SENTENCES, sentence
from bot.importers import counted, vocabulary
from bot.importers.kinds import readable
from scoring.signals import SIGNALS
from scoring.tips import TIPS
from tests.blocks.samples import EMOJI, NAMES

FORBIDDEN = re.compile(
    r"\b(lazy|poor|you are weak|you failed|behind|worst|last place|bottom|loser|should have|"
    r"about to lose|don't miss|hurry|everyone else|your manager|guarantee\w*|boost\w*|proven|"
    r"LinkedIn says|algorithm\w*)\b",
    re.IGNORECASE,
)
FOLDERS = [Path(str(one.__file__)).parent for one in (bot.blocks, scoring.tips)]
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.py"))


def literals(path: Path) -> Iterator[str]:
    """Every string that may reach a person: not docstrings; a value in a string counts as X."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else "X" for one in node.values]
            skipped |= {id(one) for one in ast.walk(node) if isinstance(one, ast.Constant)}
            yield "".join(str(part) for part in parts)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in skipped:
            yield text


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])\s+|\n", text) if one.strip()]


def length(one: str) -> int:
    return len(re.findall(r"[\w’'.,:/%-]+", one))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_is_long_forbidden_or_loud(path: Path) -> None:
    said = list(literals(path))
    assert [one for text in said for one in sentences(text) if length(one) > 20] == []
    assert [text for text in said if FORBIDDEN.search(text)] == []
    assert [text for text in said if "! " in text or text.endswith("!")] == []
    drawn = [text for text in said if any(ord(letter) in EMOJI for letter in text)]
    assert [text for text in drawn if len(text) > 1] == [], "single ones are bounds of a range"


def test_the_lint_reads_whole_sentences_and_finds_offenders(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    words = " ".join(["word"] * 18)
    page.write_text(f'"""Docs may be loud!"""\nA = f"Do {{n}} {words} now."\nB = "We boost it."\n')
    found = list(literals(page))
    assert [length(one) > 20 for text in found for one in sentences(text)] == [True, False]
    assert [bool(FORBIDDEN.search(text)) for text in found] == [False, True]


@given(NAMES)
def test_a_name_is_dead_letters_of_at_most_forty_graphemes(text: str) -> None:
    shown = wording.name(text)
    assert shown.strip()
    assert not set("<>*_~`\n") & set(shown)
    assert not re.search(r"@\w", shown)
    assert "&" not in re.sub(r"&amp;", "", shown)
    assert len(wording.graphemes(wording.dead(text).strip("\u2068\u2069"))) <= wording.NAME


def test_a_name_is_kept_whole_where_it_can_be() -> None:
    for text in ("Ana Costa", "Æsa Þórsdóttir", "李小龍", "O'Neil & Söhne", "👩‍👩‍👧‍👦 Ana 🇩🇪"):
        assert wording.dead(text) == text


def test_a_long_name_is_cut_between_graphemes() -> None:
    families = wording.dead("👩‍👩‍👧‍👦" * 50)
    assert families == "👩‍👩‍👧‍👦" * 39 + "…"
    assert wording.dead("🇩🇪" * 41) == "🇩🇪" * 39 + "…"
    assert wording.dead("e\u0301" * 41) == "e\u0301" * 39 + "…"
    assert wording.dead("👍🏽" * 40) == "👍🏽" * 40


def test_a_name_from_right_to_left_leaves_the_line_round_it_as_it_is() -> None:
    assert wording.dead("אמל") == "\u2068אמל\u2069"
    assert wording.dead("\u202eAna") == "Ana"


@given(st.integers(0, 10_000))
def test_pillars_have_one_decimal_and_totals_none(hundredths: int) -> None:
    assert re.fullmatch(r"\d+\.\d", wording.points(hundredths))
    assert abs(round(100 * float(wording.points(hundredths))) - hundredths) <= 5
    assert re.fullmatch(r"\d+", wording.total(hundredths))
    assert abs(100 * int(wording.total(hundredths)) - hundredths) <= 50


def test_a_day_has_its_year_only_where_it_could_be_mistaken() -> None:
    today = date(2026, 11, 20)
    assert wording.day(date(2026, 11, 3), today) == "3 November"
    assert wording.day(date(2025, 11, 19), today) == "19 November 2025"
    assert wording.day(date(2025, 11, 19)) == "19 November"


def test_every_signal_kind_and_refusal_has_words() -> None:
    assert {signal.name for signal in SIGNALS} <= set(wording.SIGNAL_NAMES)
    assert set(readable()) <= set(uploads.KINDS)
    assert len(set(uploads.KINDS.values())) == len(uploads.KINDS)


def raised(folder: Path, names: tuple[str, ...]) -> set[str]:
    """The codes with which an error is raised or a warning made, as the source says."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                code = node.args[0]
                if node.func.id in names and isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_every_code_that_is_raised_has_its_sentences() -> None:
    house = Path(str(bot.blocks.__file__)).parents[1]
    shell = {"nothing_given", "cannot_open"}  # met by the command line, which has its own words
    codes = raised(house, ("Refused", "Unavailable"))
    assert {"damaged", "wrong_count", "slack_busy"} <= codes
    assert codes - shell <= set(SENTENCES)
    assert raised(house, ("NotAllowed",)) <= set(notices.KNOWN)
    warned = raised(house, ("Warned",)) - shell
    assert "rows_left_out" in warned
    assert warned <= set(uploads.WARNINGS)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_refusal_says_what_was_kept_and_what_to_do(code: str) -> None:
    said = sentences(sentence(code, {"word": "x", "limit": "50 MB", "seen": "a, b"}))
    assert len(said) >= 2
    assert all(length(one) <= 20 for one in said)


def test_what_a_file_holds_is_shown_as_text_and_not_at_length() -> None:
    shown = sentence("unknown_columns", {"seen": ", ".join(["<b>", "<!here>", *["x"] * 30])})
    assert "<" not in shown
    assert "and 22 more" in shown


def test_every_reason_for_which_rows_are_left_out_has_words_that_fit_a_line() -> None:
    assert set(upload_details.REASONS) == set(vocabulary.REASONS)
    for kind in uploads.KINDS:
        for reason in vocabulary.REASONS:
            for columns in ([], *([name] for name in vocabulary.COLUMNS), ["2026-10-01"]):
                one = {"kind": kind, "reason": reason, "count": counted.AMOUNT, "rows": [counted.AMOUNT] * 5,
                       "columns": columns}  # fmt: skip
                said = upload_details._left_out(one)
                assert length(said) <= 30
                assert (len(said) + 3) * upload_details.LINES + 60 < 3000, "with its heading"
                assert "2026-" not in said


def test_a_row_of_a_table_of_readings_is_named_with_its_column_or_its_day() -> None:
    one = {"kind": "ssi_history", "reason": "values", "count": 1, "rows": [3]}
    assert upload_details._left_out({**one, "columns": ["find the right people"]}) == (
        "SSI history: 1 row, a day or number that I can't use under Find the right people (row 3)"
    )
    assert upload_details._left_out(
        {**one, "columns": ["2025-10-01"], "count": 2, "rows": [3, 8]}
    ) == ("SSI history: 2 rows, two different readings of 1 October 2025 (rows 3, 8)")
    assert "under" not in upload_details._left_out({**one, "columns": []})


def test_every_tip_speaks_in_short_sentences() -> None:
    for tip in TIPS:
        for text in (tip.say, tip.how, tip.done, tip.why):
            assert all(length(one) <= 20 for one in sentences(text))
