"""A diary read back: what a person did, what came to them, what changed before their eyes."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_HEAD = re.compile(
    r"## (\d{4}-\d\d-\d\d \d\d:\d\d) (I|came|changed|stands)(?:: (\S+) (\S+)| (.*))$"
)
NAME = re.compile(r"# (.*) \((\w+)\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is workspace time; `kind`: I, came, changed, or stands (on the last day); `place` and `key` of what was seen: a
    channel and a timestamp, form and its id, or home; `text`: what was done, or what was seen."""

    at: datetime
    kind: str
    place: str
    key: str
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of one person."""

    user: str
    name: str
    entries: tuple[Entry, ...]

    def did(self, *what: str) -> list[Entry]:
        """Their own acts that begin with one of these."""
        return [one for one in self.entries if one.kind == "I" and one.text.startswith(what)]

    def seen(self, place: str) -> list[Entry]:
        """What came or changed there."""
        return [one for one in self.entries if one.place == place]

    def answer(self, act: Entry) -> str:
        """What came of an act at once."""
        at = self.entries.index(act)
        following = []
        for one in self.entries[at + 1 :]:
            if one.kind == "I" or one.at != act.at:
                break
            following.append(one.text)
        return "\n".join(following)


def read(folder: Path) -> dict[str, Page]:
    """All pages, by user."""
    found = {}
    for path in sorted(folder.glob("*.md")):
        text = path.read_text("utf-8")
        head = NAME.match(text)
        assert head is not None, path
        parts = re.split(r"\n(?=## )", text)[1:]
        found[head[2]] = Page(head[2], head[1], tuple(_entry(part.strip()) for part in parts))
    return found


def _entry(part: str) -> Entry:
    head, _, body = part.partition("\n")
    found = _HEAD.match(head)
    assert found is not None, head
    at = datetime.strptime(found[1], "%Y-%m-%d %H:%M")  # noqa: DTZ007  the workspace's wall time
    return Entry(at, found[2], found[3] or "", found[4] or "", found[5] or body.strip())
