"""If-then plans and the rhythm as they are shown: whole, unchanged, and without a threat."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import beside, ifthen, ifthen_cue, parts, plan
from bot.blocks import card as screens
from bot.blocks import rhythm as rhythms
from bot.blocks.wording import escape
from bot.services.ifthen import Kept, when_part, will_part
from bot.services.ifthen_cue import Cue
from scoring.cues import KINDS, OWN
from scoring.rhythm import NONE, Rhythm, State
from scoring.tips import TIPS
from scoring.tips.tip import halved
from tests.blocks.samples import HOSTILE, NAMES, RICH, TODAY, card, if_then, running, texts
from tests.blocks.test_screens import fine, good
from tests.blocks.test_wording import FORBIDDEN, length, sentences

BERLIN = "Europe/Berlin"
WORDS = st.one_of(NAMES, st.sampled_from([one * 3 for one in HOSTILE]))
RHYTHMS = st.builds(
    Rhythm, st.integers(1, 300), st.booleans(), st.sampled_from([*State][1:])
)  # fmt: skip


def plans(cue: str, action: str, **more: Any) -> Any:
    """A plan as it is kept when somebody types such words."""
    return if_then(
        cue=when_part(cue)[: ifthen.CUE] or "it rains",
        action=will_part(action)[: ifthen.ACTION] or "read",
        **more,
    )


def ids_of(blocks: list[dict[str, Any]]) -> list[str]:
    rows = (block["elements"] for block in blocks if block["type"] == "actions")
    return [element["action_id"] for row in rows for element in row]


def plain(blocks: list[dict[str, Any]]) -> list[str]:
    return [
        block["text"]["text"]
        for block in blocks
        if block["type"] == "section" and block["text"]["type"] == "plain_text"
    ]


@given(WORDS, WORDS, st.sampled_from([*KINDS, ""]), st.booleans(), st.booleans())
def test_every_screen_of_a_plan_fits_slack_whatever_was_typed(
    cue: str, action: str, kind: str, last: bool, done: bool
) -> None:
    made = plans(cue, action, kind=kind)
    taken = if_then(kind="", cue="", action=TIPS[0].say, weekday=None, minute=None,
                    next_cue_at=None)  # fmt: skip
    for one in (made, taken, replace(made, weekday=None, minute=None, next_cue_at=None)):
        kept = Kept(one, BERLIN, TODAY, "b" * 32)
        now = running(plan=one, last=last, done=done, other="lunch" if last else None)
        for message in (ifthen.kept(kept), ifthen.longer(kept), ifthen.stopped(kept),
                        ifthen.silenced(kept),
                        ifthen.not_now(one, "meeting"), ifthen_cue.render(Cue(one, last, "coffee")),
                        plan.render(RICH, now), plan.render(card([]), now)):  # fmt: skip
            fine(message)
            shown = "\n".join([*texts(message.blocks), message.text])
            assert not re.search(r"<[!@#]|<http", shown), "nothing that Slack would parse"
        good(parts.as_modal(ifthen.kept(kept)))
        good(ifthen.change(one, TIPS[0], BERLIN, "evening"))


@given(WORDS, WORDS)
def test_a_reminder_repeats_the_stored_words_unchanged(cue: str, action: str) -> None:
    made = plans(cue, action)
    message = ifthen_cue.render(Cue(made, False, None))
    assert plain(message.blocks) == [f"When {made.cue}, I will {made.action}."]
    assert escape(f"When {made.cue}, I will {made.action}.") in message.text


def test_what_is_typed_becomes_one_line_without_signs_that_slack_reads() -> None:
    assert when_part(" When  my coffee\nis ready, ") == "my coffee is ready"
    assert when_part("if it rains") == "it rains"
    assert will_part("I will write <!channel> one comment.") == "write ‹!channel› one comment"
    assert will_part("I'll ask\u202e twice") == "ask twice"
    assert when_part("\u200b \x00") == ""
    assert will_part("*Ask* _one_ `question` & wait") == "*Ask* _one_ `question` & wait"


def test_a_reminder_has_three_answers_and_in_its_last_week_a_way_on() -> None:
    answers = ["ssi_ifthen_done", "ssi_ifthen_not_now", "ssi_ifthen_silence"]
    assert ids_of(ifthen_cue.render(Cue(if_then(), False, None)).blocks) == answers
    last = ifthen_cue.render(Cue(if_then(), True, None))
    assert ids_of(last.blocks) == [*answers, "ssi_ifthen_keep_on"]
    assert "Keep it for four more weeks" in str(last.blocks)
    other = ifthen_cue.render(Cue(if_then(), False, "lunch"))
    assert ids_of(other.blocks) == [*answers, "ssi_ifthen_other"]
    assert "before lunch" in str(other.blocks)


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.id)
def test_every_tip_proposes_both_parts_of_a_plan_and_they_fit(tip: Any) -> None:
    for one in (tip, halved(tip)):
        cue, action = ifthen.from_tip(one)
        assert 1 <= len(cue) <= ifthen.CUE
        assert 1 <= len(action) <= ifthen.ACTION
        assert not re.match(r"(?i)i\b|if\b|when\b|don't", action)
        assert length(f"When {cue}, I will {action}") <= 30
        view = ifthen.new(one, BERLIN)
        good(view)
        assert (when_part(cue), will_part(action)) == (cue, action), "kept as it is proposed"


def test_every_kind_of_cue_has_a_name_and_words_of_its_own() -> None:
    assert set(ifthen.CUES) == set(ifthen.NAMES) == set(KINDS)
    assert all(ifthen.CUES[kind] for kind in KINDS if kind != OWN)
    assert all(when_part(words) == words for words in ifthen.CUES.values())


def test_a_form_that_changes_a_plan_holds_its_words_and_another_cue_brings_its_own() -> None:
    view = ifthen.change(if_then(), TIPS[0], BERLIN)
    assert "I have my first coffee" in str(view)
    assert "Mondays" in str(view["blocks"][4]["element"]["initial_option"])
    view = ifthen.change(if_then(), TIPS[0], BERLIN, "meeting")
    assert "a meeting is over" in str(view)
    assert "I have my first coffee" not in str(view["blocks"][2])


def test_a_tip_can_be_planned_in_two_ways_from_every_row_of_its_buttons() -> None:
    found = ids_of([plan.buttons(TIPS[0])])
    assert found[:2] == ["ssi_ifthen_open", "ssi_ifthen_take"]
    assert len(found) == 5


def test_the_page_of_the_plan_shows_what_runs_before_what_is_proposed() -> None:
    message = plan.render(RICH, running())
    assert plain(message.blocks[:2]) == [
        "When I have my first coffee, I will write one comment before I scroll on."
    ]
    assert message.text.startswith("Your plan: When I have my first coffee")
    row = ids_of(message.blocks)
    assert row[:3] == ["ssi_ifthen_done", "ssi_ifthen_change", "ssi_ifthen_stop"]
    done = plan.render(RICH, running(done=True))
    assert "ssi_ifthen_done" not in ids_of(done.blocks)[:2]
    assert "Done this week." in str(done.blocks)
    assert "ssi_ifthen_keep_on" in str(plan.render(RICH, running(last=True)).blocks)


def test_nothing_is_said_of_a_rhythm_that_is_none() -> None:
    assert rhythms.line(NONE) is None
    assert "Rhythm" not in str(screens.render(RICH).blocks)


@given(RHYTHMS)
def test_a_rhythm_is_told_in_short_sentences_without_a_gap_or_a_threat(one: Rhythm) -> None:
    said = rhythms.line(one)
    assert said
    assert all(length(part) <= 20 for part in sentences(said))
    assert not FORBIDDEN.search(said)
    assert not re.search(r"\b(lose|lost|miss\w*|gap|broke\w*|fail\w*|streak|again one)\b", said)
    assert "!" not in said
    assert (" week " in said) is (one.weeks == 1) or State(one.state) is State.RESTING


def test_each_state_of_a_rhythm_has_its_own_words() -> None:
    row = [Rhythm(3, False, state) for state in (*State,)[1:]] + [Rhythm(3, True, State.RUNNING)]
    said = [rhythms.line(one) for one in row]
    assert len(set(said)) == len(row)
    assert rhythms.line(Rhythm(3, False, State.RUNNING)) == (
        "*Rhythm*: three weeks with your planned step."
    )
    assert "good to see you again" in str(rhythms.line(Rhythm(1, False, State.BACK)))


def test_the_rhythm_stands_below_the_first_screen_and_in_the_words_of_its_owner() -> None:
    one = replace(RICH, rhythm=Rhythm(3, False, State.RUNNING))
    drawn = screens.render(one)
    at = next(n for n, block in enumerate(drawn.blocks) if block["type"] == "divider")
    assert "Rhythm" not in str(drawn.blocks[:at])
    assert "three weeks with your planned step" in str(drawn.blocks[at:])
    assert "Rhythm: three weeks with your planned step." in drawn.text
    assert sum("Rhythm" in line for line in beside.lines(one)) == 1
