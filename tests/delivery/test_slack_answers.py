"""What an answer means: only what can be read as a refusal of Slack's is one."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from slack_sdk import WebClient

from bot import clients
from bot.clients import FAULTS, Meaning, fault
from tests.delivery.office import settings

Serve = Callable[[bytes], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A server that gives every connection the same bytes."""
    open_ones: list[socket.socket] = []

    def start(answer: bytes) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        open_ones.append(listening)
        threading.Thread(target=run, args=(listening, answer), daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/api/"

    def run(listening: socket.socket, answer: bytes) -> None:
        while True:
            try:
                taken, _ = listening.accept()
            except OSError:
                return
            with taken:
                taken.recv(65536)
                taken.sendall(answer)

    yield start
    for one in open_ones:
        one.shutdown(socket.SHUT_RDWR)
        one.close()


def http(status: str, body: str, *headers: str, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


REFUSED = '{"ok":false,"error":"is_archived"}'
CASES = [
    (http("200 OK", REFUSED), Meaning.CHANNEL_GONE, 0.0),
    (http("200 OK", '{"ok":false,"error":"brand_new"}'), Meaning.REFUSED, 0.0),
    (http("200 OK", "<html>Sorry</html>"), Meaning.UNCLEAR, 0.0),
    (http("200 OK", ""), Meaning.UNCLEAR, 0.0),
    (http("200 OK", "[]"), Meaning.UNCLEAR, 0.0),
    (http("200 OK", '{"ok":tr', length=500), Meaning.UNCLEAR, 0.0),
    (http("200 OK", '{"ok":false}'), Meaning.UNCLEAR, 0.0),
    (http("500 X", REFUSED), Meaning.UNCLEAR, 0.0),
    (http("503 X", "<html>Sorry</html>"), Meaning.UNCLEAR, 0.0),
    (http("502 X", ""), Meaning.UNCLEAR, 0.0),
    (b"", Meaning.UNCLEAR, 0.0),
    (http("429 X", '{"ok":false,"error":"ratelimited"}', "Retry-After: 7"), Meaning.WAIT, 7.0),
    (http("429 X", "", "retry-after: 3600"), Meaning.WAIT, 3600.0),
    (http("429 X", "busy"), Meaning.WAIT, 30.0),
    (http("429 X", "busy", "Retry-After: abc"), Meaning.WAIT, 30.0),
    (http("429 X", "busy", "Retry-After: -1"), Meaning.WAIT, 30.0),
    (http("429 X", "busy", "Retry-After: 99999999999"), Meaning.WAIT, 30.0),
]


@pytest.mark.parametrize(("answer", "meaning", "wait"), CASES, ids=lambda one: str(one)[:40])
def test_what_an_answer_means(serve: Serve, answer: bytes, meaning: Meaning, wait: float) -> None:
    client = WebClient("xoxb-x", base_url=serve(answer), timeout=2, retry_handlers=[])
    with pytest.raises(FAULTS) as caught:
        client.chat_postMessage(channel="C1", text="x")
    met = fault(caught.value)
    assert (met.meaning, met.wait_s) == (meaning, wait)
    assert " " not in met.code


def test_nobody_there_is_unclear(serve: Serve) -> None:
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    client = WebClient("xoxb-x", base_url=f"http://127.0.0.1:{port}/", retry_handlers=[])
    with pytest.raises(FAULTS) as caught:
        client.chat_postMessage(channel="C1", text="x")
    assert fault(caught.value).meaning is Meaning.UNCLEAR


def test_the_clients_that_post_never_repeat_a_call() -> None:
    made = settings("sqlite:///x.db", "http://127.0.0.1:1/api/")
    for client in (clients.answering("xoxb-x", made.slack_api_url), clients.sending(made)):
        assert client.retry_handlers == []
    assert clients.sending(made).timeout == made.send_timeout_s
    assert clients.answering("xoxb-x", made.slack_api_url).timeout == 2
    assert len(clients.reading(made).retry_handlers) == 3
    assert clients.reading(made).base_url == made.slack_api_url
