"""The weekly note over real sockets: it asks, and becomes the answer whichever way numbers come."""

import json
import re
from typing import Any

import pytest

from sandbox.faults import Fault

ANA, BEN = "U0ANA", "U0BEN"
MONDAY = "2026-11-23T10:00:00+01:00"
FRESH = {"brand": "17.0", "people": "13.0", "insights": "12.0", "relationships": "16.0"}
LINE = "log 17.0 13.0 12.0 16.0"
HISTORY = (
    "date,total,establish your professional brand,find the right people,engage with insights,"
    "build relationships\n2026-11-23,58,17,13,12,16\n"
)


def notes(town: Any, user: str = ANA) -> list[dict[str, Any]]:
    return [
        m for m in town.said_to(user) if (m["metadata"] or {}).get("event_type") == "ssi_digest"
    ]


def redrawn(town: Any) -> None:
    """What the next tick would do."""
    parts = town.demo.parts
    parts.ticks.open_rows(parts.clock())
    town.settle()


def sql(town: Any, statement: str) -> None:
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql(statement)


def last_private(town: Any, user: str = ANA) -> dict[str, Any]:
    messages = town.state()["messages"]["D" + user[1:]]
    return dict([m for m in messages if m["ephemeral_to"] == user][-1])


@pytest.fixture
def note(town: Any) -> dict[str, Any]:
    """Ana's note of Monday, as it was sent."""
    town.clock(MONDAY)
    (sent,) = notes(town)
    assert "What does LinkedIn show you today?" in sent["text"]
    assert not sent["edited"]
    return dict(sent)


def test_numbers_from_inside_the_note_turn_it_into_change_reason_and_step(
    town: Any, note: Any
) -> None:
    before = len(town.said_to(ANA))
    town.press(ANA, note, "ssi_log_open", "digest")
    view = town.view(ANA)
    assert re.search(r"initial_value': '\d", str(view["blocks"])), "the last values stand there"
    assert "2026-11-23" in str(view["blocks"]), "and today's date"
    assert town.post("submit", user=ANA, view_id=view["id"], values=FRESH)["ok"]
    (edited,) = notes(town)
    assert edited["ts"] == note["ts"]
    assert "Your SSI: 58 of 100" in edited["text"]
    assert re.search(r"Steady|moved up|moved down", edited["text"])
    assert "Next step" in edited["text"]
    redrawn(town)
    (again,) = notes(town)
    assert _bare(again["blocks"]) == _bare(edited["blocks"]), "the promised edit changes no word"
    assert len(town.said_to(ANA)) == before


def test_numbers_by_the_command_turn_the_note_too_and_undo_turns_it_back(
    town: Any, note: Any
) -> None:
    saved = town.ssi(ANA, LINE)
    town.settle()
    (edited,) = notes(town)
    assert edited["ts"] == note["ts"]
    assert "Your SSI: 58 of 100" in edited["text"]
    town.press(ANA, saved, "ssi_log_undo")
    town.settle()
    (back,) = notes(town)
    assert "What does LinkedIn show you today?" in back["text"]


def test_numbers_by_words_or_by_a_file_in_the_chat_turn_the_note_too(town: Any, note: Any) -> None:
    town.say(ANA, LINE)
    town.settle()
    assert "Your SSI: 58 of 100" in notes(town)[0]["text"]
    (ben,) = notes(town, BEN)
    assert town.drop(BEN, ("history.csv", HISTORY.encode()))["ok"]
    redrawn(town)
    (edited,) = notes(town, BEN)
    assert edited["ts"] == ben["ts"]
    assert "Your SSI: 58 of 100" in edited["text"]


def test_an_edit_that_fails_loses_no_reading_and_is_made_later(town: Any, note: Any) -> None:
    town.demo.sandbox.town.faults.armed.append(Fault("chat.update", "500"))
    town.press(ANA, note, "ssi_log_open", "digest")
    view = town.view(ANA)
    town.post("submit", user=ANA, view_id=view["id"], values=FRESH)
    assert "Your SSI: 58 of 100" in str(town.view(ANA)["blocks"]), "the form itself answers"
    assert "Your SSI: 58 of 100" in town.ssi(ANA)["text"]
    redrawn(town)
    (edited,) = notes(town)
    assert "Your SSI: 58 of 100" in edited["text"]


def test_a_reading_that_is_there_before_the_note_makes_it_go_out_answered(town: Any) -> None:
    town.clock("2026-11-23T07:30:00+01:00")
    town.ssi(ANA, LINE)
    town.clock(MONDAY)
    (sent,) = notes(town)
    assert "Your SSI: 58 of 100" in sent["text"]
    assert not sent["edited"]


