"""Fetching a file that a person gave us in Slack: whose it is, where it lies, how much of it comes.

The token travels to Slack's own hosts only, each hop is checked anew, and a login page is told
from a file. Slack answers 200 with an HTML page where a token lacks `files:read`
(https://docs.slack.dev/reference/objects/file-object).
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import Refused, Unavailable

MAX_BYTES = 50_000_000
"""An upload by message; honest full archives fit (the same limit as the importers')."""
MAX_HOPS = 3
DEADLINE_S = 120.0
"""Seconds for one file, all hops and bytes together: 50 MB at about 3.5 Mbit/s."""

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
    import httpx  # 90 ms that a start without uploads does not pay

    # Bytes are taken as they come: a compressed answer could grow a thousandfold past the count.
    deadline = time.monotonic() + DEADLINE_S
    try:
        with httpx.Client(follow_redirects=False, timeout=10.0) as web:
            for _ in range(MAX_HOPS + 1):
                headers = {"Accept-Encoding": "identity", **credentials(url, token, api_url)}
                with web.stream("GET", url, headers=headers) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers.get("location", ""))
                        continue
                    return _body(answer, deadline)
    except httpx.HTTPError as error:
        raise Unavailable("slack_busy") from error
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("file_gone") from error
    raise Refused("file_gone")


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


def _body(answer: Any, deadline: float) -> bytes:
    if answer.status_code >= 500 or answer.status_code == 429:
        raise Unavailable("slack_busy")
    if answer.status_code != 200:
        raise Refused("file_gone")
    if "text/html" in answer.headers.get("content-type", ""):
        raise Refused("web_page")
    said = answer.headers.get("content-length", "")
    if said.isdecimal() and int(said) > MAX_BYTES:
        raise Refused("too_large", {"limit": "50 MB"})
    data = bytearray()
    for chunk in answer.iter_raw():
        data += chunk
        if len(data) > MAX_BYTES:
            raise Refused("too_large", {"limit": "50 MB"})
        if time.monotonic() > deadline:
            raise Unavailable("slack_busy")
    return bytes(data)
