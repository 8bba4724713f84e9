"""The whole of the sandbox's state, and how calls of the Web API reach it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox import seed, web_api
from sandbox.acting import Actor
from sandbox.calling import Call
from sandbox.clock import Clock
from sandbox.faults import Fault, Faults
from sandbox.hub import Hub
from sandbox.rates import Limited, Rates
from sandbox.workspace import Json, Refusal, Team, seeded

LOG = 5000
"""Calls that are remembered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call is answered with; `cut` closes the connection instead."""

    body: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(slots=True)
class Town:
    """All workspaces, the sockets, the faults and the log of calls."""

    clock: Clock
    base_url: str
    scopes: frozenset[str] = seed.SCOPES
    teams: dict[str, Team] = field(init=False)
    hub: Hub = field(default_factory=Hub)
    rates: Rates = field(default_factory=Rates)
    faults: Faults = field(default_factory=Faults)
    calls: list[Json] = field(default_factory=list)
    called: int = 0
    downloads: list[str] = field(default_factory=list)
    actor: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.teams = seeded(self.clock)
        self.actor = Actor(self.hub, self.base_url)

    def team(self, id: str | None) -> Team:
        """A workspace; the seeded one unless another is named."""
        return self.teams[id or seed.TEAM]

    async def call(self, method: str, token: str, args: Mapping[str, Any]) -> Answer:
        """A call of the Web API, with whatever fault was armed for it."""
        fault = self.faults.take(method)
        if fault is not None and fault.do != "slow":
            answer = self._faulty(fault, method, token, args)
        else:
            answer = self._plain(method, token, args)
            if fault is not None:
                await asyncio.sleep(fault.seconds)
        shown = {key: value for key, value in args.items() if key != "token"}
        self.record(method, shown, answer.body.get("error"), ok=bool(answer.body.get("ok")))
        return answer

    def record(self, method: str, args: Json, error: str | None = None, *, ok: bool = True) -> None:
        """Write a call down, with its number since the start."""
        self.called += 1
        self.calls.append({"number": self.called, "at": self.clock.now().isoformat(),
                           "method": method, "ok": ok, "error": error, "args": args})  # fmt: skip
        del self.calls[:-LOG]

    def since(self, number: int) -> list[Json]:
        """The calls that came after the one of this number."""
        return [call for call in self.calls if call["number"] > number]

    def _faulty(self, fault: Fault, method: str, token: str, args: Mapping[str, Any]) -> Answer:
        if fault.do == "429":
            return Answer(
                {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": fault.retry_after}
            )
        if fault.do == "500":
            return Answer({"ok": False, "error": "internal_error"}, 500)
        if fault.do == "error":
            return Answer({"ok": False, "error": fault.error})
        if fault.do == "accept_then_drop":
            return Answer(self._plain(method, token, args).body, cut=True)
        return Answer({"ok": False, "error": "dropped"}, cut=True)

    def _plain(self, method: str, token: str, args: Mapping[str, Any]) -> Answer:
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.scopes))}
        try:
            return Answer({"ok": True, **self._carry_out(method, token, args)}, headers=headers)
        except Limited as limited:
            body = {"ok": False, "error": limited.error}
            return Answer(body, 429, {**headers, "Retry-After": str(limited.seconds)})
        except Refusal as refusal:
            return Answer({"ok": False, "error": refusal.error, **refusal.more}, headers=headers)

    def _carry_out(self, method: str, token: str, args: Mapping[str, Any]) -> Json:
        if method == "apps.connections.open":
            if token != seed.APP_TOKEN:
                raise Refusal("not_allowed_token_type" if token else "not_authed")
            ticket = self.hub.ticket()
            url = self.base_url.replace("http://", "ws://")
            return {"url": f"{url}/link?ticket={ticket}"}
        team = self._team_of(token)
        if method not in web_api.METHODS:
            raise Refusal("unknown_method")
        carry_out, scope = web_api.METHODS[method]
        if scope and scope not in self.scopes:
            raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(self.scopes)))
        made = carry_out(Call(team, args, self.hub, self.rates, self.base_url))
        return dict(json.loads(json.dumps(made)))

    def _team_of(self, token: str) -> Team:
        if not token:
            raise Refusal("not_authed")
        start, _, named = token.partition(f"{seed.BOT_TOKEN}-")
        team = self.teams.get(seed.TEAM if token == seed.BOT_TOKEN else named)
        if team is None or (start and token != seed.BOT_TOKEN):
            raise Refusal("invalid_auth")
        if not team.installed:
            raise Refusal("account_inactive")
        return team

    def file(self, id: str, token: str) -> bytes | None:
        """The bytes of a file, for a token that may read files; None for any other."""
        if token != seed.BOT_TOKEN or "files:read" not in self.scopes:
            return None
        for team in self.teams.values():
            if id in team.files:
                self.downloads.append(id)
                return bytes(team.files[id]["data"])
        return None

    def state(self, team: Team, newest: int | None = None) -> Json:
        """Everything that is there to be seen; of the calls all, or the `newest` so many."""
        return {
            "now": self.clock.now().isoformat(),
            "team": {"id": team.id, "name": team.name},
            "teams": [{"id": one.id, "name": one.name} for one in self.teams.values()],
            "users": [
                {"id": u.id, "name": u.name, "tz": u.tz, "is_admin": u.is_admin,
                 "is_bot": u.is_bot, "deleted": u.deleted}
                for u in team.users.values()
            ],
            "channels": [
                {"id": c.id, "name": c.name, "kind": c.kind, "user": c.user,
                 "members": sorted(c.members)}
                for c in team.channels.values()
            ],
            "messages": team.messages,
            "views": [_seen(view) for view in team.views.values()],
            "homes": {user: _seen(view) for user, view in team.homes.items()},
            "files": [
                {"id": f["id"], "user": f["user"], "name": f["name"], "size": f["size"]}
                for f in team.files.values()
            ],
            "calls": self.calls if newest is None else self.calls[len(self.calls) - newest :],
            "called": self.called,
            "downloads": self.downloads,
        }  # fmt: skip


def _seen(view: Json) -> Json:
    return {**view, "callback_id": view.get("callback_id"), "title": view.get("title"),
            "errors": view.get("errors")}  # fmt: skip
