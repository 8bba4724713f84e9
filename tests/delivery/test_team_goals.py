"""A team goal: hidden shares, one sum from five people on, shown by the weekly post alone."""

import random
from datetime import timedelta

import pytest

from bot.errors import NotAllowed
from bot.services import board, quest
from bot.store import figures, quests
from bot.store.quests import Quest
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, EVA, FIN, GUS, HAN, MGR
from sandbox.server import Sandbox
from tests.delivery.office import Office, later, posts
from tests.scoring.test_sums_and_goals import solved

TEAM = seed.TEAM
SIX = (ANA, BEN, CHI, DEV, EVA, FIN)


def begin(office: Office, *users: str, mode: str = "quest", weeks: int = 4) -> Quest:
    office.set_up_board(*users, mode=mode)
    made = quest.start(
        office.store, TEAM, MGR, CHANNEL, what="thoughtful  comments", target=40, weeks=weeks,
        now=office.now,
    )  # fmt: skip
    assert made is not None
    return made


def bring(office: Office, goal: Quest, amount: int, *users: str) -> None:
    for user in users:
        assert quest.bring(office.store, TEAM, user, goal.id, amount, office.now)


def said(box: Sandbox) -> list[str]:
    return [post["text"] for post in posts(box, CHANNEL)]


def test_the_sum_stands_in_the_post_from_five_people_on(box: Sandbox, office: Office) -> None:
    goal = begin(office, *SIX)
    bring(office, goal, 3, ANA, BEN, CHI, DEV)
    office.week(later(hours=1))
    bring(office, goal, 2, EVA)
    office.week(later(hours=1, days=7))
    first, second = said(box)
    assert "once five people have added" in first
    assert "14 of 40 thoughtful comments" in second


def test_a_share_is_capped_may_be_corrected_and_is_shown_to_its_owner(office: Office) -> None:
    goal = begin(office, ANA, BEN)
    bring(office, goal, 500, ANA)
    own = quest.mine(office.store, TEAM, ANA, goal.id, office.now)
    assert own is not None
    assert own.brought == 8
    for _ in range(2):
        bring(office, goal, 5, ANA)
    own = quest.mine(office.store, TEAM, ANA, goal.id, office.now)
    assert own is not None
    assert own.brought == 5, "the same form sent twice counts once"
    other = quest.mine(office.store, TEAM, BEN, goal.id, office.now)
    assert other is not None
    assert other.brought == 0


def test_who_did_not_join_brings_nothing(office: Office) -> None:
    goal = begin(office, ANA)
    office.meet(GUS)
    for user in (GUS, MGR):
        with pytest.raises(NotAllowed):
            quest.bring(office.store, TEAM, user, goal.id, 3, office.now)
        with pytest.raises(NotAllowed):
            quest.mine(office.store, TEAM, user, goal.id, office.now)
    with pytest.raises(NotAllowed):
        quest.bring(office.store, TEAM, ANA, "another", 3, office.now)
    with pytest.raises(NotAllowed):
        quest.end(office.store, TEAM, ANA, goal.id, office.now)
    with office.store.begin("T0OTHER", write=False) as db:
        assert quests.get(db, goal.id) is None


@pytest.mark.parametrize(
    ("what", "target", "weeks"),
    [("", 40, 4), ("x" * 41, 40, 4), ("x", 4, 4), ("x", 10_001, 4), ("x", 40, 0), ("x", 40, 7)],
)
def test_a_goal_out_of_its_bounds_is_none(
    office: Office, what: str, target: int, weeks: int
) -> None:
    office.set_up_board(ANA)
    with pytest.raises(ValueError, match="no such"):
        quest.start(
            office.store, TEAM, MGR, CHANNEL, what=what, target=target, weeks=weeks, now=office.now
        )


def test_one_goal_runs_at_a_time_and_ends_by_its_day_or_the_keepers_word(office: Office) -> None:
    goal = begin(office, ANA, weeks=1)
    given = {"what": "calls", "target": 10, "weeks": 1}
    assert quest.start(office.store, TEAM, MGR, CHANNEL, **given, now=office.now) is None
    assert quest.end(office.store, TEAM, MGR, goal.id, office.now)
    assert not quest.end(office.store, TEAM, MGR, goal.id, office.now)
    assert quest.bring(office.store, TEAM, ANA, goal.id, 3, office.now) is None
    second = quest.start(office.store, TEAM, MGR, CHANNEL, **given, now=office.now)
    assert second is not None
    office.now += timedelta(days=7)
    assert quest.bring(office.store, TEAM, ANA, second.id, 3, office.now) is None
    assert quest.start(office.store, TEAM, MGR, CHANNEL, **given, now=office.now) is not None


def test_its_last_sum_stands_in_one_post_after_its_end(box: Sandbox, office: Office) -> None:
    goal = begin(office, *SIX, weeks=1)
    bring(office, goal, 8, *SIX[:5])
    for week in range(3):
        office.week(later(hours=1, days=7 * week))
    texts = said(box)
    assert ["Team goal" in text for text in texts] == [True, True]
    assert "reached: 40 of 40" in texts[0]


def test_any_other_screen_shows_the_sum_of_the_last_post(box: Sandbox, office: Office) -> None:
    """A sum that moved with each tap would tell who tapped."""
    goal = begin(office, *SIX)
    bring(office, goal, 3, *SIX[:5])
    office.week(later(hours=1))
    bring(office, goal, 8, FIN)
    with office.store.begin(TEAM, write=False) as db:
        line = quest.shown(db, CHANNEL, office.now.date())
    assert line is not None
    assert line.value == 15
    office.week(later(hours=1, days=7))
    assert "15 of 40" in said(box)[-1], "one came alone, and waits for another"


@pytest.mark.parametrize("start", [1, 2, 3])
def test_no_share_follows_from_posts_in_a_row_whatever_people_do(
    office: Office, start: int
) -> None:
    """Random joins, leaves and numbers through the services; the worst case is that a share stays
    the same between two posts."""
    lots = random.Random(start)
    everyone = (*SIX, GUS, HAN)
    goal = begin(office, *SIX, weeks=6)
    office.meet(*everyone)
    before: frozenset[str] | None = None
    shown = 0
    for week in range(40):
        for user in lots.sample(everyone, 2):
            if lots.random() < 0.5:
                board.leave(office.store, TEAM, user, CHANNEL, office.now)
            else:
                board.join(office.store, TEAM, user, CHANNEL, office.now)
                bring(office, goal, lots.randint(0, 8), user)
        with office.store.begin(TEAM) as db:
            line = quest.line(db, CHANNEL, office.now.date(), f"week {week}")
            assert line is not None
            assert (line.value is None) == (line.figure is None)
            if line.figure is None:
                continue
            figures.put(db, CHANNEL, line.figure)
        people = line.figure.shown.people
        assert len(people) >= 5
        assert solved([people, before] if before else [people]) == set()
        before, shown = people, shown + 1
    assert shown > 5
