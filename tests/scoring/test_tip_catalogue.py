"""The catalogue: its wording, its sources, its promises, and what typed numbers alone unlock."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from scoring.activity import EMPTY, Activity, merge
from scoring.evidence import RATIOS, SUMS, Evidence
from scoring.measures import take
from scoring.pillars import PILLARS
from scoring.rotation import offers
from scoring.signals import BY_NAME, LEVEL_FACT, PROFILE_CHECKS
from scoring.tips import TIPS, by_id
from scoring.tips.reasons import BY_SIGNAL, BY_TIP
from scoring.tips.tip import HALVED, Of, Tip, Trace
from tests.scoring.people import FACTS, TODAY, ago, batch, level, median_rep, profile

FORBIDDEN = (
    "lazy", "poor", "weak", "weakest", "failed", "behind", "worst", "last place", "bottom",
    "loser", "should have", "guarantee", "proven", "boost", "hurry", "don't miss", "linkedin says",
    "algorithm", "everyone else", "your manager", "about to lose",
)  # fmt: skip
CONFIDENCE = {"documented", "documented, 2015", "reported", "guide", "judgement"}
INVITING = {"F05": 3, "F06": 2, "R01": 5, "R13": 10, "R02": 5}


def by_tip(tip: Tip) -> str:
    return tip.id


def test_there_are_54_tips_with_their_own_ids_in_the_order_of_the_pillars() -> None:
    assert len(TIPS) == 54
    assert len({tip.id for tip in TIPS}) == 54
    assert [tip.id[0] for tip in TIPS] == ["B"] * 14 + ["F"] * 15 + ["I"] * 12 + ["R"] * 13
    assert by_id("X99") is None


@pytest.mark.parametrize("tip", TIPS, ids=by_tip)
def test_a_tip_is_complete(tip: Tip) -> None:
    assert by_id(tip.id) == tip
    assert tip.signal in BY_NAME
    assert tip.why
    assert tip.source
    assert tip.confidence in CONFIDENCE
    assert 5 <= tip.minutes <= 60
    assert tip.next is None or by_id(tip.next) is not None
    assert tip.dose > 0 or tip.shows.kind is Trace.NONE
    assert tip.needs in ("", "sales_navigator", "crm_sync")


@pytest.mark.parametrize("tip", TIPS, ids=by_tip)
def test_a_tip_speaks_plainly_and_presses_nobody(tip: Tip) -> None:
    for text in (tip.say, tip.how, tip.done, tip.why):
        assert text.endswith(".")
        assert "!" not in text
        assert text.isascii()
        for sentence in re.split(r"(?<=[.?])\s+", text):
            assert len(sentence.split()) <= 20, sentence
        plain = text.casefold()
        for word in FORBIDDEN:
            assert not re.search(rf"\b{re.escape(word)}\b", plain), word
    assert re.match(r"If .+, then ", tip.how), "an if-then plan"


def test_the_words_of_tips_are_all_different() -> None:
    for words in ([t.say for t in TIPS], [t.how for t in TIPS]):
        assert len(set(words)) == len(words)


def test_a_halved_tip_stays_within_the_wording_rules() -> None:
    assert len(HALVED.split()) <= 20
    assert HALVED.endswith(".")


def test_reasons_name_signals_and_tips_that_exist() -> None:
    assert set(BY_SIGNAL) == {tip.signal for tip in TIPS} == set(BY_NAME)
    assert all(by_id(id) for id in BY_TIP)


def test_conditions_ask_for_what_evidence_can_tell() -> None:
    levels = {"best_post.ratio", "comments.median_words", "invites.pending_30d", "inbound.waiting",
              "starts.median_chars", "contacts.silent_90d", *LEVEL_FACT.values(),
              *(f"profile.{check}" for check in PROFILE_CHECKS)}  # fmt: skip
    names = {
        Of.SHARE: set(BY_NAME), Of.DECLARED: set(BY_NAME), Of.PACE: set(BY_NAME), Of.ATTEMPTS: set(BY_NAME), Of.LEVEL: levels,
        Of.RATIO: {*RATIOS, "echo_of_usual"}, Of.SUM: set(SUMS),
        Of.SETTING: {"ideal_customer"}, Of.EMPTY_WEEKS: {""},
    }  # fmt: skip
    for tip in TIPS:
        for test in (test for clause in tip.when for test in clause):
            assert test.name in names[test.of], tip.id
            assert not test.unless or test.unless in set(BY_NAME) | levels


def test_typed_numbers_alone_unlock_24_tips_and_five_in_each_pillar() -> None:
    found = offers((), Evidence(take(EMPTY, TODAY), EMPTY, TODAY), TODAY)
    assert len(found) >= 24
    for pillar in PILLARS:
        assert sum(1 for one in found if one.tip.pillar is pillar) >= 5
    unlocked = {one.tip.id for one in found}
    assert unlocked == {
        *(f"B{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 10)),
        *(f"F{n:02}" for n in (1, 2, 4, 5, 7, 8, 11, 12)),
        *(f"I{n:02}" for n in (1, 4, 8, 9, 10, 11)),
        *(f"R{n:02}" for n in (1, 2, 4, 6, 8, 9, 10, 11, 12)),
    }
    assert {tip.id for tip in TIPS if tip.unseen and not tip.needs} | {"F01"} == unlocked


def test_no_plan_asks_for_more_than_25_invitations_a_week() -> None:
    inviting = [tip for tip in TIPS if tip.id in INVITING]
    for group in combinations(inviting, 3):
        if len({tip.signal for tip in group}) == 3:
            assert sum(INVITING[tip.id] for tip in group) <= 25


def test_no_tip_advises_automation() -> None:
    for tip in TIPS:
        for text in (tip.say, tip.how, tip.done):
            assert not re.search(r"automat|\bbot\b|scrap|\btool\b", text.casefold())


TRACED = [tip for tip in TIPS if tip.shows.kind in (Trace.OWN, Trace.TAP, Trace.YIELD)]


WON = {"accepted": "decided", "answered": "decided"}


def before_and_after(tip: Tip) -> tuple[Activity, Activity]:
    """A median rep with every file a tip may show in, and the same with the tip's trace added."""
    rep, fact = median_rep(), tip.shows.fact
    wide = merge(
        [batch("analytics/engagement", {}), batch("sales_navigator", {})],
        [*profile(0), level("groups.count", 1.0)],
    )
    hidden = {"sn.searches": "archive/searches"}.get(fact, "")
    cover = {name: one for name, one in {**rep.cover, **wide.cover}.items() if name != hidden}
    amounts = {name: days for name, days in rep.amounts.items() if tip.signal != "steady_weeks"}
    before = Activity(amounts, cover, {**rep.levels, **wide.levels})
    if fact in before.levels:
        old = before.levels[fact]
        value = True if tip.signal == "profile_complete" else float(old.value) + tip.shows.amount
        return before, replace(before, levels={**before.levels, fact: replace(old, value=value)})
    added = {fact: tip.shows.amount}
    kind, _, what = fact.rpartition(".")
    if what in WON:
        share = BY_NAME[tip.signal].target if tip.shows.kind is Trace.YIELD else 1.0
        added = {fact: tip.shows.amount * share, f"{kind}.{WON[what]}": tip.shows.amount}
    more = {name: dict(days) for name, days in amounts.items()}
    for name, units in added.items():
        assert any(name in facts for facts in FACTS.values()), name
        days = more.setdefault(name, {})
        for at in range(whole := max(1, int(units))):
            days[ago(at)] = days.get(ago(at), 0) + round(1000 * units / whole)
    return before, replace(before, amounts=more)


@pytest.mark.parametrize("tip", TRACED, ids=by_tip)
def test_what_a_tip_leaves_in_the_files_raises_its_signal(tip: Tip) -> None:
    before, after = before_and_after(tip)
    was, now = (take(one, TODAY)[tip.signal].u for one in (before, after))
    assert now > was


def test_a_tip_without_a_trace_names_no_fact() -> None:
    without = {tip.id for tip in TIPS if tip.shows.kind is Trace.NONE}
    assert without == {"F01", "F11", "I12", "R02", "R03", "R11"}
    assert all(not by_id(id).shows.fact for id in without)
