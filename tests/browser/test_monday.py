"""The weekly note in a real browser: it waits for who was elsewhere, and its buttons tick."""

from playwright.sync_api import expect

from bot.demo import Demo
from sandbox import seed
from tests.browser.visitor import MONDAY, Visitor


def test_the_note_waits_at_a_line_and_a_step_is_ticked_off_once(
    visitor: Visitor, demo: Demo
) -> None:
    visitor.move(MONDAY)
    expect(visitor.page.locator("#person")).to_contain_text("Ana Costa (1 new)")
    visitor.go("# general")
    visitor.become(seed.ANA)
    expect(visitor.page.get_by_role("button", name="SSI Coach 1 new message")).to_be_visible()
    visitor.page.get_by_role("button", name="SSI Coach 1 new message").click()
    note = visitor.log.locator("article").filter(has_text="One step for this week")
    expect(note).to_contain_text("What does LinkedIn show you today?")
    expect(visitor.log.locator(".fresh")).to_be_in_viewport()
    expect(visitor.page.locator(".side .count")).to_have_count(0)
    assert visitor.serious() == []

    visitor.button("Done", note).dblclick()
    expect(visitor.last).to_contain_text("Noted as done.")
    expect(visitor.log.get_by_text("Noted as done.")).to_have_count(1)
    visitor.say("/ssi tips")
    expect(visitor.last).to_contain_text("Write three comments this week")
    assert visitor.serious() == []


def test_the_numbers_are_typed_in_the_note_and_it_becomes_their_answer(visitor: Visitor) -> None:
    visitor.become(seed.ANA)
    visitor.move(MONDAY)
    note = visitor.last
    visitor.press("My four numbers", note)
    form = visitor.dialog
    for label, value in (
        ("Establish your professional brand", "16.5"),
        ("Find the right people", "13"),
        ("Engage with insights", "9,5"),
        ("Build relationships", "15.8"),
    ):
        form.get_by_label(label).fill(value)
    visitor.press("Save", form)
    expect(form).to_be_hidden()
    expect(visitor.log.locator("article")).to_have_count(1)
    expect(note).to_contain_text("Your SSI: 55 of 100")
    expect(note).not_to_contain_text("What does LinkedIn show you today?")
