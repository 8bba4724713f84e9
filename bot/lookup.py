"""Did a message of ours reach a person's chat? Its history is searched for our own key."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.clients import FAULTS, Meaning, fault
from bot.store.deliveries import Delivery

PAGES = 10
"""Pages of history that a look-up reads before it calls the message uncertain."""
PAGE = 15
"""Messages of a page: what Slack gives the apps that it limits most."""
EARLIER = timedelta(days=1)
"""The look-up begins this long before the first attempt: this machine's clock may have been ahead
of Slack's, and set right since."""


class Busy(Exception):
    """The look-up could not be made now; nothing may be posted before it was. `wait_s`: seconds."""

    def __init__(self, wait_s: float) -> None:
        super().__init__()
        self.wait_s = wait_s


class Closed(Exception):
    """The look-up can never be made; nothing may be posted again."""


def find(client: WebClient, row: Delivery) -> tuple[str, str] | None:
    """The message of this row in its person's DM, as (channel, ts). Raises Busy and Closed."""
    since = (row.first_attempt_at or row.due_at) - EARLIER
    try:
        me = client.auth_test()["bot_id"]
        channel = str(client.conversations_open(users=row.user)["channel"]["id"])
        for message in _history(client, channel, since):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == row.id and message.get("bot_id") == me:
                return channel, str(message["ts"])
    except FAULTS as error:
        met = fault(error)
        if met.meaning in (Meaning.WAIT, Meaning.UNCLEAR):
            raise Busy(met.wait_s) from error
        raise Closed from error
    return None


def _history(client: WebClient, channel: str, since: datetime) -> Iterator[dict[str, Any]]:
    cursor = None
    for _ in range(PAGES):
        page = client.conversations_history(
            channel=channel,
            oldest=f"{since.timestamp():.6f}",
            include_all_metadata=True,
            limit=PAGE,
            cursor=cursor,
        )
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
    raise Closed
