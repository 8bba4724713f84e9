"""Every drawing there is, for any value: within Slack's limits, and no word of it is alive."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bot.blocks
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Block, Message, View
from sandbox.limits import message_faults, view_faults
from tests.blocks.anything import arguments, hints

DRAWN = (Message, Message | None, View, Block, list[Block])
LIVE = re.compile("<!(channel|here)|<https://example|<@U0ANA>")
"""What stands in names of the samples, and must not work where they are shown."""
ELEMENTS = ("button", "overflow", "static_select")


def drawings() -> Iterator[Callable[..., Any]]:
    """Each function of bot/blocks that draws, but for the bricks themselves."""
    for one in pkgutil.iter_modules(bot.blocks.__path__, "bot.blocks."):
        module = importlib.import_module(one.name)
        for name, found in inspect.getmembers(module, inspect.isfunction):
            own = found.__module__ == one.name != "bot.blocks.parts" and not name.startswith("_")
            if own and hints(found).get("return") in DRAWN:
                yield found


def called(of: Callable[..., Any]) -> str:
    return f"{of.__module__.removeprefix('bot.blocks.')}.{of.__name__}"


@pytest.mark.parametrize("drawing", list(drawings()), ids=called)
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=25,
)
@given(data=st.data())
def test_every_drawing_fits_slack_whatever_it_is_given(
    drawing: Callable[..., Any], data: st.DataObject
) -> None:
    drawn = drawing(**data.draw(st.fixed_dictionaries(arguments(drawing))))
    if isinstance(drawn, Message):
        assert check_message(drawn) == []
        assert message_faults(drawn.blocks) == []
        assert not LIVE.search(drawn.text)
    elif drawn:
        view = drawn if called_a_view(drawn) else {"type": "home", "blocks": blocks(drawn)}
        assert check_view(view) == []
        assert view_faults(view) == []
    assert [one for one in markup(drawn) if LIVE.search(one)] == []


def markup(drawn: Any) -> Iterator[str]:
    """Every text that Slack reads for signs of its own."""
    if isinstance(drawn, Message):
        yield from markup(drawn.blocks)
    elif isinstance(drawn, list):
        for one in drawn:
            yield from markup(one)
    elif isinstance(drawn, dict):
        if drawn.get("type") == "mrkdwn":
            yield drawn["text"]
        for one in drawn.values():
            yield from markup(one)


def called_a_view(drawn: Any) -> bool:
    return isinstance(drawn, dict) and drawn["type"] in ("modal", "home")


def blocks(drawn: Any) -> list[Block]:
    """Blocks, a block, or what stands in a row of buttons, as blocks."""
    several = drawn if isinstance(drawn, list) else [drawn]
    if several[0]["type"] in ELEMENTS:
        return [{"type": "actions", "elements": several}]
    return several
