"""What is kept, who sees it, who looked, and the choices about it, each for oneself alone."""

from datetime import UTC
from typing import Any

from bot.store import members, receipts
from sandbox import seed
from tests.conversations.conftest import Town
from tests.conversations.team_steps import grant, name_manager, window

ANA, BEN, NOOR, MGR = "U0ANA", "U0BEN", "U0NEW", "U0MGR"


def page(town: Town, user: str) -> str:
    return str(town.ssi(user, "privacy")["blocks"])


def after(town: Town, user: str, message: dict[str, Any], action: str) -> str:
    """What stands where the button was, once it was pressed."""
    town.press(user, message, action)
    [now] = [m for m in town.state()["messages"]["D" + user[1:]] if m["ts"] == message["ts"]]
    return str(now["blocks"])


def look(town: Town, owner: str, actor: str, item: str = "readings") -> None:
    parts = town.demo.parts
    assert parts is not None
    with parts.store.begin(seed.TEAM) as db:
        receipts.write(db, owner=owner, actor=actor, item=item, now=parts.clock())


def test_a_newcomer_is_shown_nobody_and_how_to_leave(town: Town) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    said = page(town, NOOR)
    assert "1 reading of your index" in said
    assert "Nobody else sees anything of yours." in said
    assert "Whoever runs the database can read what lies in it." in said
    assert "24 months after you last did anything" in said
    assert "No sum counts your numbers" in said
    for button in ("ssi_export", "ssi_forget", "ssi_see_as_manager", "ssi_median_out"):
        assert f"'{button}'" in said
    assert "Who looked" not in said


def test_boards_grants_and_looks_are_all_named(town: Town) -> None:
    name_manager(town, MGR)
    grant(town, ANA, "readings")
    look(town, ANA, MGR)
    look(town, BEN, MGR, "pack")
    said = page(town, ANA)
    assert "<#C0EMEA>" in said
    assert "Mia Keller may see your reported numbers, since 20 November." in said
    assert "Mia Keller opened your reported numbers on 20 November." in said
    assert "1:1" not in said.replace("pages for a 1:1", ""), "of somebody else"


def test_what_a_manager_sees_is_what_was_shared(town: Town) -> None:
    pressed = town.press(NOOR, town.ssi(NOOR, "privacy"), "ssi_see_as_manager")
    assert "No board that you joined has a manager." in str(pressed)
    name_manager(town, MGR)
    town.press(ANA, town.ssi(ANA, "privacy"), "ssi_see_as_manager")
    assert "Nothing is shared here." in str(window(town, ANA, "What they share"))
    grant(town, ANA, "readings")
    town.press(ANA, town.ssi(ANA, "privacy"), "ssi_see_as_manager")
    assert "Reported numbers" in str(window(town, ANA, "What they share"))
    town.press(ANA, town.ssi(ANA, "privacy"), "ssi_shares_sums")
    town.press(ANA, town.ssi(ANA, "privacy"), "ssi_shares_private")
    assert "may see your reported numbers" not in page(town, ANA), "going private ends it all"


def test_a_look_of_somebody_who_is_forgotten_keeps_its_line(town: Town) -> None:
    name_manager(town, MGR)
    grant(town, ANA, "readings")
    look(town, ANA, MGR)
    town.press(MGR, town.ssi(MGR, "forget me"), "ssi_forget_yes")
    said = page(town, ANA)
    assert "somebody who is gone opened your reported numbers" in said
    assert "may see your reported numbers" not in said
    assert "Mia Keller" not in said


def test_what_numbers_may_be_used_for_is_chosen_with_one_press(town: Town) -> None:
    first = town.ssi(NOOR, "privacy")
    assert "ssi_shares_private" not in str(first["blocks"])
    said = after(town, NOOR, first, "ssi_shares_sums")
    assert "Sums of five or more people may count your numbers." in said
    assert "ssi_shares_private" in said
    said = after(town, NOOR, town.ssi(NOOR, "privacy"), "ssi_shares_open")
    assert "Boards that you joined may name you" in said
    said = after(town, NOOR, town.ssi(NOOR, "privacy"), "ssi_shares_private")
    assert "No sum counts your numbers" in said
    assert "No sum counts your numbers" in page(town, ANA), "nobody else's changed"


