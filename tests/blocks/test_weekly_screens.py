"""Pause, settings, and what is said where nobody answers: within limits, with three ways out."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import card, footer, pause, quiet, settings
from bot.blocks import digest as digests
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message, View
from bot.services.digest_content import Digest
from bot.services.leave import Away, Paused, Refusal
from bot.services.settings import OWN, Known, Saved
from bot.services.silence import Quiet
from bot.store.leaves import Leave
from bot.store.members import Member
from sandbox.limits import message_faults, view_faults
from tests.blocks.samples import NOW, RICH, TODAY, member, texts

WAYS_OUT = ("ssi_pause_two_weeks", "ssi_digest_change", "ssi_digest_stop")


def fine(message: Message) -> None:
    assert check_message(message) == []
    assert message_faults(message.blocks) == []


def good(view: View) -> None:
    assert check_view(view) == []
    assert view_faults(view) == []


@st.composite
def anybody(draw: Any) -> Member:
    opens = draw(st.integers(0, 94))
    return member(
        digest=draw(st.sampled_from(["unasked", "asked", "on", "off"])),
        next_digest_at=draw(st.sampled_from([None, NOW])),
        weekday=draw(st.integers(0, 6)),
        minute=15 * draw(st.integers(0, 95)),
        every=draw(st.sampled_from([1, 2, 4])),
        work_days=draw(st.integers(0, 127)),
        opens=15 * opens,
        closes=15 * draw(st.integers(opens + 1, 95)),
        minutes=draw(st.integers(15, 240)),
        hidden=draw(st.booleans()),
        sales_navigator=draw(st.sampled_from([None, True, False])),
        zone=draw(st.sampled_from(["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"])),
    )


@pytest.mark.parametrize("silent", range(2, 6))
def test_whatever_comes_unasked_says_why_and_has_three_ways_out(silent: int) -> None:
    said = [
        quiet.render(Quiet(member(silent=silent), 5 - silent)),
        digests.render(Digest(RICH, (), False, "2026-W47")),
        digests.render(Digest(RICH, (), True, "2026-W47")),
    ]
    for message in said:
        fine(message)
        drawn = str(message.blocks)
        assert [one for one in WAYS_OUT if one not in drawn] == []
        assert "You get this because you said yes" in drawn
        assert "!" not in message.text


def test_each_question_says_how_many_may_follow() -> None:
    said = [quiet.render(Quiet(member(silent=silent), 5 - silent)).text for silent in range(2, 6)]
    assert said[0].startswith("Two notes without an answer, so I pause.")
    assert "three times at most" in said[0]
    assert ["twice more" in said[1], "once more" in said[2], "won't ask again" in said[3]] == [
        True
    ] * 3


def test_the_question_before_the_first_note_names_rhythm_pause_and_three_questions() -> None:
    said = " ".join(texts(card.question(member())))
    for words in ("once a week", "every second or fourth week".capitalize(), "I pause",
                  "ask at most three times", "stop it in every note"):  # fmt: skip
        assert words in said


@given(anybody(), st.integers(1, 182), st.booleans())
def test_every_pause_fits_slack_and_says_until_when(who: Member, length: int, ran: bool) -> None:
    back = TODAY + timedelta(days=length)
    leave = Leave("f" * 32, TODAY, back)
    made = Paused(who, leave, TODAY, back if ran else None, NOW if ran else None)
    day = f"Paused until {back.day} "
    for message in (pause.paused(made), pause.show(Away(who, leave, TODAY)),
                    pause.undone(Away(who, leave, TODAY))):  # fmt: skip
        fine(message)
        assert day in message.text
    for message in (pause.show(Away(who, None, TODAY)), pause.ended(who),
                    pause.undone(Away(who, None, TODAY))):  # fmt: skip
        fine(message)
        assert "Paused until" not in message.text
    good(pause.modal(TODAY))


def test_every_refusal_of_a_pause_has_a_sentence_that_says_what_to_do() -> None:
    for refusal in Refusal:
        assert "nothing changed" in pause.refused(refusal).text
        assert "Choose" in pause.refused(refusal).text


@given(anybody(), st.booleans(), st.integers(0, 100))
def test_the_form_of_settings_fits_slack_for_anybody(
    who: Member, admin: bool, holidays: int
) -> None:
    days = tuple(TODAY + timedelta(days=one) for one in range(holidays))
    drawn = settings.modal(Known(who, days), admin=admin)
    good(drawn)
    named = {block.get("block_id") for block in drawn["blocks"]}
    assert ("holidays" in named) == admin
    fine(settings.instead())


@given(anybody(), st.sets(st.sampled_from([*OWN, "note", "holidays"])))
def test_a_save_names_what_changed_and_nothing_else(who: Member, changed: set[str]) -> None:
    message = settings.saved(Saved(who, frozenset(changed), (TODAY,)))
    fine(message)
    words = {
        "note": "weekly note is", "minutes": "Your plan has", "sales_navigator": "Sales Navigator",
        "hidden": "Your numbers are", "holidays": "The workspace has",
    }  # fmt: skip
    for name, said in words.items():
        assert (said in message.text) == (name in changed)
    assert ("You work" in message.text) == bool(changed & {"work_days", "opens", "closes"})
    assert ("Nothing changed" in message.text) == (not changed)


@pytest.mark.parametrize(
    ("mask", "said"),
    [(31, "Monday to Friday"), (0b1010101, "Monday, Wednesday, Friday, Sunday"), (3, "Monday, Tuesday"),
     (64, "Sunday"), (127, "Monday to Sunday")],
)  # fmt: skip
def test_working_days_are_named_as_people_say_them(mask: int, said: str) -> None:
    made = settings.saved(Saved(member(work_days=mask), frozenset({"work_days"}), ()))
    assert f"You work {said}, 08:00 to 18:00." in made.text


def test_a_line_that_is_no_day_is_quoted_as_dead_letters() -> None:
    said = settings.no_day(["<!channel> 25", "soon", "x" * 500, "more"])
    assert "<" not in said
    assert len(said) < 200


def test_the_rhythm_and_the_resumption_name_the_day() -> None:
    assert footer.rhythm(member()) == "Mondays at 09:00, every week, Berlin time"
    due = datetime(2026, 11, 30, 8, 0, tzinfo=NOW.tzinfo)
    said = quiet.resumed(member(next_digest_at=due))
    assert said.startswith("Good to see you again.")
    assert "Monday 30 November at 09:00" in said
    assert date(2026, 11, 30) > TODAY
