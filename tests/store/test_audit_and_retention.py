"""Lines of the audit are never changed and go after a year; what is over goes by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

from bot.services import erasing, people, retention
from bot.services.people import Profile
from bot.store import audit, exporting, learned, members, workspaces
from bot.store.engine import Store
from bot.store.personal import table
from bot.store.tables import MemberRow, Workspace

TEAM, OTHER, ANA, BEN = "T1", "T2", "U0ANA", "U0BEN"
NOW = datetime.now(UTC).replace(microsecond=0)
"""The database lets lines of the audit go by its own clock."""
LINES = table("audit")


def install(store: Store, team: str = TEAM) -> None:
    with store.begin(team) as db:
        workspaces.put(db, "Northwind", "U0BOT", "UTC", NOW)


def write(store: Store, *days: int, team: str = TEAM) -> None:
    with store.begin(team) as db:
        for day in days:
            audit.write(db, NOW - timedelta(days=day), actor=ANA, action="looked", whom=BEN,
                        result="ok")  # fmt: skip


def lines(store: Store) -> int:
    with store.across(write=False) as db:
        return int(db.session.execute(select(func.count()).select_from(LINES)).scalar_one())


@pytest.mark.parametrize("column", ["actor", "whom", "action", "result", "at", "id", "team_id"])
def test_no_line_can_be_changed(store: Store, column: str) -> None:
    install(store)
    write(store, 1)
    value = NOW if column == "at" else "x"
    with pytest.raises(DatabaseError, match="never changed"), store.across() as db:
        db.session.execute(update(LINES).values({column: value}))


def test_no_line_of_this_year_can_be_taken_out(store: Store) -> None:
    install(store)
    write(store, 1, 364)
    with pytest.raises(DatabaseError, match="stay for a year"), store.across() as db:
        db.session.execute(LINES.delete().where(LINES.c.at < NOW - timedelta(days=300)))
    assert lines(store) == 2


def test_after_a_year_they_go(store: Store) -> None:
    install(store)
    write(store, 1, 364, 366, 500)
    assert retention.drop(store, NOW).lines == 2
    assert lines(store) == 2


def test_a_calendar_that_is_moved_lets_none_go_early(store: Store) -> None:
    install(store)
    write(store, 1, 300)
    assert retention.drop(store, NOW + timedelta(days=5 * 365)).lines == 0
    assert lines(store) == 2


def test_who_is_forgotten_gives_way_to_a_mark_and_the_line_stays(store: Store) -> None:
    install(store)
    write(store, 1)
    erasing.forget(store, TEAM, ANA, NOW)
    with store.begin(TEAM, write=False) as db:
        found = audit.lines(db)
    assert [(what, result) for _, _, what, _, result in found] == [
        ("forgotten", "asked"), ("looked", "ok")]  # fmt: skip
    assert len({actor for _, actor, _, _, _ in found}) == 1
    assert found[1][3] == BEN


def meet(store: Store, user: str, days_ago: int, team: str = TEAM) -> None:
    when = NOW - timedelta(days=days_ago)
    people.meet(store, team, user, Profile(user, "UTC"), when)
    people.active(store, team, user, when)


def kept(store: Store, team: str = TEAM) -> set[str]:
    with store.begin(team, write=False) as db:
        found = db.session.execute(select(MemberRow.user_id).where(MemberRow.team_id == team))
        return set(found.scalars())


def test_people_go_so_many_months_after_their_last_act(store: Store) -> None:
    install(store)
    meet(store, ANA, 800)
    meet(store, BEN, 700)
    assert retention.drop(store, NOW).people == 1
    assert kept(store) == {BEN}
    with store.begin(TEAM) as db:
        row = db.session.get_one(Workspace, TEAM)
        row.keep_months = 12
        db.session.add(row)
    assert retention.drop(store, NOW).people == 1
    assert kept(store) == set()


def test_who_came_before_acts_were_dated_counts_from_slacks_last_word(store: Store) -> None:
    install(store)
    people.meet(store, TEAM, ANA, Profile("Ana", "UTC"), NOW - timedelta(days=800))
    people.meet(store, TEAM, BEN, Profile("Ben", "UTC"), NOW - timedelta(days=10))
    retention.drop(store, NOW)
    assert kept(store) == {BEN}


def test_one_act_keeps_them(store: Store) -> None:
    install(store)
    meet(store, ANA, 800)
    people.active(store, TEAM, ANA, NOW)
    assert retention.drop(store, NOW).people == 0


def test_a_workspace_goes_thirty_days_after_it_left_and_no_other(store: Store) -> None:
    for team in (TEAM, OTHER):
        install(store, team)
        meet(store, ANA, 1, team)
        write(store, 1, team=team)
    with store.begin(TEAM) as db:
        workspaces.uninstall(db, NOW)
    assert retention.drop(store, NOW + timedelta(days=29)).workspaces == 0
    assert retention.drop(store, NOW + timedelta(days=31)).workspaces == 1
    with store.across(write=False) as db:
        left = {
            team
            for one in SQLModel.metadata.sorted_tables
            for team in db.session.execute(select(one.c.team_id)).scalars()
        }
    assert left == {OTHER}
    assert kept(store, OTHER) == {ANA}


def test_a_workspace_that_came_back_in_time_keeps_everything(store: Store) -> None:
    install(store)
    meet(store, ANA, 1)
    with store.begin(TEAM) as db:
        workspaces.uninstall(db, NOW)
    install(store)
    assert retention.drop(store, NOW + timedelta(days=60)).workspaces == 0
    assert kept(store) == {ANA}


def test_the_counts_of_one_person_are_theirs(store: Store) -> None:
    meet(store, ANA, 1)
    meet(store, BEN, 1)
    with store.begin(TEAM) as db:
        members.save_settings(db, ANA, {"median": False, "shares": "sums"})
        assert learned.outside(db) == {ANA}
        assert exporting.counts(db, ANA) == {"member": 1}
