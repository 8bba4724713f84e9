"""What followed the reminders of a plan, and which cue is offered next."""

from hypothesis import given
from hypothesis import strategies as st

from scoring import cues
from scoring.cues import KINDS, NOTHING, OWN, Course, Tally

WEEK = st.integers(1, 53).map(lambda number: f"2026-W{number:02d}")
TALLIES = st.builds(lambda kept, more: Tally(kept, kept + more), st.integers(0, 40), st.integers(0, 40))  # fmt: skip
BY_KIND = st.dictionaries(st.sampled_from(KINDS), TALLIES)


def test_a_reminder_is_kept_by_the_step_in_its_own_week() -> None:
    reminded = ["2026-W48", "2026-W49", "2026-W50"]
    assert cues.course(reminded, {"2026-W48"}, "2026-W51") == Course(Tally(1, 3), 2)
    assert cues.course(reminded, {"2026-W47", "2026-W50"}, "2026-W51") == Course(Tally(1, 3), 0)


def test_a_week_that_still_runs_is_no_miss_and_may_be_kept() -> None:
    reminded = ["2026-W52", "2026-W53"]
    assert cues.course(reminded, set(), "2026-W53") == Course(Tally(0, 1), 1)
    assert cues.course(reminded, {"2026-W53"}, "2026-W53") == Course(Tally(1, 2), 0)
    assert cues.course(reminded, set(), "2027-W01") == Course(Tally(0, 2), 2)


@given(st.sets(WEEK), st.sets(WEEK), WEEK)
def test_kept_and_missed_never_exceed_what_was_told(
    reminded: set[str], done: set[str], now: str
) -> None:
    found = cues.course(reminded, done, now)
    assert 0 <= found.tally.kept <= found.tally.told <= len(reminded)
    assert found.missed <= found.tally.told - found.tally.kept
    assert found.tally.kept == len(reminded & done)


def test_another_cue_is_offered_after_two_misses_and_not_again_at_once() -> None:
    assert [Course(NOTHING, missed).offers for missed in range(5)] == [
        False, False, True, False, True
    ]  # fmt: skip


def test_without_any_reminder_the_first_other_kind_is_offered() -> None:
    assert cues.best({}, {}, OWN) == "coffee"
    assert cues.best({}, {}, "coffee") == "lunch"


def test_the_workspace_counts_until_the_rep_has_reminders_of_their_own() -> None:
    team = {"meeting": Tally(18, 20), "coffee": Tally(5, 20)}
    assert cues.best({}, team, OWN) == "meeting"
    own = {"meeting": Tally(0, 8), "coffee": Tally(7, 8)}
    assert cues.best(own, team, OWN) == "coffee"


def test_the_share_is_the_one_in_the_documentation() -> None:
    assert cues.share(NOTHING, NOTHING) == 0.5
    assert cues.share(Tally(3, 4), Tally(1, 2)) == (4 * 0.5 + 3) / 8


@given(BY_KIND, BY_KIND, st.sampled_from(KINDS))
def test_what_is_offered_is_another_kind_and_never_ones_own_words(
    own: dict[str, Tally], team: dict[str, Tally], now: str
) -> None:
    found = cues.best(own, team, now)
    assert found not in (now, OWN)
    chances = {
        kind: cues.share(own.get(kind, NOTHING), team.get(kind, NOTHING))
        for kind in KINDS
        if kind not in (now, OWN)
    }
    assert chances[found] == max(chances.values())


@given(TALLIES, TALLIES)
def test_a_share_lies_strictly_between_never_and_always(own: Tally, team: Tally) -> None:
    assert 0 < cues.share(own, team) < 1
    more = cues.share(own + Tally(1, 1), team)
    assert more > cues.share(own, team) > cues.share(own + Tally(0, 1), team)
