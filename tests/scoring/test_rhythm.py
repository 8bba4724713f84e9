"""The weekly rhythm against a plain statement of its rules, over every row of eight weeks."""

import itertools
import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from scoring import rhythm
from scoring.rhythm import NONE, Rhythm, State, Week

KEPT, MISSED, FREE, AWAY = (
    Week(asked=True, done=True), Week(asked=True), Week(), Week(asked=True, excused=True)
)  # fmt: skip
ANY = [Week(*facts) for facts in itertools.product((False, True), repeat=3)]
WEEKS = st.lists(st.sampled_from(ANY), min_size=1, max_size=60)


def letter(week: Week, now: bool) -> str:
    """D for a step done, E for excused, M for missed, blank for nothing planned; a step that is
    still to be done this week is nothing yet."""
    if week.done:
        return "D"
    if week.excused:
        return "E"
    return "M" if week.asked and not now else " "


def stated(weeks: Sequence[Week]) -> Rhythm:
    """The rules, on a row of letters."""
    row = "".join(letter(week, at == len(weeks) - 1) for at, week in enumerate(weeks))
    counted = re.sub("[E ]", "", row)
    run = re.split("MM(?:MM)*", counted)[-1]
    kept = run.count("D")
    if not kept:
        return NONE
    before, last = row[: row.rindex("D")], row[row.rindex("D") + 1 :]
    if row.endswith("E"):
        state = State.RESTING
    elif row.endswith("D"):
        gap = before[before.rindex("D") :] if "D" in before else ""
        back = "E" in gap or "MM" in gap.replace(" ", "")
        state = State.BACK if back else State.RUNNING
    elif "E" in last:
        state = State.BACK
    else:
        state = State.OPEN if run.endswith("M") else State.RUNNING
    return Rhythm(kept, bool(re.search("DMD$", run)), state)


def test_every_row_of_eight_weeks_is_as_the_rules_say() -> None:
    for weeks in itertools.product((KEPT, MISSED, FREE, AWAY), repeat=8):
        assert rhythm.of(weeks) == stated(weeks), weeks


def test_every_combination_of_facts_over_four_weeks_is_as_the_rules_say() -> None:
    for weeks in itertools.product(ANY, repeat=4):
        assert rhythm.of(weeks) == stated(weeks), weeks


@given(WEEKS)
def test_weeks_that_are_excused_or_free_never_change_the_count(weeks: list[Week]) -> None:
    counted = [week for week in weeks[:-1] if week.done or (week.asked and not week.excused)]
    assert rhythm.of(weeks).weeks == rhythm.of([*counted, weeks[-1]]).weeks


@given(WEEKS)
def test_a_step_this_week_never_ends_a_rhythm_and_adds_one(weeks: list[Week]) -> None:
    before = rhythm.of([*weeks, Week(asked=True)]).weeks
    assert rhythm.of([*weeks, Week(asked=True, done=True)]).weeks == before + 1


@given(WEEKS)
def test_a_week_that_has_just_begun_is_no_miss(weeks: list[Week]) -> None:
    asked, free = (rhythm.of([*weeks, one]) for one in (MISSED, FREE))
    assert asked == free


@given(WEEKS, st.lists(st.sampled_from([KEPT, AWAY, FREE]), min_size=1, max_size=20))
def test_without_a_miss_nothing_is_lost(weeks: list[Week], more: list[Week]) -> None:
    kept = sum(week.done for week in more)
    assert rhythm.of([*weeks, FREE, *more]).weeks >= kept


def test_one_missed_week_is_mended_by_the_next_and_two_end_the_run() -> None:
    assert rhythm.of([KEPT, KEPT, MISSED, FREE]) == Rhythm(2, False, State.OPEN)
    assert rhythm.of([KEPT, KEPT, MISSED, KEPT]) == Rhythm(3, True, State.RUNNING)
    assert rhythm.of([KEPT, KEPT, MISSED, MISSED, FREE]) == NONE


def test_the_first_week_after_a_gap_is_a_return() -> None:
    assert rhythm.of([KEPT, KEPT, AWAY]).state is State.RESTING
    assert rhythm.of([KEPT, KEPT, AWAY, MISSED]) == Rhythm(2, False, State.BACK)
    assert rhythm.of([KEPT, KEPT, AWAY, KEPT]) == Rhythm(3, False, State.BACK)
    assert rhythm.of([KEPT, MISSED, MISSED, KEPT]) == Rhythm(1, False, State.BACK)
    assert rhythm.of([AWAY, KEPT]).state is State.RUNNING, "nobody returns who never was here"


def test_a_digest_every_second_week_is_no_gap() -> None:
    assert rhythm.of([KEPT, FREE, KEPT, FREE, KEPT, FREE]) == Rhythm(3, False, State.RUNNING)


def test_no_week_at_all_is_no_rhythm() -> None:
    assert rhythm.of([]) == NONE
