"""What happens on a board's weeks, in one call each."""

from bot.services import board
from bot.services import log as logging_of_numbers
from bot.services.plan import answer
from bot.store import boards
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, DEV, EVA, FIN
from sandbox.server import Sandbox
from scoring.readings import Source, make
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from tests.delivery.office import Office, later, posts

HABIT = next(tip.id for tip in TIPS if tip.habit)
SIX = (ANA, BEN, CHI, DEV, EVA, FIN)


def keep_a_week(office: Office, *users: str) -> None:
    for user in users:
        answer(office.store, seed.TEAM, user, HABIT, TipEvent.DONE, office.now)


def read(office: Office, user: str, total: float, source: Source = Source.TYPED) -> None:
    """The member reads a total off LinkedIn's page now."""
    given = make(office.now.date(), None, round(100 * total), source)
    logging_of_numbers.record(office.store, seed.TEAM, user, given, office.now, sure=True)


def monday(office: Office, week: int) -> None:
    """The board's Monday, so many weeks after its first one."""
    office.week(later(hours=1, days=7 * week))


def board_of(office: Office) -> boards.Board:
    found = board.get(office.store, seed.TEAM, CHANNEL)
    assert found is not None
    return found


def said(box: Sandbox) -> list[str]:
    return [post["text"] + str(post["blocks"]) for post in posts(box, CHANNEL)]
