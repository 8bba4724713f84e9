"""What stands on a first screen: few hedges, all of it in words too, and nothing lost behind Why."""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import beside, hedges, moved, why
from bot.blocks import card as screens
from bot.blocks import digest as digests
from bot.blocks.hedges import Hedge
from bot.blocks.reasons import reasons
from bot.blocks.wording import SHORT_NAMES, WORDS, spoken, total
from bot.services.card import Card
from bot.services.digest_content import Digest
from scoring.pillars import PILLARS
from scoring.plan import Plan
from scoring.shift import Shift
from scoring.since import Since
from scoring.tips import TIPS
from scoring.trend import Word
from scoring.world import World
from tests.blocks.samples import (
    EMOJI,
    FILES_ALONE,
    NEWCOMER,
    RICH,
    STEADY_TIE,
    TODAY,
    TOTAL_ALONE,
    card,
    cards,
    first_screen,
    full_cards,
    reading,
    texts,
)

PART = re.compile(r"[+−]\d+\.\d\d")
WHOLE = re.compile(r"(?:estimate|your reading) \*(\d+\.\d\d)\* of 25")


def applying(one: Card) -> list[str]:
    return [said for hedge in Hedge if (said := hedges.sentence(hedge, one))]


def digest_of(one: Card, answered: bool) -> Digest:
    return Digest(one, TIPS[:1], answered, "2026-W47")


@given(cards())
def test_a_first_screen_has_at_most_two_hedges_and_why_has_the_rest(one: Card) -> None:
    said = applying(one)
    for drawn in (screens.render(one).blocks, screens.home(one),
                  digests.render(digest_of(one, True)).blocks):  # fmt: skip
        shown = "\n".join(texts(drawn))
        assert sum(hedge in shown for hedge in said) <= 2
    behind = "\n".join(texts(why.render(one).blocks))
    card_words = "\n".join(texts(screens.render(one).blocks))
    assert [hedge for hedge in said if hedge not in card_words + behind] == []


def test_where_three_hedges_apply_the_last_in_order_stands_behind_why() -> None:
    assert hedges.on_first_screen(STEADY_TIE) == (Hedge.NOISE, Hedge.TIE)
    assert hedges.left_out(STEADY_TIE) == (Hedge.BASIS,)
    basis = hedges.sentence(Hedge.BASIS, STEADY_TIE)
    assert basis not in screens.render(STEADY_TIE).text
    assert basis in why.render(STEADY_TIE).text


def test_a_range_stands_where_there_is_no_reading_and_nowhere_else() -> None:
    assert Hedge.RANGE in hedges.on_first_screen(FILES_ALONE)
    for other in (NEWCOMER, RICH, STEADY_TIE, TOTAL_ALONE):
        assert hedges.sentence(Hedge.RANGE, other) == ""


@given(cards())
def test_the_text_alone_carries_total_change_pillar_and_action(one: Card) -> None:
    for text in (screens.render(one).text, digests.render(digest_of(one, True)).text):
        report = one.report
        if report.reading is not None:
            assert total(report.reading.total) in text
        if report.change is not None:
            word = "Steady" if report.change.word is Word.STEADY else WORDS[report.change.word]
            assert word in text
        for pillar in report.weakest.pillars:
            assert SHORT_NAMES[pillar] in text
        if one.lead:
            assert one.lead.tip.say in text
        assert not set("*_`") & set(text)


@given(cards())
def test_no_meaning_is_carried_by_an_emoji_or_a_bar(one: Card) -> None:
    drawn = screens.render(one, ask_digest=True).blocks + why.render(one).blocks
    words = "\n".join(texts(drawn))
    assert not [letter for letter in words if ord(letter) in EMOJI]
    bars = [line for line in words.split("\n") if "▰" in line or "▱" in line]
    assert all(re.search(r"▱?▰*\s+(estimate )?\*?\d+\.\d", line) for line in bars)
    assert len(bars) in (0, len(PILLARS))


@given(cards())
def test_the_parts_behind_why_add_up_exactly(one: Card) -> None:
    sections = [b["text"]["text"] for b in why.render(one).blocks if b["type"] == "section"]
    pillars = [text for text in sections if WHOLE.search(text)]
    hidden = sum(pillar.hidden for pillar in one.report.estimate.pillars)
    assert len(pillars) == len(PILLARS) - hidden
    for text in pillars:
        whole = WHOLE.search(text)
        assert whole is not None
        parts = sum(round(100 * float(part.replace("−", "-"))) for part in PART.findall(text))
        assert parts == round(100 * float(whole.group(1)))


@given(cards(), st.booleans())
def test_a_digest_has_one_step_above_the_fold_and_three_in_all(one: Card, answered: bool) -> None:
    blocks = digests.render(digest_of(one, answered)).blocks
    items = one.report.plan.items
    above = first_screen(blocks)
    assert len(above) <= 6
    said = "\n".join(texts(blocks))
    fold = "\n".join(texts(above))
    assert sum(item.tip.say in said for item in items) <= 3
    assert sum(item.tip.say in fold for item in items) <= 1
    if one.lead:
        assert one.lead.tip.say in fold


