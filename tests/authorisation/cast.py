"""One world for the whole matrix: Ana with something of every kind, and somebody for each role."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from sqlalchemy import Table, or_, select

from bot.app import Parts
from bot.blocks import ids
from bot.blocks.notices import KNOWN
from bot.demo import Demo
from bot.store.restore import TABLES
from sandbox import seed
from tests.authorisation.matrix import Act, Role
from tests.authorisation.watching import Watch

PEOPLE = {
    Role.SELF: seed.ANA,
    Role.OTHER: seed.BEN,
    Role.KEEPER: seed.MGR,
    Role.MANAGER: seed.GUS,
    Role.FORMER: seed.HAN,
    Role.ADMIN: seed.ADM,
    Role.GUEST: "U0GUE",
    Role.STRANGER: "U0STR",
    Role.ELSEWHERE: seed.ANA,
}
PERSONAL = ("user_id", "owner", "reader", "actor", "whom", "keeper", "channel_id")
"""Columns by which a row is somebody's, or a board's."""
CANARY = "canary"
"""Stands in every text that Ana gave."""
SHARED = ("board", "board_manager", "workspace", "holiday", "quest")
"""Tables whose rows are nobody's own."""
TRACES = ("access_receipt", "share_grant", "sales_seat")
"""Tables in which others may leave something with its owner: a receipt, a question, or the mark of
somebody who was forgotten in the place of their id."""
NOBODYS = ("audit", "pace", "seen", "learned", "tombstone")
"""Tables of the bot's own."""


@dataclass
class World:
    """The running bot, and what things of Ana's are called."""

    web: httpx.Client
    demo: Demo
    watch: Watch
    things: dict[str, str] = field(default_factory=dict)
    place: tuple[str, str] = ("", "")
    _saved: sqlite3.Connection = field(
        default_factory=lambda: sqlite3.connect(":memory:", check_same_thread=False)
    )

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        return dict(self.web.post(f"/sandbox/{path}", json=body).json())

    def team(self, role: Role) -> str:
        return seed.EMPTY_TEAM if role is Role.ELSEWHERE else seed.TEAM

    def word(self, role: Role, text: str) -> dict[str, Any]:
        user = PEOPLE[role]
        return self.post(
            "command", team=self.team(role), user=user, channel=seed.CHANNEL,
            text=f"/ssi {text}".strip(),
        )  # fmt: skip

    def press(self, role: Role, id: str, value: str) -> dict[str, Any]:
        """Press a button that stands in Ana's message, whoever one is."""
        channel, ts = self.place
        if role is Role.ELSEWHERE:
            channel, ts = self._elsewhere()
        return self.post(
            "click", team=self.team(role), user=PEOPLE[role], channel=channel, ts=ts, forge=True,
            action_id=id, value=self.things.get(value, value),
        )  # fmt: skip

    def submit(self, role: Role, act: Act) -> dict[str, Any]:
        """Send the form that stands open for the one who may open it."""
        self._close()
        how, value = act.opener
        opened = self.word(act.by, value) if how == "word" else self.press(act.by, how, value)
        assert opened["ok"], opened
        view = next(one for one in self.views(PEOPLE[act.by]) if one["callback_id"] == act.id)
        return self._send(role, act, view)

    def submit_twice(self, role: Role, act: Act) -> tuple[dict[str, list[str]], ...]:
        """Send the form of one press twice, as a double click does; the rows after each."""
        self._close()
        found = []
        how, value = act.opener
        assert (self.word(act.by, value) if how == "word" else self.press(act.by, how, value))["ok"]
        view = next(one for one in self.views(PEOPLE[act.by]) if one["callback_id"] == act.id)
        for _ in range(2):
            self._send(role, act, view)
            found.append(self.rows(PEOPLE[role]))
        return tuple(found)

    def _send(self, role: Role, act: Act, view: dict[str, Any]) -> dict[str, Any]:
        self._team(role).views[view["id"]] = view  # it may be closed, or of another workspace
        return self.post(
            "submit", team=self.team(role), user=PEOPLE[role], view_id=view["id"], forge=True,
            values=dict(act.fields),
        )  # fmt: skip

    def views(self, user: str) -> list[dict[str, Any]]:
        found = self._team(Role.SELF).views.values()
        return [view for view in found if view["user"] == user]

    def shown(self, role: Role) -> str:
        """All that this person can see that the bot made, and nobody but them."""
        user, team = PEOPLE[role], self._team(role)
        messages = [
            one
            for found in team.messages.values()
            for one in found
            if one["ephemeral_to"] == user or one.get("channel") == "D" + user[1:]
        ]
        return json.dumps([messages, [v for v in team.views.values() if v["user"] == user]])

    def home(self, role: Role) -> str:
        """App Home of a person."""
        return json.dumps(self._team(role).homes.get(PEOPLE[role]))

    def keep(self) -> None:
        """Remember the world as it is now."""
        self._settle()
        with closing(sqlite3.connect(self._path)) as live:
            live.backup(self._saved)

    def begin(self) -> None:
        """The world as it was kept: nothing was done, nothing said to anybody, no form is open."""
        self._settle()
        with closing(sqlite3.connect(self._path)) as live:
            self._saved.backup(live)
        self._close()
        for team in self.demo.sandbox.town.teams.values():
            for found in team.messages.values():
                found[:] = [one for one in found if not one["ephemeral_to"]]

    def rows(self, user: str) -> dict[str, list[str]]:
        """Every row of a person's or of the board's, and every setting of the workspace."""
        self._settle()
        with self._parts.store.reading.connect() as connection:
            return {
                table.name: sorted(map(repr, connection.execute(_of(table, user))))
                for table in TABLES
                if table.name not in NOBODYS
            }

    @property
    def _parts(self) -> Parts:
        assert self.demo.parts is not None
        return self.demo.parts

    @property
    def _path(self) -> str:
        return self._parts.store.database

    def _settle(self) -> None:
        self._parts.dispatch.settle(60)

    def _close(self) -> None:
        for team in self.demo.sandbox.town.teams.values():
            team.views.clear()

    def _team(self, role: Role) -> Any:
        return self.demo.sandbox.town.teams[self.team(role)]

    def _elsewhere(self) -> tuple[str, str]:
        messages = self._team(Role.ELSEWHERE).messages
        channel = "D" + seed.ANA[1:]
        if not messages.get(channel):
            self.post("message", team=seed.EMPTY_TEAM, user=seed.ANA, channel=channel, text="help")
        return channel, str(messages[channel][0]["ts"])


