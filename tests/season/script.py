"""Thirteen weeks of a workspace, day by day."""

from datetime import datetime, timedelta

from bot.blocks import ids
from sandbox import seed
from tests.season.cast import BOARD, CLUBS, GST, LEA, REPS, Rep
from tests.season.events import AWAY, EVENTS
from tests.season.stage import Stage

WEEKS = 13
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=seed.START.tzinfo)
"""The first Monday, at midnight."""


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
