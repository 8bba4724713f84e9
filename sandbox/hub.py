"""Socket Mode: envelopes out, acknowledgements in, over real WebSockets.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

Json = dict[str, Any]

ACK_S = 3.0
"""Seconds in which an envelope must be acknowledged."""
RETRIES = 3
"""Times that an unacknowledged event is sent again."""
RETRY_S = (0.2, 0.5, 1.0)
"""Seconds between these; Slack waits up to minutes, which nobody wants in a test."""


@dataclass(slots=True)
class Trigger:
    """Opens one modal, within three seconds."""

    team: str
    user: str
    born: float
    used: bool = False


@dataclass(slots=True)
class Hub:
    """The open sockets, what waits for an acknowledgement, and the triggers given out."""

    sockets: list[WebSocket] = field(default_factory=list)
    tickets: set[str] = field(default_factory=set)
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    responses: dict[str, Json] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def ticket(self) -> str:
        """A ticket that opens one socket."""
        made = secrets.token_urlsafe(12)
        self.tickets.add(made)
        return made

    def trigger(self, team: str, user: str) -> str:
        """A trigger id for an act of a person."""
        made = f"{secrets.token_hex(6)}.{secrets.token_hex(6)}"
        self.triggers[made] = Trigger(team, user, time.monotonic())
        return made

    async def serve(self, socket: WebSocket) -> None:
        """One connection, until it ends."""
        if socket.query_params.get("ticket", "") not in self.tickets:
            await socket.close(4401)
            return
        self.tickets.discard(socket.query_params["ticket"])
        await socket.accept()
        self.sockets.append(socket)
        await socket.send_json(
            {"type": "hello", "num_connections": len(self.sockets),
             "connection_info": {"app_id": "A0SSI"}}
        )  # fmt: skip
        try:
            while True:
                self._heard(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            if socket in self.sockets:
                self.sockets.remove(socket)

    def _heard(self, text: str) -> None:
        try:
            said = json.loads(text)
        except json.JSONDecodeError:
            return
        future = self.waiting.pop(str(said.get("envelope_id")), None)
        if future is not None and not future.done():
            future.set_result(said)

    async def send(
        self, kind: str, payload: Json, *, retry: int = 0, seconds: float = ACK_S
    ) -> Json | None:
        """One envelope to one of the connections; its acknowledgement, or None in time."""
        if not self.sockets:
            return None
        envelope_id = secrets.token_hex(8)
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if retry:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout"}
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.waiting[envelope_id] = future
        try:
            await self.sockets[secrets.randbelow(len(self.sockets))].send_json(envelope)
            return await asyncio.wait_for(future, seconds)
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            self.waiting.pop(envelope_id, None)
            return None

    async def event(self, payload: Json) -> bool:
        """An event; one that is not acknowledged is sent again in the background."""
        if await self.send("events_api", payload) is not None:
            return True
        task = asyncio.create_task(self._again(payload))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return False

    async def _again(self, payload: Json) -> None:
        for retry in range(1, RETRIES + 1):
            await asyncio.sleep(RETRY_S[retry - 1])
            if await self.send("events_api", payload, retry=retry) is not None:
                return

    async def disconnect(self) -> None:
        """Drop all connections, as Slack does several times a day."""
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await socket.close(1000)
