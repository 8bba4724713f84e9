"""The words of the model, typed and pressed: self-check, trend, goal, what-if, outcome, tips."""

from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
NOOR, ANA, GUS = "U0NEW", "U0ANA", "U0GUS"


def last(town: Any, user: str) -> dict[str, Any]:
    """The newest private answer."""
    messages = town.state()["messages"]["D" + user[1:]]
    return dict([m for m in messages if m["ephemeral_to"] == user][-1])


def test_ten_taps_after_the_first_reading_name_a_reason_and_change_no_number(town: Any) -> None:
    saved = town.ssi(NOOR, "log 18.2 12.5 9.1 14.1")
    before = town.ssi(NOOR)
    assert town.press(NOOR, saved, "ssi_check_start")["ok"]
    asked = last(town, NOOR)
    assert "Question 1 of 10" in asked["text"]
    for number in range(1, 11):
        assert f"Question {number} of 10" in asked["text"]
        assert town.press(NOOR, asked, "ssi_check_least")["ok"]
        asked = last(town, NOOR)
    assert "helps me choose" in asked["text"]
    after = town.ssi(NOOR)
    assert "you told me that" in str(after["blocks"])
    assert "Your SSI: 54 of 100" in str(before["blocks"])
    assert "Your SSI: 54 of 100" in str(after["blocks"])
    assert "as you told me" in str(town.ssi(NOOR, "why")["blocks"])


def test_the_list_is_changed_by_a_tap_and_a_not_yet_brings_its_step(town: Any) -> None:
    town.ssi(NOOR, "log 18.2 12.5 9.1 14.1")
    question = town.ssi(NOOR, "checklist")
    town.press(NOOR, question, "ssi_check_not_sure")
    assert "Question 2 of 10" in last(town, NOOR)["text"], "not sure is no answer"
    shown = last(town, NOOR)
    for _ in range(9):
        town.press(NOOR, shown, "ssi_check_best")
        shown = last(town, NOOR)
    town.press(NOOR, shown, "ssi_check_list")
    listed = last(town, NOOR)
    assert "Your checklist" in listed["text"]
    town.press(NOOR, listed, "ssi_check_yes", "one|profile.banner|yes")
    ticked = last(town, NOOR)
    assert "☑ A banner (you told me, yes)" in str(ticked["blocks"])
    town.press(NOOR, ticked, "ssi_check_no", "one|profile.banner|no")
    assert "A step for that: Add a banner" in last(town, NOOR)["text"]


def test_what_files_measure_is_not_asked(town: Any) -> None:
    archive = next(SAMPLES.glob("*.zip"))
    town.upload(ANA, archive.name, archive.read_bytes(), "D0ANA")
    town.settle()
    shown = town.ssi(ANA, "checklist")
    assert "Your checklist" in shown["text"], "an archive answers all ten"
    assert "(your files show it)" in str(shown["blocks"])
    assert "Posts of your own (your files show it)" in str(shown["blocks"])


def test_a_self_check_that_was_begun_leads_to_the_list_and_on_from_there(town: Any) -> None:
    town.ssi(NOOR, "log 18.2 12.5 9.1 14.1")
    question = town.ssi(NOOR, "checklist")
    town.press(NOOR, question, "ssi_check_not_sure")
    town.press(NOOR, last(town, NOOR), "ssi_check_middle")
    listed = town.ssi(NOOR, "checklist")
    assert "Your checklist" in listed["text"]
    assert "Recommendations (you told me, 1 to 4)" in str(listed["blocks"])
    assert "Profile at a glance (unknown)" in str(listed["blocks"])
    town.press(NOOR, listed, "ssi_check_start")
    assert "Question 1 of 10" in last(town, NOOR)["text"]


def test_the_trend_is_drawn_and_said_and_counts_from_a_day(town: Any) -> None:
    town.ssi(ANA, "trend")
    shown = last(town, ANA)
    assert "data_visualization" in str(shown["blocks"])
    assert "*Total*" in str(shown["blocks"])
    town.ssi(ANA, "trend since 2026-11-10")
    assert "too early" in str(last(town, ANA)["blocks"])
    assert "Name a day like this" in town.ssi(ANA, "trend since March")["text"]


def test_where_slack_refuses_the_chart_the_trend_comes_in_words(town: Any) -> None:
    town.post("faults", method="response_url", do="error", error="invalid_blocks")
    town.ssi(ANA, "trend")
    privately = last(town, ANA)
    town.post("faults", method="chat.postMessage", do="error", error="invalid_blocks")
    town.say(ANA, "trend")
    for shown in (privately, town.said_to(ANA)[-1]):
        assert "data_visualization" not in str(shown["blocks"])
        assert "*Total*" in str(shown["blocks"])


def test_a_newcomer_has_no_trend_and_is_shown_the_way(town: Any) -> None:
    town.ssi(NOOR, "trend")
    assert "begins with your first four numbers" in last(town, NOOR)["text"]