def test_the_median_can_be_left_and_joined(town: Town) -> None:
    said = after(town, NOOR, town.ssi(NOOR, "privacy"), "ssi_median_out")
    assert "Your change stays out" in said
    assert "Your change counts" in page(town, ANA)
    assert "Your change counts" in after(town, NOOR, town.ssi(NOOR, "privacy"), "ssi_median_in")


def test_a_press_on_the_page_of_another_changes_ones_own(town: Town) -> None:
    shown = town.ssi(NOOR, "privacy")
    town.post("click", user=ANA, channel="D0NEW", ts=shown["ts"], action_id="ssi_shares_open",
              forge=True)  # fmt: skip
    assert "No sum counts your numbers" in page(town, NOOR)
    assert "Boards that you joined may name you" in page(town, ANA)


def test_a_name_is_dead_letters_on_the_page_and_in_the_log(town: Town, capfd: Any) -> None:
    evil = "<!channel> *x* <@U0ADM>"
    town.post("user", user=MGR, name=evil)
    town.ssi(MGR)
    grant(town, ANA, MGR)
    said = page(town, ANA)
    assert "<!channel>" not in said
    assert "<@" not in said
    town.press(MGR, town.ssi(MGR, "forget me"), "ssi_forget_yes")
    town.ssi(ANA, "export")
    town.settle()
    printed = "".join(capfd.readouterr())
    assert evil not in printed
    assert "Ana Costa" not in printed
    assert "Traceback" not in printed


def test_the_same_words_work_in_the_chat_and_a_stranger_gets_none(town: Town) -> None:
    assert "ssi_forget_yes" in str(town.say(NOOR, "forget me")["blocks"])
    assert "Nothing was erased" in town.say(NOOR, "forget")["text"]
    town.post("user", user="U0EXT", is_stranger=True, name="Xavier Extern")
    for word in ("privacy", "export", "forget me"):
        assert "people of this workspace" in town.ssi("U0EXT", word)["text"]


def test_the_day_of_an_act_is_written_down_once_a_day(town: Town) -> None:
    parts = town.demo.parts
    assert parts is not None
    written: list[str] = []

    def watch(statement: str, _parameters: object) -> None:
        if statement.startswith("UPDATE member") and "active_on" in statement:
            written.append(statement)

    parts.store.listen(watch)
    for _ in range(3):
        town.ssi(NOOR, "help")
    assert len(written) == 1
    with parts.store.begin(seed.TEAM, write=False) as db:
        found = members.get(db, NOOR)
    assert found is not None
    assert found.active_on == parts.clock().astimezone(UTC).date()
    town.clock("2026-11-21T10:15:00+01:00")
    town.ssi(NOOR, "help")
    assert len(written) == 2


def test_from_app_home_one_can_look_take_and_leave(town: Town) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    town.post("home", user=NOOR)
    home = town.state()["homes"][NOOR]

    def press(view: dict[str, Any], action: str) -> dict[str, Any]:
        answer = town.post("click", user=NOOR, view_id=view["id"], action_id=action)
        assert answer["ok"], answer
        return town.view(NOOR)

    shown = press(home, "ssi_privacy")
    assert "1 reading of your index" in str(shown["blocks"])
    assert "Sums of five or more" in str(press(shown, "ssi_shares_sums")["blocks"])
    assert "They come into our chat" in str(press(town.view(NOOR), "ssi_export")["blocks"])
    shown = press(home, "ssi_privacy")
    asked = press(shown, "ssi_forget")
    assert "ssi_forget_yes" in str(asked["blocks"])
    assert "Done. On Friday" in str(press(asked, "ssi_forget_yes")["blocks"])
    assert "Welcome to SSI Coach" in str(town.state()["homes"][NOOR]["blocks"])
