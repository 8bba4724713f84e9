"""Files in which every cell that may name or quote somebody is a string found nowhere else.

A table of formats: a new one is a row of TABLES, or an entry of `corpus`.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.importers.workbooks import book

MARK = "zqcanary"
"""Every planted string begins so, and nothing else does."""
X = None
"""A cell in which a new string is planted."""

Row = tuple[str | None, ...]
_TALK = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT"
)
_RECOMMENDATION = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
_OWNER = "https://www.linkedin.com/in/zqcanaryowner"
_LINK = (
    "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A6500000000000000000?zqcanarylink"
)

TABLES: tuple[tuple[str, str, tuple[Row, ...]], ...] = (
    ("Connections.csv", "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
     ((X, X, "https://www.linkedin.com/in/zqcanaryslug", X, X, X, "03 Nov 2026"),
      (X, X, X, X, X, X, X), (X, X))),
    ("Invitations.csv",
     "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
     ((X, X, "11/2/26, 9:15 AM", X, "OUTGOING", _OWNER,
       "https://www.linkedin.com/in/zqcanaryslug"),
      (X, X, X, X, X, X, X))),
    ("messages.csv", _TALK,
     ((X, X, X, _OWNER, X, "https://www.linkedin.com/in/zqcanaryslug",
       "2026-11-03 10:00:00 UTC", X, X, "INBOX", X, "No"),
      (X, X, X, "https://www.linkedin.com/in/zqcanaryslug", X, _OWNER,
       "2026-11-04 10:00:00 UTC", X, X, "INBOX", X, "No"),
      (X,) * 12)),
    ("Shares.csv", "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
     (("2026-11-03 10:00:00", _LINK, X, X, X, X), (X,) * 6)),
    ("Comments.csv", "Date,Link,Message", (("2026-11-03 10:00:00", _LINK, X), (X, X, X))),
    ("Reactions.csv", "Date,Type,Link", (("2026-11-03 10:00:00", X, X), (X, X, X))),
    ("InstantReposts.csv", "Date,Link", (("2026-11-03 10:00:00", X), (X, X))),
    ("SearchQueries.csv", "Time,Search Query", (("2026/11/03 10:00:00 UTC", X), (X, X))),
    ("Company Follows.csv", "Organization,Followed On",
     ((X, "Tue Nov 03 10:00:00 UTC 2026"), (X, X))),
    ("Endorsement_Received_Info.csv",
     "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
     "Endorsement Status", (("2026/11/03 10:00:00 UTC", X, X, X, X, "ACCEPTED"), (X,) * 6)),
    ("Endorsement_Given_Info.csv",
     "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,"
     "Endorsement Status", (("2026/11/03 10:00:00 UTC", X, X, X, X, "ACCEPTED"), (X,) * 6)),
    ("Recommendations_Received.csv", _RECOMMENDATION,
     ((X, X, X, X, X, "11/03/26, 10:00 AM", "VISIBLE"), (X,) * 7)),
    ("Recommendations_Given.csv", _RECOMMENDATION,
     ((X, X, X, X, X, "11/03/26, 10:00 AM", "VISIBLE"), (X,) * 7)),
    ("Profile.csv", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,"
     "Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers", ((X,) * 13,)),
    ("Profile Summary.csv", "Profile Summary", ((X,),)),
    ("Positions.csv", "Company Name,Title,Description,Location,Started On,Finished On",
     ((X, X, X, X, "Jan 2024", ""),)),
    ("Skills.csv", "Name", ((X,), (X,))),
    ("Education.csv", "School Name,Start Date,End Date,Notes,Degree Name,Activities",
     ((X, "2010", "2014", X, X, X),)),
    ("Rich_Media.csv", "Date/Time,Media Description,Media Link", ((X, X, X),)),
    ("Groups.csv", "Group Name,Group URL", ((X, X),)),
    ("Email Addresses.csv", "Email Address,Confirmed,Primary,Updated On", ((X,) * 4,)),
    ("PhoneNumbers.csv", "Extension,Number,Type", ((X,) * 3,)),
    ("ImportedContacts.csv", "FirstName,LastName,Emails,PhoneNumbers", ((X,) * 4,)),
    ("Logins.csv", "Login Date,IP Address,User Agent,Login Type", ((X,) * 4,)),
    ("Security Challenges.csv", "Challenge Date,IP Address,User Agent,Country,Challenge Type",
     ((X,) * 5,)),
    ("Registration.csv", "Registered At,Registration Ip,Subscription Types", ((X,) * 3,)),
    ("Receipts_v2.csv", "Transaction Made At,Payment Method Type,Invoice Number", ((X,) * 3,)),
    ("Inferences_about_you.csv", "Category,Type of inference,Inference", ((X,) * 3,)),
    ("Ad_Targeting.csv", "Member Age,Company Names", ((X, X),)),
    ("Jobs/Job Applications.csv", "Application Date,Contact Email,Question", ((X,) * 3,)),
    ("Jobs/Saved Jobs.csv", "Saved Date,Job Url", ((X, X),)),
    ("guide_messages.csv", _TALK, ((X,) * 12,)),
    ("Votes.csv", "Date,OptionText", ((X, X),)),
    ("Something New.csv", "Name,Text", ((X, X),)),
)  # fmt: skip
"""Path in the archive, header, rows."""


_SEATS = (
    "Seat ID,Name,Invited Email Address,Date Activated,Category,Days Active,Searches Performed,"
    "Profile Views,Leads Saved,Accounts Saved,InMails Sent,InMails Acceptance Rate,"
    "Total Connections,SSI - Overall Score,SSI - Establish your professional brand,"
    "SSI - Find the right people,SSI - Engage with insights,SSI - Build relationships"
)
_NUMBERS = ("12", "40", "31", "4", "2", "10", "30", "1250", "61", "16", "15", "15", "15")
OWN = "noor@acme.example"
"""The address that a rep types about herself: the one cell of a report that may stay."""
REPORT: tuple[Row, ...] = (
    (X, X, OWN, "1/9/2024", X, *_NUMBERS),
    (X, X, X, "1/9/2024", X, *_NUMBERS),
    (X, X, X, "", X, *([""] * len(_NUMBERS))),
    (X,) * 18,
)
REPORT_NAME = "Sales_Navigator_Usage_Reporting_2026-10-01_to_2026-10-31.csv"

LOOSE: tuple[tuple[str, str, tuple[Row, ...]], ...] = (
    (REPORT_NAME, _SEATS, REPORT),
    ("Messages.csv", "From,To,Date,Subject,Content,Direction,Folder",
     (("zqcanaryowner", X, "11/3/18, 9:15 AM", X, X, "OUTGOING", "SENT"),
      (X, "zqcanaryowner", "11/4/18, 9:15 AM", X, X, "INCOMING", "INBOX"),
      (X,) * 7)),
    ("leads.csv", "First Name,Last Name,Title,Company,LinkedIn URL,Email,Location",
     ((X,) * 7, (X,) * 7)),
)  # fmt: skip
"""Name, header and rows of files that come by themselves."""


@dataclass(slots=True)
class Planted:
    """Makes strings, and remembers them."""

    words: list[str] = field(default_factory=lambda: ["zqcanaryowner", "zqcanaryslug",
                                                      "zqcanarylink"])  # fmt: skip

    def word(self) -> str:
        self.words.append(f"{MARK}{len(self.words):04d}")
        return self.words[-1]

    def rows(self, rows: tuple[Row, ...]) -> list[list[str]]:
        return [[self.word() if cell is X else cell for cell in row] for row in rows]

    def table(self, header: str, rows: tuple[Row, ...], delimiter: str = ",") -> str:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(header.split(","))
        writer.writerows(self.rows(rows))
        return text.getvalue()

    def archive(self) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, header, rows in TABLES:
                info = zipfile.ZipInfo(name, (2026, 11, 19, 12, 0, 0))
                archive.writestr(info, self.table(header, rows))
            archive.writestr(f"Articles/Articles/{self.word()}.html", f"<p>{self.word()}</p>")
            archive.writestr(f"{self.word()}.csv", f"{self.word()},b\n{self.word()},2\n")
        return made.getvalue()


def analytics(planted: Planted) -> bytes:
    """LinkedIn's workbook on somebody's posts, strings wherever it has a text of anybody."""
    days = [f"10/{day}/2026" for day in range(1, 31)]
    word = planted.word
    posts = [(f"https://www.linkedin.com/posts/{word()}_{word()}-share-720000000000000000{at}-ab",
              days[-at], "40", None,
              f"https://www.linkedin.com/posts/{word()}_{word()}-share-720000000000000000{at}-ab",
              days[-at], "900") for at in range(1, 5)]  # fmt: skip
    return book({
        "DISCOVERY": [("Overall Performance", f"{days[0]} - {days[-1]}"), (word(), word())],
        "ENGAGEMENT": [("Date", "Impressions", "Engagements"),
                       *((day, "100", "3") for day in days), (word(), word(), word())],
        "TOP POSTS": [(word(),), (),
                      ("Post URL", "Post Publish Date", "Engagements", None,
                       "Post URL", "Post Publish Date", "Impressions"), *posts],
        "FOLLOWERS": [(f"Total followers on {days[-1]}:", "1,234"), (),
                      ("Date", "New followers"), *((day, "2") for day in days)],
        "DEMOGRAPHICS": [("Top Demographics", "Value", "Percentage"),
                         ("Job title", word(), "< 1%"), ("Company", word(), "7%")],
        word(): [(word(), word())],
    })  # fmt: skip


def loose(planted: Planted) -> Iterator[tuple[str, bytes]]:
    """Files that come by themselves, tables and workbooks."""
    for name, header, rows in LOOSE:
        yield name, planted.table(header, rows).encode()
    seats = [header.split(",") for header in (_SEATS,)] + planted.rows(REPORT)
    name = f"{planted.word()}_2026-09-01_to_2026-09-30.xlsx"
    yield name, book({"Sheet1": seats, planted.word(): [(planted.word(),)]})
    yield f"{planted.word()}.xlsx", analytics(planted)


def corpus(planted: Planted) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of one upload after another; names of files hold strings too."""
    word = planted.word
    yield f"Complete_LinkedInDataExport_11-19-2026_{word()}.zip", planted.archive()
    for at, (name, header, rows) in enumerate(TABLES):
        bare = name.rsplit("/", 1)[-1] if at % 2 else f"{word()}.csv"
        delimiter, encoding = (";", "cp1252") if at % 3 else (",", "utf-16")
        yield bare, planted.table(header, rows, delimiter).encode(encoding)
    yield from loose(planted)
    yield f"{word()}.zip", b"PK\x03\x04" + word().encode() * 9
    yield f"{word()}.pdf", b"%PDF " + word().encode()
    page = "\n".join(
        (
            word(),
            "Current Social Selling Index",
            "55",
            "out of 100",
            word(),
            "16.4 | Establish your professional brand",
            "13.2 | Find the right people",
            "8.9 | Engage with insights",
            "16.1 | Build relationships",
            word(),
        )
    )
    yield f"{word()}.txt", page.encode()
    yield f"{word()}.json", json.dumps({"memberScore": {"name": word()}, word(): word()}).encode()
    facts = {"kind": "ssi-coach facts", "schema": 1, "name": word(), word(): [word()]}
    yield "facts.json", json.dumps(facts).encode()
    header = (
        "Date,Establish your professional brand,Find the right people,"
        "Engage with insights,Build relationships,Total,Note"
    )
    yield (
        f"{word()}.csv",
        planted.table(
            header, (("2026-10-01", "18", "12", "20", "14", "64", X), (X, X, X, X, X, X, X))
        ).encode(),
    )
