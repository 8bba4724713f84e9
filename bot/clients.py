"""Three clients of Slack's Web API, because retrying a post may post twice.

The SDK's default client repeats a call whose connection broke, and a server that had taken the
message then has two.
"""

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.settings import Settings

ANSWER_S = 2
"""Seconds for a call inside a listener, which has three in all."""


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


def reading(settings: Settings) -> WebClient:
    """For looking things up in workers: asking twice harms nobody."""
    return WebClient(
        settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=10,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=2),
            RateLimitErrorRetryHandler(max_retry_count=3),
            ServerErrorRetryHandler(max_retry_count=2),
        ],
    )
