"""Sentences for users stand in the rooms of words; operators' words in the entrances only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPERATORS = frozenset(
    ("admins", "cli", "demo", "doctor", "operating", "process", "score", "settings", "manifest")
)
"""They speak on stderr, to whoever runs the bot."""
SENTENCE = re.compile(r"[A-Z][a-z']*(?: [\w'’()-]+,?){3,}[.?]?")
"""A capital and three more words; columns of a table have commas without a blank behind them."""


def silent() -> Iterator[Path]:
    """Modules that may hold no sentence."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        room = path.relative_to(ROOT / "bot").parts[0]
        if room != "blocks" and path.stem not in OPERATORS:
            yield path
    for path in sorted((ROOT / "scoring").rglob("*.py")):
        if "tips" not in path.parts:
            yield path


def spoken(tree: ast.AST) -> Iterator[str]:
    """Texts that could be shown: not docstrings, and not the words of an exception of ours."""
    unheard = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )
        for part in ast.walk(node)
    }  # fmt: skip
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in unheard
        ):
            yield node.value


def test_nobody_but_blocks_and_tips_speaks_to_users() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), text)
        for path in silent()
        for text in spoken(ast.parse(path.read_text("utf-8")))
        if SENTENCE.match(text)
    }
    assert found == set()


def test_the_rule_would_notice_a_sentence() -> None:
    guilty = 'def f():\n    """A docstring that says a thing."""\n    return "You are on the board now."\n'
    assert [text for text in spoken(ast.parse(guilty)) if SENTENCE.match(text)] == [
        "You are on the board now."
    ]
