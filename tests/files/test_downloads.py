"""Files come from Slack's own hosts alone, within their limits, and the token goes nowhere else.

A real server on the loopback plays Slack: `SLACK_API_URL` names it, as it names the sandbox. A
second one plays the rest of the world and remembers who asked.
"""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from bot import files
from bot.blocks.refusals import SENTENCES
from bot.errors import Refused, Unavailable

TOKEN = "xoxb-canary-of-the-token"
API = "https://slack.com/api/"
ROOT = Path(__file__).parents[2]


@dataclass
class World:
    """What each path of a server answers, and what it was asked."""

    url: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def fetch(self, **info: Any) -> files.Fetched:
        self.info = {"user": "U1", "name": "a.csv", "size": 3,
                     "url_private_download": f"{self.url}/file"} | info  # fmt: skip
        return files.fetch(WebClient(TOKEN, base_url=f"{self.url}/api/"), "F1", "U1")

    def code(self, **info: Any) -> str:
        with pytest.raises((Refused, Unavailable)) as found:
            self.fetch(**info)
        assert found.value.code in SENTENCES
        return found.value.code


def _serve() -> tuple[World, ThreadingHTTPServer]:
    world = World()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            world.asked.append((self.path, dict(self.headers)))
            if self.path.startswith("/api/"):
                body = json.dumps({"ok": True, "file": world.info}).encode()
                self._say(200, {"content-type": "application/json"}, body)
            else:
                self._say(*world.answers.get(self.path, (404, {}, b"")))

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.do_GET()

        def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in ({"content-length": str(len(body))} | headers).items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    world.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    ).start()
    return world, server


@pytest.fixture
def slack() -> Iterator[World]:
    world, server = _serve()
    yield world
    server.shutdown()
    server.server_close()


@pytest.fixture
def foreign() -> Iterator[World]:
    world, server = _serve()
    yield world
    server.shutdown()
    server.server_close()


def test_a_file_comes_as_it_is_with_the_token_and_unpacked_by_nobody(slack: World) -> None:
    slack.answers["/file"] = (200, {"content-type": "text/csv"}, b"a,b")
    assert slack.fetch() == files.Fetched("a.csv", b"a,b")
    headers = {name.lower(): value for name, value in slack.asked[-1][1].items()}
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert headers["accept-encoding"] == "identity"


def test_a_compressed_answer_does_not_grow(slack: World) -> None:
    packed = gzip.compress(b"0" * 1_000_000)
    slack.answers["/file"] = (200, {"content-encoding": "gzip"}, packed)
    assert slack.fetch().data == packed


def test_a_redirect_within_slack_is_followed(slack: World) -> None:
    slack.answers["/file"] = (302, {"location": "/second"}, b"")
    slack.answers["/second"] = (200, {}, b"x")
    assert slack.fetch().data == b"x"


def test_a_redirect_elsewhere_reaches_nobody(slack: World, foreign: World) -> None:
    foreign.answers["/file"] = (200, {}, b"x")
    slack.answers["/file"] = (302, {"location": f"{foreign.url}/file"}, b"")
    assert slack.code() == "file_gone"
    assert slack.code(url_private_download=f"{foreign.url}/file") == "file_gone"
    assert foreign.asked == []


def test_redirects_without_end_are_left(slack: World) -> None:
    slack.answers["/file"] = (302, {"location": "/file"}, b"")
    assert slack.code() == "file_gone"
    assert len([path for path, _ in slack.asked if path == "/file"]) == files.MAX_HOPS + 1


@pytest.mark.parametrize(
    "location", ["", "http://[", "https://slack.com:99999999/", "//", "file:///etc/passwd"]
)
def test_a_redirect_to_nowhere_is_a_refusal(slack: World, location: str) -> None:
    slack.answers["/file"] = (302, {"location": location}, b"")
    assert slack.code() == "file_gone"


