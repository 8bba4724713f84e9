"""A board as its channel would see it, of people who do not exist."""

from dataclasses import replace
from datetime import date, timedelta

from bot.services.board_post import BoardView
from bot.store.boards import Board
from scoring import team
from scoring.team import Clubs, Consistency, Standing

WEEK = 3
"""The week of the season that is shown."""
PEOPLE = (
    ("Ada (invented)", 3, 7150), ("Ben (invented)", 2, 6420), ("Cleo (invented)", 2, 6080),
    ("Dan (invented)", 1, 5100), ("Eli (invented)", 1, 4400), ("Fay (invented)", 1, 5900),
)  # fmt: skip
"""A name, kept weeks, and a total in hundredths."""


def example(board: Board, today: date) -> BoardView:
    """An example of the board's weekly post. `today`: the last day that it counts."""
    return BoardView(
        board=board,
        standing=_standing(board.mode),
        week=WEEK,
        season_end=today + timedelta(weeks=board.season_weeks - WEEK),
        slot="",
        through=today,
    )


def _standing(mode: str) -> Consistency | Clubs:
    if mode == "score":
        return team.clubs([(name, total) for name, _, total in PEOPLE])
    kept = team.consistency([Standing(name, name, weeks) for name, weeks, _ in PEOPLE], WEEK)
    return replace(kept, rows=(), tie=None) if mode == "quest" else kept
