"""A sample of `make simulate`: random weeks of a workspace, and what has to hold in all of them."""

import pytest

from tests.simulation.weeks import WEEKS, worlds


@pytest.mark.parametrize("number", range(5))
def test_whatever_befalls_the_bot_the_invariants_hold(number: int) -> None:
    ((_, ends),) = worlds(WEEKS, seed=2026, only=number)
    assert ends["sent"] > 0


def test_the_same_seed_lives_through_the_same_weeks() -> None:
    first, again = (list(worlds(WEEKS, seed=7, only=1)) for _ in range(2))
    assert first == again


def test_a_process_frozen_right_after_it_looked_at_the_clock_sends_nothing_late() -> None:
    ((_, ends),) = worlds(WEEKS, seed=1000, only=126)
    assert ends["sent"] > 0