def test_a_reading_is_listed_corrected_and_deleted(town: Any) -> None:
    town.ssi(NOOR, "log 18 12 20 14 on 2026-11-10")
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    town.ssi(NOOR, "trend")
    town.press(NOOR, last(town, NOOR), "ssi_readings")
    listed = last(town, NOOR)
    assert "10 November: 64" in listed["text"]
    rows = [
        element["value"]
        for block in listed["blocks"] if block["type"] == "actions"
        for element in block["elements"] if element["action_id"] == "ssi_reading_edit"
    ]  # fmt: skip
    assert town.press(NOOR, listed, "ssi_reading_edit", rows[1])["ok"]
    view = town.view(NOOR)
    town.post("submit", user=NOOR, view_id=view["id"], values={
        "brand": "17", "people": "12", "insights": "20", "relationships": "14",
        "day": "2026-11-10"})  # fmt: skip
    shown = str(town.view(NOOR)["blocks"])
    assert "This gave way: 10 November: 64 (18.0 · 12.0 · 20.0 · 14.0), typed." in shown
    assert "10 November: 63 (17.0 · 12.0 · 20.0 · 14.0)" in shown
    town.ssi(NOOR, "trend")
    town.press(NOOR, last(town, NOOR), "ssi_readings")
    listed = last(town, NOOR)
    assert "10 November: 63" in listed["text"]
    assert "64" not in listed["text"]
    town.press(NOOR, listed, "ssi_reading_delete", rows[0])
    assert "20 November" not in last(town, NOOR)["text"]


def test_a_goal_is_set_in_a_form_that_marks_what_is_wrong_and_is_filled_when_it_is_changed(
    town: Any,
) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    town.post("home", user=NOOR)
    home = town.state()["homes"][NOOR]["id"]
    town.post("click", user=NOOR, view_id=home, action_id="ssi_goal")
    form = town.view(NOOR)

    def sent(view: Any, target: str, day: str) -> Any:
        answer = town.post("submit", user=NOOR, view_id=view["id"],
                           values={"target": target, "day": day})  # fmt: skip
        return answer["reply"]

    for target, day, field, words in (
        ("seventy", "2027-03-01", "target", "A number from 1 to 100"),
        ("101", "2027-03-01", "target", "ends at 100"), ("60", "2027-03-01", "target", "already"),
        ("70", "2026-11-01", "day", "has passed"),
    ):  # fmt: skip
        assert words in sent(form, target, day)["errors"][field]
    assert "Your goal is set" in str(sent(form, "70,5", "2027-03-01"))
    town.post("close", user=NOOR, view_id=form["id"])

    town.post("click", user=NOOR, view_id=home, action_id="ssi_goal")
    shown = town.view(NOOR)
    assert "*Goal*: 71 by 1 March" in str(shown["blocks"]), "rounded where it is shown"
    town.post("click", user=NOOR, view_id=shown["id"], action_id="ssi_goal_change")
    filled = [view for view in town.state()["views"] if view["user"] == NOOR][-1]
    assert "'initial_value': '70.5'" in str(filled["blocks"])
    assert "2027-03-01" in str(filled["blocks"])
    sent(filled, "72", "2027-04-01")
    [left] = [view for view in town.state()["views"] if view["user"] == NOOR]
    assert "*Goal*: 72 by 1 April" in str(left["blocks"]), "the page below is right at once"
    town.post("click", user=NOOR, view_id=left["id"], action_id="ssi_goal_drop")
    assert "dropped" in str(town.view(NOOR)["blocks"])


def test_a_goal_is_set_shown_refused_and_dropped(town: Any) -> None:
    assert "four numbers first" in town.ssi(NOOR, "goal 70 by 2027-03-01")["text"]
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    said = town.ssi(NOOR, "goal 70 by 2027-03-01")["text"]
    assert "promises no sale" in said
    assert any(pace in said for pace in ("On pace", "Within reach", "Off pace"))
    assert "*Goal*: 70" in str(town.ssi(NOOR)["blocks"])
    assert "promises no sale" not in town.ssi(NOOR, "goal")["text"], "said once, when it is set"
    assert "there already" in town.ssi(NOOR, "goal 60 by 2027-03-01")["text"]
    assert "ends at 100" in town.ssi(NOOR, "goal 101 by 2027-03-01")["text"]
    assert "has passed" in town.ssi(NOOR, "goal 70 by 2026-11-01")["text"]
    assert "2.5 points a week" in town.ssi(NOOR, "goal 90 by 2026-12-10")["text"]
    assert "dropped" in town.ssi(NOOR, "goal off")["text"]
    assert "*Goal*" not in str(town.ssi(NOOR)["blocks"])
    assert "Set a goal like this" in town.ssi(NOOR, "goal seventy")["text"]


