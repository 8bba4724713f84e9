"""What happens once in a season: on the Tuesday of its week, after the numbers."""

from collections.abc import Callable

from bot.blocks import ids
from sandbox import seed
from tests.conversations.seat_steps import report, row
from tests.season.cast import BOARD, GST, IDA, LEA, REPS
from tests.season.stage import Stage

NOVEMBER = "Sales_Navigator_Usage_Reporting_2026-10-01_to_2026-10-31.csv"
JANUARY = "Sales_Navigator_Usage_Reporting_2026-12-01_to_2026-12-31.csv"
SEAT = "dev@northwind.example"


def managers_are_named(stage: Stage) -> None:
    """Mia, who keeps the board, and Lea."""
    for whom in (seed.MGR, LEA):
        stage.type(seed.ADM, "board", BOARD)
        assert stage.press(seed.ADM, ids.MANAGERS_OPEN, BOARD)
        stage.submit(seed.ADM, whom=whom)


def a_goal_is_set(stage: Stage) -> None:
    """Sixty calls together."""
    stage.type(seed.MGR, "board", BOARD)
    assert stage.press(seed.MGR, ids.QUEST_OPEN, BOARD)
    stage.submit(seed.MGR, what="customer calls", target="60", weeks="4")


def calls_are_added(stage: Stage) -> None:
    """Each who takes part adds what they have so far."""
    for at, rep in enumerate(REPS):
        if stage.press(rep.user, ids.QUEST_BRING):
            stage.submit(rep.user, amount=str(2 + at))


def seven_are_counted(stage: Stage) -> None:
    """They let sums count their numbers."""
    for rep in REPS[:7]:
        stage.type(rep.user, "privacy")
        assert stage.press(rep.user, ids.SHARES_SUMS)
    for user in (seed.MGR, seed.BEN, GST):
        stage.type(user, "team", BOARD)


def ben_leaves(stage: Stage) -> None:
    """The last post loses what was his."""
    stage.type(seed.BEN, "leave", BOARD)


def finn_is_gone(stage: Stage) -> None:
    """His account is deactivated."""
    stage.go(seed.FIN)


def chiara_pauses(stage: Stage) -> None:
    """Two weeks off."""
    stage.type(seed.CHI, "pause 2w")


def ana_shares_her_page(stage: Stage) -> None:
    """With Mia, who reads it twice; Lea has none of it."""
    stage.home(seed.ANA)
    assert stage.press(seed.ANA, ids.SHARING_OPEN)
    assert stage.press(seed.ANA, ids.PACK_OPEN)
    stage.submit(seed.ANA, page="marigold: I need an hour a week", reader=f"{BOARD} {seed.MGR}")
    for _ in range(2):
        mia_reads(stage)
    stage.type(LEA, "team", BOARD)
    stage.press(LEA, ids.TEAM_REP, f"{BOARD} {seed.ANA}")


def mia_reads(stage: Stage) -> None:
    """The page of the team, and Ana's on it."""
    stage.type(seed.MGR, "team", BOARD)
    stage.press(seed.MGR, ids.TEAM_REP, f"{BOARD} {seed.ANA}")


def ida_shows_her_numbers(stage: Stage) -> None:
    """To Lea, who takes them away as a file."""
    stage.home(IDA)
    assert stage.press(IDA, ids.SHARING_OPEN)
    stage.submit(IDA, mode="sums", reader=f"{BOARD} {LEA}", item="readings")
    stage.type(LEA, "team", BOARD)
    assert stage.press(LEA, ids.TEAM_CSV, BOARD)
    stage.press(LEA, ids.TEAM_REP, f"{BOARD} {IDA}")


def ana_ends_it(stage: Stage) -> None:
    """Mia's old button opens nothing any more."""
    stage.home(seed.ANA)
    assert stage.press(seed.ANA, ids.SHARING_OPEN)
    assert stage.press(seed.ANA, ids.GRANT_END)
    stage.press(seed.MGR, ids.TEAM_REP, f"{BOARD} {seed.ANA}")
    for user in (seed.ANA, IDA):
        stage.type(user, "privacy")


def the_next_season_starts(stage: Stage) -> None:
    """The quiet is over."""
    stage.type(seed.MGR, "board", BOARD)
    assert stage.press(seed.MGR, ids.BOARD_NEXT_SEASON, BOARD)


def a_report_is_imported(stage: Stage) -> None:
    """Dev says which seat is his, and an admin imports the team's report."""
    stage.drop(seed.DEV, NOVEMBER, report(row(71409822, SEAT, 72)))
    if stage.press(seed.DEV, ids.SEAT_OPEN):
        stage.submit(seed.DEV, email=SEAT)
    stage.drop(seed.ADM, NOVEMBER, report(row(71409821, "x@northwind.example"),
                                          row(71409822, SEAT, 72)))  # fmt: skip


def dev_is_forgotten(stage: Stage) -> None:
    """By his own word."""
    stage.type(seed.DEV, "forget me")
    assert stage.press(seed.DEV, ids.FORGET_YES)


def the_report_comes_again(stage: Stage) -> None:
    """With Dev's row in it, and the one of last time too."""
    for name, total in ((NOVEMBER, 72), (JANUARY, 74)):
        stage.drop(seed.ADM, name, report(row(71409821, "x@northwind.example"),
                                          row(71409822, SEAT, total)))  # fmt: skip


def ana_takes_her_data(stage: Stage) -> None:
    """As files in her chat."""
    stage.type(seed.ANA, "export")
    stage.settle()


def the_guest_tries(stage: Stage) -> None:
    """What is not for guests."""
    stage.type(GST, "board", BOARD)
    stage.press(GST, ids.BOARD_SETUP, BOARD)
    stage.press(GST, ids.TEAM_OPEN)


Event = Callable[[Stage], None]
EVENTS: dict[int, tuple[Event, ...]] = {
    0: (managers_are_named, the_guest_tries),
    1: (a_goal_is_set, seven_are_counted),
    2: (calls_are_added, a_report_is_imported),
    3: (ben_leaves, ana_shares_her_page),
    4: (finn_is_gone, ida_shows_her_numbers),
    5: (chiara_pauses, ana_ends_it),
    6: (the_next_season_starts,),
    8: (dev_is_forgotten,),
    9: (the_report_comes_again,),
    10: (ana_takes_her_data,),
    11: (mia_reads,),
}
AWAY = ((seed.FIN, 5, 99), (seed.CHI, 6, 8), (seed.EVA, 7, 9), (seed.DEV, 9, 99))
"""Who does nothing, from which week until before which."""
