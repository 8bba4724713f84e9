"""Every table that is read, by its columns; and the names of those that are never opened."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.importers import history, messages, network, reputation, writing
from bot.importers.bundle import Bundle
from bot.importers.tables import Table, fold

Read = Callable[[Table, Bundle], None]


@dataclass(frozen=True, slots=True)
class Importer:
    """A table: its name without ending, the columns that make it known, and how it is read.

    `exact`: a header with more columns is another kind. `bare`: may be known by its header alone.
    """

    kind: str
    stem: str
    columns: frozenset[str]
    read: Read
    exact: bool = False
    bare: bool = True

    def claims(self, header: frozenset[str]) -> bool:
        """Whether a table with these columns is of this kind."""
        return self.columns == header if self.exact else self.columns <= header


def _columns(text: str) -> frozenset[str]:
    return frozenset(fold(name) for name in text.split(","))


_RECOMMENDATION = _columns("First Name,Last Name,Company,Job Title,Text,Creation Date,Status")
_TALK = _columns(
    "Conversation ID,Conversation Title,From,Sender Profile URL,To,Recipient Profile URLs,"
    "Date,Content"
)

IMPORTERS: tuple[Importer, ...] = (
    Importer("ssi_history", "ssi history", frozenset(("date", *history.LABELS)), history.readings),
    Importer("ssi_history", "ssi history", _columns("Date,Total"), history.readings, exact=True),
    Importer(
        "profile", "profile", _columns("First Name,Last Name,Headline,Summary"),
        reputation.profile,
    ),
    Importer("profile_summary", "profile summary", _columns("Profile Summary"),
             reputation.summary, exact=True),
    Importer(
        "positions", "positions", _columns("Company Name,Title,Description,Finished On"),
        reputation.positions,
    ),
    Importer("skills", "skills", _columns("Name"), reputation.skills, exact=True, bare=False),
    Importer("education", "education", _columns("School Name,Start Date,End Date"),
             reputation.education),
    Importer("rich_media", "rich media", _columns("Date/Time,Media Description"),
             reputation.media),
    Importer("groups", "groups", _columns("Group Name,Group URL"), reputation.groups),
    Importer(
        "connections", "connections",
        _columns("First Name,Last Name,Company,Position,Connected On"), network.connections,
    ),
    Importer("invitations", "invitations", _columns("From,To,Sent At,Direction"),
             network.invitations),
    Importer("messages", "messages", _TALK, messages.messages),
    Importer("shares", "shares", _columns("Date,ShareLink,ShareCommentary"), writing.shares),
    Importer("shares", "shares", _columns("Date,Share Link,Share Commentary"), writing.shares),
    Importer("comments", "comments", _columns("Date,Link,Message"), writing.comments),
    Importer("comments", "comments", _columns("Date,Link,Comment"), writing.comments),
    Importer("reactions", "reactions", _columns("Date,Type,Link"), writing.reactions),
    Importer("instant_reposts", "instantreposts", _columns("Date,Link"), writing.reposts,
             exact=True),
    Importer("searches", "searchqueries", _columns("Time,Search Query"), writing.searches),
    Importer("searches", "search queries", _columns("Time,Search Query"), writing.searches),
    Importer("company_follows", "company follows", _columns("Organization,Followed On"),
             writing.follows),
    Importer(
        "endorsements_received", "endorsement received info",
        _columns("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name"),
        reputation.endorsements_received,
    ),
    Importer(
        "endorsements_given", "endorsement given info",
        _columns("Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name"),
        reputation.endorsements_given,
    ),
    Importer("recommendations_received", "recommendations received", _RECOMMENDATION,
             reputation.recommendations_received, bare=False),
    Importer("recommendations_given", "recommendations given", _RECOMMENDATION,
             reputation.recommendations_given, bare=False),
)  # fmt: skip
"""Read in this order: who the owner is comes before what they wrote to whom."""

PRIVATE_STEMS = frozenset(
    fold(name)
    for name in (
        "email addresses", "phonenumbers", "whatsapp phone numbers", "importedcontacts",
        "contacts", "logins", "security challenges", "registration", "receipts", "receipts v2",
        "ads clicked", "ad targeting", "lan ads engagement", "inferences about you",
        "private identity asset", "savedjobalerts", "verifications", "calendar",
        "account status history", "guide messages", "coach messages",
        "learning coach messages", "learning role play messages", "learningcoachmessages",
        "job applications", "saved jobs", "job seeker preferences",
    )
)  # fmt: skip
"""Never opened, whatever they hold."""

PRIVATE_FOLDERS = ("jobs", "verifications")

PRIVATE_HEADERS: tuple[frozenset[str], ...] = tuple(
    _columns(header)
    for header in (
        "Email Address,Confirmed,Primary,Updated On",
        "Extension,Number,Type",
        "FirstName,LastName,Emails,PhoneNumbers",
        "Source,FirstName,LastName,Emails,PhoneNumbers",
        "Login Date,IP Address,User Agent,Login Type",
        "Challenge Date,IP Address,User Agent,Country,Challenge Type",
        "Registered At,Registration Ip",
        "Transaction Made At,Payment Method Type,Invoice Number",
        "Category,Type of inference,Inference",
        "ALERT_PARAMETERS,QUERY_CONTEXT",
        "Application Date,Contact Email",
    )
)
"""A private file under another name is known by its first line, and closed."""

NO_SIGNAL_STEMS = frozenset(
    ("votes", "saved items", "member follows", "hashtag follows", "events", "learning",
     "certifications", "languages", "courses", "honors", "organizations", "projects",
     "publications", "volunteering", "causes you care about", "member hashtags")
)  # fmt: skip

WORKBOOKS = re.compile(r"(content \d|aggregateanalytics |singlepostanalytics )")
"""Names of LinkedIn's own workbooks, folded: inside an archive they may be opened."""

_SUFFIX = re.compile(r"(?: \d+)?(?: \(\d+\))?$")


def stem(path: str) -> str:
    """A file's name without folder, ending, member id or part number, folded."""
    name = path.rsplit("/", 1)[-1]
    base = fold(name.rsplit(".", 1)[0].replace("_", " "))
    return _SUFFIX.sub("", base)


def readable() -> tuple[str, ...]:
    """The kinds, each once, in the order in which they are read."""
    return tuple(dict.fromkeys(importer.kind for importer in IMPORTERS))
