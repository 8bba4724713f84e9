"""Fetching a file that a person gave us in Slack: whose it is, where it lies, how much of it comes.

The token travels to Slack's own hosts only, each hop is checked anew, and a login page is told
from a file. Slack answers 200 with an HTML page where a token lacks `files:read`
(https://docs.slack.dev/reference/objects/file-object).
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import Refused, Unavailable

MAX_BYTES = 50_000_000
"""An upload by message; honest full archives fit (the same limit as the importers')."""
MAX_HOPS = 3
DEADLINE_S = 120.0
"""Seconds for one file, all hops and bytes together: 50 MB at about 3.5 Mbit/s."""
SILENCE_S = 10.0
"""Seconds in which a host must say something."""
PIECE = 1 << 18
"""Bytes that are taken at once: large ones leave the interpreter to those who wait for an answer
(35 MB cost a third of what they cost in pieces of 64 kB by httpx)."""
REDIRECTS = (301, 302, 303, 307, 308)

TOKEN_HOSTS = ("slack.com",)
BARE_HOSTS = ("slack-edge.com", "slack-files.com")
"""Hosts that Slack redirects file bytes to; they are never shown the token."""

GONE = ("file_not_found", "file_deleted", "not_visible", "access_denied")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's claimed name and its bytes as they came."""

    name: str
    data: bytes


def fetch(client: WebClient, file_id: str, owner: str) -> Fetched:
    """Fetch one file of `owner`.

    Raises Refused where it can never be read (another's file, too large, gone, a login page) and
    Unavailable where another try may help.
    """
    info = _info(client, file_id)
    if info.get("user") != owner:
        raise Refused("not_yours")
    if info.get("is_external") or info.get("mode") in ("tombstone", "hidden_by_limit", "external"):
        raise Refused("file_gone")
    if int(info.get("size") or 0) > MAX_BYTES:
        raise Refused("too_large", {"limit": "50 MB"})
    url = str(info.get("url_private_download") or info.get("url_private") or "")
    data = _download(url, client.token or "", client.base_url)
    return Fetched(str(info.get("name") or ""), data)


def _info(client: WebClient, file_id: str) -> Mapping[str, Any]:
    try:
        return dict(client.files_info(file=file_id)["file"])
    except SlackApiError as error:
        code = str(error.response.get("error", ""))
        if code in GONE:
            raise Refused("file_gone") from error
        raise Unavailable("slack_busy", {"error": code}) from error
    except (OSError, TimeoutError) as error:
        raise Unavailable("slack_busy") from error


def _download(url: str, token: str, api_url: str) -> bytes:
    deadline = time.monotonic() + DEADLINE_S
    try:
        for _ in range(MAX_HOPS + 1):
            # Taken as it comes: a compressed answer could grow a thousandfold past the count.
            headers = {"Accept-Encoding": "identity", **credentials(url, token, api_url)}
            request = Request(url, headers=headers)  # noqa: S310  credentials() allows http(s) alone
            with _answer(request) as answer:
                if answer.status not in REDIRECTS:
                    return _body(answer, deadline)
                url = urljoin(url, answer.headers.get("Location", ""))
    except ValueError as error:
        raise Refused("file_gone") from error
    except (OSError, HTTPException) as error:
        raise Unavailable("slack_busy") from error
    raise Refused("file_gone")


def _answer(request: Request) -> HTTPResponse | HTTPError:
    """What a host answers, whatever its status; nothing but HTTP is spoken, by the proxies of the
    environment, and no redirect is followed."""
    web = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPErrorProcessor(),
                    HTTPDefaultErrorHandler()):  # fmt: skip
        web.add_handler(handler)
    try:
        return cast(HTTPResponse, web.open(request, timeout=SILENCE_S))
    except HTTPError as error:
        return error


def credentials(url: str, token: str, api_url: str) -> dict[str, str]:
    """The bearer token for Slack's hosts (or the host that SLACK_API_URL names), else nothing.

    Raises Refused for any other host, and for anything but https beyond that named origin.
    """
    try:
        parts, api = urlsplit(url), urlsplit(api_url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("file_gone") from error
    if (parts.scheme, parts.netloc) == (api.scheme, api.netloc):
        return {"Authorization": f"Bearer {token}"}
    if parts.scheme != "https" or parts.username or port not in (None, 443):
        raise Refused("file_gone")
    if _under(host, TOKEN_HOSTS):
        return {"Authorization": f"Bearer {token}"}
    if _under(host, BARE_HOSTS):
        return {}
    raise Refused("file_gone")


def _under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _body(answer: HTTPResponse | HTTPError, deadline: float) -> bytes:
    status = answer.status or 0
    if status >= 500 or status == 429:
        raise Unavailable("slack_busy")
    if status != 200:
        raise Refused("file_gone")
    if "text/html" in answer.headers.get("Content-Type", ""):
        raise Refused("web_page")
    said = answer.headers.get("Content-Length", "")
    if said.isdecimal() and int(said) > MAX_BYTES:
        raise Refused("too_large", {"limit": "50 MB"})
    pieces, size = [], 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise Refused("too_large", {"limit": "50 MB"})
        if time.monotonic() > deadline:
            raise Unavailable("slack_busy")
    if said.isdecimal() and size < int(said):
        raise Unavailable("slack_busy")
    return b"".join(pieces)
