"""Only a person's own files, and only from their chat with the bot or from its form."""

from typing import Any

import pytest

from bot.importers import pasted
from sandbox import seed
from tests.conversations.conftest import Town
from tests.importers.hostile import CONNECTIONS

NOOR, ANA = seed.NEW, seed.ANA
DATA = CONNECTIONS.encode()
SOMEBODY = "somebody else's"


def touched(town: Town) -> list[Any]:
    """What the bot asked Slack about files, and the files whose bytes it took."""
    state = town.state()
    asked = [call["args"]["file"] for call in state["calls"] if call["method"] == "files.info"]
    return [*asked, *state["downloads"]]


def texts(town: Town, user: str) -> list[str]:
    return [message["text"] for message in town.said_to(user)]


@pytest.mark.parametrize("bot_in_it", [False, True])
def test_a_file_in_a_channel_is_never_asked_for_nor_fetched(town: Town, bot_in_it: bool) -> None:
    """Even by an app that is told of channels, which ours does not ask to be."""
    if bot_in_it:
        town.post("invite", user=seed.BOT, channel=seed.CHANNEL)
    before = town.posted()
    mine = town.upload(ANA, "Connections.csv", DATA, seed.CHANNEL)["ids"]
    answer = town.post("message", user=ANA, channel=seed.CHANNEL, files=mine, forge=True,
                       text=f"<@{seed.BOT}> log 18.2 12.5 20 14.1")  # fmt: skip
    town.settle()
    assert answer["ok"]
    assert "timeout" not in answer
    assert touched(town) == []
    assert town.posted() == before
    assert texts(town, ANA) == []


def test_a_file_of_somebody_else_is_not_fetched_when_it_is_shared_on(town: Town) -> None:
    theirs = town.upload(ANA, "Connections.csv", DATA)["ids"]
    town.post("message", user=NOOR, channel=seed.dm_of(NOOR), files=theirs)
    town.settle()
    assert SOMEBODY in texts(town, NOOR)[-1]
    assert town.state()["downloads"] == []
    assert texts(town, ANA) == []


def test_one_file_of_somebody_else_keeps_the_others_of_the_message_out(town: Town) -> None:
    mine = town.upload(NOOR, "Connections.csv", DATA)["ids"]
    theirs = town.upload(ANA, "Reactions.csv", b"Date,Type,Link\n")["ids"]
    town.post("message", user=NOOR, channel=seed.dm_of(NOOR), files=[*theirs, *mine])
    town.settle()
    assert SOMEBODY in texts(town, NOOR)[-1]
    assert theirs[0] not in town.state()["downloads"]


def test_a_file_of_ones_own_is_read_from_the_chat_however_it_came_there(town: Town) -> None:
    mine = town.upload(NOOR, "Connections.csv", DATA, seed.CHANNEL)["ids"]
    assert touched(town) == []
    town.post("message", user=NOOR, channel=seed.dm_of(NOOR), files=mine)
    town.settle()
    assert texts(town, NOOR)[-1].startswith("Read: 1 row")
    assert town.state()["downloads"] == mine


def test_a_message_that_somebody_else_is_said_to_have_sent_gets_nothing(town: Town) -> None:
    """A chat belongs to one person: the bot and its owner are all who can write there."""
    mine = town.upload(NOOR, "Connections.csv", DATA)["ids"]
    answer = town.post("message", user=ANA, channel=seed.dm_of(NOOR), files=mine)
    assert not answer["ok"], "not even Slack lets her"
    assert touched(town) == []


def test_a_forged_form_with_the_file_of_somebody_else_is_refused(town: Town) -> None:
    theirs = town.upload(ANA, "Connections.csv", DATA)["id"]
    town.ssi(NOOR, "upload")
    view = town.view(NOOR)
    town.post("submit", user=NOOR, view_id=view["id"], forge=True, values={"files": [theirs]})
    town.settle()
    assert SOMEBODY in texts(town, NOOR)[-1]
    assert town.state()["downloads"] == []


def test_a_form_that_was_opened_for_somebody_else_reads_for_whoever_sends_it(town: Town) -> None:
    """The person is whom Slack's signed envelope names; whose file it is decides the file."""
    town.ssi(NOOR, "upload")
    view = town.view(NOOR)
    hers = town.upload(NOOR, "Connections.csv", DATA)["id"]
    town.post("submit", user=ANA, view_id=view["id"], forge=True, values={"files": [hers]})
    town.settle()
    assert SOMEBODY in texts(town, ANA)[-1]
    assert texts(town, NOOR) == []
    assert town.state()["downloads"] == []


def test_a_second_try_at_the_file_of_somebody_else_is_no_way_round(town: Town) -> None:
    theirs = town.upload(ANA, "Connections.csv", DATA)["ids"]
    for _ in range(2):
        town.post("message", user=NOOR, channel=seed.dm_of(NOOR), files=theirs)
        town.settle()
        town.lease_over()
    town.post("message", user=ANA, channel=seed.dm_of(ANA), files=theirs)
    town.settle()
    assert all(SOMEBODY in text for text in texts(town, NOOR))
    assert texts(town, ANA)[-1].startswith("Read: 1 row"), "hers is hers to send"


def test_a_pasted_page_that_is_longer_than_the_form_takes_is_told_at_its_field(town: Town) -> None:
    town.ssi(NOOR, "upload")
    view = town.view(NOOR)
    page = "Your Social Selling Index\n43 out of 100\n"
    more = {"user": NOOR, "view_id": view["id"], "forge": True}
    long = page + " " * pasted.MOST + "."
    refused = town.post("submit", values={"pasted": long}, **more)
    assert "pasted" in refused["reply"]["errors"]
    taken = town.post("submit", values={"pasted": page + "x" * (2999 - len(page))}, **more)
    assert taken["reply"]["response_action"] == "update"
