"""One message out, once: claim, look up, compose, fence, post, mark.

Slack has no key that would make a post repeatable, so between "Slack took it" and "we wrote it
down" a crash leaves doubt. Before any second try the DM's history is searched for our own key; a
channel post cannot be searched (the bot has no scope for that) and is left to its keeper.
docs/architecture.md, The weekly digest.
"""

import http.client
import random
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import logs
from bot.blocks.message import Message
from bot.outgoing import KINDS, Outgoing
from bot.services import board, slots
from bot.services import sending as service
from bot.settings import Settings
from bot.store.deliveries import Delivery
from bot.store.engine import Store

ATTEMPTS = 5
"""Tries at one message before it is given up, with a record."""
PAGES = 10
"""Pages of history that a look-up reads before it calls the message uncertain."""
EARLIER = timedelta(seconds=60)
"""The look-up begins this long before the first attempt: clocks differ."""
RETRY_AFTER_S = 30.0
"""Seconds to wait where Slack does not say how long."""

BLOCKS = ("invalid_blocks", "invalid_blocks_format", "invalid_arguments", "msg_blocks_too_long")
UNCLEAR = ("fatal_error", "internal_error", "request_timeout", "service_unavailable")
LIMITED = ("ratelimited", "rate_limited")
PERSON_GONE = (
    "account_inactive_user", "user_not_found", "users_not_found", "user_disabled",
    "user_not_visible", "cannot_dm_bot",
)  # fmt: skip
CHANNEL_GONE = ("channel_not_found", "not_in_channel", "is_archived")
WORKSPACE_GONE = (
    "account_inactive", "token_revoked", "invalid_auth", "token_expired", "not_authed",
    "org_login_required", "team_access_not_granted",
)  # fmt: skip

