"""A bot and a sandbox, joined by real sockets, and people who act in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

import httpx
import pytest

from bot.demo import Demo

SAMPLES = Path(__file__).parent.parent.parent / "sandbox" / "samples"


@dataclass
class Town:
    """The sandbox as a script sees it: over HTTP."""

    web: httpx.Client
    demo: Demo
    file: Path
    """The bot's database."""

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.web.post(f"/sandbox/{path}", json=body)
        return dict(answer.json())

    def ssi(self, user: str, text: str = "", channel: str = "") -> dict[str, Any]:
        """Type the command; the private reply."""
        where = channel or "D" + user[1:]
        answer = self.post("command", user=user, channel=where, text=f"/ssi {text}".strip())
        assert answer["ok"], answer
        assert "timeout" not in answer, answer
        return dict(answer["reply"] or {})

    def say(self, user: str, text: str) -> dict[str, Any]:
        """Write to the bot in the DM; its newest message there."""
        answer = self.post("message", user=user, channel="D" + user[1:], text=text)
        assert answer["ok"], answer
        return self.said_to(user)[-1]

    def press(self, user: str, message: dict[str, Any], action: str, value: str | None = None,
              channel: str = "") -> dict[str, Any]:  # fmt: skip
        where = channel or "D" + user[1:]
        return self.post("click", user=user, channel=where, ts=message["ts"], action_id=action,
                         value=value)  # fmt: skip

    def state(self) -> dict[str, Any]:
        return dict(self.web.get("/sandbox/state").json())

    def said_to(self, user: str) -> list[dict[str, Any]]:
        """What the bot wrote in a person's DM for good."""
        messages = self.state()["messages"]["D" + user[1:]]
        return [m for m in messages if m["user"] == "U0BOT" and not m["ephemeral_to"]]

    def posted(self, channel: str = "C0EMEA") -> list[dict[str, Any]]:
        messages = self.state()["messages"][channel]
        return [m for m in messages if m["user"] == "U0BOT" and not m["ephemeral_to"]]

    def view(self, user: str) -> dict[str, Any]:
        return next(view for view in self.state()["views"] if view["user"] == user)

    def upload(self, user: str, name: str, data: bytes, channel: str = "") -> dict[str, Any]:
        answer = self.web.post(
            "/sandbox/upload",
            data={"user": user, **({"channel": channel} if channel else {})},
            files={"file": (name, data)},
        )
        return dict(answer.json())

    def drop(self, user: str, *files: tuple[str, bytes]) -> dict[str, Any]:
        """Drop files into the DM as one message, and wait until they are dealt with."""
        answer = self.web.post(
            "/sandbox/upload",
            data={"user": user, "channel": "D" + user[1:]},
            files=[("file", file) for file in files],
        )
        self.settle()
        return dict(answer.json())

    def lease_over(self) -> None:
        """As if the worker that holds an upload had died a while ago: the next tick takes over."""
        assert self.demo.parts is not None
        parts = self.demo.parts
        with parts.store._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE upload SET lease_until = 0")
        parts.ticks.open_rows(parts.clock())
        self.settle()

    def clock(self, to: str) -> dict[str, Any]:
        return self.post("clock", to=to)

    def settle(self) -> None:
        """Wait until the bot has nothing left to do."""
        assert self.demo.parts is not None
        self.demo.parts.dispatch.settle(60)


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that a demo begins with, without a manager: those are named where a test is
    about them. Living through it takes longer than most tests."""
    file = tmp_path_factory.mktemp("past") / "demo.db"
    demo = Demo(database_url=f"sqlite:///{file}", managed=False)
    demo.start()
    demo.stop()
    return file


@pytest.fixture
def town(past: Path, tmp_path: Path) -> Iterator[Town]:
    """A fresh workspace with its past, and the bot connected to it."""
    file = tmp_path / "demo.db"
    copyfile(past, file)
    demo = Demo(database_url=f"sqlite:///{file}")
    demo.start()
    try:
        with httpx.Client(base_url=demo.sandbox.url, timeout=120) as web:
            yield Town(web, demo, file)
    finally:
        demo.stop()


def values(view: dict[str, Any]) -> str:
    """All words of a view or a message."""
    return str(view["blocks"])
