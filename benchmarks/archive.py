"""An invented LinkedIn archive of any size, for benchmarks, samples and tests. Seeded; no person in
it exists."""

import csv
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIRST = ("Avelin", "Bromir", "Cassor", "Delphie", "Ermis", "Fenwa", "Gildor", "Hestra", "Ilwen",
         "Jorvik", "Kaldis", "Lumera", "Morvan", "Nerissa", "Orlith", "Pellam")  # fmt: skip
LAST = ("Ashgrove", "Birchmere", "Coldwell", "Dunfield", "Elmsworth", "Fairlund", "Greywater",
        "Hollowby", "Ironvale", "Juniper", "Kestrelby", "Larkmoor")  # fmt: skip
TITLES = ("Chief Executive Officer", "VP Sales", "Head of Procurement", "Account Manager",
          "Operations Manager", "Software Engineer", "Einkaufsleiter", "Director of IT",
          "Founder", "Consultant", "Analyst", "Product Owner")  # fmt: skip
COMPANIES = ("Quillon Freight", "Osprey Tools", "Marlow Paper", "Tarn Optics", "Vexley Foods",
             "Larder Robotics", "Sable Energy", "Nimbus Cranes")  # fmt: skip
WORDS = (
    *("pipeline", "margin", "audit", "factory", "supplier", "rollout", "forecast", "pallet"),
    *("onboarding", "renewal", "sensor", "budget", "workshop", "delay", "quality", "contract"),
    *("pilot", "shift", "transport", "invoice", "customer", "team", "ask", "before", "after"),
    *("because", "learn", "change", "better", "week", "plan", "lead", "time", "cost", "trust"),
    *(f"{head}{tail}" for head in ("mar", "pol", "ten", "vil", "sor", "kan", "dru", "fel", "qui")
      for tail in ("ota", "erin", "us", "ady", "ilo", "ent", "ask", "orm", "ine", "ube", "elt")),
)  # fmt: skip
"""Invented beside the common ones, so that random texts share few runs of three words."""


@dataclass(frozen=True, slots=True)
class Size:
    """Rows of each file, and the words of a message."""

    messages: int = 200_000
    connections: int = 30_000
    comments: int = 20_000
    reactions: int = 50_000
    invitations: int = 20_000
    shares: int = 5_000
    words: int = 75


def make(size: Size, *, seed: int, end: datetime, days: int = 1600) -> bytes:
    """A Complete archive that ends at `end` (aware UTC), as the bytes of a zip."""
    maker = _Maker(size, random.Random(seed), end, days)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, header, rows, note in maker.files():
            text = io.StringIO(newline="")
            text.write(note)
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)
            info = zipfile.ZipInfo(name, end.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.getvalue())
    return buffer.getvalue()


class _Maker:
    def __init__(self, size: Size, lot: random.Random, end: datetime, days: int) -> None:
        self.size, self.lot, self.end, self.days = size, lot, end, days
        self.people = [
            f"{lot.choice(FIRST)}-{lot.choice(LAST)}-{number}".lower()
            for number in range(max(size.connections, 400))
        ]

    def files(self) -> Iterator[tuple[str, str, Iterator[tuple[str, ...]], str]]:
        yield (
            "Connections.csv",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            self._connections(),
            'Notes:\n"When exporting your connection data, some addresses may be missing."\n\n',
        )
        yield (
            "Invitations.csv",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
            self._invitations(),
            "",
        )
        yield (
            "messages.csv",
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
            "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT",
            self._messages(),
            "",
        )
        yield "Comments.csv", "Date,Link,Message", self._comments(), ""
        yield "Reactions.csv", "Date,Type,Link", self._reactions(), ""
        yield (
            "Shares.csv",
            "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
            self._shares(),
            "",
        )

    def _when(self) -> datetime:
        return self.end - timedelta(seconds=self.lot.randrange(self.days * 86_400))

    def _text(self, words: int) -> str:
        return " ".join(self.lot.choices(WORDS, k=words))

    def _url(self, slug: str) -> str:
        return f"https://www.linkedin.com/in/{slug}"

    def _connections(self) -> Iterator[tuple[str, ...]]:
        for slug in self.people[: self.size.connections]:
            first, last, _ = slug.split("-")
            yield (
                first.title(), last.title(), self._url(slug), "", self.lot.choice(COMPANIES),
                self.lot.choice(TITLES), self._when().strftime("%d %b %Y"),
            )  # fmt: skip

    def _invitations(self) -> Iterator[tuple[str, ...]]:
        for _ in range(self.size.invitations):
            slug = self.lot.choice(self.people)
            at = self.end - timedelta(seconds=self.lot.randrange(300 * 86_400))
            stamp = f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M} {at:%p}"
            note = self._text(8) if self.lot.random() < 0.2 else ""
            yield "Owner", slug, stamp, note, "OUTGOING", self._url("the-owner"), self._url(slug)

    def _messages(self) -> Iterator[tuple[str, ...]]:
        for _ in range(self.size.messages):
            slug = self.people[self.lot.randrange(min(len(self.people), 3000))]
            mine = self.lot.random() < 0.5
            sender, to = ("the-owner", slug) if mine else (slug, "the-owner")
            lines = [self._text(self.size.words // 3) for _ in range(3)]
            yield (
                f"2-{slug}", "", sender, self._url(sender), to, self._url(to),
                self._when().strftime("%Y-%m-%d %H:%M:%S UTC"), "", "\n".join(lines),
                "INBOX", "", "No",
            )  # fmt: skip

    def _comments(self) -> Iterator[tuple[str, ...]]:
        for _ in range(self.size.comments):
            link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{self._id()}"
            stamp = self._when().strftime("%Y-%m-%d %H:%M:%S")
            yield stamp, link, self._text(self.lot.randrange(2, 30))

    def _reactions(self) -> Iterator[tuple[str, ...]]:
        for _ in range(self.size.reactions):
            link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{self._id()}"
            yield self._when().strftime("%Y-%m-%d %H:%M:%S"), "LIKE", link

    def _shares(self) -> Iterator[tuple[str, ...]]:
        for _ in range(self.size.shares):
            link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{self._id()}"
            shared = "https://example.com/a" if self.lot.random() < 0.5 else ""
            stamp = self._when().strftime("%Y-%m-%d %H:%M:%S")
            text = self._text(self.lot.randrange(0, 60))
            yield stamp, link, text, shared, "", "MEMBER_NETWORK"

    def _id(self) -> int:
        return self.lot.randrange(6 * 10**18, 7 * 10**18)


END = datetime(2026, 11, 19, 12, tzinfo=UTC)
