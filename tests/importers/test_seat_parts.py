"""What a child may answer about members, and what is not believed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.errors import Refused
from bot.importers import child, wire
from bot.importers.values import Context, Seat
from tests.importers.usage_reports import FULL, MINE, TODAY, read, table


def test_a_child_that_names_another_member_is_not_believed() -> None:
    made = read(table(FULL))
    assert child.believed(made, Context(TODAY, seats=MINE)) is made
    with pytest.raises(Refused, match="damaged"):
        child.believed(made, Context(TODAY, seats=(Seat("U2", "seat", "71"),)))
    packed = wire.pack(made, TODAY)
    for lie in ('"x y"', "7", '"<@U1>"'):
        with pytest.raises(Refused, match="damaged"):
            wire.unpack(packed.replace('"member":"U1"', f'"member":{lie}'), TODAY)


SAID: dict[str, Callable[[dict[str, Any]], object]] = {
    "a source of the archive": lambda part: part["sources"][0].update(source="archive/messages"),
    "an unknown source": lambda part: part["sources"][0].update(source="anna"),
    "an unknown fact": lambda part: part["sources"][0]["amounts"].update(anna={}),
    "a fact of another source": lambda part: part["sources"][0]["amounts"].update(reactions={}),
    "an amount in words": lambda part: part["sources"][0]["amounts"].update(
        {"sn.searches": {"2025-09-01": "many"}}
    ),
    "a day that is to come": lambda part: part["sources"][0].update(as_of="2026-01-01"),
    "a text in a new key": lambda part: part.update(name="anna"),
    "a key that is gone": lambda part: part.pop("levels"),
    "another level": lambda part: part["levels"][0].update(fact="groups.count"),
    "two levels": lambda part: part["levels"].extend(part["levels"]),
    "a reading by hand": lambda part: part["readings"][0].update(source="typed"),
    "a pillar over its points": lambda part: part["readings"][0].update(brand="26"),
    "parts that are no list": lambda part: part.update(readings={}),
}


@pytest.mark.parametrize("lie", SAID)
def test_each_part_of_a_members_share_is_looked_at(lie: str) -> None:
    said = json.loads(wire.pack(read(table(FULL)), TODAY))
    assert wire.unpack(json.dumps(said), TODAY).seats == read(table(FULL)).seats
    SAID[lie](said["seats"][0])
    with pytest.raises(Refused, match="damaged"):
        wire.unpack(json.dumps(said), TODAY)


def test_one_member_comes_once_and_nothing_of_seats_stands_among_the_facts() -> None:
    said = json.loads(wire.pack(read(table(FULL)), TODAY))
    [mine] = said["seats"]
    twice = {**said, "seats": [mine, mine]}
    facts = [{**said["facts"], name: mine[name]} for name in ("sources", "readings")]
    for lie in (twice, *({**said, "facts": one} for one in facts)):
        with pytest.raises(Refused, match="damaged"):
            wire.unpack(json.dumps(lie), TODAY)
