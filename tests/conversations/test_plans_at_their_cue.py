"""A plan of one's own: made, repeated once a week at its cue, kept, changed, and ended."""

from typing import Any

from bot.services import ifthen
from sandbox import seed

NOOR, ANA, GUS = "U0NEW", "U0ANA", "U0GUS"
DM = "D0NEW"


def cues(town: Any, user: str = NOOR) -> list[dict[str, Any]]:
    return [
        message for message in town.said_to(user)
        if (message["metadata"] or {}).get("event_type") == "ssi_cue"
    ]  # fmt: skip


def tip_on(page: dict[str, Any]) -> str:
    rows = (block["elements"] for block in page["blocks"] if block["type"] == "actions")
    found = [one for row in rows for one in row if one["action_id"] == "ssi_ifthen_open"]
    return str(found[0]["value"])


def plan_of(town: Any, user: str = NOOR) -> Any:
    parts = town.demo.parts
    found = ifthen.running(parts.store, seed.TEAM, user, parts.clock())
    return found.plan if found else None


def write_plan(town: Any, **values: Any) -> dict[str, Any]:
    """Open the form from the first tip of the page and save it; the answer of the form."""
    page = town.ssi(NOOR, "plan")
    town.press(NOOR, page, "ssi_ifthen_open", tip_on(page))
    view = town.view(NOOR)
    return dict(town.post("submit", user=NOOR, view_id=view["id"], values=values))


def test_a_plan_is_repeated_once_at_its_cue_and_done_is_heard(town: Any) -> None:
    town.ssi(NOOR, "log 16.4 13.2 8.9 16.1")
    page = town.ssi(NOOR, "plan")
    town.press(NOOR, page, "ssi_ifthen_open", tip_on(page))
    form = town.view(NOOR)
    shown = {block["block_id"]: block for block in form["blocks"] if block["type"] == "input"}
    assert shown["cue"]["element"]["initial_value"], "filled from the tip"
    assert shown["action"]["element"]["initial_value"]

    # Blank words and too many of them are marked at their fields, and nothing is kept.
    wrong = town.post("submit", user=NOOR, view_id=form["id"],
                      values={"cue": " \u200b ", "action": "x" * 151}, forge=True)  # fmt: skip
    assert set(wrong["reply"]["errors"]) == {"cue", "action"}
    assert plan_of(town) is None

    saved = town.post("submit", user=NOOR, view_id=form["id"], values={
        "kind": "own", "cue": "my tea is *ready* <!channel>", "action": "write & send one comment",
        "weekday": "0", "time": "09:15"})  # fmt: skip
    assert saved["ok"], saved
    answer = str(town.view(NOOR)["blocks"])
    words = "When my tea is *ready* ‹!channel›, I will write & send one comment."
    assert words in answer
    assert "Monday 23 November at 09:15" in answer
    assert "18 December" in answer

    # It stands first on the page, and nothing comes before its time.
    page = town.ssi(NOOR, "plan")
    assert words in str(page["blocks"][:2])
    town.clock("2026-11-23T09:00:00+01:00")
    assert cues(town) == []
    town.clock("2026-11-23T09:15:00+01:00")
    (cue,) = cues(town)
    assert words in str(cue["blocks"])
    assert "write &amp; send one comment" in cue["text"]
    assert "<!" not in str(cue["blocks"]) + cue["text"]

    done = town.press(NOOR, cue, "ssi_ifthen_done")["reply"]["text"]
    assert "keeps your week" in done
    town.press(NOOR, cue, "ssi_ifthen_done")
    assert "Rhythm: one week with your planned step" in town.ssi(NOOR)["text"]

    # Stop reminding keeps the plan; stop ends it, and can be taken back.
    assert "won't remind" in town.press(NOOR, cue, "ssi_ifthen_silence")["reply"]["text"]
    page = town.ssi(NOOR, "plan")
    assert "I remind you" not in str(page["blocks"][:4])
    ended = town.press(NOOR, page, "ssi_ifthen_stop")["reply"]
    assert "has ended" in ended["text"]
    assert plan_of(town) is None
    back = town.press(NOOR, ended, "ssi_ifthen_undo")
    assert "Undone" in str(back)
    assert plan_of(town) is not None
    town.clock("2026-11-30T12:00:00+01:00")
    assert len(cues(town)) == 1


