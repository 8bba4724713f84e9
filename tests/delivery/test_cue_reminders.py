"""The reminder of a plan through the real sender: once, on time, late, too late, and after doubt."""

from datetime import timedelta
from typing import Any

from bot.services import ifthen, ifthen_course
from bot.services.ifthen import Wish
from bot.store import deliveries
from sandbox import seed
from tests.delivery.office import MONDAY, Office, arm, calls, later, per_key, posts


def plan(office: Office, user: str = seed.ANA, **more: Any) -> None:
    office.meet(user)
    known = {"tip": "I01", "kind": "coffee", "cue": "I have coffee", "action": "comment once",
             "weekday": 0, "minute": 540, **more}  # fmt: skip
    assert ifthen.make(office.store, seed.TEAM, user, Wish(**known), office.now) is not None


def rows(office: Office, user: str = seed.ANA) -> list[deliveries.Delivery]:
    with office.store.begin(seed.TEAM, write=False) as db:
        return list(deliveries.of_user(db, user, ifthen_course.KIND))


def test_it_goes_out_once_however_often_the_sweep_runs(office: Office, box: Any) -> None:
    plan(office)
    for minutes in (-5, 0, 1, 2):
        office.sweep(later(minutes=minutes))
        office.once()
    (row,) = rows(office)
    assert (row.state, row.due_at) == ("sent", MONDAY)
    (message,) = posts(box)
    assert message["metadata"]["event_type"] == "ssi_cue"
    assert "When I have coffee, I will comment once." in str(message["blocks"])


def test_late_within_a_day_it_waits_for_the_next_working_hour(office: Office, box: Any) -> None:
    plan(office, minute=1080)
    due = MONDAY + timedelta(hours=9)
    office.sweep(due + timedelta(hours=3))
    office.once()
    assert posts(box) == []
    office.sweep(due + timedelta(hours=14, minutes=30))
    office.until_quiet()
    assert len(posts(box)) == 1


def test_more_than_a_day_late_it_is_skipped_and_the_next_one_stands(
    office: Office, box: Any
) -> None:
    plan(office)
    office.sweep(later(hours=25))
    office.until_quiet()
    (row,) = rows(office)
    assert (row.state, row.reason) == ("skipped", "stale")
    assert posts(box) == []
    office.sweep(later(days=7))
    office.until_quiet()
    assert len(posts(box)) == 1


def test_accepted_and_answer_lost_it_is_found_and_not_sent_again(office: Office, box: Any) -> None:
    plan(office)
    arm(box, "chat.postMessage", "accept_then_drop")
    office.sweep(MONDAY)
    office.until_quiet()
    assert [row.state for row in rows(office)] == ["sent"]
    assert set(per_key(box).values()) == {1}
    assert calls(box, "conversations.history") >= 1
