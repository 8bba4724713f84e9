"""What a press in a form tells the bot, seen by a bare client of Socket Mode."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from sandbox import seed
from sandbox.server import Sandbox


class Listener:
    """A bot that acknowledges whatever it hears, and remembers it."""

    def __init__(self, box: Sandbox, socket: ClientConnection) -> None:
        self.box = box
        self.socket = socket
        self.pool = ThreadPoolExecutor(1)

    def call(self, method: str, **args: Any) -> dict[str, Any]:
        bearer = {"Authorization": f"Bearer {self.box.bot_token}"}
        return dict(httpx.post(self.box.api_url + method, json=args, headers=bearer).json())

    def heard(self, route: str, **body: Any) -> dict[str, Any]:
        """The payload that an act of Ana's leads to."""
        url = f"{self.box.url}/sandbox/{route}"
        act = self.pool.submit(httpx.post, url, json={"user": seed.ANA, **body})
        envelope = json.loads(self.socket.recv(10))
        self.socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        assert act.result(10).json()["ok"]
        return dict(envelope["payload"])


@pytest.fixture
def bot() -> Iterator[Listener]:
    box = Sandbox()
    box.start()
    bearer = {"Authorization": f"Bearer {box.app_token}"}
    url = httpx.post(f"{box.api_url}apps.connections.open", headers=bearer).json()["url"]
    with connect(url) as socket:
        assert json.loads(socket.recv(10))["type"] == "hello"
        made = Listener(box, socket)
        yield made
        made.pool.shutdown()
    box.stop()


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def test_a_press_in_a_form_carries_what_stands_in_its_fields(bot: Listener) -> None:
    trigger = bot.heard("shortcut", callback_id="any")["trigger_id"]
    name = {"type": "plain_text_input", "action_id": "name", "initial_value": "Old"}
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"}
    view = bot.call("views.open", trigger_id=trigger, view={
        "type": "modal", "title": plain("Form"), "submit": plain("Save"), "blocks": [
            {"type": "input", "block_id": "n", "label": plain("Name"), "element": name},
            {"type": "input", "block_id": "d", "label": plain("Day"), "element": day},
            {"type": "actions", "block_id": "row", "elements": [
                {"type": "button", "action_id": "more", "text": plain("More"), "value": "1"}]},
        ]})["view"]  # fmt: skip
    told = bot.heard("click", view_id=view["id"], action_id="more", values={"name": "New"})
    assert told["actions"][0]["value"] == "1"
    values = told["view"]["state"]["values"]
    assert values["n"]["name"]["value"] == "New"
    assert values["d"]["day"]["selected_date"] == "2026-11-20", "as it stood there"


def test_several_choices_in_a_message_travel_as_one_press(bot: Listener) -> None:
    options = [{"text": plain(name), "value": name} for name in ("a", "b", "c")]
    ticks = {"type": "checkboxes", "action_id": "some", "options": options}
    blocks = [{"type": "actions", "elements": [ticks]}]
    sent = bot.call("chat.postMessage", channel=seed.ANA, text="Choose", blocks=blocks)
    told = bot.heard(
        "click", channel=sent["channel"], ts=sent["ts"], action_id="some", value=["a", "c"]
    )
    assert told["actions"][0]["selected_options"] == [options[0], options[2]]
