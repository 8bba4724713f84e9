"""The sample files that lie ready in the sandbox: `python -m benchmarks.samples` writes them anew.

An invented rep's archive, good at relationships and thin on insights, so that the card has
something to say. Seeded: the same bytes each time.
"""

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.archive import COMPANIES, END, FIRST, LAST, TITLES, WORDS
from benchmarks.workbooks import analytics

OUT = Path(__file__).parent.parent / "sandbox" / "samples"
NAME = "Complete_LinkedInDataExport_11-19-2026.zip"
ANALYTICS = "AggregateAnalytics_Noor Haddad_2026-05-24_2026-11-19.xlsx"
OWNER = "noor-haddad-demo"
Rows = Iterable[Sequence[str]]

SSI_PAGE = """Your Social Selling Index
Industry SSI rank
Top 18%
Network SSI rank
Top 22%
Current Social Selling Index
55
out of 100
Four components of your score
16.4 | Establish your professional brand
13.2 | Find the right people
8.9 | Engage with insights
16.1 | Build relationships
People in your industry
29 out of 100
Sales professionals in the Logistics industry have an average SSI of 29.
You rank in the top 18%
People in your network
36 out of 100
People in your network have an average SSI of 36.
"""


def _csv(header: str, rows: Rows, note: str = "") -> str:
    text = io.StringIO(newline="")
    text.write(note)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


class _Life:
    """One invented half year."""

    def __init__(self) -> None:
        self.lot = random.Random(20261119)
        self.people = [
            (first, last, f"{first}-{last}-{at}".lower())
            for at, (first, last) in enumerate(
                self.lot.sample([(first, last) for first in FIRST for last in LAST], 180)
            )
        ]

    def ago(self, days: float) -> datetime:
        return END - timedelta(days=days, minutes=self.lot.randrange(600))

    def text(self, words: int) -> str:
        return " ".join(self.lot.choices(WORDS, k=words)).capitalize() + "."

    def url(self, slug: str) -> str:
        return f"https://www.linkedin.com/in/{slug}"

    def connections(self) -> Rows:
        for at, (first, last, slug) in enumerate(self.people):
            day = self.ago(at * 2 if at < 60 else 120 + at * 9)
            yield (first, last, self.url(slug), "", self.lot.choice(COMPANIES),
                   self.lot.choice(TITLES), day.strftime("%d %b %Y"))  # fmt: skip

    def invitations(self) -> Rows:
        for at in range(70):
            first, last, slug = self.people[at]
            day = self.ago(at * 2 + 3)
            stamp = f"{day.month}/{day.day}/{day:%y}, {day.hour % 12 or 12}:{day:%M} {day:%p}"
            to = slug if at % 3 else f"nobody-{at}"
            note = self.text(9) if at % 2 else ""
            yield ("Noor Haddad", f"{first} {last}", stamp, note, "OUTGOING",
                   self.url(OWNER), self.url(to))  # fmt: skip

    def messages(self) -> Rows:
        for at in range(60):
            first, last, slug = self.people[at]
            start = self.ago(at * 2.5 + 1)
            turns = (True, False, True, False) if at % 2 else (True, False) if at % 3 else (True,)
            for turn, mine in enumerate(turns):
                when = start + timedelta(days=turn * 2)
                if when > END:
                    continue
                who, to = (("Noor Haddad", OWNER), (f"{first} {last}", slug))[:: 1 if mine else -1]
                yield (f"2-{slug}", "", who[0], self.url(who[1]), to[0], self.url(to[1]),
                       when.strftime("%Y-%m-%d %H:%M:%S UTC"), "", self.text(18), "INBOX", "",
                       "No")  # fmt: skip

    def logs(self, count: int, days: int) -> Iterable[tuple[str, str]]:
        for _ in range(count):
            when = self.ago(self.lot.uniform(0, days))
            id_ = self.lot.randrange(7 * 10**18, 8 * 10**18)
            yield (when.strftime("%Y-%m-%d %H:%M:%S"),
                   f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{id_}")  # fmt: skip


def files() -> dict[str, str]:
    """Every file of the archive, by name."""
    life = _Life()
    recommended = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
    endorsed = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
        "Endorser Public Url,Endorsement Status"
    )
    notes = 'Notes:\n"Some addresses may be missing from this file."\n\n'
    return {
        "Connections.csv": _csv(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            life.connections(), notes),
        "Invitations.csv": _csv(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
            life.invitations()),
        "messages.csv": _csv(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
            "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT",
            life.messages()),
        "Shares.csv": _csv(
            "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
            [(when, link, life.text(30), "", "", "MEMBER_NETWORK")
             for when, link in life.logs(9, 90)]),
        "Comments.csv": _csv("Date,Link,Message",
                             [(w, link, life.text(9)) for w, link in life.logs(7, 90)]),
        "Reactions.csv": _csv("Date,Type,Link",
                              [(w, "LIKE", link) for w, link in life.logs(40, 90)]),
        "SearchQueries.csv": _csv(
            "Time,Search Query",
            [(life.ago(at * 3).strftime("%Y/%m/%d %H:%M:%S UTC"), life.text(2).lower())
             for at in range(30)]),
        "Profile.csv": _csv(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,"
            "Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
            [("Noor", "Haddad", "", "", "", "Account Executive at Northwind", life.text(60),
              "Logistics", "", "Berlin, Germany", "", "", "")]),
        "Positions.csv": _csv(
            "Company Name,Title,Description,Location,Started On,Finished On",
            [("Northwind", "Account Executive", life.text(25), "Berlin", "Jan 2023", ""),
             ("Quillon Freight", "Sales Associate", "", "Berlin", "Mar 2020", "Dec 2022")]),
        "Skills.csv": _csv("Name", [(word.capitalize(),) for word in WORDS[:12]]),
        "Education.csv": _csv("School Name,Start Date,End Date,Notes,Degree Name,Activities",
                              [("Spreeside College", "2015", "2019", "", "BSc", "")]),
        "Endorsement_Received_Info.csv": _csv(
            endorsed,
            [(life.ago(at * 30).strftime("%Y/%m/%d %H:%M:%S UTC"), "Negotiation",
              life.people[at][0], life.people[at][1], f"www.linkedin.com/in/{life.people[at][2]}",
              "ACCEPTED") for at in range(14)]),
        "Recommendations_Received.csv": _csv(
            recommended,
            [(life.people[1][0], life.people[1][1], "Tarn Optics", "Buyer", life.text(20),
              "03/14/26, 09:15 AM", "VISIBLE")]),
        "Email Addresses.csv": _csv("Email Address,Confirmed,Primary,Updated On",
                                    [("noor@example.com", "Yes", "Yes", "1/1/26")]),
        "PhoneNumbers.csv": _csv("Extension,Number,Type", [("", "000", "Mobile")]),
        "Logins.csv": _csv("Login Date,IP Address,User Agent,Login Type", []),
        "Votes.csv": _csv("Date,Link,OptionText", []),
    }  # fmt: skip


def archive() -> bytes:
    """The zip, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files().items():
            info = zipfile.ZipInfo(name, END.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, text)
    return buffer.getvalue()


def main() -> None:
    """Write the samples."""
    OUT.mkdir(exist_ok=True)
    (OUT / NAME).write_bytes(archive())
    (OUT / ANALYTICS).write_bytes(analytics(END, 180))
    (OUT / "ssi-page.txt").write_text(SSI_PAGE, "utf-8")
    (OUT / "Connections.csv").write_text(files()["Connections.csv"], "utf-8")


if __name__ == "__main__":
    main()
