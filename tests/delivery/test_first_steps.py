"""The operator hears once that the bot runs, with what is left to do; nobody else is written to."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from bot.blocks import first_steps as screens
from bot.services import arrivals, first_steps, log, managing
from bot.store import workspaces
from sandbox import seed
from sandbox.seed import ANA, BEN, CHANNEL, CHI, MGR
from sandbox.server import Sandbox
from scoring.readings import Source, make
from tests.delivery.crashing import empty
from tests.delivery.office import FRIDAY, Office, posts, settings

TEAM = seed.TEAM


def connect(office: Office) -> None:
    """As a start does it."""
    arrivals.installed(
        office.store, TEAM, seed.TEAM_NAME, seed.BOT, FRIDAY,
        operator=office.settings.operator_channel, command="/coach",
    )  # fmt: skip


def active(office: Office) -> bool:
    with office.store.begin(TEAM, write=False) as db:
        found = workspaces.get(db)
    return found is not None and found.active


def told(box: Sandbox) -> list[dict[str, Any]]:
    places = [CHANNEL, *("D" + person.id[1:] for person in seed.PEOPLE)]
    return [message for place in places for message in posts(box, place)]


@pytest.mark.parametrize("operator", [MGR, CHANNEL])
def test_the_operator_hears_once_however_often_it_starts(
    box: Sandbox, url: str, operator: str
) -> None:
    office = Office.open(settings(url, box.api_url, operator_channel=operator))
    for _ in range(3):
        connect(office)
        office.once()
    [message] = told(box)
    assert message["metadata"]["event_type"] == "ssi_welcome"
    assert "/coach board" in str(message["blocks"])
    assert posts(box, operator if operator == CHANNEL else "D" + operator[1:]) == [message]
    office.close()


@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def test_of_two_first_starts_at_once_one_alone_promises_it(
    box: Sandbox, database: str, request: pytest.FixtureRequest
) -> None:
    url = str(request.getfixturevalue("url" if database == "sqlite" else "postgres_url"))
    if database == "postgres":
        empty(url)
    offices = [Office.open(settings(url, box.api_url, operator_channel=MGR)) for _ in range(2)]
    for office in offices:
        office.store.check()  # connected, so that neither is late
    together = Barrier(2)

    def begin(office: Office) -> None:
        together.wait(10)
        connect(office)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(begin, office) for office in offices]:
            done.result()
    offices[0].once()
    offices[1].once()
    assert len(told(box)) == 1
    for office in offices:
        office.close()


def test_an_app_that_comes_back_is_written_to_again_and_tells_nothing_anew(
    box: Sandbox, url: str
) -> None:
    office = Office.open(settings(url, box.api_url, operator_channel=MGR))
    connect(office)
    office.once()
    arrivals.gone(office.store, TEAM, FRIDAY)
    assert not active(office)
    connect(office)
    office.once()
    assert active(office)
    assert len(told(box)) == 1
    office.close()


def test_without_an_operator_nobody_hears(box: Sandbox, url: str) -> None:
    office = Office.open(settings(url, box.api_url))
    connect(office)
    office.once()
    assert told(box) == []
    office.close()


def test_what_can_be_seen_is_ticked(box: Sandbox, url: str) -> None:
    office = Office.open(settings(url, box.api_url))
    connect(office)
    assert "0 of 7" in screens.render(first_steps.of(office.store, TEAM, MGR, "/ssi")).text
    office.set_up_board(ANA, BEN, CHI)
    reading = make(FRIDAY.date(), (1000, 1100, 1200, 1300), None, Source.TYPED)
    log.record(office.store, TEAM, MGR, reading, FRIDAY, sure=True)
    managing.name(office.store, TEAM, MGR, CHANNEL, BEN, FRIDAY)
    shown = screens.render(first_steps.of(office.store, TEAM, MGR, "/ssi"))
    assert "3 of 7" in shown.text
    assert str(shown.blocks).count("✓ Done.") == 3
    office.close()


@pytest.mark.parametrize("reader", [MGR, CHANNEL])
def test_nobody_learns_from_the_list_that_somebody_else_gave_numbers(
    box: Sandbox, url: str, reader: str
) -> None:
    office = Office.open(settings(url, box.api_url))
    connect(office)
    office.meet(ANA)
    before = first_steps.of(office.store, TEAM, reader, "/ssi")
    reading = make(FRIDAY.date(), (1000, 1100, 1200, 1300), None, Source.TYPED)
    log.record(office.store, TEAM, ANA, reading, FRIDAY, sure=True)
    assert first_steps.of(office.store, TEAM, reader, "/ssi") == before
    assert first_steps.of(office.store, TEAM, ANA, "/ssi") != before
    office.close()