@pytest.mark.parametrize("url", [
    "https://files.slack.com/a", "https://slack.com/a", "https://FILES.slack.com:443/a",
])  # fmt: skip
def test_slacks_own_hosts_see_the_token(url: str) -> None:
    assert files.credentials(url, TOKEN, API) == {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize("url", ["https://a.slack-edge.com/a", "https://slack-files.com/a"])
def test_hosts_of_bytes_are_asked_without_the_token(url: str) -> None:
    assert files.credentials(url, TOKEN, API) == {}


@pytest.mark.parametrize("url", [
    "http://files.slack.com/a", "https://slack.com.evil.example/a", "https://evilslack.com/a",
    "https://slack.com@evil.example/a", "https://user@files.slack.com/a", "https://slack.com./a",
    "https://files.slack.com:8443/a", "https://127.0.0.1/a", "https://2130706433/a",
    "https://[::1]/a", "https://0x7f.1/a", "https://169.254.169.254/latest", "https://slаck.com/a",
    "ftp://slack.com/a", "//evil.example/a", "/a", "", "https://", "https://evil.example\\@slack.com/",
    "https://slack.com:x/a", "https://[slack.com/a",
])  # fmt: skip
def test_no_other_host_is_asked_at_all(url: str) -> None:
    with pytest.raises(Refused):
        files.credentials(url, TOKEN, API)


def test_another_persons_file_is_left_alone(slack: World) -> None:
    assert slack.code(user="U2") == "not_yours"
    assert [path for path, _ in slack.asked if path == "/file"] == []


@pytest.mark.parametrize("info", [
    {"is_external": True}, {"mode": "tombstone"}, {"mode": "hidden_by_limit"}, {"mode": "external"},
])  # fmt: skip
def test_a_file_that_is_not_in_slack_is_not_looked_for(slack: World, info: dict[str, Any]) -> None:
    assert slack.code(**info) == "file_gone"
    assert [path for path, _ in slack.asked if path == "/file"] == []


def test_a_size_over_the_limit_is_refused_before_anything_is_fetched(slack: World) -> None:
    slack.answers["/file"] = (200, {}, b"x")
    assert slack.fetch(size=files.MAX_BYTES).data == b"x"
    slack.asked.clear()
    assert slack.code(size=files.MAX_BYTES + 1) == "too_large"
    assert [path for path, _ in slack.asked if path == "/file"] == []


@pytest.mark.parametrize("told", [True, False])
def test_a_size_that_lies_ends_at_the_limit(slack: World, told: bool) -> None:
    headers = {} if told else {"content-length": ""}
    slack.answers["/file"] = (200, headers, bytes(files.MAX_BYTES))
    assert len(slack.fetch().data) == files.MAX_BYTES
    slack.answers["/file"] = (200, headers, bytes(files.MAX_BYTES + 1))
    assert slack.code() == "too_large"


def test_a_download_that_breaks_off_may_be_tried_again(slack: World) -> None:
    slack.answers["/file"] = (200, {"content-length": "9"}, b"half")
    assert slack.code() == "slack_busy"


def test_a_login_page_is_told_from_a_file(slack: World) -> None:
    page = b"<!DOCTYPE html><title>Sign in</title>"
    slack.answers["/file"] = (200, {"content-type": "text/html; charset=utf-8"}, page)
    assert slack.code() == "web_page"


@pytest.mark.parametrize(("status", "code"), [
    (500, "slack_busy"), (503, "slack_busy"), (429, "slack_busy"), (403, "file_gone"), (404, "file_gone"),
])  # fmt: skip
def test_what_may_pass_is_told_from_what_stays(slack: World, status: int, code: str) -> None:
    slack.answers["/file"] = (status, {}, b"")
    assert slack.code() == code


def test_slack_tells_us_of_messages_in_the_chat_alone() -> None:
    """Files in channels never reach us, so none can be read by mistake."""
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert [one for one in events if one.startswith(("message", "file"))] == ["message.im"]
