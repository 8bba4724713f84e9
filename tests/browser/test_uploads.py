"""Files in a real browser: dropped, watched while they are read, refused."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from bot.demo import Demo
from sandbox import seed
from tests.browser.visitor import ARCHIVE, Visitor, started


@pytest.fixture(scope="module")
def demo(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with started(shutil.copytree(lived, tmp_path_factory.mktemp("one") / "demo")) as made:
        yield made


def test_an_upload_tells_where_it_is_until_the_receipt_stands_in_its_place(
    visitor: Visitor, demo: Demo
) -> None:
    slow = {"method": "files.info", "do": "slow", "seconds": 4}
    httpx.post(f"{demo.sandbox.url}/sandbox/faults", json=slow)
    visitor.attach(ARCHIVE)
    expect(visitor.log.get_by_role("link", name=ARCHIVE.name)).to_be_visible()
    expect(visitor.last).to_contain_text("Reading your file…")
    expect(visitor.last).to_contain_text("Fetching your file from Slack…")
    expect(visitor.last).to_contain_text("Read: 535 rows in 13 tables", timeout=30_000)
    expect(visitor.log).not_to_contain_text("Fetching your file")
    assert visitor.serious() == []


def test_files_are_dropped_onto_the_form_taken_out_and_read(visitor: Visitor) -> None:
    visitor.become(seed.ANA)
    visitor.say("/ssi upload")
    form = visitor.dialog
    zone = form.locator(".zone")
    visitor.drop(zone, ("holiday.zip", 11_000_000), ("notes.txt", 20))
    expect(form.get_by_role("alert").filter(has_text="11.0 MB")).to_be_visible()
    visitor.press("Read it", form)
    expect(form.locator("input[type=file]")).to_be_focused()
    assert visitor.serious() == []
    visitor.press("Take out holiday.zip", form)
    visitor.press("Take out notes.txt", form)
    expect(form.locator(".chosen li")).to_have_count(0)
    form.locator("input[type=file]").set_input_files(str(ARCHIVE))
    expect(form.locator(".chosen")).to_contain_text("21 kB")
    visitor.press("Read it", form)
    expect(form).to_contain_text("The receipt comes to our chat")
    visitor.page.keyboard.press("Escape")
    expect(visitor.log).to_contain_text("Read: 535 rows in 13 tables", timeout=30_000)


def test_a_file_that_cannot_be_used_is_refused_with_what_to_do_next(
    visitor: Visitor, tmp_path: Path
) -> None:
    picture = tmp_path / "me.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    visitor.become(seed.BEN)
    visitor.attach(picture)
    expect(visitor.last).to_contain_text("Nothing was kept.", timeout=30_000)
    expect(visitor.last).to_contain_text("SSI page")
    assert visitor.serious() == []
    visitor.drop(visitor.log, ("me.csv", 0))
    expect(visitor.log).to_contain_text("This file is empty.", timeout=30_000)
