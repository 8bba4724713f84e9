"""A file from the bot: an address, the bytes, and the message in which it stands.

https://docs.slack.dev/reference/methods/files.getUploadURLExternal
https://docs.slack.dev/reference/methods/files.completeUploadExternal
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import clients
from bot.exports import File
from sandbox import seed
from sandbox.server import Sandbox


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    made = Sandbox()
    made.start()
    yield made
    made.stop()


def call(box: Sandbox, method: str, **args: Any) -> dict[str, Any]:
    bearer = {"Authorization": f"Bearer {box.bot_token}"}
    return dict(httpx.post(box.api_url + method, json=args, headers=bearer).json())


def promised(box: Sandbox, length: int) -> tuple[str, str]:
    told = call(box, "files.getUploadURLExternal", filename="a.csv", length=length)
    return str(told["upload_url"]), str(told["file_id"])


def complete(box: Sandbox, id: str, **args: Any) -> dict[str, Any]:
    return call(box, "files.completeUploadExternal", files=[{"id": id}], **args)


def test_files_stand_in_the_chat_in_one_message_and_can_be_fetched(box: Sandbox) -> None:
    client = WebClient(box.bot_token, base_url=box.api_url)
    sent = (File("readings.csv", b"one"), File("rest.json", b"{}"))
    assert clients.send_files(client, "U0ANA", sent, "Your files.") == "D0ANA"
    message = box.town.teams[seed.TEAM].messages["D0ANA"][-1]
    assert message["text"] == "Your files."
    assert [file["name"] for file in message["files"]] == ["readings.csv", "rest.json"]
    for file, one in zip(message["files"], sent, strict=True):
        found = httpx.get(f"{box.url}/sandbox/file", params={"id": file["id"]})
        assert found.content == one.data


@pytest.mark.parametrize(
    "args", [{}, {"filename": "a.csv"}, {"filename": "a", "length": 0}, {"length": 3},
             {"filename": "a", "length": "three"}],
)  # fmt: skip
def test_an_address_is_given_for_a_name_and_a_length(box: Sandbox, args: dict[str, Any]) -> None:
    assert call(box, "files.getUploadURLExternal", **args)["error"] == "invalid_arguments"


def test_bytes_of_another_length_are_not_taken(box: Sandbox) -> None:
    url, id = promised(box, 3)
    assert httpx.post(url, content=b"four").status_code == 400
    assert complete(box, id)["error"] == "file_not_found"
    assert httpx.post(url + "x", content=b"one").status_code == 400
    assert httpx.post(url, content=b"one").status_code == 200
    assert complete(box, id)["ok"]
    assert complete(box, id)["error"] == "file_not_found", "once"


def test_a_place_is_a_chat_that_the_bot_is_in(box: Sandbox) -> None:
    url, id = promised(box, 3)
    httpx.post(url, content=b"one")
    assert complete(box, id, channel_id="U0ANA")["error"] == "channel_not_found"
    assert complete(box, id, channel_id=seed.GENERAL)["error"] == "not_in_channel"
    assert call(box, "files.completeUploadExternal", files=[])["error"] == "invalid_arguments"


def test_without_the_scope_nothing_is_taken() -> None:
    made = Sandbox(scopes=seed.SCOPES - {"files:write"})
    made.start()
    try:
        client = WebClient(made.bot_token, base_url=made.api_url)
        with pytest.raises(SlackApiError) as met:
            clients.send_files(client, "U0ANA", [File("a.csv", b"x")], "")
        assert clients.fault(met.value).code == "missing_scope"
    finally:
        made.stop()
