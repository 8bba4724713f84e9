"""What a workspace holds: people, channels, messages, views, files. One per team."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox import seed
from sandbox.clock import Clock

Json = dict[str, Any]


class Refusal(Exception):
    """Slack's `ok: false`, with what comes beside the error."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


class Impossible(Exception):
    """An act that a person could not have done here."""


@dataclass(slots=True)
class User:
    """A person, as `users.info` tells them."""

    id: str
    name: str
    tz: str
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_stranger: bool = False
    status: str = ""


@dataclass(slots=True)
class Channel:
    """A channel, or the DM of `user` with the bot."""

    id: str
    name: str
    kind: str
    members: set[str]
    user: str | None = None
    archived: bool = False


@dataclass(slots=True)
class Team:
    """One workspace."""

    id: str
    name: str
    clock: Clock
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    awaited: dict[str, Json] = field(default_factory=dict)
    installed: bool = True
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def new_id(self, letter: str) -> str:
        """An id of Slack's look."""
        return f"{letter}0{next(self.numbers):06d}"

    def new_ts(self) -> str:
        """A timestamp by the sandbox's clock, unique in the team."""
        return f"{int(self.clock.now().timestamp())}.{next(self.numbers):06d}"

    def user(self, id: str) -> User:
        """A person; raises Refusal("user_not_found")."""
        if id not in self.users:
            raise Refusal("user_not_found")
        return self.users[id]

    def add_file(self, user: str, name: str, data: bytes) -> Json:
        """A file of a person's, not shared anywhere yet."""
        id = self.new_id("F")
        self.files[id] = {
            "id": id, "user": user, "name": name, "size": len(data), "data": data,
            "mimetype": "application/octet-stream", "filetype": name.rpartition(".")[2],
        }  # fmt: skip
        return self.files[id]

    def dm(self, user: str) -> Channel:
        """The DM of a person with the bot, opened if need be."""
        id = seed.dm_of(user)
        if id not in self.channels:
            self.channels[id] = Channel(id, "dm", "dm", {user, seed.BOT}, user)
            self.messages[id] = []
        return self.channels[id]

    def channel(self, id: str) -> Channel:
        """A channel or a person's DM; raises Refusal("channel_not_found")."""
        if id.startswith(("U", "W")) and id in self.users:
            return self.dm(id)
        if id not in self.channels:
            raise Refusal("channel_not_found")
        return self.channels[id]

    def post(self, channel: str, user: str, message: Mapping[str, Any]) -> Json:
        """Add a message to a channel."""
        made: Json = {
            "type": "message",
            "ts": self.new_ts(),
            "user": user,
            "text": message.get("text") or "",
            "blocks": with_ids(message.get("blocks") or [], self),
            "metadata": message.get("metadata"),
            "ephemeral_to": message.get("ephemeral_to"),
            "edited": None,
            "files": message.get("files") or [],
        }
        if user == seed.BOT:
            made |= {"bot_id": seed.BOT_ID, "app_id": seed.APP}
        self.messages.setdefault(channel, []).append(made)
        return made

    def message(self, channel: str, ts: str) -> Json:
        """A message that stands; raises Refusal("message_not_found")."""
        for message in self.messages.get(channel, ()):
            if message["ts"] == ts:
                return message
        raise Refusal("message_not_found")

    def edit(self, message: Json, change: Mapping[str, Any]) -> None:
        """Replace text and blocks of a message."""
        message["text"] = change.get("text") or ""
        message["blocks"] = with_ids(change.get("blocks") or [], self)
        message["edited"] = {"ts": self.new_ts()}
        if change.get("metadata"):
            message["metadata"] = change["metadata"]


def with_ids(blocks: list[Json], team: Team) -> list[Json]:
    """Blocks with the block ids that Slack adds where none are given."""
    return [{**block, "block_id": block.get("block_id") or team.new_id("b")} for block in blocks]


def seeded(clock: Clock) -> dict[str, Team]:
    """The workspaces as they stand at the start."""
    teams = {}
    for id, name in ((seed.TEAM, seed.TEAM_NAME), (seed.EMPTY_TEAM, seed.EMPTY_NAME)):
        team = Team(id, name, clock)
        for person in seed.PEOPLE:
            team.users[person.id] = User(person.id, person.name, person.tz, person.is_admin)
        team.users[seed.BOT] = User(seed.BOT, "ssi-coach", "UTC", is_bot=True)
        everybody = {person.id for person in seed.PEOPLE}
        team.channels[seed.CHANNEL] = Channel(
            seed.CHANNEL, "team-emea", "channel", everybody | {seed.BOT}
        )
        team.channels[seed.GENERAL] = Channel(seed.GENERAL, "general", "channel", set(everybody))
        for channel in (seed.CHANNEL, seed.GENERAL):
            team.messages[channel] = []
        for person in seed.PEOPLE:
            team.dm(person.id)
        teams[id] = team
    return teams
