"""From exec of `ssi-coach demo` to its address, and from Enter to the card in a real browser."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from playwright.sync_api import Browser

from sandbox import seed
from tests.browser import chromium
from tests.browser.visitor import Visitor

NAMES = ("demo_ready_s", "first_ssi_browser_ms")
RUNS = 5
"""After one that writes bytecode."""
READY_S, FIRST_MS = 5.0, 300.0
WATCH = """() => {
  let began = 0;
  document.getElementById("text").addEventListener("keydown",
    (event) => { began = event.timeStamp; }, { capture: true, once: true });
  window.cardStands = new Promise((stands) => new MutationObserver((_, watch) => {
    if (!document.querySelector("#thread article")) return;
    watch.disconnect();
    stands(performance.now() - began);
  }).observe(document.getElementById("thread"), { childList: true, subtree: true }));
}"""
"""Measured by the page's own clock, so that the wire to the browser does not count."""


@contextmanager
def _demo() -> Iterator[tuple[str, float]]:
    """A demo of its own process: its address, and the seconds until it told it."""
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-browser"],
        env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - began
        try:
            yield line.partition(": ")[2].strip(), took
        finally:
            process.terminate()


def _first(browser: Browser, url: str) -> float:
    """Milliseconds from Enter on the first `/ssi` of a demo to the card of a rep with readings."""
    visitor = Visitor(browser, url)
    visitor.become(seed.ANA)
    visitor.page.fill("#text", "/ssi")
    visitor.page.evaluate(WATCH)
    visitor.page.press("#text", "Enter")
    took = float(visitor.page.evaluate("() => window.cardStands"))
    visitor.page.close()
    return took


def measure() -> list[dict[str, Any]]:
    """demo_ready_s, first_ssi_browser_ms; the second is not run where there is no browser."""
    ready, first = [], []
    with nullcontext() if chromium.PATH is None else chromium.opened() as browser:
        for _ in range(1 + RUNS):
            with _demo() as (url, took):
                ready.append(took)
                if browser is not None:
                    first.append(_first(browser, url))
    of = f"median of {RUNS}"
    unseen = {"name": NAMES[1], "value": None, "unit": "ms", "goal": f"<= {FIRST_MS:g}",
              "ok": None, "why": chromium.ABSENT}  # fmt: skip
    waited = statistics.median(ready[1:])
    told = {"name": NAMES[0], "value": round(waited, 2), "unit": "s", "goal": f"<= {READY_S:g}",
            "ok": waited <= READY_S, "why": of}  # fmt: skip
    if not first:
        return [told, unseen]
    value = statistics.median(first[1:])
    return [told, {**unseen, "value": round(value), "ok": value <= FIRST_MS, "why": of}]
