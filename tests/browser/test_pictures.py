"""`make screenshots` draws every picture that the documents show."""

import re
from pathlib import Path

import pytest

from tests.browser import chromium, pictures

ROOT = Path(__file__).parents[2]


def shown() -> set[str]:
    pages = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    found = (re.findall(r"pictures/([\w-]+\.png)", page.read_text("utf-8")) for page in pages)
    return {name for names in found for name in names}


def test_the_walk_through_the_demo_draws_what_the_documents_show(tmp_path: Path) -> None:
    assert pictures.main(tmp_path) == 0
    drawn = {path.name for path in tmp_path.glob("*.png")}
    assert shown() <= drawn
    assert drawn == {path.name for path in pictures.FOLDER.glob("*.png")}


def test_without_a_browser_it_says_so_and_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "PATH", None)
    assert pictures.main(tmp_path / "none") == 2
    assert "no Chromium" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