@given(cards(), st.booleans())
def test_a_digest_names_each_step_of_the_week_once(one: Card, answered: bool) -> None:
    blocks = digests.render(Digest(one, (), answered, "2026-W47")).blocks
    said = "\n".join(texts(blocks))
    assert [said.count(item.tip.say) for item in one.report.plan.items] == [1] * len(
        one.report.plan.items
    )


@given(cards())
def test_every_card_has_one_source_line(one: Card) -> None:
    small = [b for b in screens.render(one).blocks if b["type"] == "context"]
    assert [line["elements"][0]["text"] for line in small] == [screens.source(one)]


@given(cards())
def test_keep_doing_never_names_the_pillar_of_the_next_step(one: Card) -> None:
    said = beside.keep_doing(one)
    if said and one.lead:
        assert SHORT_NAMES[one.lead.tip.pillar] not in said


def test_no_reason_names_a_habit_that_nobody_saw() -> None:
    assert reasons(NEWCOMER) == (
        "Ten quick questions, or your files, would show which part of it has the most room."
    )
    assert "by your files" in reasons(RICH)
    assert reasons(TOTAL_ALONE) == ""


def test_a_card_shows_all_that_linkedins_own_page_shows() -> None:
    words = "\n".join(texts(screens.render(NEWCOMER).blocks))
    for shown in ("55 of 100", "16.4", "13.2", "8.9", "16.1", "Top 18 % in your industry",
                  "lower is better", "29 on average", "On 20 November"):  # fmt: skip
        assert shown in words


def test_a_total_that_does_not_fit_its_pillars_is_said_and_both_are_shown() -> None:
    odd = card([reading(0, 1640, 1320, 890, 1610, total=6000)])
    words = screens.render(odd).text
    assert "60 of 100" in words
    assert "add up to 55" in words
    assert "add up to" not in screens.render(NEWCOMER).text


@given(full_cards())
def test_home_and_digest_show_the_very_card(one: Card) -> None:
    drawn = screens.body(one)
    assert screens.render(one).blocks[: len(drawn)] == drawn
    assert screens.home(one)[: len(drawn)] == drawn
    assert digests.render(digest_of(one, True)).blocks[: len(drawn)] == drawn


@given(full_cards())
def test_with_a_shift_and_a_goal_too_few_hedges_stand_first_and_the_rest_behind_why(
    one: Card,
) -> None:
    one = replace(one, member=replace(one.member, hidden=False))
    said = applying(one)
    text = screens.render(one).text
    assert sum(spoken(hedge) in text for hedge in said) <= 2
    assert len(first_screen(screens.render(one).blocks)) <= 6
    behind = why.render(one).text + text
    assert [hedge for hedge in said if spoken(hedge) not in behind] == []


def test_a_shift_comes_before_the_word_on_noise_and_both_before_a_tie() -> None:
    shift = Shift(TODAY - timedelta(days=5), -400, 9)
    one = replace(STEADY_TIE, world=World(shifts=(shift,)))
    assert hedges.on_first_screen(one) == (Hedge.SHIFT, Hedge.NOISE)
    assert hedges.left_out(one) == (Hedge.TIE, Hedge.BASIS)


def test_what_came_of_it_is_told_by_files_before_steps_and_two_things_at_most() -> None:
    first = TODAY - timedelta(days=12)
    facts = {"starts.answered": 5, "invites.accepted": 1, "comments.actions": 3}
    with_files = replace(STEADY_TIE, since=Since(first, TODAY, ("I04",), facts))
    assert moved.since(with_files) == (
        "In that time, by your files: 5 answers to your first messages and 1 accepted invitation."
    )
    ids = tuple(tip.id for tip in TIPS[:3])
    by_word = moved.since(replace(STEADY_TIE, since=Since(first, TODAY, ids, {})))
    assert by_word.count("“") == 2
    assert by_word.endswith("and 1 more.")
    assert moved.since(replace(STEADY_TIE, since=Since(first, TODAY, (), {}))) == ""
    assert moved.since(STEADY_TIE) == ""


def test_where_the_weakest_pillars_steps_rest_the_card_says_why_the_step_is_elsewhere() -> None:
    other = tuple(
        i for i in RICH.report.plan.items if i.tip.pillar not in RICH.report.weakest.pillars
    )
    rest = replace(RICH, report=replace(RICH.report, plan=Plan(other, 60)))
    assert RICH.report.weakest.verdict == "claimed"
    assert screens.RESTS in screens.focus(rest)
    assert screens.RESTS not in screens.focus(RICH)


@given(full_cards())
def test_a_sent_note_says_what_is_known_and_a_further_line_has_its_place(one: Card) -> None:
    blocks = digests.render(digest_of(one, False)).blocks
    said = "\n".join(texts(blocks))
    if one.goal is not None:
        assert beside.goal(one) in said
    if one.report.reading is not None:
        assert "Last time" in "\n".join(texts(first_screen(blocks)))
    assert len(first_screen(blocks)) <= 6


def test_spoken_words_are_the_written_ones_without_marks() -> None:
    assert spoken("*Next step*: `plan`\n_why_") == "Next step: plan why"
