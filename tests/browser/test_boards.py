"""A board in a real browser: its keeper sets it up, others join, and somebody leaves."""

from playwright.sync_api import expect

from sandbox import seed
from tests.browser.visitor import MONDAY, Visitor


def test_a_keeper_sets_a_board_up_and_only_who_joins_takes_part(visitor: Visitor) -> None:
    visitor.become(seed.MGR)
    visitor.go("# general")
    visitor.say("/invite @ssi-coach")
    expect(visitor.page.locator("#head")).to_contain_text("with SSI Coach")
    visitor.say("/ssi board")
    form = visitor.dialog
    visitor.press("Save", form)
    expect(form.get_by_text("Please complete this required field")).to_be_visible()
    assert visitor.serious() == []
    form.get_by_label("Everybody in this channel works for my company").check()
    form.get_by_label("Length of a season").select_option("4")
    visitor.press("Save", form)
    expect(form).to_contain_text("Saved.")
    visitor.press("Post the invitation", form)
    expect(form).to_contain_text("The invitation is posted in the channel.")
    visitor.page.keyboard.press("Escape")

    for person in (seed.ANA, seed.BEN, seed.CHI):
        visitor.become(person)
        visitor.press("Join", visitor.log)
        expect(visitor.last).to_contain_text("You are in.")
    assert visitor.serious() == []
    visitor.become(seed.DEV)
    expect(visitor.log).not_to_contain_text("You are in.")

    visitor.become(seed.MGR)
    visitor.move(MONDAY)
    visitor.move("+1 hour")
    expect(visitor.last).to_contain_text("Week 1 of 4")
    assert visitor.serious() == []


def test_who_leaves_is_out_at_once_and_gone_from_the_last_post(visitor: Visitor) -> None:
    visitor.become(seed.ANA)
    visitor.go("# team-emea")
    visitor.move(MONDAY)
    visitor.move("+1 hour")
    board = visitor.log.get_by_role("table")
    expect(board).to_contain_text("Ana Costa")
    visitor.press("Leave", visitor.log)
    expect(visitor.last).to_contain_text("You are out.")
    expect(board).not_to_contain_text("Ana Costa")
    visitor.press("My line", visitor.log)
    expect(visitor.last).to_contain_text("You don't take part in this board")
