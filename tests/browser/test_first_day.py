"""The page of the sandbox in a real Chromium: a newcomer's first day, by mouse and by keyboard."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from bot.demo import Demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
PICTURES = os.environ.get("SSI_PICTURES", "")
"""A folder for pictures of what the tests see; empty for none."""


@pytest.fixture
def demo() -> Iterator[Demo]:
    made = Demo()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def page(demo: Demo) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        made = browser.new_page(viewport={"width": 1280, "height": 800})
        made.set_default_timeout(10_000)
        made.goto(demo.sandbox.url)
        made.wait_for_selector("#person option", state="attached")
        yield made
        browser.close()


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png")


def serious(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def test_a_newcomer_reaches_her_card_her_digest_and_the_board(page: Page, demo: Demo) -> None:
    outside: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if demo.sandbox.url not in r.url else None)
    say(page, "/ssi")
    log = page.locator("#messages")
    expect(log).to_contain_text("Welcome to SSI Coach")
    picture(page, "first-run")

    page.get_by_role("button", name="Type my four numbers").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Your four numbers")
    dialog.get_by_label("Establish your professional brand").fill("99")
    dialog.get_by_label("Find the right people").fill("13.2")
    dialog.get_by_label("Engage with insights").fill("8,9")
    dialog.get_by_label("Build relationships").fill("16.1")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("0 to 25")
    assert serious(page) == []
    brand = dialog.get_by_label("Establish your professional brand")
    brand.fill("16.4")
    brand.press("Enter")
    expect(dialog).to_contain_text("Your SSI: 55 of 100")
    dialog.get_by_role("button", name="Mondays 09:00").click()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    page.set_input_files("#file", str(SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"))
    expect(log).to_contain_text("No names and no texts of anybody", timeout=30_000)
    say(page, "/ssi")
    expect(log).to_contain_text("Weakest pillar: Insights")
    page.wait_for_timeout(300)
    picture(page, "card")
    assert serious(page) == []

    page.get_by_role("button", name="Next Monday 09:00").click()
    expect(log).to_contain_text("What does LinkedIn show you today?", timeout=60_000)
    picture(page, "digest")
    page.get_by_role("button", name="+1 hour").click()
    page.get_by_role("button", name="# team-emea").click()
    expect(log).to_contain_text("The team's week", timeout=60_000)
    picture(page, "board")
    assert serious(page) == []
    assert outside == [], "no request leaves the machine"


def test_home_and_another_person_are_one_press_away(page: Page) -> None:
    page.select_option("#person", "U0ANA")
    page.get_by_role("button", name="SSI Coach: Home").click()
    expect(page.locator("#messages")).to_contain_text("Your SSI: 52 of 100")
    picture(page, "home")
    assert serious(page) == []


def test_a_name_made_of_markup_stays_text(page: Page, demo: Demo) -> None:
    import httpx

    httpx.post(f"{demo.sandbox.url}/sandbox/user",
               json={"user": "U0ANA", "name": "<img src=x onerror=alert(1)>"})  # fmt: skip
    page.reload()
    page.wait_for_selector("#person option", state="attached")
    assert page.locator("img").count() == 0
    expect(page.locator("#person")).to_contain_text("<img src=x onerror=alert(1)>")