def test_after_two_weeks_without_the_step_another_cue_is_offered_and_can_be_tried(
    town: Any,
) -> None:
    town.ssi(NOOR, "log 16.4 13.2 8.9 16.1")
    assert write_plan(town, kind="coffee", weekday="0", time="09:00")["ok"]
    assert plan_of(town).cue == "I have my first coffee", "the moment brought its own words"
    town.clock("2026-11-30T09:00:00+01:00")
    first, second = cues(town)
    for early in (first, second):
        assert "Another moment" not in str(early["blocks"])
    town.clock("2026-12-07T09:00:00+01:00")
    third = cues(town)[-1]
    assert "Another moment may fit better" in str(third["blocks"])
    answer = town.press(NOOR, third, "ssi_ifthen_not_now")["reply"]
    assert "Another moment may fit better" in str(answer["blocks"])

    old = plan_of(town).id
    town.press(NOOR, third, "ssi_ifthen_other")
    view = town.view(NOOR)
    assert "I get up for lunch" in str(view["blocks"])
    assert town.post("submit", user=NOOR, view_id=view["id"], values={})["ok"]
    assert (plan_of(town).cue, plan_of(town).kind) == ("I get up for lunch", "lunch")
    assert plan_of(town).id != old
    due = plan_of(town).next_cue_at.isoformat()
    assert due == "2026-12-14T08:00:00+00:00", "no second one in a week"


def test_a_tip_is_taken_as_it_stands_with_one_tap_and_undo_takes_it_back(town: Any) -> None:
    page = town.say(ANA, "plan")
    tip = tip_on(page)
    assert town.press(ANA, page, "ssi_ifthen_open", tip)["ok"], "plain words lead to the form too"
    assert "When …" in str(town.view(ANA)["blocks"])
    kept = town.press(ANA, page, "ssi_ifthen_take", tip)["reply"]
    assert "Your step for this week" in kept["text"]
    again = town.press(ANA, page, "ssi_ifthen_take", tip)["reply"]
    assert "Your step for this week" in again["text"]
    assert plan_of(town, ANA).tip == tip
    assert "My plan" in str(town.ssi(ANA, "plan")["blocks"][0])
    town.press(ANA, kept, "ssi_ifthen_undo")
    now = next(one for one in town.state()["messages"]["D0ANA"] if one["ts"] == kept["ts"])
    assert "Undone" in now["text"]
    assert plan_of(town, ANA) is None
    town.clock("2026-11-23T12:00:00+01:00")
    assert cues(town, ANA) == []


def test_a_button_of_somebody_elses_plan_changes_nothing(town: Any) -> None:
    town.ssi(NOOR, "log 16.4 13.2 8.9 16.1")
    write_plan(town, weekday="1", time="10:00")
    id = plan_of(town).id
    theirs = town.ssi(GUS)
    for action in ("change", "done", "not_now", "silence", "stop", "keep_on"):
        town.post("click", user=GUS, channel="D0GUS", ts=theirs["ts"],
                  action_id=f"ssi_ifthen_{action}", value=id, forge=True)  # fmt: skip
    town.post("click", user=GUS, channel="D0GUS", ts=theirs["ts"], action_id="ssi_ifthen_undo",
              value=f"{id}:", forge=True)  # fmt: skip
    found = plan_of(town)
    assert (found.id, found.weekday, found.ended_on) == (id, 1, None)

    # Her own form has the way back in it.
    form = town.view(NOOR)
    town.post("click", user=NOOR, view_id=form["id"], action_id="ssi_ifthen_undo")
    assert "Undone" in str(town.view(NOOR)["blocks"])
    assert plan_of(town) is None
