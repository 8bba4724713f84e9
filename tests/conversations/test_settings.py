"""One form for what somebody chose; holidays for those who may, by Slack's word on Save."""

from typing import Any

from tests.conversations.conftest import Town

ANA, NOOR, ADMIN = "U0ANA", "U0NEW", "U0ADM"


def opened(town: Town, user: str) -> dict[str, Any]:
    town.ssi(user, "settings")
    return town.view(user)


def save(town: Town, user: str, view: dict[str, Any], **values: Any) -> dict[str, Any]:
    return town.post("submit", user=user, view_id=view["id"], values=values)


def names(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def shown(town: Town, user: str) -> str:
    return str(town.view(user)["blocks"])


def test_a_form_is_filled_saved_and_says_what_changed(town: Town) -> None:
    view = opened(town, ANA)
    assert names(view) == [
        "note", "weekday", "time", "every", "work_days", "opens", "closes", "minutes",
        "sales_navigator", "numbers",
    ]  # fmt: skip
    save(town, ANA, view)
    assert "Nothing changed" in shown(town, ANA)
    save(town, ANA, opened(town, ANA), weekday="3", time="08:15", minutes="45",
         work_days=["0", "1", "3"], sales_navigator="yes", numbers="hidden")  # fmt: skip
    said = shown(town, ANA)
    assert "Thursdays at 08:15, every week, Berlin time" in said
    assert "The next one comes on Thursday 26 November at 08:15." in said
    assert "You work Monday, Tuesday, Thursday, 08:00 to 18:00." in said
    assert "Your plan has 45 minutes a week." in said
    assert "You have Sales Navigator." in said
    assert "Your numbers are hidden" in said
    again = str(opened(town, ANA)["blocks"])
    for kept in ("'Thursday'", "'08:15'", "'45'", "Hidden until I ask"):
        assert kept in again
    assert "Thursdays at 08:15" in town.ssi(ANA, "digest")["text"]

    view = opened(town, ANA)
    wrong = save(town, ANA, view, minutes="10", opens="12:00", closes="09:00")["reply"]["errors"]
    assert set(wrong) == {"minutes", "closes"}
    assert save(town, ANA, view, minutes="a lot")["reply"]["errors"].keys() == {"minutes"}
    save(town, ANA, opened(town, ANA), note="off")
    assert "The weekly note is off." in shown(town, ANA)
    assert "off" in town.ssi(ANA, "digest")["text"]


def test_home_has_the_button_and_a_newcomer_may_open_it(town: Town) -> None:
    town.post("home", user=NOOR)
    calls = [one for one in town.state()["calls"] if one["method"] == "views.publish"]
    assert "ssi_settings_open" in str(calls[-1])
    view = opened(town, NOOR)
    save(town, NOOR, view, numbers="hidden")
    assert "Your numbers are hidden" in shown(town, NOOR)
    assert "weekly note" not in shown(town, NOOR), "nobody is signed up by a form left as it was"
    assert "ssi_settings_open" in str(town.say(NOOR, "settings")["blocks"])


def test_holidays_are_set_by_a_coach_admin_alone_and_move_a_note(town: Town) -> None:
    assert "holidays" not in names(opened(town, ANA))
    view = opened(town, ADMIN)
    assert "holidays" in names(view)
    wrong = save(town, ADMIN, view, holidays="2026-11-23\nChristmas\n2026-02-30")
    assert "Christmas, 2026-02-30" in wrong["reply"]["errors"]["holidays"]
    save(town, ADMIN, view, holidays="2026-11-23\n2026-12-25\n2026-12-25")
    assert "The workspace has 2 holidays ahead." in shown(town, ADMIN)

    view = opened(town, ADMIN)
    assert "2026-11-23\\n2026-12-25" in str(view["blocks"])
    town.post("user", user=ADMIN, is_admin=False)
    refused = save(town, ADMIN, view, holidays="")["reply"]["errors"]
    assert "Only a coach admin" in refused["holidays"]
    save(town, ADMIN, view, minutes="30")
    assert "Your plan has 30 minutes" in shown(town, ADMIN), "the rest is still theirs to choose"

    town.clock("2026-11-23T12:00:00+01:00")
    assert town.said_to(ANA) == []
    town.clock("2026-11-24T09:15:00+01:00")
    assert len(town.said_to(ANA)) == 1
