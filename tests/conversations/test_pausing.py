"""Leave and silence as people meet them: words, buttons and forms over real sockets."""

from typing import Any

from sandbox import seed
from tests.conversations.conftest import Town

ANA, BEN, CHI, DEV = "U0ANA", "U0BEN", "U0CHI", "U0DEV"


def last(town: Town, user: str = ANA) -> dict[str, Any]:
    """The newest private answer."""
    messages = town.state()["messages"]["D" + user[1:]]
    return dict([m for m in messages if m["ephemeral_to"] == user][-1])


def unanswered(town: Town, messages: int, user: str = ANA) -> None:
    """As if so many messages had been left without an answer."""
    assert town.demo.parts is not None
    asked = "Null" if messages == 6 else "next_digest_at"
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE member SET silent = {messages}, next_digest_at = {asked}"  # noqa: S608  ours
            f" WHERE user_id = '{user}'"
        )


CANNOT_BE = (
    ("2", "pause until 2026-12-28"), ("two weeks", "pause 10d"), ("-1w", "pause 2w"),
    ("until 2026-13-40", "pause 2w"), ("2w please", "pause off"), ("٢w", "pause 2w"),
    ("until 2026-11-20", "has passed"), ("until 2020-01-01", "has passed"), ("0d", "has passed"),
    ("27w", "26 weeks at most"), ("9999d", "26 weeks at most"), ("until 2030-01-01", "26 weeks"),
)  # fmt: skip


def test_a_pause_is_said_undone_changed_and_ended(town: Town) -> None:
    assert "You aren't paused" in town.ssi(ANA, "pause")["text"]
    made = town.ssi(ANA, "pause 2w")
    assert "Paused until 4 December." in made["text"]
    assert "boards leave you out" in made["text"]
    assert "Your next note comes on Monday 7 December at 09:00." in made["text"]
    town.press(ANA, made, "ssi_pause_undo")
    assert "You aren't paused" in last(town)["text"]
    assert "Monday 23 November at 09:00" in last(town)["text"]
    assert "Paused until 30 November" in town.ssi(ANA, "pause 10d")["text"]
    assert "Paused until 28 December" in town.ssi(ANA, "pause until 2026-12-28")["text"]
    assert "*On leave*: no note comes before 28 December." in str(town.ssi(ANA)["blocks"])
    shown = town.ssi(ANA, "pause")
    assert "Paused until 28 December" in shown["text"]
    town.press(ANA, shown, "ssi_pause_one_week")
    assert "Paused until 27 November" in last(town)["text"]
    town.press(ANA, last(town), "ssi_pause_undo")
    assert "Paused until 28 December" in last(town)["text"], "the end that it had before"
    town.press(ANA, shown, "ssi_pause_off")
    assert "Your pause ends today" in last(town)["text"]
    assert "nothing changed" in town.ssi(ANA, "pause off")["text"]


def test_nonsense_and_days_that_cannot_be_change_nothing_and_a_form_says_so_at_its_field(
    town: Town,
) -> None:
    for words, said in CANNOT_BE:
        answer = town.ssi(ANA, f"pause {words}")["text"]
        assert said in answer
        assert "nothing changed" in answer
    shown = town.ssi(ANA, "pause")
    assert "You aren't paused" in shown["text"]
    town.press(ANA, shown, "ssi_pause_day")
    view = town.view(ANA)
    wrong = town.post("submit", user=ANA, view_id=view["id"], values={"back": "2026-11-01"})
    assert "has passed" in wrong["reply"]["errors"]["back"]
    town.post("submit", user=ANA, view_id=view["id"], values={"back": "2026-12-07"})
    assert "Paused until 7 December." in str(town.view(ANA)["blocks"])
    assert "Paused until 7 December." in town.say(ANA, "pause")["text"]
    assert "Paused until 21 May" in town.ssi(ANA, "pause 26 weeks")["text"]


