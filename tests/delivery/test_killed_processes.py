"""Real processes that are killed, each at one step; whoever comes next finishes the work."""

from multiprocessing.process import BaseProcess

import pytest

from sandbox import seed
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, arm, per_key
from tests.delivery.worker import KILLED, Step, joined, start

REPS = (seed.ANA, seed.BEN)
STEPS = {
    "sweep, before its commit": Step("UPDATE member SET next_digest_at"),
    "sweep, after its commit": Step("LEFT OUTER JOIN pace"),
    "claim, before its commit": Step("UPDATE delivery"),
    "after the claim": Step("FROM upload_source"),
    "before the request": Step("chat.postMessage"),
    "after the answer": Step("UPDATE delivery", 2),
    "mark, before its commit": Step("INSERT INTO tip_event"),
    "claim of the last": Step("UPDATE delivery", 3),
    "before the last request": Step("chat.postMessage", 2),
    "after the last answer": Step("UPDATE delivery", 4),
}
"""Where a process that sends two digests, one after the other, is killed."""
RECOVERING = {
    "before the look-up": Step("auth.test"),
    "in the look-up": Step("conversations.history"),
    "after the look-up": Step("UPDATE delivery", 6),
}
"""Where a process is killed that looks up what an answer got lost for."""


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_process_killed_at_any_step_loses_and_doubles_nothing(
    box: Sandbox, office: Office, running: list[BaseProcess], step: Step
) -> None:
    office.opt_in(*REPS)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    running.append(start(office.settings, MONDAY, dies_at=step, workers=1))
    assert joined(running[0]) == KILLED
    office.week(MONDAY)
    assert sorted(per_key(box).values()) == [1, 1]
    assert {row.state for row in office.rows()} == {"sent"}


@pytest.mark.parametrize("do", ["accept_then_drop", "drop"])
@pytest.mark.parametrize("step", RECOVERING.values(), ids=RECOVERING)
def test_a_process_killed_while_it_recovers_loses_and_doubles_nothing(
    box: Sandbox, office: Office, running: list[BaseProcess], step: Step, do: str
) -> None:
    office.opt_in(*REPS)
    box.clock.__init__(MONDAY)  # type: ignore[misc]  # the clock that everybody else holds
    arm(box, "chat.postMessage", do, times=2)
    running.append(start(office.settings, MONDAY, dies_at=step, workers=1))
    assert joined(running[0]) == KILLED
    office.week(MONDAY)
    assert sorted(per_key(box).values()) == [1, 1]
    assert {row.state for row in office.rows()} == {"sent"}
