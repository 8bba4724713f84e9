"""A newcomer's first day in a real browser, by mouse and by keyboard."""

from playwright.sync_api import expect

from tests.browser.visitor import ARCHIVE, MONDAY, WALK_MS, Visitor


def test_a_newcomer_reaches_her_card_her_digest_and_the_board(visitor: Visitor) -> None:
    visitor.say("/ssi")
    expect(visitor.log).to_contain_text("Welcome to SSI Coach")
    assert visitor.serious() == []

    visitor.press("Type my four numbers")
    form = visitor.dialog
    expect(form).to_contain_text("Your four numbers")
    form.get_by_label("Establish your professional brand").fill("99")
    form.get_by_label("Find the right people").fill("13.2")
    form.get_by_label("Engage with insights").fill("8,9")
    form.get_by_label("Build relationships").fill("16.1")
    visitor.press("Save", form)
    expect(form).to_contain_text("0 to 25")
    brand = form.get_by_label("Establish your professional brand")
    expect(brand).to_be_focused()
    assert visitor.serious() == []
    brand.fill("16.4")
    brand.press("Enter")
    expect(form).to_contain_text("Your SSI: 55 of 100")
    visitor.press("Mondays 09:00", form)
    visitor.page.keyboard.press("Escape")
    expect(form).to_be_hidden()

    visitor.attach(ARCHIVE)
    expect(visitor.log).to_contain_text("No names and no texts of anybody", timeout=30_000)
    visitor.say("/ssi")
    expect(visitor.log).to_contain_text("Weakest pillar: Insights")
    assert visitor.serious() == []

    visitor.move(MONDAY)
    expect(visitor.log).to_contain_text("What does LinkedIn show you today?", timeout=WALK_MS)
    visitor.move("+1 hour")
    visitor.page.get_by_role("button", name="# team-emea").click()
    expect(visitor.log).to_contain_text("The team's week", timeout=WALK_MS)
    expect(visitor.log.get_by_role("table")).to_contain_text("Weeks kept")
    assert visitor.serious() == []
