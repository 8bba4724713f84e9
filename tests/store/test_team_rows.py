"""Boards, sums shown and goals in rows; on both databases."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.services import board, board_post, board_season, people, quest
from bot.services.people import Profile
from bot.store import activity, boards, figures, quests, readings, shares
from bot.store.engine import Store
from bot.store.figures import Figure
from bot.store.shares import Share
from scoring.activity import Batch
from scoring.readings import Source, make
from scoring.sums import Shown
from tests.store.earlier import first_release, run

TEAM, CHANNEL, ANA, BEN, MIA = "T1", "C1", "U1", "U2", "U3"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def shown(what: str = "kept", people: str = "abcde", named: str = "ab") -> Figure:
    return Figure(what, "2026-W47", Shown(frozenset(people), frozenset(named)), 3, 5)


def set_up(store: Store, team: str = TEAM) -> None:
    for user in (ANA, BEN, MIA):
        people.meet(store, team, user, Profile(user, "Europe/Berlin"), NOW)
    board.set_up(
        store, team, MIA, CHANNEL, mode="consistency", weekday=0, minute=570, season_weeks=6,
        now=NOW,
    )  # fmt: skip


def test_a_sum_is_remembered_as_it_was_shown_and_names_are_added(store: Store) -> None:
    with store.begin(TEAM) as db:
        assert figures.get(db, CHANNEL, "kept") is None
        figures.put(db, CHANNEL, shown())
        figures.put(db, CHANNEL, shown("clubs", named=""))
        figures.named(db, CHANNEL, frozenset("bc"))
    with store.begin(TEAM, write=False) as db:
        assert figures.get(db, CHANNEL, "kept") == shown(named="abc")
        assert figures.get(db, CHANNEL, "clubs") == shown("clubs", named="bc")
    with store.begin("T2", write=False) as db:
        assert figures.get(db, CHANNEL, "kept") is None
    with store.begin(TEAM) as db:
        figures.put(db, CHANNEL, shown(people="vwxyz", named=""))
        assert figures.get(db, CHANNEL, "kept") == shown(people="vwxyz", named="")
        figures.drop(db, CHANNEL, "kept")
        assert figures.get(db, CHANNEL, "kept") is None
        assert figures.get(db, CHANNEL, "clubs") is not None


def test_what_one_brought_is_ones_own_and_a_goal_is_its_workspaces(store: Store) -> None:
    given = {"what": "comments", "target": 40, "first": DAY, "last": DAY}
    with store.begin(TEAM) as db:
        made = quests.begin(db, CHANNEL, **given)
        quests.bring(db, made.id, ANA, 3)
        quests.bring(db, made.id, ANA, 5)
        quests.bring(db, made.id, BEN, 1)
    with store.begin(TEAM, write=False) as db:
        assert quests.newest(db, CHANNEL) == made == quests.get(db, made.id)
        assert quests.brought(db, made.id, ANA) == 5
        assert quests.brought(db, made.id, MIA) == 0
        assert quests.shares(db, made.id) == {ANA: 5, BEN: 1}
    with store.begin("T2", write=False) as db:
        assert quests.newest(db, CHANNEL) is None
        assert quests.shares(db, made.id) == {}
    with store.begin(TEAM) as db:
        quests.end(db, made.id, NOW)
        assert quests.newest(db, CHANNEL) is None


def test_the_newest_goal_is_the_one_that_began_last(store: Store) -> None:
    with store.begin(TEAM) as db:
        ids = [
            quests.begin(
                db, CHANNEL, what="x", target=40, first=DAY + timedelta(weeks=week),
                last=DAY,
            ).id
            for week in (0, 2, 1)
        ]  # fmt: skip
        found = quests.newest(db, CHANNEL)
        assert found is not None
        assert found.id == ids[1]


def test_who_joins_again_for_another_mode_has_agreed_to_that(store: Store) -> None:
    set_up(store)
    with store.begin(TEAM) as db:
        assert boards.join(db, CHANNEL, ANA, "consistency", NOW)
        assert not boards.join(db, CHANNEL, ANA, "consistency", NOW)
        assert boards.join(db, CHANNEL, ANA, "score", NOW)
        assert boards.agreed(db, CHANNEL) == {ANA: "score"}
        boards.leave(db, CHANNEL, ANA, NOW)
        assert boards.agreed(db, CHANNEL) == {}


@pytest.mark.parametrize("mode", ["consistency", "score"])
def test_who_joined_before_an_upgrade_agreed_to_what_the_board_showed(
    url: str, tmp_path: Path, mode: str
) -> None:
    made = first_release(url)
    if mode == "score":
        run(url, "UPDATE board SET mode = 'score'")
    made.upgrade(tmp_path / "before")
    with made.across(write=False) as db:
        found = db.session.execute(text("SELECT DISTINCT agreed FROM board_member")).all()
    made.close()
    assert found == [(mode,)]


def test_readings_and_active_days_of_many_are_those_of_each(store: Store) -> None:
    with store.begin(TEAM) as db:
        for back, user in ((0, ANA), (9, ANA), (3, BEN)):
            day = DAY - timedelta(days=back)
            readings.add(db, user, make(day, None, 5000 + back, Source.TYPED), NOW)
        for at, user in enumerate((ANA, BEN)):
            days = {DAY - timedelta(days=back): 1000 for back in (0, 5, 30)}
            batch = Batch(
                activity.ACTIVE, DAY - timedelta(days=60), DAY, frozenset(),
                {activity.ACTIVE_DAY: days}, "1",
            )  # fmt: skip
            shares.keep(db, f"upload {at}", Share(user, [batch]), NOW)
    week = DAY - timedelta(days=6)
    with store.begin(TEAM, write=False) as db:
        found = readings.since(db, [ANA, BEN, MIA], week)
        assert {user: [one.total for one in own] for user, own in found.items()} == {
            ANA: [5000], BEN: [5003],
        }  # fmt: skip
        active = activity.active_days(db, [ANA, MIA], week, DAY)
        assert active == {ANA: {DAY, DAY - timedelta(days=5)}}
        whole = activity.of(db, ANA).amounts[activity.ACTIVE_DAY]
        assert active[ANA] == {day for day in whole if day >= week}
    with store.begin("T2", write=False) as db:
        assert readings.since(db, [ANA], week) == {}
        assert activity.active_days(db, [ANA], week, DAY) == {}


def test_every_statement_about_a_team_binds_its_workspace(store: Store) -> None:
    set_up(store)
    made = quest.start(store, TEAM, MIA, CHANNEL, what="calls", target=40, weeks=2, now=NOW)
    assert made is not None
    statements: list[str] = []
    store.listen(lambda statement, parameters: statements.append(statement))
    board.join(store, TEAM, ANA, CHANNEL, NOW)
    quest.bring(store, TEAM, ANA, made.id, 3, NOW)
    board_post.post_now(store, TEAM, MIA, CHANNEL, NOW + timedelta(days=1))
    board_season.start_next(store, TEAM, MIA, CHANNEL, NOW)
    board.leave(store, TEAM, ANA, CHANNEL, NOW)
    tables = ("board", "quest", "member", "delivery", "reading", "leave", "upload_source")
    touching = [one for one in statements if any(f" {name}" in one for name in tables)]
    assert len(touching) > 20
    assert [one for one in touching if "team_id" not in one] == []