def test_what_if_answers_in_its_form_and_turns_round(town: Any) -> None:
    card = town.ssi(ANA, "plan")
    assert town.press(ANA, card, "ssi_whatif_open")["ok"]
    view = town.view(ANA)
    town.post("submit", user=ANA, view_id=view["id"],
              values={"signal": "comments", "amount": "3", "points": "1"})  # fmt: skip
    answered = str(town.view(ANA)["blocks"])
    assert "comments of two sentences more a week" in answered
    assert "within 4 weeks: about +" in answered
    assert "1 points" in answered
    town.press(ANA, town.ssi(ANA, "plan"), "ssi_whatif_open")
    view = town.view(ANA)
    wrong = town.post("submit", user=ANA, view_id=view["id"],
                      values={"signal": "comments", "amount": "many", "points": "99"})  # fmt: skip
    assert set(wrong["reply"]["errors"]) == {"amount", "points"}


def test_an_outcome_is_asked_for_once_counted_corrected_and_too_early(town: Any) -> None:
    asked = town.ssi(NOOR, "outcome 4")
    assert "What shall I count" in asked["text"]
    town.press(NOOR, asked, "ssi_outcome_meetings")
    assert "4 meetings" in last(town, NOOR)["text"]
    assert "of 26 weeks" in last(town, NOOR)["text"]
    assert "3 meetings" in town.ssi(NOOR, "outcome 3")["text"]
    shown = town.ssi(NOOR, "outcome")["text"]
    assert ": 3," in shown
    assert ": 4," not in shown
    assert "whole number" in town.ssi(NOOR, "outcome many")["text"]
    assert "whole number" in town.ssi(NOOR, "outcome 3 on 2027-01-01")["text"]
    kept = town.ssi(NOOR, "outcome 5")
    town.press(NOOR, kept, "ssi_outcome_undo")
    assert "whole number" in town.ssi(NOOR, "outcome")["text"]


def test_a_refused_tip_is_listed_and_taken_back(town: Any) -> None:
    assert "No tip has been shown" in town.ssi(NOOR, "tips")["text"]
    plan = town.ssi(ANA, "plan")
    tip = next(
        element["value"]
        for block in plan["blocks"] if block["type"] == "actions"
        for element in block["elements"] if element["action_id"] == "ssi_tip_not_for_me"
    )  # fmt: skip
    town.press(ANA, plan, "ssi_tip_not_for_me", tip)
    shown = town.ssi(ANA, "tips")
    assert "Put aside" in str(shown["blocks"])
    town.press(ANA, shown, "ssi_tip_back", tip)
    assert "may offer it again" in last(town, ANA)["text"]
    assert "Put aside" not in str(town.ssi(ANA, "tips")["blocks"])


def test_the_coach_says_what_is_missing_or_how_near_it_came(town: Any) -> None:
    town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    said = town.ssi(NOOR, "coach")["text"]
    assert "Too early to say" in said
    assert "8 readings more" in said
    grown = town.ssi(ANA, "coach")["text"]
    assert "usually within ±" in grown


@pytest.mark.parametrize(("name", "line"), [
    ("brand", "Can a stranger see"), ("people", "who decide"),
    ("insights", "what others discuss"), ("relationships", "stay in touch"),
])  # fmt: skip
def test_each_pillar_is_explained_behind_its_sign(town: Any, name: str, line: str) -> None:
    card = town.ssi(ANA)
    town.press(ANA, card, f"ssi_about_{name}")
    assert line in last(town, ANA)["text"]
    assert last(town, ANA)["text"].count("•") == 4


def test_a_table_of_earlier_readings_becomes_a_trend_at_once(town: Any) -> None:
    header = ("Date,Establish your professional brand,Find the right people,Engage with insights,"
              "Build relationships,Total")  # fmt: skip
    rows = [f"2026-{month:02d}-{day:02d},{10 + at},12,9,14,{45 + at}"
            for at, (month, day) in enumerate([(9, 25), (10, 2), (10, 9), (10, 16), (10, 23),
                                               (10, 30), (11, 6), (11, 13)])]  # fmt: skip
    town.upload(NOOR, "history.csv", "\n".join((header, *rows)).encode(), "D0NEW")
    town.settle()
    assert "8 readings" in town.said_to(NOOR)[-1]["text"]
    said = town.say(NOOR, "trend")
    assert "data_visualization" in str(said["blocks"])
    assert "moved up, about +1.0 a week" in str(said["blocks"])


def test_most_of_a_workspace_moving_at_once_is_said_aloud_to_each(town: Any) -> None:
    people = ("U0ANA", "U0BEN", "U0CHI", "U0DEV", "U0EVA", "U0FIN")

    def log(user: str, numbers: str) -> None:
        asked = town.ssi(user, f"log {numbers}")
        if "before I store it" in asked["text"]:
            town.press(user, asked, "ssi_log_confirm")

    for user in people:
        log(user, "16 13 12 13")
    town.clock("2026-11-27T10:00:00+01:00")
    for user in people:
        log(user, "14 11 10 11")
    assert town.demo.parts is not None
    town.demo.parts.ticks.learn(town.demo.parts.clock())
    for user in people:
        assert "You or LinkedIn?" in str(town.ssi(user)["blocks"])
    assert "You or LinkedIn?" not in str(town.ssi(NOOR)["blocks"])
