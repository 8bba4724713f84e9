"""The wire of a simulated week: the sandbox's own Web API in this thread, without a socket, and
every place at which a process may die or freeze."""

import http.client
import json
from collections.abc import Callable
from email.message import Message
from io import BytesIO
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl
from urllib.request import Request

from slack_sdk import WebClient

from sandbox.town import Answer, Town

Meet = Callable[[str], None]


class Died(BaseException):
    """The process is gone, at whatever step it was."""


class Wire(WebClient):
    """A client whose requests a town answers at once. `meet` is told of each request and of each
    answer before the sender sees it; `taken` of each message that stands."""

    def __init__(
        self, token: str, town: Town, meet: Meet, taken: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__(token, base_url="http://127.0.0.1:9/api/", retry_handlers=[])
        self._town = town
        self._meet = meet
        self._taken = taken

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        method = url.rpartition("/")[2]
        self._meet(f"request {method}")
        args = _arguments(req)
        token = str(req.get_header("Authorization")).removeprefix("Bearer ")
        answer = _now(self._town, method, token, args)
        if method == "chat.postMessage" and answer.body.get("ok"):
            self._taken(answer.body["message"])
        self._meet(f"answer {method}")
        if answer.cut:
            raise http.client.IncompleteRead(b"{")
        body = json.dumps(answer.body)
        if answer.status >= 400:
            headers = Message()
            for name, value in answer.headers.items():
                headers[name] = value
            raise HTTPError(url, answer.status, "", headers, BytesIO(body.encode()))
        return {"status": answer.status, "headers": dict(answer.headers), "body": body}


def _arguments(req: Request) -> dict[str, Any]:
    data = req.data if isinstance(req.data, bytes) else b""
    if str(req.get_header("Content-type")).startswith("application/json"):
        found: dict[str, Any] = json.loads(data or b"{}")
        return found
    return dict(parse_qsl(data.decode(), keep_blank_values=True))


def _now(town: Town, method: str, token: str, args: dict[str, Any]) -> Answer:
    """The answer of a call that waits for nothing."""
    try:
        town.call(method, token, args).send(None)
    except StopIteration as ended:
        found: Answer = ended.value
        return found
    raise AssertionError("a call of the simulation waited")
