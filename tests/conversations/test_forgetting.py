"""Forgotten at one's own word: one question, then nothing, anywhere, by anybody's later work."""

from typing import Any

import pytest

from bot.dispatch import Work
from bot.store import deliveries
from sandbox import seed
from tests.conversations.conftest import Town
from tests.conversations.team_steps import managers

ANA, BEN, CHI, NOOR = "U0ANA", "U0BEN", "U0CHI", "U0NEW"


def forget(town: Town, user: str) -> dict[str, Any]:
    return town.press(user, town.ssi(user, "forget me"), "ssi_forget_yes")


def stored(town: Town) -> str:
    """Every word of the database's files, as bytes hold them."""
    parts = town.demo.parts
    assert parts is not None
    parts.ticks.open_rows(parts.clock())
    town.settle()
    assert parts.store.path is not None
    folder = parts.store.path.parent
    found = b"".join(one.read_bytes() for one in folder.glob(f"{parts.store.path.name}*"))
    return found.decode("latin-1")


@pytest.mark.parametrize("text", ["forget", "forget you", "forget me not", "forget Me please"])
def test_the_word_alone_only_explains(town: Town, text: str) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    said = town.ssi(NOOR, text)
    assert "Nothing was erased" in said["text"]
    assert "ssi_forget_yes" not in str(said["blocks"])
    assert "65" in town.ssi(NOOR)["text"]


def test_one_question_lists_what_goes_and_one_press_erases_it(town: Town) -> None:
    town.post("home", user=NOOR)
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    town.ssi(NOOR, "log 18.3 12.5 20 14.1 on 2026-11-10")
    asked = town.ssi(NOOR, "forget me")
    assert "2 readings of your index" in asked["text"]
    assert "65" in town.ssi(NOOR)["text"], "not yet"
    assert NOOR in stored(town)
    town.press(NOOR, asked, "ssi_forget_yes")
    [said] = [m["text"] for m in town.state()["messages"]["D0NEW"] if m["ts"] == asked["ts"]]
    assert "Done. On Friday 20 November at 10:00" in said
    assert "Backups lose them by 20 December" in said
    words = stored(town)
    assert NOOR not in words
    assert "Noor Haddad" not in words
    assert "Ana Costa" in words
    home = town.state()["homes"][NOOR]
    assert "Welcome to SSI Coach" in str(home["blocks"])
    assert "Welcome to SSI Coach" in str(town.ssi(NOOR)["blocks"])


def test_a_second_press_of_the_button_harms_nobody(town: Town) -> None:
    asked = town.ssi(NOOR, "forget me")
    town.press(NOOR, asked, "ssi_forget_yes")
    again = town.press(NOOR, asked, "ssi_forget_yes")
    assert "timeout" not in again
    assert NOOR not in stored(town)


def test_nobody_is_forgotten_by_the_press_of_another(town: Town) -> None:
    asked = town.ssi(NOOR, "forget me")
    town.ssi(ANA, "log 18.2 12.5 20 14.1")
    town.post("click", user=ANA, channel="D0NEW", ts=asked["ts"], action_id="ssi_forget_yes",
              forge=True)  # fmt: skip
    words = stored(town)
    assert "Noor Haddad" in words
    assert "Ana Costa" not in words, "the one who pressed"


def test_boards_lose_the_name_and_no_message_comes_any_more(town: Town) -> None:
    town.ssi(CHI, "digest on")
    town.clock("2026-11-23T10:45:00+01:00")
    [post] = town.posted()
    named = next(name for name in ("Ana", "Ben", "Chiara", "Dev", "Eva") if name in str(post))
    user = next(one.id for one in seed.PEOPLE if one.name.startswith(named))
    before = len(town.said_to(user))
    forget(town, user)
    parts = town.demo.parts
    assert parts is not None
    parts.settle(parts.clock())
    [post] = town.posted()
    assert named not in str(post)
    town.clock("2026-11-30T12:00:00+01:00")
    assert len(town.said_to(user)) == before
    assert named not in str(town.posted()[-1])
    assert user not in stored(town)


def test_a_keeper_who_is_forgotten_leaves_the_board_to_others(town: Town) -> None:
    forget(town, seed.MGR)
    town.clock("2026-11-23T10:45:00+01:00")
    assert town.posted(), "the board goes on"
    assert seed.MGR not in stored(town)


def test_who_is_deactivated_is_forgotten(town: Town) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    assert "Noor Haddad" in stored(town)
    town.post("user", user=NOOR, deleted=True)
    words = stored(town)
    assert NOOR not in words
    assert "Noor Haddad" not in words


def test_who_comes_back_begins_anew(town: Town) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    forget(town, NOOR)
    town.ssi(NOOR, "log 11 11 11 11")
    assert "44" in town.ssi(NOOR)["text"]
    parts = town.demo.parts
    assert parts is not None
    parts.ticks.upkeep(parts.clock())
    assert "44" in town.ssi(NOOR)["text"], "their own word lifted the mark"


def test_a_late_job_finds_nothing_to_do(town: Town) -> None:
    town.ssi(NOOR, "digest on")
    parts = town.demo.parts
    assert parts is not None
    with parts.store.begin(seed.TEAM) as db:
        deliveries.enter(db, NOOR, "digest", "2026-W47", parts.clock())
        row = deliveries.find(db, NOOR, "digest", "2026-W47")
    assert row is not None
    forget(town, NOOR)
    before = len(town.said_to(NOOR))
    parts.dispatch.hand_over(Work("delivery", seed.TEAM, row.id))
    town.settle()
    assert len(town.said_to(NOOR)) == before
    assert NOOR not in stored(town)


def test_an_admin_who_names_somebody_does_not_bring_them_back(town: Town) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    forget(town, NOOR)
    view = managers(town)
    answer = town.post("submit", user=seed.ADM, view_id=view["id"], values={"whom": NOOR})
    assert "errors" in str(answer["reply"])
    assert NOOR not in stored(town)
