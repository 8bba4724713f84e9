"""The steps of the week: ticked at Home, put aside for another, and taken back."""

from typing import Any

from bot.blocks import ids
from sandbox import seed

ANA = seed.ANA


def blocks(town: Any) -> list[dict[str, Any]]:
    town.settle()
    return list(town.state()["homes"][ANA]["blocks"])


def steps(town: Any) -> list[str]:
    """The steps at Home that can be answered, by the value of their Done."""
    rows = [block["elements"] for block in blocks(town) if block["type"] == "actions"]
    return [one["value"] for row in rows for one in row if one["action_id"] == ids.TIP_DONE]


def at_home(town: Any, action: str, value: str | None) -> dict[str, Any]:
    view = town.state()["homes"][ANA]["id"]
    return dict(town.post("click", user=ANA, view_id=view, action_id=action, value=value))


def done(town: Any) -> list[str]:
    shown = [block["text"]["text"] for block in blocks(town) if block["type"] == "section"]
    return [text for text in shown if text.startswith("✓ Done:")]


def test_a_step_is_ticked_at_home_and_opened_again(town: Any) -> None:
    town.post("home", user=ANA)
    first, before = steps(town)[0], done(town)
    at_home(town, ids.TIP_DONE, first)
    assert len(done(town)) == len(before) + 1
    assert first not in steps(town)
    assert town.state()["views"] == [], "the tick is the answer"
    at_home(town, ids.TIP_UNDO, first)
    assert done(town) == before
    assert first in steps(town)


def test_a_step_that_is_not_for_somebody_gives_way_to_another(town: Any) -> None:
    plan = town.ssi(ANA, "plan")
    row = next(b for b in plan["blocks"] if str(b.get("block_id", "")).startswith("tip_"))
    refused = row["block_id"].removeprefix("tip_")
    answer = town.press(ANA, plan, ids.TIP_NOT_FOR_ME, refused)["reply"]
    assert "Here is another one" in answer["text"]
    offered = [
        b["block_id"] for b in answer["blocks"] if str(b.get("block_id", "")).startswith("tip_")
    ]
    assert len(offered) == 1
    assert offered[0] not in str(plan["blocks"])
    town.press(ANA, answer, ids.TIP_BACK, refused)
    town.post("home", user=ANA)
    assert refused in steps(town)


def test_a_refusal_at_home_stands_there_with_its_undo(town: Any) -> None:
    town.post("home", user=ANA)
    refused = steps(town)[0]
    at_home(town, ids.TIP_NOT_FOR_ME, refused)
    assert refused not in steps(town)
    assert "'text': 'Not for me: " in str(blocks(town))
    at_home(town, ids.TIP_BACK, refused)
    assert refused in steps(town)
    assert "'text': 'Not for me: " not in str(blocks(town))
    assert town.state()["views"] == []


def test_home_has_a_button_for_whatever_a_word_does(town: Any) -> None:
    town.post("home", user=ANA)
    for action, words in (
        (ids.TREND_OPEN, "reading"), (ids.READINGS_OPEN, "Correct"), (ids.GOAL_OPEN, "By which day"),
        (ids.COACH_OPEN, "Does it help?"), (ids.TIPS_OPEN, "Your tips"), (ids.OUTCOME_OPEN, "count"),
        (ids.PAUSE_OPEN, "paused"), (ids.HELP_OPEN, "What I can do"), (ids.PLAN_OPEN, "plan"),
        (ids.PRIVACY_OPEN, "What I keep"), (ids.SETTINGS_OPEN, "Weekly note"),
    ):  # fmt: skip
        answer = at_home(town, action, None)
        assert answer["ok"], answer
        assert words in str(town.view(ANA)["blocks"]), action
        town.post("close", user=ANA, view_id=town.view(ANA)["id"])
