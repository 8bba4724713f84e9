"""The system's own Chromium, for tests, pictures and figures. Playwright brings none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PATH = shutil.which("chromium") or shutil.which("chromium-browser")
ABSENT = "no Chromium on this machine; on Debian, `apt-get install chromium` brings it"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-partial-raster",
    "--font-render-hinting=none",
)


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser without a window, closed at the end."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=PATH, args=list(FLAGS))
        yield browser
        browser.close()
