"""One's own data in a real browser: fetched first, then forgotten."""

import json

from playwright.sync_api import expect

from sandbox import seed
from tests.browser.visitor import Visitor


def test_who_asks_to_be_forgotten_fetches_the_files_confirms_once_and_is_a_newcomer(
    visitor: Visitor,
) -> None:
    visitor.become(seed.ANA)
    visitor.say("/ssi forget me")
    question = visitor.log.locator("article").filter(has_text="Get my data first")
    expect(question).to_contain_text("12 readings of your index")
    visitor.press("Get my data first", question)
    link = visitor.log.get_by_role("link", name=".json")
    expect(link).to_contain_text("kB")
    with visitor.page.expect_download() as download:
        link.click()
    assert json.loads(download.value.path().read_bytes())
    assert visitor.serious() == []

    visitor.press("Erase everything", question)
    expect(visitor.page.get_by_role("button", name="Erase everything")).to_have_count(0)
    expect(visitor.log).to_contain_text("Done. On Friday 20 November at 10:00")
    visitor.say("/ssi")
    expect(visitor.last).to_contain_text("Welcome to SSI Coach")
    visitor.go("SSI Coach: Home")
    expect(visitor.log).to_contain_text("Welcome to SSI Coach")
    assert visitor.serious() == []
