"""Numbers hidden on wish: words, reasons and steps stay, and no digit of a number stands anywhere."""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import card as screens
from bot.blocks import digest as digests
from bot.blocks import goal, hidden, log, outcome, plan, upload
from bot.blocks.message import Message
from bot.services.card import Card
from bot.services.digest_content import Digest
from bot.services.outcome import Kind, Log
from scoring.lookback import LookBack
from scoring.outcome import Count, check
from scoring.tips import TIPS
from scoring.trend import Change, Word
from tests.blocks.samples import TODAY, at_home, full_cards, reading, texts, with_numbers_hidden
from tests.blocks.test_golden import RECEIPT

DATE = (
    r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|"
    r"December)( \d{4})?"
)
MAY_STAND = re.compile(rf"{DATE}|\d+ (minutes?|weeks?)( in all)?|\d\d:\d\d|`[^`]*`")
"""Dates, times, minutes of a step, weeks with a step done, and what is to be typed."""
QUARTERS = st.builds(
    LookBack,
    first=st.just(TODAY - timedelta(days=100)),
    last=st.just(TODAY - timedelta(days=10)),
    change=st.one_of(
        st.none(),
        st.builds(Change, st.sampled_from(Word), st.integers(0, 10_000), st.integers(0, 10_000),
                  st.just(TODAY - timedelta(days=80)), st.just(2.0), st.booleans()),
    ),
    weeks=st.integers(0, 13),
    longest=st.integers(0, 13),
    most=st.one_of(st.none(), st.sampled_from([tip.id for tip in TIPS])),
)  # fmt: skip


def numbers(message: Message, one: Card) -> list[str]:
    """Texts in which a digit stands that is none of a date, a duration or a step of the catalogue."""
    said = [message.text, *texts(message.blocks)]
    for tip in TIPS:
        said = [
            text.replace(tip.say.rstrip("."), "").replace(tip.why, "").replace(tip.how, "")
            for text in said
        ]
    return [text for text in said if re.search(r"\d", MAY_STAND.sub("", text))]


def drawn(one: Card, quarter: LookBack) -> list[Message]:
    """The screens that show words and steps."""
    return [
        screens.render(one, saved="r1"),
        Message("", at_home(one)["blocks"]),
        digests.render(Digest(one, TIPS[:1], True, "2026-W47", quarter)),
        digests.render(Digest(one, TIPS[:1], False, "2026-W47", quarter)),
    ]


@given(full_cards(), QUARTERS)
def test_no_number_stands_anywhere_while_they_are_hidden(one: Card, quarter: LookBack) -> None:
    one = with_numbers_hidden(one)
    for message in drawn(one, quarter):
        assert numbers(message, one) == []
    receipt = upload.receipt({**RECEIPT, "files": []}, "u1", one)
    for total in (one.report.estimate.total, one.report.estimate.low, one.report.estimate.high):
        assert f"about {total // 100}" not in receipt.text
    assert "between" not in receipt.text
    assert "points within a month" not in str(plan.render(one).blocks)


@given(full_cards(), QUARTERS)
def test_words_reasons_and_steps_stay(one: Card, quarter: LookBack) -> None:
    one = with_numbers_hidden(one)
    for message in drawn(one, quarter)[:3:2]:
        if one.report.change is not None:
            assert re.search("Steady|moved up|moved down", message.text)
        if one.lead is not None:
            assert one.lead.tip.say in message.text
        if one.goal is not None:
            assert "Goal by" in message.text
        assert screens.source(one) in message.text
        assert "ssi_show_once" in str(message.blocks)
        assert "ssi_log_open" in str(message.blocks) or "ssi_digest_stop" in str(message.blocks)


@given(full_cards())
def test_show_once_brings_the_numbers_back(one: Card) -> None:
    shown = hidden.shown(with_numbers_hidden(one))
    plain = replace(one, member=replace(one.member, hidden=False))
    assert screens.render(shown) == screens.render(plain)
    if one.report.reading is not None:
        assert "of 100" in screens.render(shown).text


def test_a_goal_is_set_and_shown_by_its_day_and_pace_alone() -> None:
    from tests.blocks.test_model_screens import RICH, with_goal

    one = with_numbers_hidden(with_goal(RICH, 9900))
    for message in (goal.show(one), goal.set_up(one, False)):
        assert numbers(message, one) == []
        assert "off pace" in message.text
        assert "ssi_show_once" in str(message.blocks)


def test_a_doubt_about_a_reading_does_not_name_the_one_before() -> None:
    said = log.confirm("1 2 3 4", reading(0, 100, 200, 300, 400), reading(7, 2000, 2000, 2000, 2100),
                       hidden=True).text  # fmt: skip
    assert "81" not in said
    assert "what you gave me on 13 November" in said


def test_the_weekly_counts_stand_without_the_index() -> None:
    count = Count(TODAY - timedelta(days=TODAY.weekday()), 4)
    kept = Log(Kind.MEETINGS, ((count, 6712),), check((), (count,)))
    assert "67" in outcome.show(kept, TODAY, "/ssi").text
    assert "67" not in outcome.show(kept, TODAY, "/ssi", hidden=True).text