_BY_KIND: dict[str, Outgoing[Any]] = {one.kind: one for one in KINDS}
_NETWORK = (URLError, OSError, http.client.HTTPException, SlackClientError, ValueError)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the parts of one attempt share."""

    row: Delivery
    kind: Outgoing[Any]
    started: float


class Busy(Exception):
    """The look-up could not be made now; nothing may be posted before it was."""


class Closed(Exception):
    """The look-up can never be made; nothing may be posted again."""


class Sender:
    """Sends what the ledger holds."""

    def __init__(
        self, store: Store, sending: WebClient, reading: WebClient, settings: Settings
    ) -> None:
        self._store = store
        self._client = sending
        self._reading = reading
        self._settings = settings

    def deliver(self, team: str, id: str, now: datetime) -> None:
        """Carry one delivery as far as it goes now. Whoever else has it keeps it."""
        wait = service.pace(self._store, team, self._settings.posts_per_second)
        if wait > 0:
            time.sleep(min(wait, self._settings.lease_s / 4))
        row = service.claim(self._store, team, id, self._settings.lease_s, now)
        if row is None:
            return
        attempt = Attempt(row, _BY_KIND[row.kind], time.monotonic())
        if self._found_earlier(attempt, now) or self._not_wanted(attempt, now):
            return
        value = attempt.kind.compose(self._store, row, now)
        if value is None:
            self._close(attempt, "skipped", reason="empty")
            return
        self._send(attempt, value, now)

    def _not_wanted(self, attempt: Attempt, now: datetime) -> bool:
        row, kind = attempt.row, attempt.kind
        reason = kind.wanted(self._store, row)
        if reason is None and kind.late_matters and slots.too_late(row.due_at, now):
            reason = "stale"
        if reason is None and kind.late_matters and kind.personal:
            zone = service.zone(self._store, row)
            if zone and not slots.may_go(row.due_at, now, zone):
                self._later(attempt, 60.0)
                return True
        if reason is not None:
            self._close(attempt, "skipped", reason=reason)
        return reason is not None

    def _found_earlier(self, attempt: Attempt, now: datetime) -> bool:
        """Settle the doubt about an earlier attempt; True when nothing is left to be done."""
        row = attempt.row
        if not row.in_doubt or attempt.kind.edits:
            return False
        try:
            if not attempt.kind.personal:
                raise Closed
            found = self._look_up(row)
        except Busy:
            service.doubt(self._store, row, self._backoff(row))
            return True
        except Closed:
            self._close(attempt, "uncertain", reason="cannot be looked up")
            if not attempt.kind.personal:
                board.doubtful(self._store, row, now)
            return True
        if found is not None:
            channel, ts = found
            value = attempt.kind.compose(self._store, row, now)
            self._close(attempt, "sent", channel=channel, ts=ts)
            if value is not None:
                attempt.kind.sent(self._store, row, value, ts, now)
            return True
        if row.attempt > ATTEMPTS:
            self._close(attempt, "failed", error="no clear answer")
            return True
        return False

    def _look_up(self, row: Delivery) -> tuple[str, str] | None:
        """Our own message of this key in the DM, as (channel, ts)."""
        since = (row.first_attempt_at or row.due_at) - EARLIER
        try:
            opened = self._reading.conversations_open(users=row.user)
            channel = str(opened["channel"]["id"])
            for message in self._history(channel, since):
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("key") == row.id and message.get("bot_id"):
                    return channel, str(message["ts"])
        except SlackApiError as error:
            code = str(error.response.get("error", ""))
            if code in LIMITED + UNCLEAR or error.response.status_code >= 500:
                raise Busy from error
            raise Closed from error
        except _NETWORK as error:
            raise Busy from error
        return None

    def _history(self, channel: str, since: datetime) -> Iterator[dict[str, Any]]:
        cursor = None
        for _ in range(PAGES):
            page = self._reading.conversations_history(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                include_all_metadata=True,
                limit=15,
                cursor=cursor,
            )
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
        raise Closed

    def _send(self, attempt: Attempt, value: Any, now: datetime) -> None:
        row, kind = attempt.row, attempt.kind
        for draw in (kind.render, kind.classic):
            if not self._mine(attempt):
                return
            try:
                channel, ts = self._call(row, kind, draw(value))
            except SlackApiError as error:
                code = str(error.response.get("error", ""))
                if code in BLOCKS and draw is kind.render:
                    logs.event("blocks_refused", team=row.team, kind=row.kind, code=code)
                    continue
                self._refused(attempt, error, code, now)
            except _NETWORK as error:
                logs.event("answer_lost", team=row.team, id=row.id, code=type(error).__name__)
                service.doubt(self._store, row, self._settings.lease_s)
            else:
                if self._close(attempt, "sent", channel=channel, ts=ts):
                    kind.sent(self._store, row, value, ts, now)
            return

    def _call(self, row: Delivery, kind: Outgoing[Any], message: Message) -> tuple[str, str]:
        if kind.edits:
            ts = service.edited_ts(self._store, row)
            answer = self._client.chat_update(
                channel=row.user, ts=ts, text=message.text, blocks=message.blocks
            )
        else:
            answer = self._client.chat_postMessage(
                channel=row.user,
                text=message.text,
                blocks=message.blocks,
                metadata={"event_type": kind.event_type, "event_payload": {"key": row.id}},
                client_msg_id=str(uuid.uuid5(uuid.NAMESPACE_OID, row.id)),
                unfurl_links=False,
            )
        return str(answer["channel"]), str(answer["ts"])

    def _mine(self, attempt: Attempt) -> bool:
        """The fence: the row is ours, with half of the lease left by both clocks."""
        lease = self._settings.lease_s
        if time.monotonic() - attempt.started > lease / 2:
            return False
        return service.fence(self._store, attempt.row, lease)

    def _refused(self, attempt: Attempt, error: SlackApiError, code: str, now: datetime) -> None:
        row = attempt.row
        if code in LIMITED or error.response.status_code == 429:
            wait = _retry_after(error)
            service.punish(self._store, row.team, wait)
            self._later(attempt, wait)
        elif code in UNCLEAR or error.response.status_code >= 500:
            service.doubt(self._store, row, self._settings.lease_s)
        else:
            self._close(attempt, "failed", error=code)
            if code in WORKSPACE_GONE:
                service.stop_workspace(self._store, row, now)
            elif code in PERSON_GONE + CHANNEL_GONE:
                service.stop(self._store, row, personal=attempt.kind.personal, now=now)

    def _later(self, attempt: Attempt, wait_s: float) -> None:
        service.release(self._store, attempt.row, wait_s)

    def _backoff(self, row: Delivery) -> float:
        spread = 1 + random.random() / 2  # noqa: S311  spreads retries, guards nothing
        return float(self._settings.backoff_s * 2 ** min(row.attempt, 6) * spread)

    def _close(self, attempt: Attempt, state: str, **facts: str) -> bool:
        row = attempt.row
        logs.event(
            f"{row.kind}_{state}", team=row.team, id=row.id, slot=row.slot, attempt=row.attempt,
            code=facts.get("error") or facts.get("reason"),
        )  # fmt: skip
        return service.close(self._store, row, state, **facts)


def _retry_after(error: SlackApiError) -> float:
    """Seconds that Slack asks to wait; 30 where it does not say."""
    said = str((error.response.headers or {}).get("Retry-After", ""))
    return float(said) if said.isdigit() else RETRY_AFTER_S