def test_the_card_is_the_same_by_command_at_home_and_in_the_note(town: Any, note: Any) -> None:
    town.ssi(ANA, LINE)
    town.settle()
    card = town.ssi(ANA)["blocks"]
    town.post("home", user=ANA)
    home = town.state()["homes"][ANA]
    drawn = notes(town)[0]["blocks"]
    same = next(n for n, one in enumerate(card) if one["type"] == "context") + 1
    plain = [json.dumps(_bare(blocks[:same])) for blocks in (card, home["blocks"], drawn)]
    assert plain[0] == plain[1] == plain[2]


def _bare(value: Any) -> Any:
    """Without the ids that Slack gives to blocks."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key != "block_id"}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def test_last_weeks_step_is_asked_for_first_and_answered_by_a_tap(town: Any, note: Any) -> None:
    town.clock("2026-11-30T10:00:00+01:00")
    second = notes(town)[-1]
    assert second["text"].startswith("Last time you had this step")
    row = next(b for b in second["blocks"] if str(b.get("block_id", "")).startswith("last_"))
    assert [one["text"]["text"] for one in row["elements"]] == [
        "Done", "Not yet", "Not for me", "Later",
    ]  # fmt: skip
    tip = row["elements"][0]["value"]
    for _ in range(2):
        pressed = town.press(ANA, second, "ssi_tip_skipped", tip)
        assert "not this week" in pressed["reply"]["text"]
    parts = town.demo.parts
    with parts.store._engine.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT count(*) FROM tip_event WHERE user_id = 'U0ANA' AND event = 'skipped'"
        ).scalar()
    assert rows == 1


DIGIT = re.compile(r"\d")
MAY_STAND = re.compile(
    r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|"
    r"December)( \d{4})?|\d+ minutes?|\d\d:\d\d|\d+ weeks?"
)


def digits(message: dict[str, Any]) -> list[str]:
    """Texts of a message in which a number stands that is no date, no time and no duration."""
    said = [message["text"], *_texts(message["blocks"])]
    return [text for text in said if DIGIT.search(MAY_STAND.sub("", text))]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value[key] for key in ("text", "accessibility_label") if key in value]
        inner = [text for one in value.values() for text in _texts(one)]
        return [one for one in own if isinstance(one, str)] + inner
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def test_whoever_hides_the_numbers_sees_words_and_steps_and_the_numbers_once(
    town: Any, note: Any
) -> None:
    town.ssi(ANA, "goal 90 by 2027-06-01")
    sql(town, "UPDATE member SET hidden = 1 WHERE user_id = 'U0ANA'")
    kept = town.ssi(ANA, LINE)
    town.settle()
    card = town.ssi(ANA)
    for shown in (kept, card, notes(town)[0]):
        assert digits(shown) == []
        assert "Next step" in shown["text"]
        assert "Goal" in shown["text"]
        assert re.search(r"Steady|moved up|moved down", shown["text"])
    once = town.press(ANA, card, "ssi_show_once")["reply"]
    assert once["ephemeral_to"] == ANA
    assert "Your SSI: 58 of 100" in once["text"]
    assert digits(town.ssi(ANA)) == []


def test_screens_made_of_numbers_begin_with_show_once(town: Any) -> None:
    town.ssi(ANA, "goal 90 by 2027-06-01")
    sql(town, "UPDATE member SET hidden = 1 WHERE user_id = 'U0ANA'")
    for word, number in (("why", r"of 25"), ("trend", r"Total"), ("goal", r"90 by 1 June"),
                         ("coach", r"Does it help")):  # fmt: skip
        first = town.ssi(ANA, word)
        assert digits(first) == []
        assert "hidden" in first["text"]
        town.press(ANA, first, "ssi_show_once", word)
        assert re.search(number, str(last_private(town)["blocks"]) + last_private(town)["text"])


def test_the_first_note_of_a_quarter_looks_back_with_one_question(town: Any) -> None:
    for day in ("2026-12-08", "2026-12-22"):
        town.clock(f"{day}T10:00:00+01:00")
        town.ssi(ANA, "/ssi")  # whoever stays silent for two notes gets another question
    town.clock("2027-01-04T10:00:00+01:00")
    words = str(notes(town)[-1]["blocks"])
    assert "Looking back on October to December" in words
    assert "You did a step in" in words
    assert "Keep, change or drop it?" in words
    quarter = next(b for b in notes(town)[-1]["blocks"] if b.get("block_id") == "quarter")
    assert [one["text"]["text"] for one in quarter["elements"]] == ["Keep", "Change", "Drop"]
    assert "it stays" in town.press(ANA, notes(town)[-1], "ssi_quarter_keep")["reply"]["text"]
    changed = town.press(ANA, notes(town)[-1], "ssi_quarter_change")["reply"]
    assert "Your plan for the week" in changed["text"]
    town.ssi(ANA, LINE)
    town.settle()
    assert "Looking back on October to December" in str(notes(town)[-1]["blocks"])
