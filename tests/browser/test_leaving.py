"""Being forgotten, in a real browser."""

import pytest
from playwright.sync_api import expect

from bot.listeners.commands import COMMANDS
from sandbox import seed
from tests.browser.visitor import Visitor

KNOWN = any(word.name == "forget" for word in COMMANDS)


@pytest.mark.skipif(not KNOWN, reason="there is no word to be forgotten by yet")
def test_who_asks_to_be_forgotten_confirms_once_and_is_a_newcomer_again(visitor: Visitor) -> None:
    visitor.become(seed.ANA)
    visitor.say("/ssi forget me")
    visitor.last.locator(".btn.danger").click()
    asked = visitor.page.locator("dialog.confirm .btn.fill")
    asked.or_(visitor.last).first.wait_for()
    if asked.is_visible():
        asked.click()
    expect(visitor.last.locator(".btn.danger")).to_have_count(0)
    assert visitor.serious() == []
    visitor.say("/ssi")
    expect(visitor.last).to_contain_text("Welcome to SSI Coach")
