"""Managers, grants, pages and receipts as rows, on both databases."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAllowed, Refused
from bot.services import board, grants, log, managing, packs, team, team_file, team_granted
from bot.services import team_pillar as figures
from bot.store import deliveries, members, receipts
from bot.store.engine import Store
from scoring.readings import Source, make
from tests.store.seat_rows import NOW, TEAM, meet

ADM, MIA, ANA, BEN = "U9", "U8", "U1", "U2"
C, OTHER = "C1", "C2"
LATER = NOW + timedelta(hours=1)


def set_up(store: Store, *reps: str, teams: tuple[str, ...] = (TEAM,)) -> None:
    """A board with its manager, and these people on it with a reading each."""
    for at in teams:
        meet(store, ADM, MIA, *reps, team=at)
        for channel in (C, OTHER):
            board.set_up(store, at, ADM, channel, mode="consistency", weekday=0, minute=540,
                         season_weeks=6, now=NOW)  # fmt: skip
        managing.name(store, at, ADM, C, MIA, NOW)
        for n, user in enumerate(reps):
            board.join(store, at, user, C, NOW)
            four = (1500 + 10 * n, 1500, 800 + 10 * n, 1500)
            reading = make(NOW.date(), four, None, Source.TYPED)
            log.record(store, at, user, reading, NOW, sure=True)


def opened(store: Store, user: str = MIA, channel: str = C, **more: Any) -> team.TeamPage:
    return team.view(store, TEAM, user, channel, LATER, here=True, **more)


def looked(store: Store, owner: str, at: str = TEAM) -> list[tuple[str, str]]:
    with store.begin(at, write=False) as db:
        return sorted((one.actor, one.item) for one in receipts.of_owner(db, owner, 99))


def file_of(store: Store) -> team_file.TeamFile | None:
    """The file, promised now and made."""
    promised = team_file.promise(store, TEAM, MIA, C, NOW)
    assert promised.id is not None
    with store.begin(TEAM, write=False) as db:
        row = deliveries.get(db, promised.id)
    assert row is not None
    assert team_file.promise(store, TEAM, MIA, C, NOW).id is None, "one a minute"
    return team_file.compose(store, row, LATER)


def test_every_way_to_see_what_was_granted_leaves_one_receipt_with_each_owner(store: Store) -> None:
    set_up(store, ANA, BEN)
    grants.grant(store, TEAM, ANA, MIA, C, "readings", NOW)
    grants.grant(store, TEAM, ANA, MIA, C, "weeks", NOW)
    assert [one.name for one in opened(store).granted] == [ANA]
    assert looked(store, ANA) == [(MIA, "team")]
    team_granted.open_card(store, TEAM, MIA, C, ANA, NOW)
    assert looked(store, ANA) == [(MIA, "readings weeks"), (MIA, "team")]
    made = file_of(store)
    assert made is not None
    assert [row[:3] for row in made.rows] == [
        (ANA, "reading", NOW.date()), (ANA, "kept weeks", date(2026, 11, 16)),
    ]  # fmt: skip
    assert looked(store, ANA) == [(MIA, "file"), (MIA, "readings weeks"), (MIA, "team")]
    assert looked(store, BEN) == []
    promised = team_file.promise(store, TEAM, MIA, C, LATER)
    with store.begin(TEAM, write=False) as db:
        row = deliveries.get(db, promised.id or "")
    assert row is not None
    grants.grant(store, TEAM, BEN, MIA, C, "weeks", LATER)
    late = team_file.compose(store, row, LATER)
    assert late is not None
    assert {line[0] for line in late.rows} == {ANA}, "whoever grants since then has no receipt"
    managing.remove(store, TEAM, ADM, C, MIA, LATER)
    assert team_file.compose(store, row, LATER) is None
    managing.name(store, TEAM, ADM, C, MIA, LATER)
    for user in (ADM, ANA, BEN):
        opened(store, user)
    assert len(looked(store, ANA)) == 4, "only managers see anything of hers"


def test_nothing_is_granted_across_boards_workspaces_or_to_no_manager(store: Store) -> None:
    set_up(store, ANA, teams=(TEAM, "T2"))
    grants.grant(store, "T2", ANA, MIA, C, "readings", NOW)
    for wrong in (
        (ANA, BEN, C, "readings"), (ANA, ADM, C, "readings"), (ANA, MIA, OTHER, "readings"),
        (BEN, MIA, C, "readings"), (ANA, MIA, C, "secrets"), (ANA, MIA, C, "pack"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            grants.grant(store, TEAM, *wrong, NOW)
    assert opened(store).granted == ()
    with pytest.raises(NotAllowed, match="not_granted"):
        team_granted.open_card(store, TEAM, MIA, C, ANA, NOW)
    with pytest.raises(NotAllowed, match="not_manager"):
        team_granted.open_card(store, TEAM, MIA, OTHER, ANA, NOW)
    assert looked(store, ANA) == looked(store, ANA, "T2") == []


def test_a_grant_ends_with_the_seat_with_the_role_and_with_its_owner(store: Store) -> None:
    set_up(store, ANA)
    known = grants.grant(store, TEAM, ANA, MIA, C, "weeks", NOW)
    assert grants.grant(store, TEAM, ANA, MIA, C, "weeks", LATER) == known, "twice is once"

    board.leave(store, TEAM, ANA, C, NOW)
    assert opened(store).granted == ()
    board.join(store, TEAM, ANA, C, LATER)
    assert opened(store).granted == (), "coming back starts anew"

    grants.grant(store, TEAM, ANA, MIA, C, "weeks", LATER)
    managing.remove(store, TEAM, ADM, C, MIA, LATER)
    managing.name(store, TEAM, ADM, C, MIA, LATER)
    assert opened(store).granted == ()

    again = grants.grant(store, TEAM, ANA, MIA, C, "weeks", LATER)
    with pytest.raises(NotAllowed, match="not_your_grant"):
        grants.end(store, TEAM, BEN, again.id, LATER)
    assert len(opened(store).granted) == 1
    assert grants.end(store, TEAM, ANA, again.id, LATER) is not None
    assert grants.end(store, TEAM, ANA, again.id, LATER) is None
    assert opened(store).granted == ()

    grants.grant(store, TEAM, ANA, MIA, C, "weeks", LATER)
    with store.begin(TEAM) as db:
        members.put(db, ANA, name=ANA, zone="UTC", guest=False, deleted=True, now=LATER)
    assert opened(store).granted == ()


def test_a_question_is_answered_by_its_owner_alone_and_once(store: Store) -> None:
    set_up(store, ANA, BEN)
    with pytest.raises(NotAllowed, match="not_manager"):
        grants.ask(store, TEAM, ADM, C, ANA, "weeks", NOW)
    grants.ask(store, TEAM, MIA, C, ANA, "weeks", NOW)
    grants.ask(store, TEAM, MIA, C, ANA, "weeks", LATER)
    [asked] = grants.sharing(store, TEAM, ANA).asked
    with pytest.raises(NotAllowed, match="not_your_grant"):
        grants.answer(store, TEAM, BEN, asked.id, True, LATER)
    assert grants.answer(store, TEAM, ANA, asked.id, False, LATER) is not None
    assert grants.answer(store, TEAM, ANA, asked.id, True, LATER) is None, "it was answered"
    grants.ask(store, TEAM, MIA, C, ANA, "weeks", LATER)
    assert grants.sharing(store, TEAM, ANA).asked == ()

    grants.ask(store, TEAM, MIA, C, ANA, "pack", LATER)
    [asked] = grants.sharing(store, TEAM, ANA).asked
    with pytest.raises(Refused, match="nothing_written"):
        grants.answer(store, TEAM, ANA, asked.id, True, LATER)
    packs.save(store, TEAM, ANA, "My page", (C, MIA), LATER)
    assert grants.sharing(store, TEAM, ANA).asked == (), "sharing the page is the answer"
    assert [one.item for one in grants.sharing(store, TEAM, ANA).granted] == ["pack"]


def test_a_page_has_one_reader_and_shows_what_was_shared(store: Store) -> None:
    set_up(store, ANA)
    meet(store, "U7")
    managing.name(store, TEAM, ADM, C, "U7", NOW)
    packs.save(store, TEAM, ANA, "First", None, NOW)
    with pytest.raises(Refused, match="nothing_written"):
        grants.grant(store, TEAM, ANA, MIA, C, "pack", NOW)
    packs.save(store, TEAM, ANA, "Second", (C, MIA), NOW)
    packs.save(store, TEAM, ANA, "Third", None, LATER)
    assert team_granted.open_card(store, TEAM, MIA, C, ANA, LATER).page == ("Second", NOW.date())
    packs.save(store, TEAM, ANA, "For another talk", ("C1", "U7"), LATER)
    with pytest.raises(NotAllowed, match="not_granted"):
        team_granted.open_card(store, TEAM, MIA, C, ANA, LATER)
    assert team_granted.preview(store, TEAM, ANA, "U7", C, LATER).page == (
        "For another talk", NOW.date(),
    )  # fmt: skip
    with pytest.raises(Refused, match="page_too_long"):
        packs.save(store, TEAM, ANA, "x" * 2501, None, LATER)
    assert packs.save(store, TEAM, ANA, " \n", None, LATER).erased
    assert team_granted.preview(store, TEAM, ANA, "U7", C, LATER).page is None


def test_choices_of_what_is_counted(store: Store) -> None:
    set_up(store, ANA)
    grants.save(store, TEAM, ANA, "open", (C, MIA, "readings"), NOW)
    grants.save(store, TEAM, ANA, "sums", (C, MIA, "weeks"), LATER)
    grants.save(store, TEAM, ANA, "sums", None, LATER)
    assert len(grants.sharing(store, TEAM, ANA).granted) == 2, "each is ended by itself"
    grants.save(store, TEAM, ANA, "private", None, LATER)
    assert grants.sharing(store, TEAM, ANA).granted == ()
    with pytest.raises(Refused, match="no_such_choice"):
        grants.save(store, TEAM, ANA, "everybody", None, LATER)


def test_a_page_lists_fifteen_people_and_gives_only_them_a_receipt(store: Store) -> None:
    reps = [f"U1{n:02d}" for n in range(17)]
    set_up(store, *reps)
    for user in reps:
        grants.grant(store, TEAM, user, MIA, C, "weeks", NOW)
    page = opened(store)
    assert [one.user for one in page.granted] == reps[:15]
    assert page.granting == 17
    assert looked(store, reps[16]) == []
    assert [one.user for one in opened(store, first=15).granted] == reps[15:]
    assert looked(store, reps[16]) == [(MIA, "team")]
    assert len(looked(store, reps[0])) == 1


def test_a_team_has_a_pillar_from_five_who_let_themselves_be_counted(store: Store) -> None:
    reps = [f"U1{n}" for n in range(6)]
    set_up(store, *reps)
    for many, user in enumerate(reps[:5]):
        assert opened(store, reps[5]).pillar is None, many
        grants.save(store, TEAM, user, "sums", None, NOW)
    found = opened(store, reps[5]).pillar
    assert found is not None
    assert found.members == 5
    assert [one.value for one in found.pillars] == ["insights"]
    board.leave(store, TEAM, reps[0], C, LATER)
    assert opened(store, reps[5]).pillar is None, "four are too few, whatever was shown before"


def test_names_are_for_keeper_and_managers_and_numbers_of_few_for_nobody_else(store: Store) -> None:
    set_up(store, ANA, BEN)
    for user, names, joined in ((ADM, (ANA, BEN), 2), (MIA, (ANA, BEN), 2), (ANA, (), None)):
        page = opened(store, user)
        assert (page.names, page.joined, page.fresh) == (names, joined, None)
    with pytest.raises(NotAllowed, match="not_your_board"):
        team.view(store, TEAM, "U77", C, NOW, here=False)
    assert team.mine(store, TEAM, MIA) == (C,)
    assert set(team.mine(store, TEAM, ADM)) == {C, OTHER}
    assert team.mine(store, TEAM, "U77") == ()


PEOPLE = [f"U{n}" for n in range(9)]
_channels = itertools.count()


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One database for all examples of a property; each has a channel of its own."""
    made = Store(f"sqlite:///{tmp_path_factory.mktemp('figures') / 'coach.db'}")
    made.upgrade()
    yield made
    made.close()


@given(st.lists(st.frozensets(st.sampled_from(PEOPLE), min_size=5), min_size=2, max_size=8))
def test_no_two_figures_that_were_shown_differ_by_one_person(
    lasting: Store, looks: list[frozenset[str]]
) -> None:
    channel = f"C{next(_channels)}"
    shown = []
    for at, people in enumerate(looks):
        with lasting.begin(TEAM) as db:
            slot = f"2026-W{40 + at // 2}"
            shown.append(figures.stands(db, channel, "x", slot, people, lambda n=at: (n, 9)))
    for before, after in itertools.pairwise(shown):
        assert len(before.shown.people ^ after.shown.people) != 1, (
            "else one share is their difference"
        )
        if (before.slot, before.shown) == (after.slot, after.shown):
            assert before == after, "within a week it stands"
    assert all(figure.shown.people in looks for figure in shown)
