"""Four clients of Slack's Web API, because retrying a post may post twice, and what an error of
theirs means to a sender.

The SDK's default client repeats a call whose connection broke, and a server that had taken the
message then has two.
"""

import http.client
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.exports import File
from bot.settings import Settings

ANSWER_S = 2
"""Seconds for a call inside a listener, which has three in all."""
RETRY_AFTER_S = 30.0
"""Seconds to wait where Slack does not say how long."""

FAULTS = (SlackClientError, URLError, OSError, http.client.HTTPException, ValueError, LookupError)
"""What a call may raise: Slack's refusals, a lost connection, an answer that cannot be read."""


def answering(token: str, api_url: str) -> WebClient:
    """For listeners: quick, and never repeated."""
    return WebClient(token, base_url=api_url, timeout=ANSWER_S, retry_handlers=[])


def sending(settings: Settings) -> WebClient:
    """For digests and boards: never repeated, since the ledger decides about second tries."""
    return WebClient(
        settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=settings.send_timeout_s,  # type: ignore[arg-type]  # urllib takes fractions too
        retry_handlers=[],
    )


def posting(settings: Settings) -> WebClient:
    """For a worker's first words: repeated only where Slack said that nothing was posted."""
    return WebClient(
        settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=ANSWER_S,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=3)],
    )


def reading(settings: Settings) -> WebClient:
    """For looking things up in workers: asking twice harms nobody."""
    return looking(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)


def looking(token: str, api_url: str) -> WebClient:
    """The same for a verb that needs no other setting."""
    return WebClient(
        token,
        base_url=api_url,
        timeout=10,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=2),
            RateLimitErrorRetryHandler(max_retry_count=3),
            ServerErrorRetryHandler(max_retry_count=2),
        ],
    )


def send_files(client: WebClient, user: str, files: Sequence[File], text: str) -> str:
    """Put files into a person's chat with the bot, in one message with `text`; the chat's id.

    Raises one of FAULTS. After a lost answer the files may stand all the same.
    """
    channel = str(client.conversations_open(users=user)["channel"]["id"])
    client.files_upload_v2(
        channel=channel,
        initial_comment=text,
        file_uploads=[{"filename": one.name, "title": one.name, "file": one.data} for one in files],
    )
    return channel


class Meaning(StrEnum):
    """What an error tells about a message."""

    UNCLEAR = "unclear"
    """It may stand: an answer was lost, or was none."""
    WAIT = "wait"
    """Certainly not posted; Slack asks to wait."""
    BLOCKS = "blocks"
    """Certainly not posted, for the way it is drawn."""
    PERSON_GONE = "person_gone"
    CHANNEL_GONE = "channel_gone"
    WORKSPACE_GONE = "workspace_gone"
    REFUSED = "refused"
    """Certainly not posted, and trying again would not help."""


CODES: dict[str, Meaning] = {
    code: meaning
    for meaning, codes in (
        (Meaning.UNCLEAR, "fatal_error internal_error request_timeout service_unavailable"),
        (Meaning.WAIT, "ratelimited rate_limited"),
        (
            Meaning.BLOCKS,
            "invalid_blocks invalid_blocks_format invalid_arguments msg_blocks_too_long "
            "msg_too_long no_text metadata_too_large",
        ),
        (
            Meaning.PERSON_GONE,
            "user_not_found users_not_found user_disabled user_not_visible cannot_dm_bot",
        ),
        (Meaning.CHANNEL_GONE, "channel_not_found not_in_channel is_archived"),
        (
            Meaning.WORKSPACE_GONE,
            "account_inactive token_revoked invalid_auth token_expired not_authed "
            "org_login_required team_access_not_granted",
        ),
    )
    for code in codes.split()
}
"""Slack's error codes with a meaning of their own; any other is REFUSED.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as a sender sees it: its code for the log, and seconds to wait where Slack asks."""

    meaning: Meaning
    code: str
    wait_s: float = 0.0


def fault(error: Exception) -> Fault:
    """What an error of a call means. A refusal counts only if it can be read as one of Slack's."""
    if not isinstance(error, SlackApiError):
        return Fault(Meaning.UNCLEAR, type(error).__name__)
    status = int(error.response.status_code)
    said = error.response.data
    found = str(said.get("error", "")) if isinstance(said, dict) else ""
    code = found if re.fullmatch(r"[a-z0-9_]+", found) else f"http_{status}"
    if status == 429 or CODES.get(code) is Meaning.WAIT:
        return Fault(Meaning.WAIT, "ratelimited", _retry_after(error))
    if status >= 500 or code != found:
        return Fault(Meaning.UNCLEAR, code)
    return Fault(CODES.get(code, Meaning.REFUSED), code)


def _retry_after(error: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    said = str(headers.get("retry-after", "")).strip()
    return float(said) if re.fullmatch(r"[0-9]{1,6}", said) else RETRY_AFTER_S
