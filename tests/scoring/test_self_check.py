"""Ten taps: what they imply, what outranks them, and what they may never change."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import estimate
from scoring.activity import EMPTY, Activity, merge
from scoring.evidence import Evidence
from scoring.measures import Seen, take
from scoring.pillars import PILLARS
from scoring.readings import Reading
from scoring.report import Report, Situation, build
from scoring.rotation import offers
from scoring.selfcheck import CHOICES, QUESTIONS, QUICK, Choice, Declared, implied, standing, told
from scoring.signals import PROFILE_CHECKS
from scoring.tips import by_id
from scoring.tips.tip import Of
from tests.scoring.people import TODAY, activities, ago, level, median_rep, profile, readings, typed

ANSWERS = st.dictionaries(
    st.sampled_from([one.name for one in QUESTIONS]), st.sampled_from(list(CHOICES)), max_size=13
)


def said(answers: dict[str, str], days: int = 0) -> tuple[Declared, ...]:
    return tuple(Declared(about, answer, ago(days)) for about, answer in answers.items())


def report(
    given_: list[Reading], activity: Activity, answers: dict[str, str], days: int = 0
) -> Report:
    situation = Situation(declared=said(answers, days))
    return build(as_of=TODAY, readings=given_, activity=activity, situation=situation)


@pytest.mark.parametrize(
    ("question", "shares"),
    [
        ("profile", (0.90, 0.65, 0.35)), ("recommendations", (0.81, 0.48, 0)),
        ("posts", (0.64, 0.20, 0.06)), ("searches", (0.73, 0.39, 0.06)),
        ("connections", (0.56, 0.33, 0.08)), ("comments", (0.81, 0.49, 0.06)),
        ("shares", (0.56, 0.20, 0.06)), ("replies", (0.89, 0.45, 0.18)),
        ("threads", (0.66, 0.42, 0.13)), ("waiting", (0.80, 0.58, 0.31)),
    ],
)  # fmt: skip
def test_an_answer_stands_for_a_share(question: str, shares: tuple[float, ...]) -> None:
    for choice, share in zip(CHOICES, shares, strict=True):
        (found,) = implied(standing(said({question: choice}), TODAY)).values()
        assert found.u == pytest.approx(share, abs=0.012)


def test_the_ten_ask_about_all_four_pillars() -> None:
    assert len(QUICK) == 10
    assert {one.pillar for one in QUICK} == set(PILLARS)


def test_an_answer_stands_for_91_days_and_the_newest_counts() -> None:
    assert standing(said({"posts": "best"}, 90), TODAY)
    assert not standing(said({"posts": "best"}, 91), TODAY)
    both = (*said({"posts": "best"}, 5), *said({"posts": "least"}, 2))
    assert standing(both, TODAY)["posts"].answer == "least"
    assert standing(both, ago(3))["posts"].answer == "best", "as it was known then"


def test_not_sure_says_nothing_and_takes_a_former_answer_back() -> None:
    both = (*said({"posts": "best"}, 5), *said({"posts": Choice.NOT_SURE}, 2))
    assert "posts" not in standing(both, TODAY)


@given(activities(), ANSWERS)
def test_what_files_measured_is_unchanged_by_any_answer(
    activity: Activity, answers: dict[str, str]
) -> None:
    plain = take(activity, TODAY)
    with_taps = take(activity, TODAY, told=told(said(answers), TODAY))
    for name, one in plain.items():
        assert with_taps[name] == one


@given(activities(), readings(), ANSWERS)
def test_no_set_of_answers_changes_coverage_or_a_claim(
    activity: Activity, given_: list[Reading], answers: dict[str, str]
) -> None:
    plain, tapped = report(given_, activity, {}), report(given_, activity, answers)
    assert [p.coverage for p in tapped.estimate.pillars] == [
        p.coverage for p in plain.estimate.pillars
    ]
    assert [p.hidden for p in tapped.estimate.pillars] == [p.hidden for p in plain.estimate.pillars]
    assert tapped.weakest == plain.weakest


@given(activities(), readings(least=1), ANSWERS)
def test_with_a_reading_answers_only_change_how_a_pillar_is_split(
    activity: Activity, given_: list[Reading], answers: dict[str, str]
) -> None:
    plain, tapped = report(given_, activity, {}), report(given_, activity, answers)
    assert [p.hundredths for p in tapped.estimate.pillars] == [
        p.hundredths for p in plain.estimate.pillars
    ]
    assert tapped.estimate.total == plain.estimate.total
    for pillar in tapped.estimate.pillars:
        assert sum(part.hundredths for part in pillar.contributions) == pillar.hundredths


@given(activities(), ANSWERS, st.sampled_from(QUESTIONS))
def test_a_better_answer_never_lowers_a_pillar(activity: Activity, answers, question) -> None:
    totals = []
    for choice in reversed(CHOICES):
        made = report([], activity, {**answers, question.name: choice}).estimate
        totals.append([one.hundredths for one in made.pillars])
    for worse, better in pairwise(totals):
        assert all(b >= a for a, b in zip(worse, better, strict=True))


def test_a_declared_share_widens_the_range_less_than_an_unseen_one() -> None:
    plain = report([], EMPTY, {}).estimate.pillars[2]
    tapped = report([], EMPTY, {"comments": "best", "shares": "best"}).estimate.pillars[2]
    assert tapped.sd < plain.sd
    assert tapped.coverage == 0
    bases = {part.signal: part.basis for part in tapped.contributions}
    assert bases["comments"] == "declared"


def test_ticked_checks_make_a_profile_from_five_on_and_files_outrank_them() -> None:
    ticks = {f"profile.{check}": "yes" for check in PROFILE_CHECKS[:4]}
    assert "profile_complete" not in take(EMPTY, TODAY, told=told(said(ticks), TODAY))
    ticks["profile.photo"] = "no"
    found = take(EMPTY, TODAY, told=told(said(ticks), TODAY))["profile_complete"]
    assert found.seen is Seen.DECLARED
    assert found.u == pytest.approx(4 / 5)
    few = merge([], profile(0, known=2))
    mixed = take(few, TODAY, told=told(said(ticks), TODAY))["profile_complete"]
    assert mixed.u == pytest.approx(2 / 5), "the two that files show stand against two ticks"
    many = merge([], profile(3, known=6))
    assert (
        take(many, TODAY, told=told(said(ticks), TODAY))["profile_complete"].seen is Seen.MEASURED
    )


def evidence(activity: Activity, answers: dict[str, str], **more: object) -> Evidence:
    said_ = told(said(answers), TODAY)
    return Evidence(take(activity, TODAY, told=said_), activity, TODAY, told=said_, **more)  # type: ignore[arg-type]  # settings of the test


def offered(answers: dict[str, str], activity: Activity = EMPTY, **more: object) -> set[str]:
    return {one.tip.id for one in offers((), evidence(activity, answers, **more), TODAY)}


def test_typed_numbers_alone_leave_24_tips_and_five_in_each_pillar() -> None:
    tips = [by_id(id) for id in offered({})]
    assert len(tips) >= 24
    for pillar in PILLARS:
        assert sum(tip.pillar is pillar for tip in tips) >= 5


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("question", [one.name for one in QUICK])
def test_any_one_answer_leaves_four_tips_in_each_pillar(question: str, choice: str) -> None:
    tips = [by_id(id) for id in offered({question: choice})]
    for pillar in PILLARS:
        assert sum(tip.pillar is pillar for tip in tips) >= 4


@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        ({"posts": "best"}, {"B11", "B13", "I07"}), ({"searches": "best"}, {"F03"}),
        ({"connections": "best"}, {"F06"}), ({"comments": "middle"}, {"I02"}),
        ({"shares": "best"}, {"I05"}), ({"threads": "best"}, {"R07"}),
    ],
)  # fmt: skip
def test_answers_open_the_tips_for_those_who_are_further(answers: dict[str, str], opened) -> None:
    assert opened <= offered(answers)
    assert not opened & offered({})


@pytest.mark.parametrize(
    ("answers", "low", "high"),
    [
        ("replies", {"R02", "R04", "R09"}, {"R02", "R04", "R09"}), ("waiting", {"R08"}, {"R08"}),
        ("connections", {"F05"}, {"F05"}), ("recommendations", {"B07"}, {"B07"}),
    ],
)  # fmt: skip
def test_a_low_answer_keeps_its_tips_and_a_high_one_closes_them(answers, low, high) -> None:
    assert low <= offered({answers: "least"})
    assert not high & offered({answers: "best"})


def test_all_five_of_the_profile_close_their_tips() -> None:
    five = {"B01", "B02", "B03", "B04", "B05"}
    assert five <= offered({"profile": "least"})
    assert not five & offered({"profile": "best"})
    assert "B01" in offered({"profile": "best", "profile.banner": "no"}), "a check says more"


def test_a_ticked_check_closes_its_tip_alone() -> None:
    ticked = offered({"profile.photo": "yes"})
    assert "B02" not in ticked
    assert "B01" in ticked


def test_the_crm_tip_needs_both_tools_said() -> None:
    assert "F15" not in offered({}, sales_navigator=True)
    assert "F15" in offered({}, sales_navigator=True, crm_sync=True)


def test_notes_on_invitations_are_told_where_no_file_shows_them() -> None:
    assert evidence(EMPTY, {"notes": "least"}).value(Of.RATIO, "noted_invitations") == 0.1
    assert evidence(EMPTY, {}).value(Of.RATIO, "noted_invitations") is None


def test_a_tip_that_rests_on_an_answer_says_so_and_promises_less() -> None:
    made = report([typed((18, 17, 5, 16), 0)], EMPTY, {"comments": "least", "shares": "least"})
    assert any(item.told for item in made.plan.items)
    guessed = report([typed((18, 17, 5, 16), 0)], EMPTY, {})
    assert not any(item.told for item in guessed.plan.items)
    assert all(
        item.guess or item.low is None for item in guessed.plan.items if item.low is not None
    )


def test_an_answer_of_later_than_the_day_is_not_known_yet() -> None:
    future = (Declared("posts", "best", TODAY + timedelta(days=1)),)
    assert not standing(future, TODAY)


def test_the_factor_of_a_general_habit_takes_no_word_for_it() -> None:
    plain, tapped = (
        take(median_rep(), TODAY),
        take(median_rep(), TODAY, told=told(said({"views": "best"}), TODAY)),
    )
    assert "profile_views" in tapped
    assert estimate.factor(plain) == estimate.factor(tapped)


def test_level_rows_are_not_shared_with_what_was_told() -> None:
    activity = merge([], [level("profile.photo", True)])
    assert evidence(activity, {"profile.photo": "no"}).value(Of.LEVEL, "profile.photo") == 1.0
    assert replace(activity, levels={}).levels == {}
