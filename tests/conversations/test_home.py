"""App Home follows whatever its owner does elsewhere."""

from typing import Any

from bot.blocks import ids
from sandbox import seed
from tests.conversations.team_steps import grant, name_manager, window

NEW, ANA = "U0NEW", "U0ANA"


def home(town: Any, user: str) -> str:
    town.settle()
    return str(town.state()["homes"].get(user, {}).get("blocks", ""))


def published(town: Any) -> int:
    return sum(call["method"] == "views.publish" for call in town.state()["calls"])


def test_home_shows_the_numbers_as_soon_as_they_are_typed_elsewhere(town: Any) -> None:
    town.post("home", user=NEW)
    assert "12.6" not in home(town, NEW)
    town.ssi(NEW, "log 18.1 12.6 20 14")
    assert "12.6" in home(town, NEW)
    town.say(NEW, "log 18.1 13.7 20 14")
    assert "13.7" in home(town, NEW)


def test_home_follows_a_button_and_a_form(town: Any) -> None:
    town.post("home", user=ANA)
    before = home(town, ANA)
    town.ssi(ANA, "log")
    four = {"brand": "24.9", "people": "20", "insights": "20", "relationships": "20"}
    answer = town.post("submit", user=ANA, view_id=town.view(ANA)["id"], values=four)
    assert answer["ok"]
    after = home(town, ANA)
    assert "24.9" in after
    assert after != before


def test_a_correction_stands_in_the_list_from_which_it_was_made(town: Any) -> None:
    town.post("home", user=ANA)
    listed = town.post("click", user=ANA, view_id=town.state()["homes"][ANA]["id"],
                       action_id=ids.READINGS_OPEN)  # fmt: skip
    assert listed["ok"]
    below = town.view(ANA)
    edit = next(
        one["value"]
        for block in below["blocks"] if block["type"] == "actions"
        for one in block["elements"] if one["action_id"] == ids.READING_EDIT
    )  # fmt: skip
    town.post("click", user=ANA, view_id=below["id"], action_id=ids.READING_EDIT, value=edit)
    form = window(town, ANA, "Correct a reading")
    four = {"brand": "15,5", "people": "20", "insights": "20.25", "relationships": "20"}
    town.post("submit", user=ANA, view_id=form["id"], values={**four, "day": "2026-11-17"})
    [left] = [view for view in town.state()["views"] if view["user"] == ANA]
    assert left["id"] == below["id"], "the form is closed, and the list is what it was"
    assert "This gave way: 17 November" in str(left["blocks"])
    assert "17 November: 76 (15.5 · 20.0 · 20.3" in str(left["blocks"])


def test_readings_of_whoever_hides_numbers_wait_for_show_once(town: Any) -> None:
    town.post("home", user=ANA)
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE member SET hidden = 1 WHERE user_id = 'U0ANA'")
    home_id = town.state()["homes"][ANA]["id"]
    town.post("click", user=ANA, view_id=home_id, action_id=ids.READINGS_OPEN)
    asked = town.view(ANA)
    assert "17 November" not in str(asked["blocks"])
    town.post("click", user=ANA, view_id=asked["id"], action_id=ids.SHOW_ONCE)
    assert "17 November: 52" in str(town.view(ANA)["blocks"])


def test_home_follows_a_file(town: Any) -> None:
    town.post("home", user=NEW)
    town.drop(NEW, ("history.csv", b"Date,Total\n2026-11-01,61\n2026-11-08,62\n"))
    assert "62" in home(town, NEW)


def test_a_managers_home_follows_once_an_admin_names_them(town: Any) -> None:
    town.post("home", user=seed.MGR)
    town.post("home", user=ANA)
    assert "You are a manager" not in home(town, seed.MGR)
    name_manager(town, seed.MGR)
    assert "You are a manager of the board of <#C0EMEA>" in home(town, seed.MGR)
    town.ssi(ANA)
    assert "Managers of your boards: Mia Keller" in home(town, ANA)
    grant(town, ANA, "weeks")
    assert "*You share*, until you end it:\\nMia Keller sees your kept weeks" in home(town, ANA)
    name_manager(town, "U0HAN")
    assert "U0HAN" not in town.state()["homes"], "they never opened it"


def test_nobody_who_never_opened_home_has_it_drawn(town: Any) -> None:
    town.ssi(ANA, "log 18.1 12.6 20 14")
    town.settle()
    assert published(town) == 0
