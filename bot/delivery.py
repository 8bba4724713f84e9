"""One message out, once: claim, look up, compose, fence, post, mark.

Slack has no key that would make a post repeatable, so between "Slack took it" and "we wrote it
down" a crash leaves doubt. Before any second try the DM's history is searched for our own key; a
channel post cannot be searched (the bot has no scope for that) and is left to its keeper.
docs/architecture.md, The weekly digest.
"""

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient

from bot import logs, lookup
from bot.blocks.message import Message
from bot.clients import FAULTS, Fault, Meaning, fault, send_files
from bot.exports import File
from bot.outgoing import KINDS, Outgoing
from bot.services import dead_letters, slots
from bot.services import sending as service
from bot.services.sending import Place
from bot.services.slots import Timing
from bot.settings import Settings
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store

ATTEMPTS = 5
"""Tries at one message before it is given up, with a record; about half an hour in all."""
DOUBLINGS = 5
"""The wait before a try doubles this often at most."""
PATIENCE_S = 2.0
"""Seconds that a worker waits for its workspace's turn; beyond that the row waits."""

_BY_KIND: dict[str, Outgoing[Any]] = {one.kind: one for one in KINDS}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the parts of one attempt share. `started`: seconds of the monotonic clock."""

    row: Delivery
    kind: Outgoing[Any]
    now: datetime
    started: float


class Sender:
    """Sends what the ledger holds. `client` never retries and never sleeps: waits are rows.
    `monotonic`: seconds of a clock that nobody moves."""

    def __init__(
        self,
        store: Store,
        client: WebClient,
        settings: Settings,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._store = store
        self._client = client
        self._settings = settings

    def deliver(self, team: str, id: str, now: datetime) -> None:
        """Carry one delivery as far as it goes now. Whoever else has it keeps it.

        What `now` allows holds for half a lease from here on, wherever the process is frozen.
        """
        started = self._monotonic()
        found = service.look(self._store, team, id)
        if found is None:
            return
        kind = _BY_KIND[found.kind]
        fresh = found.state == "pending" and not found.in_doubt
        on_time = timedelta(0) <= now - found.due_at <= slots.ON_TIME
        if fresh and not on_time and self._later(found, kind, now):
            return
        row, wait = service.claim(
            self._store,
            found,
            now,
            lease_s=self._settings.lease_s,
            per_second=self._settings.posts_per_second,
            patience_s=min(PATIENCE_S, self._settings.lease_s / 4),
        )
        if row is None:
            return
        attempt = Attempt(row, kind, now, started)
        if row.in_doubt and not kind.edits and self._settled(attempt):
            return
        if self._wanted(attempt):
            self._send(attempt, wait)

    def _later(self, found: Delivery, kind: Outgoing[Any], now: datetime) -> bool:
        """Whether it waits for its time or the next working hour, so that nobody need claim it."""
        place = service.place(self._store, found)
        return _timing(found, kind, place, now) is Timing.LATER

    def _wanted(self, attempt: Attempt) -> bool:
        """Whether it should go out after all, now; if not, that is written down."""
        row, kind = attempt.row, attempt.kind
        reason = kind.wanted(self._store, row)
        place = service.place(self._store, row)
        timing = _timing(row, kind, place, attempt.now)
        if not place.installed:
            reason = "team_gone"
        elif timing is Timing.STALE:
            reason = reason or "stale"
        if reason is not None:
            self._close(attempt, "skipped", reason=reason)
        elif timing is Timing.LATER:
            service.wait(self._store, row)
        return reason is None and timing is Timing.NOW

    def _settled(self, attempt: Attempt) -> bool:
        """Settle the doubt about an earlier attempt; True when nothing is left to be done now."""
        row, kind, now = attempt.row, attempt.kind, attempt.now
        if kind.repeatable:
            if row.attempt > ATTEMPTS:
                self._close(attempt, "failed", error="no clear answer")
            return row.attempt > ATTEMPTS
        if not kind.personal:
            self._close(
                attempt, "uncertain", reason="no scope to look", then=self._doubtful(row, now)
            )
            return True
        try:
            found = lookup.find(self._client, row)
        except lookup.Busy as busy:
            if now - row.due_at > slots.LATE:
                self._close(attempt, "uncertain", reason="could not be looked up")
            else:
                service.doubt(self._store, row, max(busy.wait_s, self._backoff(row)))
            return True
        except lookup.Closed:
            self._close(attempt, "uncertain", reason="cannot be looked up")
            return True
        if found is not None:
            channel, ts = found
            value = kind.compose(self._store, row, now)
            then = None if value is None else partial(_sent, attempt, value, ts)
            self._close(attempt, "sent", channel=channel, ts=ts, then=then)
        elif row.attempt > ATTEMPTS:
            self._close(attempt, "failed", error="no clear answer")
        return found is not None or row.attempt > ATTEMPTS

    @staticmethod
    def _doubtful(row: Delivery, now: datetime) -> Callable[[Db], None] | None:
        tell = _BY_KIND[row.kind].doubtful
        return None if tell is None else lambda db: tell(db, row, now)

    def _send(self, attempt: Attempt, wait: float) -> None:
        row, kind = attempt.row, attempt.kind
        value = kind.compose(self._store, row, attempt.now)
        if value is None:
            self._close(attempt, "skipped", reason="empty")
            return
        time.sleep(wait)
        for draw in (kind.render, kind.classic):
            if draw is None:
                return
            if not self._mine(attempt):
                service.wait(self._store, row, self._backoff(row))
                return
            try:
                files = kind.files(value) if kind.files else ()
                channel, ts = self._call(row, kind, draw(value), files)
            except FAULTS as error:
                met = fault(error)
                logs.event("post_refused", team=row.team, id=row.id, kind=row.kind, code=met.code)
                if met.meaning is Meaning.BLOCKS and draw is kind.render and kind.classic:
                    continue
                self._refused(attempt, met)
            else:
                then = partial(_sent, attempt, value, ts)
                mine = self._close(attempt, "sent", channel=channel, ts=ts, then=then)
                if kind.edits and not mine:
                    service.again(self._store, row, attempt.now)
            return

    def _call(
        self, row: Delivery, kind: Outgoing[Any], message: Message, files: tuple[File, ...]
    ) -> tuple[str, str]:
        if files:
            return send_files(self._client, row.user, files, message.text), ""
        if kind.edits:
            channel, ts = service.stands(self._store, row)
            answer = self._client.chat_update(
                channel=channel, ts=ts, text=message.text, blocks=message.blocks
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
        place = answer.get("channel"), answer.get("ts")
        if not isinstance(place[0], str) or not isinstance(place[1], str):
            raise ValueError("an answer without a place")
        return place[0], place[1]

    def _mine(self, attempt: Attempt) -> bool:
        """The fence: the row is ours, with half of the lease left by both clocks."""
        lease = self._settings.lease_s
        if self._monotonic() - attempt.started > lease / 2:
            return False
        return service.fence(self._store, attempt.row, lease)

    def _refused(self, attempt: Attempt, met: Fault) -> None:
        """Act on an error by what it means; see `bot.clients.Meaning`."""
        row, now, personal = attempt.row, attempt.now, attempt.kind.personal
        if met.meaning is Meaning.WAIT:
            service.punish(self._store, row, met.wait_s)
        elif met.meaning is Meaning.UNCLEAR:
            service.doubt(self._store, row, max(self._settings.lease_s, self._backoff(row)))
        else:
            then: Callable[[Db], None] | None = None
            if met.meaning is Meaning.WORKSPACE_GONE:
                then = partial(service.uninstalled, now=now)
            elif met.meaning in (Meaning.PERSON_GONE, Meaning.CHANNEL_GONE):
                then = partial(service.unreachable, row=row, personal=personal, now=now)
            self._close(attempt, "failed", error=met.code, then=then)

    def _backoff(self, row: Delivery) -> float:
        spread = 1 + random.random() / 2  # noqa: S311  spreads retries, guards nothing
        return float(self._settings.backoff_s * 2 ** min(row.attempt, DOUBLINGS) * spread)

    def _close(
        self,
        attempt: Attempt,
        state: str,
        *,
        then: Callable[[Db], None] | None = None,
        **facts: str,
    ) -> bool:
        row, operator = attempt.row, self._settings.operator_channel
        if state in dead_letters.LOST and attempt.kind.failed is not None:
            then = partial(_given_up, attempt, then)
        told = row.kind in (dead_letters.CHANNEL, dead_letters.DM)
        if operator and state in dead_letters.LOST and not told:
            wait = self._settings.lease_s
            then = dead_letters.telling(operator, row, attempt.now, wait, then)
        mine = service.close(self._store, row, state, then=then, **facts)
        logs.event(
            f"{row.kind}_{state}" if mine else f"{row.kind}_lost",
            team=row.team, id=row.id, slot=row.slot, attempt=row.attempt,
            code=facts.get("error") or facts.get("reason"),
        )  # fmt: skip
        return mine


def _timing(row: Delivery, kind: Outgoing[Any], place: Place, now: datetime) -> Timing:
    if not kind.late_matters:
        return Timing.NOW
    # Entered, and then the machine's clock was set back.
    early = now < row.due_at
    return Timing.LATER if early else slots.timing(row.due_at, now, place.zone, place.week)


def _sent(attempt: Attempt, value: Any, ts: str, db: Db) -> None:
    attempt.kind.sent(db, attempt.row, value, ts, attempt.now)


def _given_up(attempt: Attempt, then: Callable[[Db], None] | None, db: Db) -> None:
    if then is not None:
        then(db)
    if attempt.kind.failed is not None:
        attempt.kind.failed(db, attempt.row, attempt.now)