def _of(table: Table, user: str) -> Any:
    statement = select(table).where(table.c.team_id == seed.TEAM)
    if table.name in SHARED:
        return statement
    columns = [table.c[name] for name in PERSONAL if name in table.c]
    return statement.where(or_(*(column == user for column in columns))) if columns else statement


OF_STATE = ("no_ranking", "board_off", "no_channel")
"""Refusals that say how things are, whoever asks."""


def refused(said: str) -> bool:
    """Whether one of the refusals that are about who asks stands in JSON."""
    by_role = (sentence for code, sentence in KNOWN.items() if code not in OF_STATE)
    return any(json.dumps(sentence)[1:-1] in said for sentence in by_role)


@contextmanager
def world() -> Iterator[World]:
    """A workspace in which everybody of the matrix lives."""
    demo = Demo(managed=False)
    demo.start()
    try:
        with httpx.Client(base_url=demo.sandbox.url, timeout=60) as web:
            assert demo.parts is not None
            made = World(web, demo, Watch(demo.parts.store))
            _people(made)
            _things(made)
            made.keep()
            yield made
            made._saved.close()
    finally:
        demo.stop()


def _people(made: World) -> None:
    made.post("user", user=PEOPLE[Role.GUEST], name="Gast", is_restricted=True)
    made.post("user", user=PEOPLE[Role.STRANGER], name="Stranger", is_stranger=True)
    for role in (Role.GUEST, Role.STRANGER, Role.ADMIN, Role.MANAGER, Role.FORMER):
        made.post("invite", user=PEOPLE[role], channel=seed.CHANNEL)


def _things(made: World) -> None:
    """What Ana has: a reading, an upload, a plan, a question about a seat, a message of the bot."""
    dm = "D" + seed.ANA[1:]
    table = "Date,Total\n2026-11-01,61\n2026-11-08,62\n"
    sent = made.web.post(
        "/sandbox/upload", data={"user": seed.ANA, "channel": dm},
        files={"file": ("canary-history.csv", table.encode())},
    ).json()  # fmt: skip
    assert sent["ok"], sent
    assert made.demo.parts is not None
    made.demo.parts.dispatch.settle(60)
    made.post("message", user=seed.ANA, channel=dm, text="help")
    newest = made.demo.sandbox.town.teams[seed.TEAM].messages[dm][-1]
    made.place = (dm, str(newest["ts"]))
    for path in ("settings", "icp"):
        assert made.post("message", user=seed.ANA, channel=dm, text=path)["ok"]
    made.things |= {"numbers": "11 11 11 11", "channel": seed.CHANNEL, "tip": "I01", "card": "card"}
    made.things |= {
        "reader": f"{seed.CHANNEL} {seed.GUS}", "owner": f"{seed.CHANNEL} {seed.ANA}",
        "former": f"{seed.CHANNEL} {seed.HAN}",
    }  # fmt: skip
    _plan(made)
    _question(made)
    _team(made)
    for table in TABLES:
        if table.name in (
            "reading",
            "upload",
            "if_then_plan",
            "sales_seat",
            "share_grant",
            "quest",
        ):
            with made.demo.parts.store.begin(seed.TEAM, write=False) as db:
                rows = db.session.execute(_of(table, seed.ANA)).mappings()
                made.things[table.name] = str(next(iter(rows))["id"])
    made.things |= {"plan": made.things["if_then_plan"], "question": made.things["sales_seat"],
                    "grant": made.things["share_grant"]}  # fmt: skip


def _filled(made: World, role: Role, id: str, value: str, fields: dict[str, Any]) -> None:
    """A form, opened by its button and sent."""
    made.press(role, id, value)
    view = made.views(PEOPLE[role])[-1]
    answer = made.post("submit", user=PEOPLE[role], view_id=view["id"], values=fields)
    assert answer["ok"], answer
    assert (answer["reply"] or {}).get("response_action") != "errors", answer


def _plan(made: World) -> None:
    fields = {"cue": f"my {CANARY} coffee", "action": f"write {CANARY} notes"}
    _filled(made, Role.SELF, ids.IFTHEN_OPEN, "tip", fields)


def _question(made: World) -> None:
    fields = {"whom": seed.ANA, "seat": f"{CANARY}@acme.example"}
    _filled(made, Role.ADMIN, ids.SEAT_MATCH, "", fields)


def _team(made: World) -> None:
    """Gus manages the board, Hana did; Ana shows Gus her page; the team has a goal."""
    for user in (seed.GUS, seed.HAN):
        _filled(made, Role.ADMIN, ids.MANAGERS_OPEN, "channel", {"whom": user})
    made.press(Role.ADMIN, ids.MANAGER_REMOVE, "former")
    page = {"page": f"My {CANARY} page", "reader": made.things["reader"]}
    _filled(made, Role.SELF, ids.PACK_OPEN, "", page)
    goal = {"what": "calls", "target": "40"}
    _filled(made, Role.KEEPER, ids.QUEST_OPEN, "channel", goal)
