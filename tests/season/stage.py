"""An empty workspace with the bot in it, and people who act only as people can: over HTTP."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.demo import Demo
from bot.store.engine import Store
from sandbox import seed
from tests.season.diary import Diary

SHORT = timedelta(minutes=1)


class Empty(Demo):
    """The demo without its past."""

    def _seed(self, store: Store) -> None:
        """Nothing: all that there will be, people have typed."""


@dataclass
class Stage:
    """What people do, and a diary of what each of them did and saw."""

    demo: Demo
    web: httpx.Client
    diary: Diary
    names: dict[str, str] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The sandbox's calendar."""
        return self.demo.sandbox.clock.now()

    def come(self, user: str, name: str, *, guest: bool = False) -> None:
        """Somebody of the workspace is there."""
        self._post("user", user=user, name=name, is_restricted=guest)
        self.names[user] = name
        self.diary.meet(user, name)

    def go(self, user: str) -> None:
        """Their account is deactivated."""
        self._post("user", user=user, deleted=True)

    def type(self, user: str, text: str, channel: str = "") -> dict[str, Any]:
        """A slash command; the private reply."""
        line = f"/ssi {text}".strip()
        self.diary.did(user, self.now, f"typed `{line}`" + (f" in {channel}" if channel else ""))
        answer = self._post("command", user=user, channel=channel or seed.dm_of(user), text=line)
        self.look()
        return dict(answer["reply"] or {})

    def press(self, user: str, action: str, value: str | None = None) -> bool:
        """Press the newest button of that id that this person can see; False if there is none."""
        place = self._find(user, action, value)
        if place is None:
            return False
        where, value, label = place
        self.diary.did(user, self.now, f"pressed `{action}` {label} {value or ''}".rstrip())
        self._post("click", user=user, action_id=action, value=value, **where)
        self.settle()
        return True

    def submit(self, user: str, **values: Any) -> dict[str, Any]:
        """Send the form that stands open."""
        view = next(view for view in reversed(self._views()) if view["user"] == user)
        self.diary.did(user, self.now, f"sent the form `{view['callback_id']}` {values}")
        answer = self._post("submit", user=user, view_id=view["id"], values=values)
        self.settle()
        return dict(answer["reply"] or {})

    def home(self, user: str) -> None:
        """Open App Home."""
        self.diary.did(user, self.now, "opened App Home")
        self._post("home", user=user)
        self.settle()

    def drop(self, user: str, name: str, data: bytes) -> None:
        """Drop a file into the DM."""
        self.diary.did(user, self.now, f"dropped the file {name}")
        self.web.post(
            "/sandbox/upload", data={"user": user, "channel": seed.dm_of(user)},
            files={"file": (name, data)},
        )  # fmt: skip
        self.settle()

    def until(self, moment: datetime) -> None:
        """Let time pass; whatever falls due is done on its way."""
        if moment > self.now:
            self._post("clock", to=moment.isoformat())
        self.settle()

    def settle(self) -> None:
        """Wait for the bot, then look at what everybody sees."""
        assert self.demo.parts is not None
        self.demo.parts.dispatch.settle(60)
        self.look()

    def look(self) -> None:
        """Write down what is new to each person."""
        self.diary.look(self.demo.sandbox.town.teams[seed.TEAM], self.now)

    def end(self) -> None:
        """The last day."""
        self.diary.end(self.demo.sandbox.town.teams[seed.TEAM], self.now)

    def _find(
        self, user: str, action: str, value: str | None
    ) -> tuple[dict[str, Any], str, str] | None:
        team = self.demo.sandbox.town.teams[seed.TEAM]
        views = [view for view in [*team.views.values(), *team.homes.values()]
                 if view["user"] == user]  # fmt: skip
        for view in reversed(views):
            if found := _element(view["blocks"], action, value):
                return {"view_id": view["id"]}, *found
        seen = [
            (message["ts"], channel.id, message)
            for channel in team.channels.values()
            if user in channel.members
            for message in team.messages[channel.id]
            if message["ephemeral_to"] in (None, user)
        ]
        for ts, place, message in sorted(seen, key=lambda one: one[0], reverse=True):
            if found := _element(message.get("blocks") or [], action, value):
                return {"channel": place, "ts": ts}, *found
        return None

    def _views(self) -> list[dict[str, Any]]:
        return list(self.demo.sandbox.town.teams[seed.TEAM].views.values())

    def _post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = dict(self.web.post(f"/sandbox/{path}", json=body).json())
        assert answer["ok"], (path, body, answer)
        assert "timeout" not in answer, (path, body)
        return answer


def _element(blocks: list[Any], action: str, value: str | None) -> tuple[str, str] | None:
    """(value, label) of a button of that id."""
    for block in blocks:
        for one in [*(block.get("elements") or ()), block.get("accessory")]:
            if isinstance(one, dict) and one.get("action_id") == action:
                given = one.get("value")
                if value is None or given == value:
                    return str(given or ""), str((one.get("text") or {}).get("text", ""))
    return None
