"""Somebody in front of the page: what they do with mouse and keyboard, and what they see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from bot.demo import Demo

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
MONDAY = "Next Monday 09:00"
WALK_MS = 60_000
"""A walk of several days, on a machine that is busy."""
DROP = """([zone, files]) => {
  const carried = new DataTransfer();
  for (const [name, size] of files) carried.items.add(new File(["x".repeat(size)], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@contextmanager
def started(folder: Path | None = None) -> Iterator[Demo]:
    """The demo on a free port, stopped at the end; its database in a folder, or in one of its own
    that is gone afterwards."""
    made = Demo(database_url=None if folder is None else f"sqlite:///{folder / 'demo.db'}")
    made.start()
    try:
        yield made
    finally:
        made.stop()


class Visitor:
    """A page of its own in the browser, with everything that went wrong or left the machine."""

    def __init__(self, browser: Browser, url: str, **more: Any) -> None:
        size = {"width": 1280, "height": 800}
        self.page: Page = browser.new_page(**{"viewport": size, "locale": "en-GB"} | more)
        self.page.set_default_timeout(10_000)
        self.outside: list[str] = []
        self.broken: list[str] = []
        self.page.on("request", lambda one: self._asked(one.url, url))
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.goto(url)
        self.page.wait_for_selector("#person option", state="attached")

    def _asked(self, url: str, home: str) -> None:
        if not url.startswith((home, "data:", "blob:")):
            self.outside.append(url)

    @property
    def log(self) -> Locator:
        """What stands in the middle."""
        return self.page.locator("#messages")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.locator("#thread article").last

    @property
    def dialog(self) -> Locator:
        """The form that is open."""
        return self.page.locator("#modal")

    def become(self, id: str) -> None:
        """Look through the eyes of somebody else."""
        self.page.select_option("#person", id)

    def go(self, name: str) -> None:
        """To a channel, "SSI Coach" or "SSI Coach: Home"."""
        self.page.locator(".side").get_by_role("button", name=name, exact=True).click()

    def say(self, text: str) -> None:
        """Type and press Enter."""
        self.page.fill("#text", text)
        self.page.press("#text", "Enter")

    def button(self, words: str, within: Locator | None = None) -> Locator:
        """A button by its words, whatever its label adds after a colon; the newest of several."""
        name = re.compile(rf"^{re.escape(words)}(:|$)")
        return (within or self.page).get_by_role("button", name=name).last

    def press(self, words: str, within: Locator | None = None) -> None:
        """A button by its words."""
        self.button(words, within).click()

    def move(self, name: str) -> None:
        """The clock, until it has arrived."""
        self.press(name)
        expect(self.page.locator("#busy")).to_contain_text("It is now", timeout=WALK_MS)

    def attach(self, *files: Path) -> None:
        """Files, by the paper clip."""
        self.page.set_input_files("#file", [str(file) for file in files])

    def drop(self, onto: Locator, *files: tuple[str, int]) -> None:
        """Files of a name and a size in bytes, as the mouse drops them."""
        self.page.evaluate(DROP, [onto.element_handle(), files])

    def serious(self) -> list[str]:
        """What a scan finds that keeps somebody out."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html']}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
