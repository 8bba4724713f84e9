"""Clocks that change, holidays, hours and settings of one rep over a quarter."""

from datetime import UTC, date, datetime, timedelta

from bot.services import (
    settings,
)
from bot.store import members
from sandbox.seed import ANA
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, posts
from tests.delivery.rep import (
    DAY,
    TEAM,
    choices,
    days,
    free,
    stored,
    until,
)


def test_holidays_move_the_note_within_its_week_and_skip_a_week_that_is_none(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    christmas = [date(2026, 12, day) for day in range(21, 26)]
    free(office, date(2026, 11, 30), *christmas)
    office.opt_in(ANA)
    for _ in range(4):
        due = stored(office).next_digest_at
        assert due is not None
        until(office, box, due)
        office.act(ANA)
    assert days(box) == [
        "Mon 23 Nov 09:00", "Tue 01 Dec 09:00", "Mon 07 Dec 09:00", "Mon 14 Dec 09:00"
    ]  # fmt: skip
    assert stored(office).next_digest_at == datetime(2026, 12, 28, 8, 0, tzinfo=UTC)


def test_a_holiday_that_is_named_after_the_note_was_planned_still_moves_it(
    box: Sandbox, office: Office
) -> None:
    office.opt_in(ANA)
    free(office, date(2026, 11, 23))
    office.week(MONDAY)
    assert posts(box) == []
    until(office, box, MONDAY + DAY)
    assert days(box) == ["Tue 24 Nov 09:00"]
    assert [row.slot for row in office.rows(ANA)] == ["2026-W48"]


def test_a_late_note_is_never_sent_on_a_holiday(box: Sandbox, office: Office) -> None:
    free(office, date(2026, 11, 24))
    office.opt_in(ANA, minute=17 * 60 + 45)
    office.sweep(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    office.once()
    office.week(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert [(row.state, row.reason) for row in office.rows(ANA)] == [("skipped", "stale")]


def test_a_late_note_waits_for_hours_of_ones_own(box: Sandbox, office: Office) -> None:
    office.opt_in(ANA)
    chosen = choices(stored(office), opens=13 * 60, closes=15 * 60)
    settings.save(office.store, TEAM, ANA, chosen, office.now)
    office.sweep(MONDAY + timedelta(hours=1))
    office.once()
    assert posts(box) == []
    office.week(MONDAY + timedelta(hours=4))
    assert len(posts(box)) == 1


def test_settings_keep_a_consent_for_the_note_and_none_for_the_rest(office: Office) -> None:
    office.opt_in(ANA)
    store, now = office.store, office.now
    unchanged = settings.save(store, TEAM, ANA, choices(stored(office)), now)
    assert unchanged.changed == frozenset()
    hours = settings.save(store, TEAM, ANA, choices(stored(office), minutes=30), now)
    assert hours.changed == {"minutes"}
    moved = settings.save(store, TEAM, ANA, choices(stored(office), weekday=3), now)
    assert moved.changed == {"note"}
    assert moved.member.next_digest_at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    stopped = settings.save(store, TEAM, ANA, choices(stored(office), on=False), now)
    assert (stopped.member.digest, stopped.member.next_digest_at) == ("off", None)
    with store.begin(TEAM, write=False) as db:
        kept = members.consents(db, ANA)
    assert [(what, how) for what, how, _ in kept] == [
        ("digest on", "test"), ("digest on", "settings"), ("digest off", "settings")
    ]  # fmt: skip
    assert {at for _, _, at in kept} == {now}
