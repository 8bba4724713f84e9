"""`make screenshots`: walks the demo as somebody would, and writes docs/pictures/*.png anew."""

import sys
from pathlib import Path

from playwright.sync_api import Locator, expect

from sandbox import seed
from tests.browser import chromium
from tests.browser.visitor import ARCHIVE, MONDAY, Visitor, started

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
READ_MS = 30_000
TRIES = 10
"""Of a picture, until two of them in a row are the same to the last dot."""


def draw(visitor: Visitor, folder: Path) -> None:
    """Every picture, in the order in which somebody would see them."""

    def picture(name: str, seen: Locator, words: str) -> None:
        expect(seen).to_contain_text(words, timeout=READ_MS)
        visitor.page.mouse.move(0, 0)
        before = b""
        for _ in range(TRIES):
            now = visitor.page.screenshot(animations="disabled")
            if now == before:
                break
            before = now
        (folder / f"{name}.png").write_bytes(now)

    visitor.say("/ssi")
    picture("first-run", visitor.last, "Welcome to SSI Coach")
    visitor.become(seed.ANA)
    visitor.attach(ARCHIVE)
    expect(visitor.last).to_contain_text("No names and no texts of anybody", timeout=READ_MS)
    visitor.say("/ssi")
    picture("card", visitor.last, "Weakest pillar")
    visitor.say("/ssi trend")
    picture("trend", visitor.last, "Your trend")
    visitor.go("SSI Coach: Home")
    picture("home", visitor.log, "Your SSI")
    visitor.go("# general")
    visitor.move(MONDAY)
    visitor.page.get_by_role("button", name="SSI Coach 1 new message").click()
    picture("digest", visitor.last, "One step for this week")
    visitor.move("+1 hour")
    visitor.page.get_by_role("button", name="# team-emea").click()
    picture("board", visitor.last, "The team's week")


def main(folder: Path = FOLDER) -> int:
    """Exit code 2, with a sentence, where there is no browser."""
    if chromium.PATH is None:
        print(f"No pictures were made: there is {chromium.ABSENT}.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    with started() as demo, chromium.opened() as browser:
        draw(Visitor(browser, demo.sandbox.url, reduced_motion="reduce"), folder)
    print(f"The pictures in {folder} are new.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
