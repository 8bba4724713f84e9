"""The page itself: by keyboard alone, in both colours, narrow, and with its log of calls."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from playwright.sync_api import expect

from bot.demo import Demo
from sandbox import seed
from tests.browser.visitor import Visitor, started

ROOT = Path(__file__).parents[2]
FOCUSED = "document.activeElement.closest('dialog')?.id || document.activeElement.id"


@pytest.fixture(scope="module")
def demo(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with started(shutil.copytree(lived, tmp_path_factory.mktemp("one") / "demo")) as made:
        yield made


def test_the_page_offers_the_command_and_the_shortcuts_of_the_manifest() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))["features"]
    town = (ROOT / "sandbox" / "page" / "town.js").read_text("utf-8")
    [shortcuts] = re.findall(r"SHORTCUTS = \{(.*)\}", town)
    there = {one["callback_id"]: one["name"] for one in manifest["shortcuts"]}
    assert dict(re.findall(r'(\w+): "([^"]+)"', shortcuts)) == there
    [command] = manifest["slash_commands"]
    assert re.findall(r'(?:COMMAND|USAGE) = "(.*)"', town) == [
        command["command"],
        command["usage_hint"],
    ]


def test_the_shortcut_opens_its_form_and_the_keyboard_stays_in_it_until_escape(
    visitor: Visitor,
) -> None:
    keyboard = visitor.page.keyboard
    visitor.page.get_by_role("button", name="Shortcuts").focus()
    keyboard.press("Enter")
    expect(visitor.page.get_by_role("menuitem", name="Log my SSI")).to_be_focused()
    keyboard.press("Escape")
    expect(visitor.page.get_by_role("button", name="Shortcuts")).to_be_focused()
    keyboard.press("Enter")
    keyboard.press("Enter")
    expect(visitor.dialog.get_by_label("Establish your professional brand")).to_be_focused()
    fields = visitor.dialog.locator("button, input, select, textarea, a[href], [tabindex='0']")
    inside = {visitor.page.evaluate(FOCUSED)}
    for _ in range(fields.count() + 3):
        keyboard.press("Tab")
        inside.add(visitor.page.evaluate(FOCUSED))
    assert inside <= {"modal", ""}, "the browser's own controls are the only way out"
    keyboard.press("Escape")
    expect(visitor.dialog).to_be_hidden()
    expect(visitor.page.get_by_role("button", name="Shortcuts")).to_be_focused()


def test_what_is_typed_outlives_a_view_that_changes_below_it(visitor: Visitor, demo: Demo) -> None:
    visitor.press("Shortcuts")
    visitor.page.get_by_role("menuitem").click()
    brand = visitor.dialog.get_by_label("Establish your professional brand")
    brand.fill("12.5")
    [view] = demo.sandbox.town.teams[seed.TEAM].views.values()
    again = {key: view[key] for key in ("type", "title", "blocks", "submit", "callback_id")}
    again["title"] = {"type": "plain_text", "text": "Changed"}
    bearer = {"Authorization": f"Bearer {demo.sandbox.bot_token}"}
    args = {"view_id": view["id"], "view": again}
    httpx.post(f"{demo.sandbox.api_url}views.update", json=args, headers=bearer)
    expect(visitor.dialog.get_by_role("heading", name="Changed")).to_be_visible()
    expect(brand).to_have_value("12.5")
    visitor.page.keyboard.press("Escape")
    expect(visitor.dialog).to_be_hidden()


def test_what_is_typed_outlives_another_view_that_lies_on_it(visitor: Visitor) -> None:
    visitor.become(seed.ADM)
    visitor.go("SSI Coach: Home")
    visitor.press("Workspace settings", visitor.log)
    tick = visitor.dialog.get_by_label("Without rankings")
    tick.check()
    visitor.dialog.get_by_role("button", name="Managers of this board").click()
    expect(visitor.dialog.get_by_label("Name a manager")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(tick).to_be_checked()
    visitor.press("Save", visitor.dialog)
    expect(visitor.dialog).to_contain_text("The choice about rankings holds at once.")


def test_home_and_another_person_are_one_press_away(visitor: Visitor) -> None:
    visitor.become(seed.ANA)
    visitor.go("SSI Coach: Home")
    expect(visitor.log).to_contain_text("Your SSI: 52 of 100")
    assert visitor.serious() == []


def test_a_name_made_of_markup_stays_text(visitor: Visitor, demo: Demo) -> None:
    name = "<img src=x onerror=alert(1)>"
    httpx.post(f"{demo.sandbox.url}/sandbox/user", json={"user": seed.HAN, "name": name})
    expect(visitor.page.locator("#person")).to_contain_text(name)
    assert visitor.page.locator("img").count() == 0


def test_dark_colours_are_one_press_away_stay_and_keep_nobody_out(visitor: Visitor) -> None:
    def ground() -> str:
        return str(visitor.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    visitor.press("Dark colours")
    dark = ground()
    assert dark != light
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Light colours")).to_be_visible()
    assert ground() == dark
    visitor.become(seed.ANA)
    visitor.say("/ssi trend")
    chart = visitor.last.get_by_role("img", name="line chart: Your SSI, as you reported it")
    expect(chart).to_be_visible()
    assert visitor.serious() == []
    visitor.last.get_by_text("The figures").click()
    expect(visitor.last.get_by_role("table")).to_contain_text("Insights")
    visitor.go("SSI Coach: Home")
    expect(visitor.log).to_contain_text("Your SSI: 52 of 100")
    assert visitor.serious() == []


def test_a_narrow_window_hides_nothing_to_the_side(visitor: Visitor) -> None:
    visitor.become(seed.ANA)
    visitor.say("/ssi trend")
    expect(visitor.last).to_contain_text("Your trend")
    for width in (800, 400):
        visitor.page.set_viewport_size({"width": width, "height": 800})
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visitor.serious() == []


def test_the_log_of_calls_is_sifted_by_method_person_and_refusal(
    visitor: Visitor, demo: Demo
) -> None:
    for channel in (seed.EVA, "C0GHOST"):
        bearer = {"Authorization": f"Bearer {demo.sandbox.bot_token}"}
        args = {"channel": channel, "text": "Hello"}
        httpx.post(f"{demo.sandbox.api_url}chat.postMessage", json=args, headers=bearer)
    calls = visitor.page.locator("#calls li")
    visitor.page.get_by_text("API calls").click()
    visitor.page.get_by_placeholder("Method or person").fill("eva lind")
    expect(calls).to_have_count(1)
    expect(calls).to_contain_text("chat.postMessage")
    visitor.page.get_by_placeholder("Method or person").fill("")
    visitor.page.get_by_label("Only what was refused").check()
    expect(calls).to_have_count(1)
    expect(calls).to_contain_text("channel_not_found")
    calls.locator("summary").click()
    expect(calls.locator("pre")).to_contain_text("C0GHOST")
    assert visitor.serious() == []