def test_who_is_away_gets_no_note_and_stands_on_no_board_and_one_tap_under_a_note_pauses(
    town: Town,
) -> None:
    town.ssi(ANA, "pause until 2026-11-30")
    town.clock("2026-11-23T10:00:00+01:00")
    assert town.said_to(ANA) == []
    [post] = [m for m in town.posted() if "Together you kept" in str(m["blocks"])]
    assert "Ana Costa" not in str(post["blocks"])
    assert "paused" not in str(post).lower()

    [note] = town.said_to(BEN)
    assert town.press(BEN, note, "ssi_pause_two_weeks")["ok"]
    said = last(town, BEN)
    assert "Paused until 7 December." in said["text"]
    for more in ("ssi_pause_undo", "ssi_pause_one_week", "ssi_pause_day"):
        assert more in str(said["blocks"])
    town.press(BEN, said, "ssi_pause_undo")
    assert "Monday 30 November at 09:00" in last(town, BEN)["text"]
    assert len(town.said_to(BEN)) == 1, "no answer adds a message"


def test_nobody_answers_and_the_note_says_so_asks_and_goes_on_or_stops_by_one_tap(
    town: Town,
) -> None:
    unanswered(town, 2, ANA)
    unanswered(town, 4, BEN)
    unanswered(town, 2, CHI)
    town.post("home", user=CHI)
    unanswered(town, 2, DEV)
    assert "goes on" not in town.ssi(DEV, "why")["text"], "it had not paused yet"
    town.clock("2026-11-23T10:00:00+01:00")

    [note] = town.said_to(ANA)
    assert "so I pause" in note["text"]
    assert note["metadata"]["event_type"] == "ssi_digest"
    for way in ("ssi_go_on", "ssi_pause_two_weeks", "ssi_digest_change", "ssi_digest_stop"):
        assert way in str(note["blocks"])
    assert town.press(ANA, note, "ssi_go_on")["ok"]
    [answer] = town.said_to(ANA)
    assert answer["edited"], "the note itself becomes the answer"
    assert answer["text"].count("Good to see you again") == 1
    assert "Monday 30 November at 09:00" in answer["text"]
    assert "Your SSI:" in str(answer["blocks"]), "with the last card"

    [question] = town.said_to(BEN)
    assert question["text"] == "Still here? One tap and your notes go on. I ask at most once more."
    assert town.press(BEN, question, "ssi_digest_stop")["ok"]
    assert "Stopped" in last(town, BEN)["text"]
    assert "Good to see you" not in last(town, BEN)["text"]

    assert "so I pause" in town.said_to(CHI)[0]["text"], "to open Home is to look"
    assert "What does LinkedIn show you today?" in str(town.said_to(DEV)[0]["blocks"])


def test_any_act_brings_the_note_back_and_says_so_in_one_line(town: Town) -> None:
    line = "Your weekly note goes on: the next one comes on Monday 23 November at 09:00."
    unanswered(town, 6)
    assert line in town.ssi(ANA, "help")["text"]
    assert line not in town.ssi(ANA, "help")["text"], "said once"
    unanswered(town, 6)
    assert line in town.say(ANA, "plan")["text"]
    unanswered(town, 6)
    card = town.ssi(ANA, "pause")
    assert line in card["text"]
    unanswered(town, 6)
    town.press(ANA, card, "ssi_pause_day")
    assert line in str(town.view(ANA)["blocks"]), "in a form that opens, above its fields"
    unanswered(town, 6)
    town.drop(ANA, ("notes.txt", b"nothing of LinkedIn's"))
    assert line in [m["text"] for m in town.said_to(ANA)][-2]
    unanswered(town, 6)
    assert "goes on" not in town.ssi(ANA, "digest off")["text"], "a stop is a stop"


def test_a_zone_that_slack_told_nobody_about_is_noticed_with_the_next_act(town: Town) -> None:
    assert town.demo.parts is not None
    town.demo.sandbox.town.teams[seed.TEAM].users[ANA].tz = "Asia/Tokyo"
    assert "09:00" in town.ssi(ANA, "digest")["text"]
    with town.demo.parts.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE member SET refreshed_at = '2026-11-01 08:00:00.000000'")
    assert "Tokyo time" in town.ssi(ANA, "digest")["text"]
    town.clock("2026-11-23T01:15:00+01:00")
    assert len(town.said_to(ANA)) == 1, "nine in the morning there"
