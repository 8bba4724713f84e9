"""Whose seat is whose: by one's own word, or by a question and a yes; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.errors import Refused
from bot.services import seats as service
from bot.services import upkeep
from bot.store import members
from bot.store.engine import Store
from tests.store.seat_rows import ADM, ANA, BEN, NOW, SEP, TEAM, keep, meet, share, totals


def test_a_typed_address_is_one_persons_and_the_newest_stands(store: Store) -> None:
    meet(store, ANA, BEN)
    service.own(store, TEAM, ANA, " Ana@X.example ", NOW)
    service.own(store, TEAM, ANA, "ana2@x.example", NOW)
    assert [one.value for one in service.keys(store, TEAM, ANA)] == ["ana2@x.example"]
    with pytest.raises(Refused, match="seat_taken"):
        service.own(store, TEAM, BEN, "ANA2@x.example", NOW)
    service.own(store, TEAM, BEN, "ana@x.example", NOW)
    for wrong in ("", "ana", "a@b", "a b@x.example", "<!here>@x.example", "x" * 300 + "@x.example"):
        with pytest.raises(Refused, match="not_an_address"):
            service.own(store, TEAM, ANA, wrong, NOW)
    with store.begin(TEAM, write=False) as db:
        member = members.get(db, ANA)
    assert member is not None
    assert member.sales_navigator is True


def question(store: Store, user: str) -> Any:
    [asked] = service.standing(store, TEAM, user, NOW).questions
    return asked


def test_nothing_is_matched_before_a_yes_and_a_no_leaves_no_row(store: Store) -> None:
    meet(store, ANA, BEN)
    service.ask(store, TEAM, ADM, BEN, "7002", NOW)
    assert service.keys(store, TEAM, None) == ()
    assert service.everyone(store, TEAM, NOW) == service.Team((), (BEN,))
    asked = question(store, BEN)
    assert service.answer(store, TEAM, ANA, asked.id, True, NOW) is None, "not hers to answer"
    assert service.answer(store, "T2", BEN, asked.id, True, NOW) is None, "nor in another workspace"
    assert service.answer(store, TEAM, BEN, asked.id, False, NOW) is not None
    with store.begin(TEAM, write=False) as db:
        assert db.session.execute(text("SELECT count(*) FROM sales_seat")).scalar() == 0
    service.ask(store, TEAM, ADM, BEN, "7002", NOW)
    assert service.answer(store, TEAM, BEN, question(store, BEN).id, True, NOW) is not None
    assert [(one.member, one.kind, one.value) for one in service.keys(store, TEAM, None)] == [
        (BEN, "seat", "7002")
    ]
    assert service.everyone(store, TEAM, NOW) == service.Team((BEN,), ())
    with pytest.raises(Refused, match="seat_taken"):
        service.ask(store, TEAM, ADM, ANA, "7002", NOW)
    for wrong in ("", "70 02", "=7002", "<@U1>", "x" * 41):
        with pytest.raises(Refused, match="not_a_seat"):
            service.ask(store, TEAM, ADM, ANA, wrong, NOW)


def test_a_confirmed_seat_comes_before_a_typed_claim_and_what_that_brought(store: Store) -> None:
    meet(store, ANA, BEN)
    service.own(store, TEAM, ANA, "ben@x.example", NOW)
    keep(store, share(ANA, (SEP, 62)))
    service.ask(store, TEAM, ADM, BEN, "Ben@x.example", NOW)
    service.answer(store, TEAM, BEN, question(store, BEN).id, True, NOW)
    assert {one.member for one in service.keys(store, TEAM, None)} == {BEN}
    assert totals(store, ANA) == []


def test_a_question_that_two_were_asked_is_the_firsts_who_says_yes(store: Store) -> None:
    meet(store, ANA, BEN)
    service.ask(store, TEAM, ADM, ANA, "7002", NOW)
    service.ask(store, TEAM, ADM, BEN, "7002", NOW)
    service.answer(store, TEAM, ANA, question(store, ANA).id, True, NOW)
    with pytest.raises(Refused, match="seat_taken"):
        service.answer(store, TEAM, BEN, question(store, BEN).id, True, NOW)
    assert service.standing(store, TEAM, BEN, NOW).questions == ()
    assert {one.member for one in service.keys(store, TEAM, None)} == {ANA}


def test_a_question_nobody_answers_is_forgotten_after_a_month(store: Store) -> None:
    meet(store, BEN)
    service.ask(store, TEAM, ADM, BEN, "7002", NOW)
    asked = question(store, BEN)
    later = NOW + timedelta(days=30, minutes=1)
    assert service.answer(store, TEAM, BEN, asked.id, True, later) is None
    assert service.standing(store, TEAM, BEN, later).questions == ()
    upkeep.forget_questions(store, NOW + timedelta(days=29))
    assert question(store, BEN) == asked
    upkeep.forget_questions(store, later)
    with store.begin(TEAM, write=False) as db:
        assert db.session.execute(text("SELECT count(*) FROM sales_seat")).scalar() == 0


def test_who_left_is_matched_no_more_and_workspaces_are_apart(store: Store) -> None:
    meet(store, ANA)
    meet(store, ANA, team="T2")
    service.own(store, TEAM, ANA, "ana@x.example", NOW)
    service.own(store, "T2", ANA, "ana@x.example", NOW)
    service.forget(store, "T2", ANA)
    assert len(service.keys(store, TEAM, None)) == 1
    assert service.keys(store, "T2", None) == ()
    with store.begin(TEAM) as db:
        members.put(db, ANA, name="Ana", zone="UTC", guest=False, deleted=True, now=NOW)
    assert service.keys(store, TEAM, None) == ()
