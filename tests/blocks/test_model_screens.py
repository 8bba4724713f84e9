"""The screens of the model: within Slack's limits, and each sentence at its one place."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from bot.blocks import (
    about,
    beside,
    coach,
    course,
    goal,
    hedges,
    help,
    limits,
    outcome,
    tips,
    whatif,
    why,
)
from bot.blocks import card as cards_
from bot.blocks import checklist as checks
from bot.blocks.hedges import Hedge
from bot.blocks.message import Message
from bot.services.card import Card
from bot.services.checklist import Checklist, Item, State
from bot.services.coach import Check
from bot.services.outcome import Kind, Log
from bot.services.plan import Shelf
from scoring import goals
from scoring.backtest import Backtest
from scoring.forecast import forecast
from scoring.goals import Goal, Refusal
from scoring.jump import Jump
from scoring.learning import Uplift
from scoring.outcome import Count, Verdict, check, monday
from scoring.pillars import PILLARS
from scoring.readings import Reading
from scoring.selfcheck import BY_QUESTION, QUESTIONS, Choice
from scoring.shift import Shift
from scoring.signals import PROFILE_CHECKS
from scoring.tips import TIPS
from scoring.whatif import ASKED, Answer, Needed
from scoring.world import World
from tests.blocks.samples import NEWCOMER, RICH, TODAY, card, cards, course_of, reading

NO_LOG = Log(None, (), Verdict(3))


def with_goal(one: Card, target: int) -> Card:
    day = TODAY + timedelta(days=90)
    wanted = Goal(target, day, TODAY, one.report.readings[-1].total)
    found = goals.progress(
        wanted, TODAY, one.report.readings, lambda when: forecast(one.report.readings, when)
    )
    return replace(one, goal=wanted, progress=found)


def rows(count: int) -> list[Reading]:
    return [reading(7 * (count - at), *([1200 + 13 * at] * 4), industry_average=2900)
            for at in range(count)]  # fmt: skip


def whole_list(answer: str, state: State) -> Checklist:
    items = [
        Item(f"profile.{c}", PILLARS[0], state, "yes" if answer else "") for c in PROFILE_CHECKS
    ]
    items += [Item(one.name, one.pillar, state, answer) for one in QUESTIONS]
    return Checklist(tuple(items), True, None)


LONG = card(rows(40))
SCREENS: dict[str, Callable[[], Message]] = {
    "trend": lambda: course.render(course_of(LONG)),
    "trend_words": lambda: course.classic(course_of(
        LONG, jump=Jump(TODAY, 4800, 5400), shifts=(Shift(TODAY, -720, 9),), restarted=TODAY)),
    "trend_empty": lambda: course.render(course_of(card())),
    "readings": lambda: course.readings([(str(at), one) for at, one in enumerate(rows(10))], TODAY),
    "readings_none": lambda: course.readings([], TODAY),
    "checklist_unknown": lambda: checks.render(whole_list("", State.UNKNOWN)),
    "checklist_told": lambda: checks.render(whole_list("middle", State.DECLARED)),
    "checklist_noted": lambda: checks.noted(whole_list("best", State.DECLARED), TIPS[0]),
    "checklist_done": lambda: checks.finished(whole_list("", State.UNKNOWN)),
    "goal": lambda: goal.set_up(with_goal(RICH, 9000), True),
    "goal_shown": lambda: goal.show(with_goal(RICH, 9000)),
    "tips": lambda: tips.render(Shelf(*(tuple((t, TODAY) for t in TIPS),) * 3), TODAY),
    "outcome": lambda: outcome.show(
        Log(Kind.MEETINGS, tuple((Count(monday(TODAY), 3), 5400) for _ in range(40)), Verdict(9)),
        TODAY, "/ssi"),
    "outcome_ask": lambda: outcome.ask("4"),
    "coach": lambda: coach.render(Check(Backtest(9, 1.2, 0.1, 1.9, 6.0, 2.4), 0,
                                        {"I01": Uplift(0.9, 0.2, 50, 60)}, NO_LOG)),
    "coach_early": lambda: coach.render(Check(None, 8, {}, NO_LOG)),
    **{f"about_{pillar}": lambda pillar=pillar: about.render(pillar) for pillar in PILLARS},
    **{f"question_{name}": lambda name=name: checks.question(name) for name in BY_QUESTION},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_a_screen_is_within_slacks_limits_and_says_the_same_in_words(name: str) -> None:
    made = SCREENS[name]()
    assert limits.check_message(made) == []
    assert made.text.strip()


@given(cards())
def test_anybodys_course_is_within_slacks_limits(one: Card) -> None:
    for drawn in (course.render(course_of(one)), course.classic(course_of(one))):
        assert limits.check_message(drawn) == []


def test_the_what_if_form_and_its_answers_are_within_slacks_limits() -> None:
    assert limits.check_view(whatif.form()) == []
    answers = [(weeks, Answer(0, 310, True)) for weeks in whatif.STEPS]
    for signal in ASKED:
        for need in ((3.0, Needed(2.4, 400)), (3.0, Needed(None, 140)), None):
            view = whatif.answered(signal, 3, answers, need)
            assert limits.check_view(view) == []
    assert "at most 1.4" in str(whatif.answered("comments", None, [], (3.0, Needed(None, 140))))
    assert "A guess" in str(whatif.answered("comments", 3, answers, None))


def test_a_chart_has_a_value_for_each_category_and_at_most_twenty() -> None:
    (chart,) = [
        b for b in course.render(course_of(LONG)).blocks if b["type"] == "data_visualization"
    ]
    categories = chart["chart"]["axis_config"]["categories"]
    assert len(categories) == len(set(categories)) == 20
    assert len(chart["chart"]["series"]) == 6, "total, four pillars, the average beside them"
    for series in chart["chart"]["series"]:
        assert [point["label"] for point in series["data"]] == categories


def test_a_question_has_three_answers_and_not_sure() -> None:
    for name, (text, answers) in checks.QUESTIONS.items():
        buttons = checks.question(name).blocks[1]["elements"]
        assert [one["text"]["text"] for one in buttons] == [*answers, "Not sure"]
        assert [one["value"].split("|")[2] for one in buttons] == list(Choice)
        assert "?" in text
    assert set(checks.QUESTIONS) == set(BY_QUESTION)


def test_each_pillar_is_told_in_four_lines() -> None:
    assert [len(about.TEXTS[pillar]) for pillar in PILLARS] == [4] * 4


SENTENCES = (help.POPULARITY, goal.NO_PROMISE, beside.FIRST_DIP, beside.LEVEL)


def places(sentence: str) -> list[str]:
    """The screens on which a sentence stands."""
    fell = card([reading(7, 1500, 1500, 1500, 1500), reading(0, 1400, 1400, 1400, 1400)])
    level = card([reading(days, *([1300] * 4)) for days in (42, 34, 21, 14, 7, 0)])
    drawn = {
        "help": help.render("/ssi", ""), "help_more": help.more("/ssi"),
        "first drop": cards_.render(fell), "level": cards_.render(level),
        "card": cards_.render(LONG), "newcomer": cards_.render(NEWCOMER),
        "goal set": goal.set_up(with_goal(RICH, 9000), False),
        "goal shown": goal.show(with_goal(RICH, 9000)),
        **{name: run() for name, run in SCREENS.items() if not name.startswith("goal")},
    }  # fmt: skip
    return [name for name, made in drawn.items() if sentence in str(made.blocks)]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [*zip(SENTENCES, ("help", "goal set", "first drop", "level"), strict=True)],
)
def test_a_sentence_against_misuse_stands_in_its_place_and_nowhere_else(
    sentence: str, place: str
) -> None:
    assert places(sentence) == [place]


def test_only_the_first_dip_is_called_normal() -> None:
    down = [reading(21, *[1500] * 4), reading(14, *[1400] * 4)]
    assert beside.dip(card(down))
    assert not beside.dip(card([*down, reading(7, *[1300] * 4)])), "not the second one"
    assert not beside.dip(card([*down, reading(7, *[1600] * 4)])), "nor once it is past"
    assert not beside.dip(card([reading(7, *[1300] * 4)]))


def test_a_level_row_is_called_fine_once_a_quarter() -> None:
    def level(days: list[int]) -> str:
        return beside.level(card([reading(at, *[1300] * 4) for at in days]))

    assert not level([28, 21, 14, 7, 0]), "five readings"
    assert not level([35, 28, 21, 14, 7, 0]), "35 days"
    assert level([42, 34, 21, 14, 7, 0])
    assert not level([49, 42, 34, 21, 14, 7, 0]), "said a week ago, in this quarter"
    moved = [reading(at, *([1300] * 4)) for at in (42, 34, 21, 14, 7)]
    assert not beside.level(card([*moved, reading(0, *([1600] * 4))]))


def test_a_shift_is_said_aloud_for_four_weeks_and_blames_nobody() -> None:
    fresh = replace(LONG, world=World(shifts=(Shift(TODAY - timedelta(days=5), -720, 9),)))
    old = replace(LONG, world=World(shifts=(Shift(TODAY - timedelta(days=40), -720, 9),)))
    assert "most of your workspace moved by about −7.2 points" in hedges.shown(Hedge.SHIFT, fresh)
    assert "You or LinkedIn?" in str(cards_.render(fresh).blocks)
    assert "not you" in cards_.render(fresh).text
    assert hedges.sentence(Hedge.SHIFT, old) == ""


@pytest.mark.parametrize(("target", "words"), [
    (5500, "On pace|Within reach|You are there"), (9900, "Off pace"),
])  # fmt: skip
def test_a_goal_says_its_pace_and_never_promises(target: int, words: str) -> None:
    said = beside.goal(with_goal(RICH, target))
    assert re.search(words, said)
    assert beside.goal(RICH) == ""


def test_every_refusal_of_a_goal_says_what_to_do() -> None:
    for refusal in Refusal:
        assert "Nothing changed" in goal.refused(refusal, "/ssi").text


def test_the_outcome_says_too_early_a_link_or_none() -> None:
    assert "3 of 26 weeks" in outcome.said_of(Verdict(3))
    days = [monday(TODAY) - timedelta(weeks=at) for at in range(40, 0, -1)]
    wave = [50 + 20 * ((at * 7) % 13) / 13 for at in range(40)]
    given_ = [replace(reading(0, *[1200] * 4), day=day, total=round(100 * v), pillars=None)
              for day, v in zip(days, wave, strict=True)]  # fmt: skip
    linked = check(given_, [Count(day, round(v)) for day, v in zip(days, wave, strict=True)])
    flat = check(given_, [Count(day, 4) for day in days])
    assert "A link is no cause" in outcome.said_of(linked)
    assert "in the same week" in outcome.said_of(linked)
    assert "No link found so far" in outcome.said_of(flat)


def test_a_worse_forecast_is_owned_up_to() -> None:
    worse = Backtest(9, 2.0, 0.5, 1.9, 6.0, 2.4)
    assert "I go by that one" in coach.forecasts(worse)
    assert "I go by that one" in str(cards_why(replace(RICH, backtest=worse)))
    better = replace(RICH, backtest=Backtest(9, 1.0, 0.5, 1.9, 6.0, 2.4))
    assert "within ±2.4 points" in str(cards_why(better))
    few = replace(RICH, backtest=Backtest(7, 1.0, 0.5, 1.9, 6.0, 2.4))
    assert "±" not in str(cards_why(few))


def cards_why(one: Card) -> Message:
    return why.render(one)
