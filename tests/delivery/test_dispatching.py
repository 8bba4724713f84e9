"""The pool: nothing twice, nobody starved, every error reported, an orderly end."""

import logging
import threading

import pytest

from bot.dispatch import Dispatch, Work


def test_work_is_carried_out_by_its_kind() -> None:
    done: list[tuple[str, str, str]] = []
    pool = Dispatch(
        {
            "a": lambda team, id: done.append(("a", team, id)),
            "b": lambda team, id: done.append(("b", team, id)),
        }
    )
    pool.hand_over(Work("a", "T1", "1"))
    pool.hand_over(Work("b", "T2", "2"))
    assert pool.settle(10)
    assert sorted(done) == [("a", "T1", "1"), ("b", "T2", "2")]
    assert not pool.busy()
    assert pool.drain(1)


def test_what_waits_or_runs_is_not_queued_twice() -> None:
    gate, count = threading.Event(), []

    def handle(team: str, id: str) -> None:
        gate.wait(10)
        count.append(id)

    pool = Dispatch({"a": handle}, workers=1)
    for _ in range(5):
        pool.hand_over(Work("a", "T1", "1"))
        pool.hand_over(Work("a", "T1", "2"))
    gate.set()
    assert pool.settle(10)
    assert sorted(count) == ["1", "2"]
    pool.hand_over(Work("a", "T1", "1"))
    assert pool.settle(10)
    assert sorted(count) == ["1", "1", "2"]
    pool.drain(1)


def test_a_workspace_that_waits_leaves_room_for_the_others() -> None:
    gate, done = threading.Event(), threading.Event()

    def handle(team: str, id: str) -> None:
        if team == "T1":
            gate.wait(10)
        else:
            done.set()

    pool = Dispatch({"a": handle}, workers=4, each=2)
    for number in range(20):
        pool.hand_over(Work("a", "T1", str(number)))
    pool.hand_over(Work("a", "T2", "x"))
    assert done.wait(10)
    gate.set()
    assert pool.settle(10)
    pool.drain(1)


def test_an_error_is_reported_with_a_reference_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = []

    def handle(team: str, id: str) -> None:
        if id == "bad":
            raise RuntimeError("name and text of a person")
        done.append(id)

    pool = Dispatch({"a": handle}, workers=1)
    with caplog.at_level(logging.ERROR, "ssi_coach"):
        pool.hand_over(Work("a", "T1", "bad"))
        pool.hand_over(Work("a", "T1", "good"))
        assert pool.settle(10)
    assert done == ["good"]
    (record,) = caplog.records
    fields = record.__dict__["fields"]
    assert (fields["action"], fields["id"], fields["error"]) == (
        "work_broke",
        "bad",
        "RuntimeError",
    )
    assert fields["reference"]
    assert "person" not in str(fields)
    pool.drain(1)


def test_the_end_waits_for_what_runs_and_drops_what_waits() -> None:
    started, gate, done = threading.Event(), threading.Event(), []

    def handle(team: str, id: str) -> None:
        started.set()
        gate.wait(10)
        done.append(id)

    pool = Dispatch({"a": handle}, workers=1)
    for id in ("running", "waiting"):
        pool.hand_over(Work("a", "T1", id))
    assert started.wait(10)
    threading.Timer(0.05, gate.set).start()
    assert pool.drain(10)
    pool.hand_over(Work("a", "T1", "late"))
    assert done == ["running"]
    assert not pool.busy()


def test_settling_gives_up_after_its_time() -> None:
    gate = threading.Event()
    pool = Dispatch({"a": lambda team, id: gate.wait(10) and None})
    pool.hand_over(Work("a", "T1", "1"))
    assert not pool.settle(0.01)
    gate.set()
    assert pool.settle(10)
    pool.drain(1)


def test_what_runs_is_done_once_more_if_that_was_asked_for() -> None:
    gate, begun, done = threading.Event(), threading.Event(), []

    def handle(team: str, id: str) -> None:
        begun.set()
        gate.wait(10)
        done.append(id)

    pool = Dispatch({"a": handle}, workers=1)
    work = Work("a", "T1", "1")
    pool.hand_over(work)
    assert begun.wait(10)
    for _ in range(3):
        pool.hand_over(work, again=True)
        pool.hand_over(work)
    gate.set()
    assert pool.settle(10)
    assert done == ["1", "1"]
    pool.drain(1)
