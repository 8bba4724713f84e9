"""Screens about seats: within Slack's limits, dead letters, and nobody's numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import first_run, upload, why
from bot.blocks import seats as screens
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message, View
from bot.services.seats import Standing, Team
from bot.store.seats import Brought, StoredSeat
from tests.blocks.samples import NAMES, NEWCOMER, RICH, texts

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def fine(message: Message) -> None:
    assert check_message(message) == []


def good(view: View) -> None:
    assert check_view(view) == []


def seat(value: str, state: str = "confirmed", n: int = 0) -> StoredSeat:
    return StoredSeat(f"s{n}", "U1", "email" if "@" in value else "seat", value, state, "U9", NOW)


def standing(values: list[str], reports: int) -> Standing:
    brought = tuple(Brought(f"u{n}", NOW, date(2026, 9, 30), n) for n in range(reports))
    asked = tuple(seat(value, "asked", n) for n, value in enumerate(values[:2]))
    return Standing((seat("ana@x.example"),), asked, brought, brought)


@given(st.lists(NAMES, max_size=3), st.integers(0, 30), st.integers(0, 400))
def test_every_screen_about_seats_fits_slack(values: list[str], reports: int, many: int) -> None:
    known = standing(values, reports)
    team = Team(tuple(f"U{n}" for n in range(many)), ())
    good(screens.modal(known, team, "u1", "Asia/Tokyo"))
    good(screens.modal(Standing(), None, "", "UTC"))
    fine(screens.with_card(first_run.render("/ssi"), known))
    good({"type": "home", "blocks": screens.beside(known) or [{"type": "divider"}]})


def test_every_form_and_answer_about_seats_fits_slack() -> None:
    good(screens.match_form())
    good(screens.period_form("u1", date(2026, 10, 1), date(2026, 10, 31)))
    good(upload.modal())
    for message in (
        screens.instead(), screens.saved(True), screens.saved(False), screens.asked("U1"),
        screens.answered(True), screens.answered(False), screens.not_answered("seat_taken"),
        screens.forgotten(), screens.taken_back(), screens.reading_again(), upload.how("/ssi"),
        screens.asks("period_unknown", "u1"), screens.asks("no_seat_matched", "u1"),
    ):  # fmt: skip
        assert message is not None
        fine(message)
    assert screens.asks("damaged", "u1") is None


@given(NAMES)
def test_what_an_admin_typed_is_dead_letters_for_the_person_asked(value: str) -> None:
    for text in texts(screens.questions(Standing((), (seat(value, "asked"),)))):
        for part in text.split("<@U9>"):
            assert "<" not in part


def test_why_says_that_totals_were_spread_where_they_were_and_only_there() -> None:
    assert why.SPREAD not in why.render(RICH).text
    said = why.render(replace(RICH, spread=True))
    fine(said)
    assert why.SPREAD in said.text


def receipt(**seats: Any) -> dict[str, Any]:
    return {
        "files": [{"kind": "sales_navigator", "rows_read": 40, "rows_skipped": 0,
                   "first": "2026-09-01", "last": "2026-09-30"}],
        "private": 0, "ignored": 0, "warnings": [{"code": "seats_not_matched", "count": 37}],
        "notes": [], "readings": 1 if seats["own"] else 0, "as_of": "2026-09-30",
        "sha256": "0" * 64, "before": None, "after": None, "seats": seats,
    }  # fmt: skip


def test_a_receipt_says_how_many_rows_went_to_their_owners_and_no_score() -> None:
    said = upload.receipt(receipt(own=False, spread=False, others=12), "id", NEWCOMER)
    fine(said)
    assert "Kept: 12 rows for their owners, up to 30 September" in said.text
    assert "to nobody else" in said.text
    assert "55" not in said.text
    assert "ssi_seat_again" in str(said.blocks)


def test_a_receipt_of_ones_own_row_says_that_totals_were_spread() -> None:
    said = upload.receipt(receipt(own=True, spread=True, others=0), "id", NEWCOMER)
    assert "spread evenly over the report's days and 1 reading" in said.text


def test_a_known_seat_without_numbers_is_no_zero() -> None:
    said = upload.receipt(receipt(own=False, spread=False, others=0), "id", NEWCOMER)
    assert "Kept: nothing yet" in said.text
    assert "no zero" in said.text
