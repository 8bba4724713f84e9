"""Thirteen weeks of a workspace: twelve reps, two managers, an admin, a guest. All of it invented.

What each does in a week follows from a few parameters, so that a season is the same each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.blocks import ids
from sandbox import seed
from tests.season.stage import Stage

WEEKS = 13
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=seed.START.tzinfo)
"""The first Monday, at midnight."""
IDA, JON, KIM, LEA, GST = "U0IDA", "U0JON", "U0KIM", "U0LEA", "U0GST"
BOARD, CLUBS = seed.CHANNEL, seed.GENERAL
"""Channels: a board of kept weeks, and one of score clubs."""


@dataclass(frozen=True, slots=True)
class Rep:
    """`every`: they log each so many weeks; `keeps`: they do their step in so many of four weeks;
    `start` and `slope`: their pillars, and what these gain in a week; `word`: stands in whatever
    they write for themselves, so that it can be looked for on other people's pages."""

    user: str
    name: str
    word: str
    start: tuple[float, float, float, float]
    slope: float
    every: int
    keeps: int
    joins: int | None = 0


REPS = (
    Rep(seed.ANA, "Ana Costa", "marigold", (14.2, 11.5, 8.1, 15.4), 0.10, 1, 4),
    Rep(seed.BEN, "Ben Okafor", "bramble", (12.0, 9.2, 10.3, 9.0), 0.05, 1, 3),
    Rep(seed.CHI, "Chiara Rossi", "cyclamen", (18.5, 17.2, 16.0, 17.3), 0.05, 1, 4),
    Rep(seed.DEV, "Dev Patel", "dandelion", (19.4, 18.1, 16.2, 18.0), 0.02, 1, 2),
    Rep(seed.EVA, "Eva Lindqvist", "elderberry", (16.1, 15.3, 15.4, 15.9), 0.0, 2, 3),
    Rep(seed.FIN, "Finn Murphy", "foxglove", (11.3, 12.2, 9.5, 8.8), -0.02, 1, 1),
    Rep(seed.GUS, "Gus Weber", "gentian", (13.0, 10.1, 11.2, 12.5), 0.04, 2, 2, None),
    Rep(seed.HAN, "Hana Sato", "hawthorn", (17.5, 16.0, 15.9, 16.2), 0.06, 1, 3, 2),
    Rep(seed.NEW, "Noor Haddad", "nasturtium", (9.9, 8.0, 7.5, 8.2), 0.20, 1, 4, 1),
    Rep(IDA, "Ida Holm", "ironwood", (15.0, 15.5, 15.2, 15.8), 0.03, 1, 3),
    Rep(JON, "Jon Aldana", "juniper", (10.4, 11.1, 12.6, 9.3), 0.01, 3, 1),
    Rep(KIM, "Kim Duarte", "knapweed", (13.8, 12.9, 14.1, 13.3), 0.07, 1, 2, 0),
)
BY_ID = {rep.user: rep for rep in REPS}


def play(stage: Stage, weeks: int = WEEKS) -> None:
    """Live through so many weeks."""
    _arrive(stage)
    for week in range(weeks):
        monday = MONDAY + WEEK * week
        stage.until(monday + timedelta(hours=10))
        for rep in REPS:
            _monday(stage, rep, week)
        stage.until(monday + DAY + timedelta(hours=11))
        for rep in REPS:
            _tuesday(stage, rep, week)
        for act in EVENTS.get(week, ()):
            act(stage)
        stage.until(monday + 4 * DAY + timedelta(hours=16))
        _friday(stage, week)


def _arrive(stage: Stage) -> None:
    for rep in REPS:
        stage.come(rep.user, rep.name)
    for user, name in ((seed.MGR, "Mia Keller"), (LEA, "Lea Moreau"), (seed.ADM, "Omar Reyes")):
        stage.come(user, name)
    stage.come(GST, "Gil Stone", guest=True)
    for user in [*stage.names, seed.BOT]:
        for channel in (BOARD, CLUBS):
            stage.web.post("/sandbox/invite", json={"user": user, "channel": channel})
    for channel, mode in ((BOARD, "consistency"), (CLUBS, "score")):
        stage.type(seed.MGR, "board", channel)
        stage.submit(seed.MGR, mode=mode, time="09:30", season="6", own_company=["yes"])
        stage.press(seed.MGR, ids.BOARD_INVITE, channel)
    for rep in REPS:
        stage.type(rep.user, "")
        _log(stage, rep, -1)
        stage.press(rep.user, ids.DIGEST_YES)
        _write(stage, rep)
        if rep.joins == 0:
            _join(stage, rep)
    stage.type(GST, "board", BOARD)
    stage.type(GST, "log 20 20 20 20")
    stage.press(GST, ids.BOARD_SETUP)


def _join(stage: Stage, rep: Rep) -> None:
    stage.type(rep.user, "join", BOARD)
    if sum(rep.start) > 45:
        stage.type(rep.user, "join", CLUBS)


def _write(stage: Stage, rep: Rep) -> None:
    """Something of their own, for themselves alone."""
    stage.type(rep.user, "icp")
    stage.submit(rep.user, titles=f"Head of {rep.word}", industries="Energy", companies="")


def _log(stage: Stage, rep: Rep, week: int) -> None:
    four = " ".join(f"{min(25.0, one + rep.slope * (week + 1)):.2f}" for one in rep.start)
    stage.type(rep.user, f"log {four}")


def _away(rep: Rep, week: int) -> bool:
    return any(rep.user == user and first <= week < end for user, first, end in AWAY)


def _monday(stage: Stage, rep: Rep, week: int) -> None:
    if rep.joins == week and week > 0:
        _join(stage, rep)
    if not _away(rep, week) and week % 4 < rep.keeps:
        stage.press(rep.user, ids.TIP_DONE)


def _tuesday(stage: Stage, rep: Rep, week: int) -> None:
    if not _away(rep, week) and week % rep.every == 0:
        _log(stage, rep, week)


def _friday(stage: Stage, week: int) -> None:
    """Everybody looks at what they can see of the others, and at what is kept of them."""
    for rep in REPS:
        if not _away(rep, week) and week % 3 == 0:
            stage.type(rep.user, "board", BOARD)
            stage.press(rep.user, ids.BOARD_LINE, BOARD)
            stage.home(rep.user)


def ben_leaves(stage: Stage) -> None:
    """The last post loses his name."""
    stage.type(seed.BEN, "leave", BOARD)


def finn_is_gone(stage: Stage) -> None:
    """His account is deactivated."""
    stage.go(seed.FIN)


def chiara_pauses(stage: Stage) -> None:
    """Two weeks off."""
    stage.type(seed.CHI, "pause 2w")


AWAY = ((seed.FIN, 5, 99), (seed.CHI, 6, 8), (seed.EVA, 7, 9))
"""Who does nothing, from which week until before which."""
EVENTS: dict[int, tuple[Callable[[Stage], None], ...]] = {
    3: (ben_leaves,),
    4: (finn_is_gone,),
    5: (chiara_pauses,),
}
"""What happens on the Tuesday of a week."""
