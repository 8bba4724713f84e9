"""Every statement of a workspace's transaction names that workspace, in its text and its values."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.store.engine import Db, Store
from bot.store.restore import TABLES

_OURS = re.compile(r"\b(FROM|INTO|UPDATE|JOIN) (" + "|".join(one.name for one in TABLES) + r")\b")


class Watch:
    """`seen`: statements that touched our tables; `astray`: those that named no workspace, or
    another one than their transaction's."""

    def __init__(self, store: Store) -> None:
        self.seen = 0
        self.astray: list[str] = []
        self._here = threading.local()
        self._begin = store.begin
        store.begin = self._watched  # type: ignore[method-assign]  # to know whose a statement is
        store.listen(self._look)

    @contextmanager
    def _watched(self, team: str, *, write: bool = True) -> Iterator[Db]:
        with self._begin(team, write=write) as db:
            before, self._here.team = getattr(self._here, "team", None), team
            try:
                yield db
            finally:
                self._here.team = before

    def _look(self, statement: str, parameters: Any) -> None:
        team = getattr(self._here, "team", None)
        if team is None or not _OURS.search(statement):
            return
        self.seen += 1
        rows = parameters if isinstance(parameters, list) else [parameters]
        given = [list(row.values()) if isinstance(row, dict) else list(row) for row in rows]
        if "team_id" not in statement or not all(team in row for row in given):
            self.astray.append(statement)
